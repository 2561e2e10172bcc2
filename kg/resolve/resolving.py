"""Who is who in a whole collection at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kg.model import Facts
from kg.resolve.candidate import Candidate, short_key
from kg.resolve.claim import Claim, Link, Name, Reason
from kg.resolve.describing import describe
from kg.resolve.naming import Outcome, join_short, resolve_unit
from kg.resolve.placing import place
from kg.resolve.variants import join_variants

__all__ = ["resolve", "resolve_names"]


def resolve(
    documents: Mapping[str, Facts], years: Mapping[str, int] = MappingProxyType({})
) -> dict[str, dict[str, Link]]:
    """For each document (by its id) the link of each of its actors (by its local id), whatever the documents' order.

    ``years`` has those of documents that have a date.

    >>> from kg.model import Actor, ActorType
    >>> first = Facts((Actor("1", "Liu He", ActorType.PERSON, country="CN"),))
    >>> second = Facts((Actor("1", "Liu", ActorType.PERSON, country="CN"),))
    >>> resolve({"a" * 16: first, "b" * 16: second})["b" * 16]["1"].actor
    'person/liu-he'
    """
    claims = {id_: describe(facts, years.get(id_, 0)) for id_, facts in documents.items()}
    outcomes = resolve_names(claim for each in claims.values() for claim in each)
    return {id_: place(id_, each, outcomes) for id_, each in claims.items()}


def resolve_names(claims: Iterable[Claim]) -> dict[Name, Outcome]:
    """What each of the names among the claims of a collection comes to."""
    units: dict[str, Counter[Name]] = defaultdict(Counter)
    posts: dict[Name, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.name:
            units[claim.name.unit][claim.name] += 1
            posts[claim.name].update(claim.posts)
    outcomes: dict[Name, Outcome] = {}
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    for same in units.values():
        unit = resolve_unit(same, posts)
        outcomes |= unit.outcomes
        for candidate in unit.candidates:
            candidates[candidate.key].append(candidate)
    becomes: dict[str, str] = {}
    for key in sorted(candidates):
        becomes |= join_variants(candidates[key])
    shorts: dict[str, list[Name]] = defaultdict(list)
    for name, outcome in outcomes.items():
        if name.short and not name.gazetteer:
            shorts[short_key(name.type, name.short)].append(name)
        elif outcome.actor in becomes:
            outcomes[name] = Outcome(becomes[outcome.actor], Reason.SPELLING)
    for key, same_key in shorts.items():
        joined = [replace(each, actor=becomes.get(each.actor, each.actor)) for each in candidates.get(key, ())]
        outcomes |= join_short(same_key, joined)
    return outcomes
