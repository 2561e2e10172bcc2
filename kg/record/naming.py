"""The one row of each actor: its preferred name, its aliases and its country, from all that documents call it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched

from kg.model import ActorType, ResolvedActor
from kg.record.keeping.lists import listed_actor
from kg.resolve import folded_words
from kg.resolve.external.heads import Seen, head_of, is_named_as_one
from kg.resolve.known import known

__all__ = ["actors_by_id", "actors_where", "folded_name", "refresh"]

_COLUMNS = "id, name, aliases, country"
_WIKIDATA = "coalesce((SELECT wikidata FROM listed_actors WHERE listed_actors.id = actors.id), wikidata)"


def folded_name(text: str) -> str:
    """How names are looked up: case, diacritics, hyphens and a leading article aside.

    >>> folded_name("The Front-Line States") == folded_name("front line states")
    True
    """
    found = folded_words(text)
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found)


def refresh(
    db: sqlite3.Connection, calls: Counter[tuple[str, str, str]], revision: int, renamed: Iterable[str] = ()
) -> None:
    """Add ``calls`` (actor, kind, text: by how many) to what is counted; write the rows of the actors they touch, and
    of those that people have ``renamed``. A person called the same by as many is written too: the day of a document may
    be another one."""
    changed = {key: by for key, by in calls.items() if by}
    db.executemany(
        """INSERT INTO calls VALUES (?, ?, ?, ?)
           ON CONFLICT (actor, kind, text) DO UPDATE SET uses = uses + excluded.uses""",
        [(*key, by) for key, by in changed.items()],
    )
    db.executemany("DELETE FROM calls WHERE actor = ? AND kind = ? AND text = ? AND uses <= 0", changed)
    persons = {actor for actor, _, _ in calls if _is_person(actor)}
    for actor in sorted({*(actor for actor, _, _ in changed), *persons, *renamed}):
        _write(db, actor, revision)


def _write(db: sqlite3.Connection, actor: str, revision: int) -> None:
    rows = db.execute("SELECT kind, text, uses FROM calls WHERE actor = ?", (actor,)).fetchall()
    old = db.execute(f"SELECT {_COLUMNS}, wikidata FROM actors WHERE id = ?", (actor,)).fetchone()
    names = {text: uses for kind, text, uses in rows if kind == "name"}
    texts = {text for kind, text, _ in rows if kind != "country"}
    if not texts:
        db.execute("DELETE FROM appellations WHERE actor = ?", (actor,))
        db.execute("DELETE FROM actors WHERE id = ?", (actor,))
        return
    listed, gazetted = listed_actor(db, actor), known().get(actor)
    described = [each for each in (listed, gazetted) if each is not None]
    # The name that most documents give, and of two as frequent the longer one: always one, whatever came first.
    candidates = names or dict.fromkeys(texts, 1)
    name = described[0].name if described else max(candidates, key=lambda text: (candidates[text], len(text), text))
    countries = {text: uses for kind, text, uses in rows if kind == "country"}
    country = max(countries, key=lambda code: (countries[code], code), default=None)
    country = next((row.country for row in described if row.country), country)
    decided = db.execute("SELECT kind, text FROM appearances WHERE actor = ?", (actor,)).fetchall()
    given, taken = ({text for kind, text in decided if kind == each} for each in ("given", "taken"))
    name = next((text for kind, text in decided if kind == "name"), name)
    # What only the gazetteer calls it is found by, and no document's word: it stands among no aliases.
    aliases = sorted({*texts, *given, *((listed.name, *listed.aliases) if listed else ())} - {name, *taken})
    found_by = {name, *aliases, *((gazetted.name, *gazetted.aliases) if gazetted else ())} - taken
    item = _head(db, actor, (name, *aliases), countries)
    new = (actor, name, json.dumps(aliases, ensure_ascii=False), country, item)
    if new == old:
        return
    db.execute(
        """INSERT INTO actors (id, name, aliases, country, wikidata, revision) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE
           SET name = excluded.name, aliases = excluded.aliases, country = excluded.country,
               wikidata = excluded.wikidata, revision = excluded.revision""",
        (*new, revision),
    )
    if old is None or old[1:3] != new[1:3]:
        db.execute("DELETE FROM appellations WHERE actor = ?", (actor,))
        keys = {key for text in found_by if (key := folded_name(text))}
        db.executemany("INSERT INTO appellations VALUES (?, ?)", [(key, actor) for key in sorted(keys)])


def _head(db: sqlite3.Connection, actor: str, texts: tuple[str, ...], countries: Mapping[str, int]) -> str | None:
    """The item of the head of state or government or foreign minister that a person is, if it is one."""
    if not (_is_person(actor) and is_named_as_one(texts)):  # few are, and all documents of a person are many
        return None
    dates = db.execute("SELECT date FROM links JOIN documents ON key = document WHERE actor = ?", (actor,))
    years = [int(date[:4]) if date else None for (date,) in dates]
    head = head_of(Seen(texts, countries, years))
    return head.wikidata if head else None


def _is_person(actor: str) -> bool:
    return actor.startswith(f"{ActorType.PERSON}/")


def actors_by_id(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, ResolvedActor]:
    """The actors of these ids, as far as the record knows them."""
    found = {}
    for some in batched(dict.fromkeys(ids), 500):
        marks = ", ".join("?" * len(some))
        for actor in actors_where(db, f"id IN ({marks})", some):
            found[actor.id] = actor
    return found


def actors_where(
    db: sqlite3.Connection, condition: str, values: Sequence[str | int], *, limit: int = -1
) -> Iterator[ResolvedActor]:
    """The actors that meet an SQL condition on the table ``actors``, in the order of their ids; -1 for all of them."""
    for row in db.execute(
        f"SELECT {_COLUMNS}, {_WIKIDATA} FROM actors WHERE {condition} ORDER BY id LIMIT ?", (*values, limit)
    ):
        yield _actor(*row)


def _actor(id_: str, name: str, aliases: str, country: str | None, wikidata: str | None) -> ResolvedActor:
    row = known().get(id_)
    kind = ActorType(id_.partition("/")[0])
    return ResolvedActor(
        id_, name, kind, tuple(json.loads(aliases)), country, wikidata or (row.wikidata if row else None)
    )
