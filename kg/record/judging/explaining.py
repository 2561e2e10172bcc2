"""Explaining resolution: the names that mean an actor, and those that might, with the evidence for and against each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kg.judgements import AboutActors, Verdict
from kg.record.judging.identities import actor_judgements
from kg.record.linking import becomes, candidates_where
from kg.record.naming import actors_by_id
from kg.resolve import Name, Reason, external_ids
from kg.resolve.likeness.weighing import CHOICE, choice, contributions, weights
from kg.resolve.naming import compared_actors
from kg.resolve.variants import compared, sort_of

__all__ = ["Comparison", "Holds", "comparisons", "doubts"]

NEAREST = 10
"""How many of the names and actors that an actor is not are shown, the likeliest."""


class Holds(StrEnum):
    """The outcome of a comparison."""

    IS = "is"
    DOUBTFUL = "doubtful"
    IS_NOT = "is not"
    HAS_ID = "has the id"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of a name, or of another actor, with the actor ``to``.

    ``actor`` is the one that has the name now. ``probability`` is None where a rule decides; ``reason`` says which.
    ``speaks`` has what each likeness and difference adds to the log-odds, the strongest first; ``documents`` counts
    those that use the name. For an id in another catalogue, ``name`` is catalogue and id, ``reason`` its source.
    """

    holds: Holds
    name: str
    actor: str
    to: str
    documents: int
    reason: str
    probability: float | None = None
    speaks: Mapping[str, float] = field(default_factory=dict)


def comparisons(db: sqlite3.Connection, actor: str) -> list[Comparison]:
    """The names that mean the actor and its ids in other catalogues, then what may mean it, then the `NEAREST` of what
    does not, the likeliest first."""
    others = sorted(
        [*_forms(db, actor), *_shorts(db, actor)], key=lambda each: (-(each.probability or 0), each.name, each.actor)
    )
    doubtful = [each for each in others if each.holds is Holds.DOUBTFUL]
    rejected = [each for each in others if each.holds is Holds.IS_NOT]
    known = [each for each in others if each.holds is Holds.IS]
    return [*_named(db, actor, known), *_ids(db, actor), *doubtful, *rejected[:NEAREST]]


def _ids(db: sqlite3.Connection, actor: str) -> Iterator[Comparison]:
    for who in actors_by_id(db, [actor]).values():
        for id_ in external_ids(who):
            yield Comparison(Holds.HAS_ID, f"{id_.scheme} {id_.value}", actor, actor, 0, id_.source)


def doubts(db: sqlite3.Connection) -> list[Comparison]:
    """The pairs of actors that may be one and are kept apart, the likeliest and most named first, without those that
    people have judged."""
    found: dict[tuple[str, str], Comparison] = {}
    keys = [key for (key,) in db.execute("SELECT DISTINCT key FROM candidates ORDER BY key")]
    for key in keys:
        for each in (*_forms_under(db, key), *_shorts_under(db, key)):
            if each.holds is Holds.DOUBTFUL:
                found.setdefault((each.actor, each.to), each)
    decided = _decided(db)
    waiting = [each for pair, each in found.items() if frozenset(pair) not in decided]
    return sorted(waiting, key=lambda each: (-(each.probability or 0) * (1 + each.documents), each.actor, each.to))


def _decided(db: sqlite3.Connection) -> set[frozenset[str]]:
    return {
        frozenset(actor.id for actor in each.about.actors)
        for each in actor_judgements(db)
        if isinstance(each.about, AboutActors) and each.verdict in {Verdict.SAME, Verdict.DIFFERENT}
    }


def _named(db: sqlite3.Connection, actor: str, known: list[Comparison]) -> Iterator[Comparison]:
    """What documents call the actor, with the rule or the comparison by which it is meant."""
    likely = {each.name: each for each in reversed(known)}
    rows = db.execute(
        """SELECT json_extract(called, '$[0]'), reason, base, count(*) FROM links WHERE actor = ?
           GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2""",
        (actor,),
    )
    for name, reason, base, documents in rows:
        by = likely.get(name) if reason in _COMPARED else None
        told = "a person's decision" if base != actor else reason
        shown = (by.probability, by.speaks) if by is not None else (None, {})
        yield Comparison(Holds.IS, name, actor, actor, documents, told, *shown)
    said = {name for name, *_ in db.execute("SELECT json_extract(called, '$[0]') FROM links WHERE actor = ?", (actor,))}
    yield from (each for each in known if each.name not in said)


_COMPARED = {Reason.SHORT_NAME.value, Reason.POST.value, Reason.LIKELY.value, Reason.SPELLING.value}


def _forms(db: sqlite3.Connection, actor: str) -> Iterator[Comparison]:
    """The comparisons of the actor with others of full names under the same keys."""
    for key in _keys(db, actor):
        for each in _forms_under(db, key):
            if each.to == actor:
                yield each
            elif each.actor == actor:
                yield replace(each, name=_name(db, each.to), actor=each.to, to=actor)


def _forms_under(db: sqlite3.Connection, key: str) -> Iterator[Comparison]:
    joined = dict(db.execute("SELECT actor, becomes FROM variants WHERE key = ?", (key,)))
    candidates = candidates_where(db, "key", key)
    weighed = {each.actor: each.weight for each in candidates}
    words = {each.actor: " ".join(each.words) for each in candidates}
    for (one, other), (said, likely) in sorted(compared(candidates).items()):
        mine, others = joined.get(one, one), joined.get(other, other)
        is_one = mine == others
        fewer, more = (one, other) if weighed[one] < weighed[other] or other == mine else (other, one)
        speaks = contributions(said, sort_of(key))
        yield Comparison(
            _holds(is_one, likely),
            words[fewer] if is_one else _name(db, fewer) or words[fewer],
            fewer,
            joined.get(more, more),
            weighed[fewer],
            "names exclude it" if "apart" in said else Reason.SPELLING.value,
            round(likely, 3),
            speaks,
        )


def _shorts(db: sqlite3.Connection, actor: str) -> Iterator[Comparison]:
    for key in _keys(db, actor):
        yield from (each for each in _shorts_under(db, key) if each.to == actor)


def _shorts_under(db: sqlite3.Connection, key: str) -> Iterator[Comparison]:
    """The comparisons of short names under a key with each actor that they may mean."""
    names = db.execute("SELECT key, name, actor, reason FROM names WHERE short = ?", (key,)).fetchall()
    under = candidates_where(db, "key", key) if names else []
    candidates = [replace(each, actor=becomes(db, each.actor)) for each in under]
    for row, text, actor, reason in names:
        options = compared_actors(Name.from_text(text), candidates)
        likely = choice(options)
        for to, said in options.items():
            if to.startswith("?"):
                continue
            for own, called, documents in db.execute(
                """SELECT actor, json_extract(called, '$[0]'), count(*) FROM links WHERE name = ? GROUP BY 1, 2""",
                (row,),
            ):
                holds = _holds(actor == to, likely[to])
                speaks = contributions(said, CHOICE)
                yield Comparison(holds, called, own, to, documents, reason, round(likely[to], 3), speaks)


def _holds(is_one: bool, likely: float) -> Holds:
    if is_one:
        return Holds.IS
    return Holds.DOUBTFUL if likely >= weights().doubt else Holds.IS_NOT


def _keys(db: sqlite3.Connection, actor: str) -> list[str]:
    rows = db.execute(
        """SELECT DISTINCT key FROM candidates
           WHERE actor = ? OR actor IN (SELECT actor FROM variants WHERE becomes = ?) ORDER BY key""",
        (actor, actor),
    )
    return [key for (key,) in rows]


def _name(db: sqlite3.Connection, actor: str) -> str:
    row = db.execute("SELECT name FROM actors WHERE id = ?", (actor,)).fetchone()
    return str(row[0]) if row else ""
