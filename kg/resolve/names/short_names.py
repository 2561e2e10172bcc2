"""The actors, of any unit, that short names stand for: family names, acronyms, and posts without a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.resolve.candidate import Candidate
from kg.resolve.claim import Name, Reason
from kg.resolve.likeness import choice, compare
from kg.resolve.names.outcome import Outcome, commonness, likely_actor, name_profile
from kg.resolve.posts.holding import holder_in

__all__ = ["compared_actors", "join_short"]

_STRANGER = "?"
"""The beginning of the key of an actor without an id, of which each document has its own."""
_SEX_MAJORITY = 4
"""How many times as many names have to indicate one sex as the other for the latter to be slips."""


def join_short(names: Iterable[Name], candidates: Sequence[Candidate]) -> dict[Name, Outcome]:
    """The actors that short names stand for. A name without a possible candidate is left out: its unit's outcome holds.

    ``names`` and ``candidates`` are all those of one `short_key`. A candidate is possible if country and first initial
    agree, as far as they are known. Of several, the likeliest is taken if it is likely enough; a common post makes it
    so. An actor has one country: names of two countries that would join one actor do not join it. It has one sex: names
    of the other do not join it, and those of one do only if they are four times as many.

    >>> from kg.model import ActorType
    >>> liu = Name(ActorType.PERSON, ("liu",), short="liu")
    >>> he = Candidate("person:liu", "person/liu-he", ("liu", "he"), "CN", ())
    >>> kun = Candidate("person:liu", "person/liu-kun", ("liu", "kun"), "CN", ())
    >>> join_short([liu], [he])[liu].actor, join_short([liu], [he, kun])[liu].actor
    ('person/liu-he', None)
    """
    outcomes = {name: outcome for name in names if (outcome := _join(name, candidates))}
    countries: dict[str, set[str]] = defaultdict(set)
    sexes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, outcome in outcomes.items():
        countries[outcome.actor or ""].update({name.country} - {""})
        sexes[outcome.actor or ""].update({name.sex} - {""})
    for name, outcome in outcomes.items():
        sex_counts = sexes[outcome.actor or ""]
        same_sex, other_sex = sex_counts[name.sex], sex_counts.total() - sex_counts[name.sex]
        has_two_countries = name.country and len(countries[outcome.actor or ""]) > 1
        if outcome.actor and (has_two_countries or (name.sex and same_sex < _SEX_MAJORITY * other_sex)):
            outcomes[name] = Outcome(None, Reason.AMBIGUOUS)
    return outcomes


def _join(name: Name, candidates: Iterable[Candidate]) -> Outcome | None:
    if name.is_post:
        holder = holder_in(name.year, candidates)
        return Outcome(holder, Reason.HOLDER if holder else Reason.ALONE)
    compared = compared_actors(name, candidates)
    if not compared:
        return None
    best = likely_actor(choice(compared))
    if best is None or best.startswith(_STRANGER):
        return Outcome(None, Reason.AMBIGUOUS)
    reasons = {1: Reason.SHORT_NAME}
    by_post = Reason.POST if "same title" in compared[best] else Reason.LIKELY
    return Outcome(best, reasons.get(len(compared), by_post))


def _is_possible(name: Name, candidate: Candidate) -> bool:
    """Whether the countries of the two allow the name to mean the candidate."""
    if name.country == candidate.country or not candidate.country:
        return True
    return not name.country and not candidate.rare


def compared_actors(name: Name, candidates: Iterable[Candidate]) -> dict[str, dict[str, float]]:
    """The features for and against the short name meaning each actor that it can mean.

    An actor without an id has a key of "?" and its words. Two more features are the number of documents that name the
    actor, and that no other is possible.
    """
    candidates_by_actor: dict[str, list[Candidate]] = defaultdict(list)
    for each in sorted(candidates):
        if _is_possible(name, each):
            candidates_by_actor[each.actor or f"{_STRANGER}{' '.join(each.words)}"].append(each)
    profile = name_profile(name)
    compared = {}
    for actor, of_actor in candidates_by_actor.items():
        comparisons = [features for each in of_actor if "apart" not in (features := compare(profile, each.profile))]
        if comparisons:
            best = max(comparisons, key=lambda features: choice({actor: features})[actor])
            compared[actor] = best | commonness(sum(each.weight for each in of_actor))
    if len(compared) == 1:
        return {actor: features | {"only": 1.0} for actor, features in compared.items()}
    return compared
