"""Explaining resolution: the names that mean an actor, and those that might, with the evidence for and against each."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kg.judgements import AboutActors, Verdict
from kg.record.judgements.identities import actor_judgements
from kg.record.linking import becomes, candidates_where
from kg.record.naming import actors_by_id
from kg.resolve import Candidate, Name, Reason, external_ids
from kg.resolve.likeness.weighing import CHOICE, choice, contributions, weights
from kg.resolve.misspelt import misspelt
from kg.resolve.names.short_names import compared_actors
from kg.resolve.variants import compared, sort_of

__all__ = ["Comparison", "Holds", "comparisons", "doubts"]

_DECISION = "a person's decision"
NEAREST = 10
"""How many of the names and actors that do not mean an actor are shown, the likeliest of them."""


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
    misspelt_names = list(_seen_from(db, actor, _misspelt_names_of(db, actor)))
    slips = {each.actor for each in misspelt_names}
    full_names = [each for each in _full_names_of(db, actor) if each.actor not in slips]
    compared_names = sorted(
        _as_judged(db, [*full_names, *misspelt_names, *_short_names_of(db, actor)]),
        key=lambda each: (-(each.probability or 0), each.name, each.actor),
    )
    doubtful = [each for each in compared_names if each.holds is Holds.DOUBTFUL]
    rejected = [each for each in compared_names if each.holds is Holds.IS_NOT]
    accepted = [each for each in compared_names if each.holds is Holds.IS]
    return [*_used_names(db, actor, accepted), *_external_ids(db, actor), *doubtful, *rejected[:NEAREST]]


def _external_ids(db: sqlite3.Connection, actor: str) -> Iterator[Comparison]:
    """The ids of the actor in other catalogues; none where the record does not have the actor."""
    for resolved in actors_by_id(db, [actor]).values():
        for id_ in external_ids(resolved):
            yield Comparison(Holds.HAS_ID, f"{id_.scheme} {id_.value}", actor, actor, 0, id_.source)


def doubts(db: sqlite3.Connection) -> list[Comparison]:
    """The pairs of actors that may be one and are kept apart, without those that people have judged.

    First come those with the highest product of probability and number of documents (plus one).
    """
    doubtful: dict[tuple[str, str], Comparison] = {}
    keys = [key for (key,) in db.execute("SELECT DISTINCT key FROM candidates ORDER BY key")]
    for key in keys:
        for each in (*_full_names_under(db, key), *_short_names_under(db, key)):
            if each.holds is Holds.DOUBTFUL:
                doubtful.setdefault((each.actor, each.to), each)
    for each in _misspelt_names(db):
        if (each.to, each.actor) not in doubtful:
            doubtful.setdefault((each.actor, each.to), each)
    judged_pairs = _judged_pairs(db)
    unjudged = [each for pair, each in doubtful.items() if frozenset(pair) not in judged_pairs]
    return sorted(unjudged, key=lambda each: (-(each.probability or 0) * (1 + each.documents), each.actor, each.to))


def _as_judged(db: sqlite3.Connection, compared_names: Iterable[Comparison]) -> Iterator[Comparison]:
    """The comparisons without those that people have decided the other way."""
    judged_pairs = _judged_pairs(db)
    for each in compared_names:
        verdict = None if each.holds is Holds.IS else judged_pairs.get(frozenset((each.actor, each.to)))
        if verdict is Verdict.DIFFERENT:
            yield replace(each, holds=Holds.IS_NOT, reason=_DECISION)
        elif verdict is None:
            yield each


def _judged_pairs(db: sqlite3.Connection) -> dict[frozenset[str], Verdict]:
    """What people have decided last of two actors, the same or different, by their ids."""
    return {
        frozenset(actor.id for actor in each.about.actors): each.verdict
        for each in actor_judgements(db)
        if isinstance(each.about, AboutActors) and each.verdict in {Verdict.SAME, Verdict.DIFFERENT}
    }


def _used_names(db: sqlite3.Connection, actor: str, accepted: list[Comparison]) -> Iterator[Comparison]:
    """What documents call the actor, the most frequent first, with the rule or comparison by which it is meant; then
    the ``accepted`` comparisons with other names."""
    comparison_by_name = {each.name: each for each in reversed(accepted)}
    rows = db.execute(
        """SELECT json_extract(called, '$[0]'), reason, base, count(*) FROM links WHERE actor = ?
           GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2""",
        (actor,),
    )
    for name, rule, base, documents in rows:
        comparison = comparison_by_name.get(name) if rule in _RULES_THAT_COMPARE else None
        reason = _DECISION if base != actor else rule
        evidence = (None, {}) if comparison is None else (comparison.probability, comparison.speaks)
        yield Comparison(Holds.IS, name, actor, actor, documents, reason, *evidence)
    rows = db.execute("SELECT json_extract(called, '$[0]') FROM links WHERE actor = ?", (actor,))
    used_names = {name for name, *_ in rows}
    yield from (each for each in accepted if each.name not in used_names)


_RULES_THAT_COMPARE = {Reason.SHORT_NAME.value, Reason.POST.value, Reason.LIKELY.value, Reason.SPELLING.value}


def _full_names_of(db: sqlite3.Connection, actor: str) -> Iterator[Comparison]:
    """The comparisons of the actor with others that have full names under the same keys."""
    for key in _keys(db, actor):
        yield from _seen_from(db, actor, _full_names_under(db, key))


def _seen_from(db: sqlite3.Connection, actor: str, compared_names: Iterable[Comparison]) -> Iterator[Comparison]:
    """Those of the comparisons that are about the actor, each as one of the other actor with it."""
    for each in compared_names:
        if each.to == actor:
            yield each
        elif each.actor == actor:
            yield replace(each, name=_name(db, each.to), actor=each.to, to=actor)


def _misspelt_names_of(db: sqlite3.Connection, actor: str) -> Iterator[Comparison]:
    """Those of the `_misspelt_names` that are about the actor, or one that was joined to it."""
    if any(key.startswith("person:") for key in _keys(db, actor)):
        joined = db.execute("SELECT actor FROM variants WHERE becomes = ?", (actor,))
        yield from _misspelt_names(db, {actor, *(id_ for (id_,) in joined)})


def _misspelt_names(db: sqlite3.Connection, actors: Collection[str] | None = None) -> Iterator[Comparison]:
    """The comparisons of persons whose names differ by a slip of the pen, of the less used with the more used name;
    only those with any of the ``actors``, if these are given."""
    rows = db.execute("SELECT candidate FROM candidates WHERE key >= 'person:' AND key < 'person;' ORDER BY candidate")
    candidates = (Candidate.from_text(text) for (text,) in rows)
    for (one, other), (features, probability) in misspelt(candidates, actors).items():
        source, target = (one, other) if one.weight < other.weight else (other, one)
        source_id, target_id = becomes(db, source.actor), becomes(db, target.actor)
        if source_id != target_id:
            yield Comparison(
                _holds(False, probability),
                _name(db, source_id) or " ".join(source.words),
                source_id,
                target_id,
                source.weight,
                Reason.SPELLING.value,
                round(probability, 3),
                contributions(features, "person"),
            )


def _full_names_under(db: sqlite3.Connection, key: str) -> Iterator[Comparison]:
    """The comparisons of each pair of actors with full names under a key: of the less used with the more used one, or
    of the one that was joined to the other with this one."""
    joined_to = dict(db.execute("SELECT actor, becomes FROM variants WHERE key = ?", (key,)))
    candidates = candidates_where(db, "key", key)
    uses = {each.actor: each.weight for each in candidates}
    full_names = {each.actor: " ".join(each.words) for each in candidates}
    for (first, second), (features, probability) in sorted(compared(candidates).items()):
        final_first, final_second = joined_to.get(first, first), joined_to.get(second, second)
        is_one = final_first == final_second
        is_first_compared = uses[first] < uses[second] or final_first == second
        source, target = (first, second) if is_first_compared else (second, first)
        evidence = contributions(features, sort_of(key))
        yield Comparison(
            _holds(is_one, probability),
            full_names[source] if is_one else _name(db, source) or full_names[source],
            source,
            joined_to.get(target, target),
            uses[source],
            "names exclude it" if "apart" in features else Reason.SPELLING.value,
            round(probability, 3),
            evidence,
        )


def _short_names_of(db: sqlite3.Connection, actor: str) -> Iterator[Comparison]:
    """The comparisons of short names with the actor, under each of its keys."""
    for key in _keys(db, actor):
        yield from (each for each in _short_names_under(db, key) if each.to == actor)


def _short_names_under(db: sqlite3.Connection, key: str) -> Iterator[Comparison]:
    """The comparisons of short names under a key with each actor that they may mean."""
    names = db.execute("SELECT key, name, actor, reason FROM names WHERE short = ?", (key,)).fetchall()
    unjoined = candidates_where(db, "key", key) if names else []
    candidates = [replace(each, actor=becomes(db, each.actor)) for each in unjoined]
    for name_key, text, chosen_actor, reason in names:
        features_by_actor = compared_actors(Name.from_text(text), candidates)
        probabilities = choice(features_by_actor)
        for target, features in features_by_actor.items():
            if target.startswith("?"):
                continue
            for linked_actor, called, documents in db.execute(
                """SELECT actor, json_extract(called, '$[0]'), count(*) FROM links WHERE name = ? GROUP BY 1, 2""",
                (name_key,),
            ):
                probability = probabilities[target]
                holds = _holds(chosen_actor == target, probability)
                evidence = contributions(features, CHOICE)
                yield Comparison(
                    holds, called, linked_actor, target, documents, reason, round(probability, 3), evidence
                )


def _holds(is_one: bool, probability: float) -> Holds:
    if is_one:
        return Holds.IS
    return Holds.DOUBTFUL if probability >= weights().doubt else Holds.IS_NOT


def _keys(db: sqlite3.Connection, actor: str) -> list[str]:
    """The keys under which the actor, or one that was joined to it, is a candidate, sorted."""
    rows = db.execute(
        """SELECT DISTINCT key FROM candidates
           WHERE actor = ? OR actor IN (SELECT actor FROM variants WHERE becomes = ?) ORDER BY key""",
        (actor, actor),
    )
    return [key for (key,) in rows]


def _name(db: sqlite3.Connection, actor: str) -> str:
    """The preferred name of the actor; "" where the record does not have it."""
    row = db.execute("SELECT name FROM actors WHERE id = ?", (actor,)).fetchone()
    return str(row[0]) if row else ""
