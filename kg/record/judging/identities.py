"""Applying judgements of actors in the record: finding their mentions, and the ids that follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched

from kg.judgements import AboutActors, ActorSeen, Judgement, Verdict
from kg.judgements.identity import Identities, identities
from kg.judgements.json_lines import from_line
from kg.judgements.splitting import Split
from kg.model import ActorType, Facts, MentionReason
from kg.record.naming import folded_name

__all__ = [
    "actor_judgements",
    "apply_actor_judgements",
    "find_anchors",
    "found_identities",
    "is_judged",
    "read_judgements",
    "splits_of_text",
    "write_mentions",
]

_OF_ACTORS = tuple(verdict.value for verdict in Verdict if verdict.is_of_actors)


def write_mentions(db: sqlite3.Connection, judgement: Judgement) -> None:
    """Write the mentions by which the actors of a judgement are recognized; none for an undone one."""
    db.execute("DELETE FROM mentions WHERE judgement = ?", (judgement.id,))
    if judgement.undone is not None or not isinstance(judgement.about, AboutActors):
        return
    own = [(side, each) for side, actor in enumerate(judgement.about.actors) for each in actor.mentions]
    rows = [(each.text, judgement.id, side, each.start, each.end) for side, each in (*own, *judgement.carried)]
    db.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?)", rows)


def find_anchors(db: sqlite3.Connection, document: int, facts: Facts | None) -> bool:
    """Find the actors of a document that have mentions of judgements; whether there are or were any."""
    had = db.execute("DELETE FROM anchors WHERE document = ?", (document,)).rowcount > 0
    had = db.execute("DELETE FROM placements WHERE document = ?", (document,)).rowcount > 0 or had
    if facts is None:
        return had
    rows = db.execute(
        """SELECT m.judgement, m.side, m.start, m."end" FROM mentions m
           WHERE m.text_key = (SELECT text_key FROM documents WHERE key = ?)""",
        (document,),
    ).fetchall()
    if not rows:
        return had
    spans = {
        mention.span: actor.id
        for actor in facts.actors
        for mention in actor.mentions
        if mention.reason is not MentionReason.PRONOUN
    }
    for judgement, side, start, end in rows:
        local = spans.get((start, end)) or next((id_ for (s, e), id_ in spans.items() if s < end and start < e), None)
        if local is not None:
            db.execute("INSERT OR IGNORE INTO anchors VALUES (?, ?, ?, ?)", (document, judgement, side, local))
    return True


def read_judgements(db: sqlite3.Connection, condition: str, parameters: Sequence[object]) -> Iterator[Judgement]:
    """The judgements whose rows meet an SQL condition, by time."""
    rows = db.execute(f"SELECT content FROM judgements WHERE {condition} ORDER BY at, id", parameters)
    for (content,) in rows:
        yield from_line(content)


def actor_judgements(db: sqlite3.Connection) -> list[Judgement]:
    """The judgements of actors that are not undone, by time."""
    marks = ", ".join("?" * len(_OF_ACTORS))
    return list(read_judgements(db, f"undone = 0 AND verdict IN ({marks})", _OF_ACTORS))


def is_judged(db: sqlite3.Connection, documents: Iterable[int], bases: Mapping[str, int]) -> bool:
    """Whether a change of resolution in these documents may change the effect of judgements of actors: if one of them
    has mentions of judgements, or if an id that a judgement names has come into use or gone out of it. ``bases`` has
    the change in the number of uses of each id."""
    for some in batched(documents, 500):
        marks = ", ".join("?" * len(some))
        if db.execute(f"SELECT 1 FROM anchors WHERE document IN ({marks}) LIMIT 1", some).fetchone():
            return True
    named = [id_ for id_, by in bases.items() if by and _is_named(db, id_)]
    return any(_has_come_or_gone(db, id_, bases[id_]) for id_ in named)


def _is_named(db: sqlite3.Connection, actor: str) -> bool:
    return db.execute("SELECT 1 FROM identities WHERE actor = ?", (actor,)).fetchone() is not None


def _has_come_or_gone(db: sqlite3.Connection, actor: str, by: int) -> bool:
    """Whether no actor has this id now, or had it before the change."""
    added = max(by, 0)
    return len(db.execute("SELECT 1 FROM links WHERE base = ? LIMIT ?", (actor, added + 1)).fetchall()) == added


def found_identities(db: sqlite3.Connection, about: Sequence[Judgement]) -> Identities:
    """The effect of these judgements of actors, by the actors that have their mentions now."""
    found = {}
    for judgement in about:
        for side, actor in enumerate(_actors(judgement)):
            # A split is only about its mentions, not about the actor that they were split from.
            seen = None if judgement.verdict is Verdict.SPLIT else actor.id
            if id_ := _current_id(db, judgement.id, side, seen):
                found[judgement.id, side] = id_
    return identities(about, found, folded_name)


def _actors(judgement: Judgement) -> tuple[ActorSeen, ...]:
    assert isinstance(judgement.about, AboutActors), "it is one of actors"
    return judgement.about.actors


def _current_id(db: sqlite3.Connection, judgement: str, side: int, seen: str | None) -> str | None:
    """The id that resolution gives most of the actors with these mentions; without any, the id that the actor had when
    it was judged, if it is still in use."""
    rows = db.execute(
        """SELECT l.base, count(*) FROM anchors a JOIN links l ON l.document = a.document AND l.local = a.local
           WHERE a.judgement = ? AND a.side = ? GROUP BY l.base""",
        (judgement, side),
    ).fetchall()
    if rows:
        return str(max(rows, key=lambda row: (row[1], row[0] == seen, row[0]))[0])
    row = db.execute("SELECT base FROM links WHERE base = ? LIMIT 1", (seen,)).fetchone()
    return None if row is None else str(row[0])


def apply_actor_judgements(db: sqlite3.Connection) -> tuple[set[int], set[str]]:
    """Apply all judgements of actors again; the documents in which an actor gets another id, and the actors whose names
    or aliases have changed."""
    about = actor_judgements(db)
    found = found_identities(db, about)
    old = dict(db.execute("SELECT actor, becomes FROM identities"))
    # Every actor of a judgement has a row, for `is_judged` to notice when its id comes into use or out of it.
    new = {actor.id: actor.id for each in about for actor in _actors(each)} | dict(found.becomes)
    changed = {actor for actor in {*old, *new} if old.get(actor, actor) != new.get(actor, actor)}
    db.execute("DELETE FROM identities")
    db.executemany("INSERT INTO identities VALUES (?, ?)", sorted(new.items()))
    documents = _write_placements(db, about, found)
    for actor in changed:
        documents |= {key for (key,) in db.execute("SELECT document FROM links WHERE base = ?", (actor,))}
    return documents, _write_appearances(db, found)


def _write_placements(db: sqlite3.Connection, about: Sequence[Judgement], found: Identities) -> set[int]:
    """Write the ids of local actors that judgements have split off or separated; the documents with changes."""
    targets: dict[str, tuple[int, str]] = {id_: (1, becomes) for id_, becomes in found.apart.items()}
    targets |= {each.id: (0, each.values["id"]) for each in about if each.verdict is Verdict.SPLIT}
    rows = {}
    for judgement, (side, becomes) in targets.items():
        for document, local in db.execute(
            "SELECT document, local FROM anchors WHERE judgement = ? AND side = ?", (judgement, side)
        ):
            rows[document, local] = found.becomes.get(becomes, becomes)
    old = {(document, local): becomes for document, local, becomes in db.execute("SELECT * FROM placements")}
    db.execute("DELETE FROM placements")
    db.executemany("INSERT INTO placements VALUES (?, ?, ?)", [(*place, to) for place, to in sorted(rows.items())])
    return {place[0] for place in {*old, *rows} if old.get(place) != rows.get(place)}


def _write_appearances(db: sqlite3.Connection, found: Identities) -> set[str]:
    rows = {(actor, "name", name) for actor, name in found.names.items()}
    for kind, aliases in (("given", found.given), ("taken", found.taken)):
        rows |= {(actor, kind, alias) for actor, texts in aliases.items() for alias in texts}
    old = set(db.execute("SELECT actor, kind, text FROM appearances"))
    db.execute("DELETE FROM appearances")
    db.executemany("INSERT INTO appearances VALUES (?, ?, ?)", sorted(rows))
    return {actor for actor, _, _ in rows ^ old}


def splits_of_text(db: sqlite3.Connection, text_key: str) -> list[Split]:
    """The splits of actors that concern a text, by time."""
    rows = db.execute(
        """SELECT j.content, m.start, m."end" FROM mentions m JOIN judgements j ON j.id = m.judgement
           WHERE m.text_key = ? AND j.verdict = ? ORDER BY j.at, j.id""",
        (text_key, Verdict.SPLIT.value),
    ).fetchall()
    spans: dict[str, set[tuple[int, int]]] = {}
    values: dict[str, Mapping[str, str]] = {}
    for content, start, end in rows:
        judgement = from_line(content)
        spans.setdefault(judgement.id, set()).add((start, end))
        values[judgement.id] = judgement.values
    return [Split(id_, frozenset(spans[id_]), v["name"], ActorType(v["type"])) for id_, v in values.items()]
