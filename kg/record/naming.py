"""The row of each actor, with preferred name, aliases and country, from all that documents call it; and finding actors
by name."""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kg.errors.checking import check_words
from kg.processes.lazy import LazyModule, lazy_modules
from kg.resolve.spelling import folded_words
from kg.resolve.spelling.mistyped import most_similar

if TYPE_CHECKING:
    import json

    from kg import model
    from kg.record.keeping import lists
    from kg.resolve import gazetteer, gazetteer_entries
    from kg.resolve import person_name as person_names
    from kg.resolve.external import heads
else:  # not needed to find an actor by name
    json, model, lists = LazyModule("json"), LazyModule("kg.model"), LazyModule("kg.record.keeping.lists")
    gazetteer, gazetteer_entries, person_names, heads = lazy_modules(
        "kg.resolve", "gazetteer gazetteer_entries person_name external.heads"
    )

__all__ = [
    "ActorMatches",
    "actors_by_id",
    "actors_where",
    "count_actors",
    "documents_of",
    "find_actor",
    "find_named",
    "folded_name",
    "refresh",
]

_COLUMNS = "id, name, aliases, country"
_WIKIDATA = "coalesce((SELECT wikidata FROM listed_actors WHERE listed_actors.id = actors.id), wikidata)"
_SUGGESTIONS = 5
_LEAST_SIMILARITY = 0.72
"""The `difflib` ratio from which a name is suggested for another."""
_MOST_PERSONS = 4000
"""How many persons with a word in their names are looked at for those whose family name it is."""
_IDS_AT_A_TIME = 500
_LONGEST_NAME = 1000
"""The longest name to look for similar ones of, in characters: SQLite limits the length of patterns."""


class _Bearer(NamedTuple):
    """An actor that was found by a name; a `kg.model.Named`."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ActorMatches[A]:
    """``actors`` have the name looked for: those whose preferred name it is first, then by number of documents.

    Without any, ``suggestions`` are preferred names that contain or resemble it, the closest first. ``surnamed`` are
    the persons whose family name it is, where it is the name of nobody or of only one person.
    """

    actors: tuple[A, ...]
    suggestions: tuple[str, ...] = ()
    surnamed: tuple[A, ...] = ()


def folded_name(text: str) -> str:
    """The form in which names are looked up, without case, diacritics, hyphens and a leading article.

    >>> folded_name("The Front-Line States") == folded_name("front line states")
    True
    """
    words = folded_words(text)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def refresh(
    db: sqlite3.Connection, calls: Counter[tuple[str, str, str]], revision: int, renamed: Iterable[str] = ()
) -> None:
    """Add ``calls``, the change in uses of each (actor, kind, text), to the counts of what documents call actors; write
    the rows of these actors and of those that judgements or lists have ``renamed``."""
    changed = {call: change for call, change in calls.items() if change}
    db.executemany(
        """INSERT INTO calls VALUES (?, ?, ?, ?)
           ON CONFLICT (actor, kind, text) DO UPDATE SET uses = uses + excluded.uses""",
        [(*call, change) for call, change in changed.items()],
    )
    db.executemany("DELETE FROM calls WHERE actor = ? AND kind = ? AND text = ? AND uses <= 0", changed)
    for actor in sorted({*(actor for actor, _, _ in changed), *renamed}):
        _write_actor(db, actor, revision)


def _write_actor(db: sqlite3.Connection, actor: str, revision: int) -> None:
    """Write the row of an actor, with ``revision`` if it changes, and the names that find it; delete both where no
    document names the actor any more."""
    calls = db.execute("SELECT kind, text, uses FROM calls WHERE actor = ?", (actor,)).fetchall()
    old_row = db.execute(f"SELECT {_COLUMNS}, wikidata FROM actors WHERE id = ?", (actor,)).fetchone()
    names, countries, years = (
        {text: uses for kind, text, uses in calls if kind == wanted} for wanted in ("name", "country", "year")
    )
    used_texts = {text for kind, text, _ in calls if kind in {"name", "alias"}}
    if not used_texts:
        db.execute("DELETE FROM appellations WHERE actor = ?", (actor,))
        db.execute("DELETE FROM actors WHERE id = ?", (actor,))
        return
    listed, gazetteer_entry = lists.listed_actor(db, actor), gazetteer_entries.gazetteer().get(actor)
    descriptions = [each for each in (listed, gazetteer_entry) if each is not None]
    judged = db.execute("SELECT kind, text FROM appearances WHERE actor = ?", (actor,)).fetchall()
    added, removed = ({text for kind, text in judged if kind == wanted} for wanted in ("given", "taken"))

    # The most frequent name, of several the longest: the outcome does not depend on the order of documents.
    candidates = names or dict.fromkeys(used_texts, 1)
    most_frequent = max(candidates, key=lambda text: (candidates[text], len(text), text))
    name = descriptions[0].name if descriptions else most_frequent
    name = next((text for kind, text in judged if kind == "name"), name)
    country = max(countries, key=lambda code: (countries[code], code), default=None)
    country = next((each.country for each in descriptions if each.country), country)
    # Compared as names are looked up: who removes the alias "Beijing" means "BEIJING" in a headline too.
    removed_keys = _keys(removed) - _keys(added)
    other_names = {*used_texts, *added, *((listed.name, *listed.aliases) if listed else ())} - {name}
    aliases = sorted(text for text in other_names if folded_name(text) not in removed_keys)
    item = _head(actor, (name, *aliases), countries, years)
    new_row = (actor, name, json.dumps(aliases, ensure_ascii=False), country, item)
    if new_row != old_row:
        db.execute(
            """INSERT INTO actors (id, name, aliases, country, wikidata, revision) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, aliases = excluded.aliases, country = excluded.country,
                   wikidata = excluded.wikidata, revision = excluded.revision""",
            (*new_row, revision),
        )
    # Names that only the gazetteer has find the actor, but are no aliases: no document uses them.
    gazetteer_names = (gazetteer_entry.name, *gazetteer_entry.aliases) if gazetteer_entry else ()
    _write_keys(db, actor, (_keys(gazetteer_names) - removed_keys) | _keys({name, *aliases} - removed))


def _write_keys(db: sqlite3.Connection, actor: str, keys: set[str]) -> None:
    """Replace the folded names that find an actor, if they have changed."""
    if keys != {key for (key,) in db.execute("SELECT folded FROM appellations WHERE actor = ?", (actor,))}:
        db.execute("DELETE FROM appellations WHERE actor = ?", (actor,))
        db.executemany("INSERT INTO appellations VALUES (?, ?)", [(key, actor) for key in sorted(keys)])


def _keys(texts: Iterable[str]) -> set[str]:
    """The folded forms of these names, without empty ones."""
    return {key for text in texts if (key := folded_name(text))}


def _head(actor: str, texts: tuple[str, ...], countries: Mapping[str, int], years: Mapping[str, int]) -> str | None:
    """The Wikidata item of a person who is a head of state or government or foreign minister; None for others."""
    if not (actor.startswith(f"{model.ActorType.PERSON}/") and heads.is_named_as_one(texts)):
        return None
    seen = heads.Seen(texts, countries, {int(year) or None: documents for year, documents in years.items()})
    head = heads.head_of(seen)
    return head.wikidata if head else None


def actors_by_id(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, model.ResolvedActor]:
    """The actors with these ids, by id; ids that the record does not have are left out."""
    actors = {}
    for id_ in ids:
        check_words("actor", id_, "an id")
    for batch in batched(dict.fromkeys(ids), _IDS_AT_A_TIME):
        marks = ", ".join("?" * len(batch))
        for actor in actors_where(db, f"id IN ({marks})", batch):
            actors[actor.id] = actor
    return actors


def actors_where(
    db: sqlite3.Connection, condition: str, values: Sequence[str | int], *, limit: int = -1
) -> Iterator[model.ResolvedActor]:
    """The actors that meet an SQL condition on the table ``actors``, in the order of ids; a ``limit`` of -1 is none."""
    for row in db.execute(
        f"SELECT {_COLUMNS}, {_WIKIDATA} FROM actors WHERE {condition} ORDER BY id LIMIT ?", (*values, limit)
    ):
        yield _actor(*row)


def _actor(id_: str, name: str, aliases: str, country: str | None, wikidata: str | None) -> model.ResolvedActor:
    kind = model.ActorType(id_.partition("/")[0])
    item = wikidata or gazetteer.item_of(id_)
    return model.ResolvedActor(id_, name, kind, tuple(json.loads(aliases)), country, item)


def documents_of(db: sqlite3.Connection, actor: str) -> tuple[str, ...]:
    """The ids of the documents that name the actor with this id, sorted."""
    check_words("actor", actor, "an id")
    query = "SELECT DISTINCT d.id FROM links l JOIN documents d ON d.key = l.document WHERE l.actor = ? ORDER BY d.id"
    return tuple(id_ for (id_,) in db.execute(query, (actor,)))


def count_actors(db: sqlite3.Connection, documents: Iterable[str]) -> int:
    """The number of actors that the documents with these ids name; an actor that several of them name counts once."""
    query = """SELECT count(DISTINCT actor) FROM links JOIN documents ON documents.key = document
        WHERE documents.id IN (SELECT value FROM json_each(?))"""
    (count,) = db.execute(query, (json.dumps(list(documents)),)).fetchone()
    return int(count)


def find_actor(db: sqlite3.Connection, text: str) -> ActorMatches[model.ResolvedActor]:
    """The matches of `find_named`, with all that the record has about each actor."""
    matches = find_named(db, text)
    by_id = actors_by_id(db, [each.id for each in (*matches.actors, *matches.surnamed)])
    actors = tuple(by_id[each.id] for each in matches.actors)
    return ActorMatches(actors, matches.suggestions, tuple(by_id[each.id] for each in matches.surnamed))


def find_named(db: sqlite3.Connection, text: str) -> ActorMatches[model.Named]:
    """The actors with this id, name or alias, else the state with this ISO code, unless the letters mean another actor
    as well; persons of this family name, and, where no actor was found, similar names."""
    check_words("actor", text, "a name, an alias or an id")
    key = folded_name(text)
    searched_key = key if len(key) <= _LONGEST_NAME else ""
    bearers = _with_id(db, text)
    if not bearers:
        rows = db.execute(
            """SELECT a.id, a.name FROM appellations p JOIN actors a ON a.id = p.actor WHERE p.folded = ?
               ORDER BY a.name <> ? COLLATE NOCASE,
                 (SELECT count(DISTINCT document) FROM links WHERE actor = a.id) DESC, a.id""",
            (key, text),
        )
        bearers = [_Bearer(*row) for row in rows] or _with_id(db, _state_with_code(text))
    if len(bearers) == 1 and bearers[0].id.startswith("person/") and text != bearers[0].id and " " not in key:
        return ActorMatches((bearers[0],), (), tuple(_surnamed(db, searched_key)))
    if bearers:
        return ActorMatches(tuple(bearers))
    return ActorMatches((), _suggestions(db, searched_key), tuple(_surnamed(db, searched_key)))


def _with_id(db: sqlite3.Connection, id_: str) -> list[_Bearer]:
    """The actor with this id, else the one that judgements have merged or retyped it to."""
    rows = db.execute("SELECT id, name FROM actors WHERE id = ?", (id_,)).fetchall() or db.execute(
        "SELECT a.id, a.name FROM identities i JOIN actors a ON a.id = i.becomes WHERE i.actor = ?", (id_,)
    )
    return [_Bearer(*row) for row in rows]


def _state_with_code(text: str) -> str:
    """The id of the state with this ISO 3166-1 code of two or three capitals; "" for any other text, and for letters
    that mean another actor as well: NAM is the Non-Aligned Movement more often than Namibia."""
    if not (text.isupper() and len(text) in (2, 3)):
        return ""
    rows = gazetteer_entries.gazetteer().values()
    state = next((row.id for row in rows if row.id.startswith("state/") and text in (row.country, row.alpha3)), "")
    is_ambiguous = any(text in row.texts and row.id != state for row in rows)
    return "" if is_ambiguous else state


def _surnamed(db: sqlite3.Connection, key: str) -> Iterator[model.Named]:
    """The persons whose family name this is, in the order of ids; nobody for an empty ``key``."""
    persons = db.execute(
        """SELECT DISTINCT a.id, a.name, a.country FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE ' ' || p.folded || ' ' LIKE ? ESCAPE '!' AND p.actor LIKE 'person/%' ORDER BY a.id LIMIT ?""",
        (f"% {_escaped(key)} %", _MOST_PERSONS),
    )
    for id_, name, country in persons if key else ():
        if key in person_names.called_by(person_names.person_name(name).words, country or ""):
            yield _Bearer(id_, name)


def _escaped(words: str) -> str:
    """The words for an SQL pattern with ``ESCAPE '!'``."""
    return re.sub("([!%_])", r"!\1", words)


def _suggestions(db: sqlite3.Connection, key: str) -> tuple[str, ...]:
    """Names that contain the words looked for as a phrase, then names that are spelt similarly."""
    if not key:
        return ()
    containing = db.execute(
        """SELECT p.actor, a.name FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE ' ' || p.folded || ' ' LIKE ? ESCAPE '!' ORDER BY length(p.folded), p.actor LIMIT ?""",
        (f"% {_escaped(key)} %", _SUGGESTIONS),
    ).fetchall()
    # A mistyped name has about the right length, and its first or second letter is right.
    similar_length = db.execute(
        """SELECT p.folded, p.actor, a.name, 0 FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE abs(length(p.folded) - ?) <= 3 AND (substr(p.folded, 1, 1) = ? OR substr(p.folded, 2, 1) = ?)
           ORDER BY p.folded, p.actor""",
        (len(key), key[:1], key[1:2]),
    )
    # A single word may be a family name or given name within a person's name.
    persons = db.execute(
        """SELECT p.folded, p.actor, a.name FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE p.folded LIKE ? ESCAPE '!' AND p.actor LIKE 'person/%' ORDER BY p.folded, p.actor""",
        (f"% {_escaped(key[:1])}%",),
    )
    words = ((word, actor, name, 1) for folded, actor, name in persons for word in folded.split())
    matcher = difflib.SequenceMatcher(b=key, autojunk=False)
    ratings = []
    for folded, actor, name, is_part in most_similar(
        key, similar_length if " " in key else chain(similar_length, words), itemgetter(0)
    ):
        matcher.set_seq1(folded)
        if matcher.quick_ratio() >= _LEAST_SIMILARITY and (ratio := matcher.ratio()) >= _LEAST_SIMILARITY:
            # "Chile" before the person whom a text also calls "the envoy of Chile".
            ratings.append((-ratio, is_part, actor, name))
    names = {name: None for _, name in containing} | {name: None for *_, name in sorted(ratings)}
    return tuple(names)[:_SUGGESTIONS]
