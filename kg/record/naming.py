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
_NEAR = 0.72
_COMPARED = 4000
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
    found = folded_words(text)
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found)


def refresh(
    db: sqlite3.Connection, calls: Counter[tuple[str, str, str]], revision: int, renamed: Iterable[str] = ()
) -> None:
    """Add ``calls`` (of each actor, kind and text the change in uses) to the counts; write the rows of these actors and
    of those that judgements have ``renamed``."""
    changed = {key: by for key, by in calls.items() if by}
    db.executemany(
        """INSERT INTO calls VALUES (?, ?, ?, ?)
           ON CONFLICT (actor, kind, text) DO UPDATE SET uses = uses + excluded.uses""",
        [(*key, by) for key, by in changed.items()],
    )
    db.executemany("DELETE FROM calls WHERE actor = ? AND kind = ? AND text = ? AND uses <= 0", changed)
    for actor in sorted({*(actor for actor, _, _ in changed), *renamed}):
        _write(db, actor, revision)


def _write(db: sqlite3.Connection, actor: str, revision: int) -> None:
    rows = db.execute("SELECT kind, text, uses FROM calls WHERE actor = ?", (actor,)).fetchall()
    old = db.execute(f"SELECT {_COLUMNS}, wikidata FROM actors WHERE id = ?", (actor,)).fetchone()
    names, countries, years = ({text: n for kind, text, n in rows if kind == of} for of in ("name", "country", "year"))
    texts = {text for kind, text, _ in rows if kind in {"name", "alias"}}
    if not texts:
        db.execute("DELETE FROM appellations WHERE actor = ?", (actor,))
        db.execute("DELETE FROM actors WHERE id = ?", (actor,))
        return
    listed, gazetted = lists.listed_actor(db, actor), gazetteer_entries.gazetteer().get(actor)
    described = [each for each in (listed, gazetted) if each is not None]
    # The most frequent name, of several the longest: the outcome does not depend on the order of documents.
    candidates = names or dict.fromkeys(texts, 1)
    name = described[0].name if described else max(candidates, key=lambda text: (candidates[text], len(text), text))
    country = max(countries, key=lambda code: (countries[code], code), default=None)
    country = next((row.country for row in described if row.country), country)
    decided = db.execute("SELECT kind, text FROM appearances WHERE actor = ?", (actor,)).fetchall()
    given, taken = ({text for kind, text in decided if kind == each} for each in ("given", "taken"))
    name = next((text for kind, text in decided if kind == "name"), name)
    # Compared as names are looked up: who removes the alias "Beijing" means "BEIJING" in a headline too.
    wrong = _keys(taken) - _keys(given)
    called = {*texts, *given, *((listed.name, *listed.aliases) if listed else ())} - {name}
    aliases = sorted(text for text in called if folded_name(text) not in wrong)
    # Names that only the gazetteer has find the actor, but are no aliases: no document uses them.
    only_found_by = _keys((gazetted.name, *gazetted.aliases) if gazetted else ()) - wrong
    item = _head(actor, (name, *aliases), countries, years)
    new = (actor, name, json.dumps(aliases, ensure_ascii=False), country, item)
    if new != old:
        db.execute(
            """INSERT INTO actors (id, name, aliases, country, wikidata, revision) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, aliases = excluded.aliases, country = excluded.country,
                   wikidata = excluded.wikidata, revision = excluded.revision""",
            (*new, revision),
        )
    keys = only_found_by | _keys({name, *aliases} - taken)
    if keys != {key for (key,) in db.execute("SELECT folded FROM appellations WHERE actor = ?", (actor,))}:
        db.execute("DELETE FROM appellations WHERE actor = ?", (actor,))
        db.executemany("INSERT INTO appellations VALUES (?, ?)", [(key, actor) for key in sorted(keys)])


def _keys(texts: Iterable[str]) -> set[str]:
    return {key for text in texts if (key := folded_name(text))}


def _head(actor: str, texts: tuple[str, ...], countries: Mapping[str, int], years: Mapping[str, int]) -> str | None:
    """The Wikidata item of a person who is a head of state or government or foreign minister; None for others."""
    if not (actor.startswith(f"{model.ActorType.PERSON}/") and heads.is_named_as_one(texts)):
        return None
    seen = heads.Seen(texts, countries, {int(year) or None: documents for year, documents in years.items()})
    head = heads.head_of(seen)
    return head.wikidata if head else None


def actors_by_id(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, model.ResolvedActor]:
    """The actors of these ids that the record has, by id."""
    found = {}
    for some in batched(dict.fromkeys(ids), _IDS_AT_A_TIME):
        marks = ", ".join("?" * len(some))
        for actor in actors_where(db, f"id IN ({marks})", some):
            found[actor.id] = actor
    return found


def actors_where(
    db: sqlite3.Connection, condition: str, values: Sequence[str | int], *, limit: int = -1
) -> Iterator[model.ResolvedActor]:
    """The actors that meet an SQL condition on the table ``actors``, by id; a ``limit`` of -1 gives all of them."""
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
    asked = "SELECT DISTINCT d.id FROM links l JOIN documents d ON d.key = l.document WHERE l.actor = ? ORDER BY d.id"
    return tuple(id_ for (id_,) in db.execute(asked, (actor,)))


def count_actors(db: sqlite3.Connection, documents: Iterable[str]) -> int:
    """How many actors the documents of these ids name: one that several name counts once."""
    actors: set[str] = set()
    for ids in batched(documents, _IDS_AT_A_TIME):
        marks = ", ".join("?" * len(ids))
        named = f"SELECT actor FROM links JOIN documents ON documents.key = document WHERE documents.id IN ({marks})"
        actors.update(actor for (actor,) in db.execute(named, ids))
    return len(actors)


def find_actor(db: sqlite3.Connection, text: str) -> ActorMatches[model.ResolvedActor]:
    """What `find_named` finds, with whole actors."""
    found = find_named(db, text)
    whole = actors_by_id(db, [each.id for each in (*found.actors, *found.surnamed)])
    actors, surnamed = (tuple(whole[each.id] for each in some) for some in (found.actors, found.surnamed))
    return ActorMatches(actors, found.suggestions, surnamed)


def find_named(db: sqlite3.Connection, text: str) -> ActorMatches[model.Named]:
    """The actors with this id, name or alias, else the state with this ISO code, unless the letters mean another actor
    as well; persons of this family name, and, where no actor was found, similar names."""
    key = folded_name(text)
    near = key if len(key) <= _LONGEST_NAME else ""
    found = _with_id(db, text)
    if not found:
        rows = db.execute(
            """SELECT a.id, a.name FROM appellations p JOIN actors a ON a.id = p.actor WHERE p.folded = ?
               ORDER BY a.name <> ? COLLATE NOCASE,
                 (SELECT count(DISTINCT document) FROM links WHERE actor = a.id) DESC, a.id""",
            (key, text),
        )
        found = [_Bearer(*row) for row in rows] or _with_id(db, _state_with_code(text))
    if len(found) == 1 and found[0].id.startswith("person/") and text != found[0].id and " " not in key:
        return ActorMatches((found[0],), (), tuple(_surnamed(db, near)))
    if found:
        return ActorMatches(tuple(found))
    return ActorMatches((), _suggestions(db, near), tuple(_surnamed(db, near)))


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
    return "" if any(text in row.texts and row.id != state for row in rows) else state


def _surnamed(db: sqlite3.Connection, key: str) -> Iterator[model.Named]:
    """The persons whose family name this is."""
    holding = db.execute(
        """SELECT DISTINCT a.id, a.name, a.country FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE ' ' || p.folded || ' ' LIKE ? ESCAPE '!' AND p.actor LIKE 'person/%' ORDER BY a.id LIMIT ?""",
        (f"% {_escaped(key)} %", _COMPARED),
    )
    for id_, name, country in holding if key else ():
        if key in person_names.called_by(person_names.person_name(name).words, country or ""):
            yield _Bearer(id_, name)


def _escaped(words: str) -> str:
    return re.sub("([!%_])", r"!\1", words)


def _suggestions(db: sqlite3.Connection, key: str) -> tuple[str, ...]:
    """Names that contain the words looked for as a phrase, then names that are spelt similarly."""
    if not key:
        return ()
    holding = db.execute(
        """SELECT p.actor, a.name FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE ' ' || p.folded || ' ' LIKE ? ESCAPE '!' ORDER BY length(p.folded), p.actor LIMIT ?""",
        (f"% {_escaped(key)} %", _SUGGESTIONS),
    ).fetchall()
    # A mistyped name has about the right length, and its first or second letter is right.
    near = db.execute(
        """SELECT p.folded, p.actor, a.name FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE abs(length(p.folded) - ?) <= 3 AND (substr(p.folded, 1, 1) = ? OR substr(p.folded, 2, 1) = ?)
           ORDER BY p.folded, p.actor""",
        (len(key), key[:1], key[1:2]),
    )
    # A single word may be a family name or given name within a person's name.
    within = db.execute(
        """SELECT p.folded, p.actor, a.name FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE p.folded LIKE ? ESCAPE '!' AND p.actor LIKE 'person/%' ORDER BY p.folded, p.actor""",
        (f"% {_escaped(key[:1])}%",),
    )
    words = ((word, actor, name) for folded, actor, name in within for word in folded.split())
    matcher = difflib.SequenceMatcher(b=key, autojunk=False)
    rated = []
    for folded, actor, name in most_similar(key, near if " " in key else chain(near, words), itemgetter(0)):
        matcher.set_seq1(folded)
        if matcher.quick_ratio() >= _NEAR and (ratio := matcher.ratio()) >= _NEAR:
            rated.append((-ratio, actor, name))
    names = {name: None for _, name in holding} | {name: None for *_, name in sorted(rated)}
    return tuple(names)[:_SUGGESTIONS]
