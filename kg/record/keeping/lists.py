"""The rows of a project's own lists."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from kg.errors import ListUnknownError
from kg.processes.lazy import LazyModule

if TYPE_CHECKING:
    from kg.lists import ListedActor, OwnList, own_list
    from kg.vocabulary import Concept
else:  # most graphs have no lists
    own_list = LazyModule("kg.lists.own_list")

__all__ = ["codebook", "delete_list", "issues", "listed_actor", "lists", "write_list"]


def lists(db: sqlite3.Connection) -> tuple[OwnList, ...]:
    """All lists, in the order of their names."""
    rows = db.execute("SELECT content FROM lists ORDER BY name")
    return tuple(own_list.OwnList.from_text(content) for (content,) in rows)


def issues(db: sqlite3.Connection) -> tuple[Concept, ...]:
    """The issues of all lists that the shipped scheme does not have."""
    all_lists = lists(db)
    return own_list.own_concepts(all_lists) if all_lists else ()


def codebook(db: sqlite3.Connection) -> frozenset[str] | None:
    """The local names of the concepts of all lists that replace the shipped issues; None where no list does."""
    rows = db.execute(
        """SELECT json_extract(issue.value, '$.concept') FROM lists, json_each(lists.content, '$.issues') issue
           WHERE json_extract(lists.content, '$.replaces')"""
    )
    return frozenset(concept for (concept,) in rows) or None


def write_list(db: sqlite3.Connection, new_list: OwnList) -> set[str]:
    """Keep a list, replacing the one of its name; the ids of the actors that this adds, changes or removes."""
    replaced = next((each for each in lists(db) if each.name == new_list.name), own_list.OwnList(new_list.name))
    db.execute("INSERT OR REPLACE INTO lists VALUES (?, ?)", (new_list.name, new_list.to_text()))
    _write_actors(db)
    return {actor.id for actor in set(replaced.actors) ^ set(new_list.actors)}


def delete_list(db: sqlite3.Connection, name: str) -> set[str]:
    """Delete a list; the ids of its actors. Raises `ListUnknownError`."""
    row = db.execute("DELETE FROM lists WHERE name = ? RETURNING content", (name,)).fetchone()
    if row is None:
        raise ListUnknownError(name=repr(name))
    _write_actors(db)
    return {actor.id for actor in own_list.OwnList.from_text(row[0]).actors}


def listed_actor(db: sqlite3.Connection, id_: str) -> ListedActor | None:
    """The actor with this id, as described by the first list that has it, by name; None where no list has it."""
    row = db.execute("SELECT name, aliases, country, wikidata FROM listed_actors WHERE id = ?", (id_,)).fetchone()
    if row is None:
        return None
    import json

    from kg.model import ActorType

    name, aliases, country, wikidata = row
    return own_list.ListedActor(
        id_, name, ActorType(id_.partition("/")[0]), tuple(json.loads(aliases)), country, wikidata
    )


def _write_actors(db: sqlite3.Connection) -> None:
    """Write the actors of all lists to ``listed_actors`` again; of several rows of an id, that of the first list."""
    import json

    db.execute("DELETE FROM listed_actors")
    db.executemany(
        "INSERT OR IGNORE INTO listed_actors VALUES (?, ?, ?, ?, ?)",
        [
            (actor.id, actor.name, json.dumps(actor.aliases, ensure_ascii=False), actor.country, actor.wikidata)
            for each in lists(db)
            for actor in each.actors
        ],
    )
