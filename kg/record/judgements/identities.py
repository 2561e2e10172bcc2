"""Applying judgements of actors in the record: finding the mentions that they are about, and the ids that result."""

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
    judged = [(side, mention) for side, actor in enumerate(judgement.about.actors) for mention in actor.mentions]
    rows = [(each.text, judgement.id, side, each.start, each.end) for side, each in (*judged, *judgement.carried)]
    db.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?)", rows)


def find_anchors(db: sqlite3.Connection, document: int, facts: Facts | None) -> bool:
    """Find the actors of a document whose mentions judgements of actors are about (without ``facts``: forget them);
    whether it had any, or its text has such mentions."""
    had_any = db.execute("DELETE FROM anchors WHERE document = ?", (document,)).rowcount > 0
    had_any = db.execute("DELETE FROM placements WHERE document = ?", (document,)).rowcount > 0 or had_any
    if facts is None:
        return had_any
    rows = db.execute(
        """SELECT m.judgement, m.side, m.start, m."end" FROM mentions m
           WHERE m.text_key = (SELECT text_key FROM documents WHERE key = ?)""",
        (document,),
    ).fetchall()
    if not rows:
        return had_any
    actors_by_span = {
        mention.span: actor.id
        for actor in facts.actors
        for mention in actor.mentions
        if mention.reason is not MentionReason.PRONOUN
    }
    for judgement, side, start, end in rows:
        overlapping = (id_ for (first, last), id_ in actors_by_span.items() if first < end and start < last)
        local = actors_by_span.get((start, end)) or next(overlapping, None)
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
    """Whether a change of resolution in these documents may change the effect of judgements of actors.

    It may if judgements are about mentions in one of them, or if an id that a judgement names has come into use or gone
    out of it. ``bases`` has the change in the number of uses of each id.
    """
    for keys in batched(documents, 500):
        marks = ", ".join("?" * len(keys))
        if db.execute(f"SELECT 1 FROM anchors WHERE document IN ({marks}) LIMIT 1", keys).fetchone():
            return True
    judged_ids = [id_ for id_, change in bases.items() if change and _is_in_judgement(db, id_)]
    return any(_has_come_or_gone(db, id_, bases[id_]) for id_ in judged_ids)


def _is_in_judgement(db: sqlite3.Connection, actor: str) -> bool:
    """Whether a judgement in force is about the actor with this id."""
    return db.execute("SELECT 1 FROM identities WHERE actor = ?", (actor,)).fetchone() is not None


def _has_come_or_gone(db: sqlite3.Connection, actor: str, change: int) -> bool:
    """Whether no actor has this id now, or none had it before the ``change`` in its number of uses."""
    added = max(change, 0)
    return len(db.execute("SELECT 1 FROM links WHERE base = ? LIMIT ?", (actor, added + 1)).fetchall()) == added


def found_identities(db: sqlite3.Connection, judgements: Sequence[Judgement]) -> Identities:
    """The effect of these judgements of actors, given the actors that have their mentions now."""
    current_ids = {}
    for judgement in judgements:
        for side, actor in enumerate(_actors(judgement)):
            # A split is only about its mentions, not about the actor that they were split from.
            judged_id = None if judgement.verdict is Verdict.SPLIT else actor.id
            if id_ := _current_id(db, judgement.id, side, judged_id):
                current_ids[judgement.id, side] = id_
    return identities(judgements, current_ids, folded_name)


def _actors(judgement: Judgement) -> tuple[ActorSeen, ...]:
    assert isinstance(judgement.about, AboutActors), "it is one of actors"
    return judgement.about.actors


def _current_id(db: sqlite3.Connection, judgement: str, side: int, judged_id: str | None) -> str | None:
    """The id that resolution gives most of the actors with the mentions of this side of a judgement.

    Without any, ``judged_id``, which the actor had when it was judged, if it is still in use; else None.
    """
    rows = db.execute(
        """SELECT l.base, count(*) FROM anchors a JOIN links l ON l.document = a.document AND l.local = a.local
           WHERE a.judgement = ? AND a.side = ? GROUP BY l.base""",
        (judgement, side),
    ).fetchall()
    if rows:
        return str(max(rows, key=lambda row: (row[1], row[0] == judged_id, row[0]))[0])
    row = db.execute("SELECT base FROM links WHERE base = ? LIMIT 1", (judged_id,)).fetchone()
    return None if row is None else str(row[0])


def apply_actor_judgements(db: sqlite3.Connection) -> tuple[set[int], set[str]]:
    """Apply all judgements of actors again; the keys of the documents in which an actor gets another id, and the ids of
    the actors whose name or aliases people have changed."""
    judgements = actor_judgements(db)
    effect = found_identities(db, judgements)
    old_ids = dict(db.execute("SELECT actor, becomes FROM identities"))
    # Every actor of a judgement has a row, for `is_judged` to notice when its id comes into use or out of it.
    new_ids = {actor.id: actor.id for each in judgements for actor in _actors(each)} | dict(effect.becomes)
    changed = {id_ for id_ in {*old_ids, *new_ids} if old_ids.get(id_, id_) != new_ids.get(id_, id_)}
    db.execute("DELETE FROM identities")
    db.executemany("INSERT INTO identities VALUES (?, ?)", sorted(new_ids.items()))
    documents = _write_placements(db, judgements, effect)
    for actor in changed:
        documents |= {key for (key,) in db.execute("SELECT document FROM links WHERE base = ?", (actor,))}
    return documents, _write_appearances(db, effect)


def _write_placements(db: sqlite3.Connection, judgements: Sequence[Judgement], effect: Identities) -> set[int]:
    """Write the ids of local actors that judgements have split off or separated; the documents with changes."""
    targets: dict[str, tuple[int, str]] = {id_: (1, actor) for id_, actor in effect.apart.items()}
    targets |= {each.id: (0, each.values["id"]) for each in judgements if each.verdict is Verdict.SPLIT}
    new_placements = {}
    for judgement, (side, actor) in targets.items():
        for document, local in db.execute(
            "SELECT document, local FROM anchors WHERE judgement = ? AND side = ?", (judgement, side)
        ):
            new_placements[document, local] = effect.becomes.get(actor, actor)
    rows = db.execute("SELECT * FROM placements")
    old_placements = {(document, local): actor for document, local, actor in rows}
    db.execute("DELETE FROM placements")
    new_rows = [(*place, actor) for place, actor in sorted(new_placements.items())]
    db.executemany("INSERT INTO placements VALUES (?, ?, ?)", new_rows)
    places = {*old_placements, *new_placements}
    return {place[0] for place in places if old_placements.get(place) != new_placements.get(place)}


def _write_appearances(db: sqlite3.Connection, effect: Identities) -> set[str]:
    """Write the names and aliases that people have given actors or taken from them; the ids of actors with changes."""
    new_rows = {(actor, "name", name) for actor, name in effect.names.items()}
    for kind, aliases in (("given", effect.given), ("taken", effect.taken)):
        new_rows |= {(actor, kind, alias) for actor, texts in aliases.items() for alias in texts}
    old_rows = set(db.execute("SELECT actor, kind, text FROM appearances"))
    db.execute("DELETE FROM appearances")
    db.executemany("INSERT INTO appearances VALUES (?, ?, ?)", sorted(new_rows))
    return {actor for actor, _, _ in new_rows ^ old_rows}


def splits_of_text(db: sqlite3.Connection, text_key: str) -> list[Split]:
    """The splits of actors with mentions in a text, by time."""
    rows = db.execute(
        """SELECT j.content, m.start, m."end" FROM mentions m JOIN judgements j ON j.id = m.judgement
           WHERE m.text_key = ? AND j.verdict = ? ORDER BY j.at, j.id""",
        (text_key, Verdict.SPLIT.value),
    ).fetchall()
    spans: dict[str, set[tuple[int, int]]] = {}
    descriptions: dict[str, Mapping[str, str]] = {}
    for content, start, end in rows:
        judgement = from_line(content)
        spans.setdefault(judgement.id, set()).add((start, end))
        descriptions[judgement.id] = judgement.values
    return [
        Split(id_, frozenset(spans[id_]), description["name"], ActorType(description["type"]))
        for id_, description in descriptions.items()
    ]
