"""One id for one real actor across documents.

`describe` turns one document's facts into claims, `resolve_unit` and `join_short` decide which names are the names of
one actor, `place` gives a document's actors their ids, and `merge` writes its facts under them. `resolve` does all but
the last for a whole collection; the record does it for what a change touches, with the same outcome.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.model import Facts
from kg.resolve.candidate import Candidate, short_key, weight
from kg.resolve.claim import Claim, Link, Name, Reason
from kg.resolve.describing import describe
from kg.resolve.known import Known, known
from kg.resolve.likeness.weighing import FILE
from kg.resolve.merging import merge
from kg.resolve.naming import Outcome, Unit, join_short, resolve_unit
from kg.resolve.placing import is_own, place
from kg.resolve.spelling import folded, folded_words, slug
from kg.resolve.variants import chances, join_variants
from kg.vocabulary import schema_path

__all__ = [
    "Candidate",
    "Claim",
    "Known",
    "Link",
    "Name",
    "Outcome",
    "Reason",
    "Unit",
    "chances",
    "describe",
    "folded",
    "folded_words",
    "is_own",
    "join_short",
    "join_variants",
    "known",
    "merge",
    "place",
    "resolve",
    "resolve_names",
    "resolve_unit",
    "short_key",
    "slug",
    "version",
    "weight",
]

_RULES = 7


@cache
def version() -> str:
    """Changes with every rule, word list and gazetteer: a record that another version resolved is resolved again."""
    digest = hashlib.sha256()
    own = (Path(__file__).with_name("words.toml"), Path(__file__).with_name("offices.toml"), FILE)
    for path in (*own, *sorted(schema_path("actors").glob("*.csv"))):
        digest.update(path.read_bytes())
    return f"{_RULES}-{digest.hexdigest()[:12]}"


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
