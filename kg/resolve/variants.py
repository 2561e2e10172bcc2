"""Joining actors whose full names are variants of one name: other spellings, fuller and shorter forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kg.resolve.candidate import Candidate
from kg.resolve.gazetteer_entries import gazetteer
from kg.resolve.likeness import Profile, are_apart, compare, probability, weights

__all__ = ["chances", "compared", "join_variants", "sort_of"]

type Pair = tuple[str, str]


def sort_of(key: str) -> str:
    """The name of the weights that apply to the actors under a key."""
    return "person" if key.startswith("person:") else "body"


def chances(candidates: Iterable[Candidate]) -> dict[Pair, float]:
    """The probability that the two actors are one, for each pair of a block whose names do not exclude it."""
    return {pair: likely for pair, (_, likely) in compared(candidates, all_of_them=False).items() if likely}


def compared(
    candidates: Iterable[Candidate], *, all_of_them: bool = True
) -> dict[Pair, tuple[dict[str, float], float]]:
    """For each pair of actors of a block the features for and against their being one, and the probability.

    Pairs that `kg.resolve.names.units.resolve_unit` has distinguished by country or initials are left out, those that
    lists distinguish and, unless ``all_of_them``, those whose names exclude it.
    """
    sort = ""
    rows: dict[str, list[Profile]] = defaultdict(list)
    listed: set[str] = set()
    for each in sorted(candidates):
        listed |= {each.actor} if each.listed else set()
        if each.blocked:
            rows[each.actor].append(each.profile)
            sort = sort_of(each.key)
    found: dict[Pair, tuple[dict[str, float], float]] = {}
    for one, other in combinations(sorted(rows), 2):
        pairs = [(a, b) for a in rows[one] for b in rows[other]]
        if any(a.words == b.words for a, b in pairs) or {one, other} <= listed:
            continue
        # A block may have hundreds of actors; the names of most exclude each other, and need no full comparison.
        if not all_of_them and any(are_apart(a, b) for a, b in pairs):
            continue
        weighed = [(said, probability(said, sort)) for a, b in pairs for said in [compare(a, b)]]
        found[one, other] = min(weighed, key=lambda each: each[1])
    return found


def join_variants(candidates: Sequence[Candidate]) -> dict[str, str]:
    """Map each actor of a block whose name is a variant of another actor's name to that actor.

    The likeliest pairs are joined first, and no cluster has two actors that are unlikely to be one. An actor that may
    be either of two such actors is joined to neither.
    """
    pairs = chances(candidates)
    sure = {pair: likely for pair, likely in pairs.items() if likely >= weights().join}
    torn = _torn(sure, pairs)
    clusters: dict[str, frozenset[str]] = {}
    for one, other in sorted(sure, key=lambda pair: (-sure[pair], pair)):
        if one in torn or other in torn:
            continue
        mine, others = (clusters.get(each, frozenset({each})) for each in (one, other))
        if mine != others and all(_of(pairs, a, b) >= weights().doubt for a in mine for b in others):
            clusters |= dict.fromkeys(mine | others, mine | others)
    heads = {cluster: _head(cluster, candidates) for cluster in set(clusters.values())}
    return {actor: heads[cluster] for actor, cluster in clusters.items() if heads[cluster] != actor}


def _of(pairs: Mapping[Pair, float], one: str, other: str) -> float:
    return pairs.get((one, other) if one < other else (other, one), 0.0)


def _torn(sure: Mapping[Pair, float], pairs: Mapping[Pair, float]) -> set[str]:
    """The actors that may be either of two actors that are unlikely to be one."""
    partners: dict[str, set[str]] = defaultdict(set)
    for one, other in sure:
        partners[one].add(other)
        partners[other].add(one)
    return {
        actor
        for actor, theirs in partners.items()
        if any(_of(pairs, one, other) < weights().doubt for one, other in combinations(sorted(theirs), 2))
    }


def _head(cluster: frozenset[str], candidates: Iterable[Candidate]) -> str:
    """The actor of a list in the cluster, else of the gazetteer, else the one of most documents."""
    weighed: dict[str, int] = dict.fromkeys(cluster, 0)
    listed: set[str] = set()
    for each in candidates:
        if each.actor in weighed:
            weighed[each.actor] += each.weight
            listed |= {each.actor} if each.listed else set()
    return min(cluster, key=lambda actor: (actor not in listed, actor not in gazetteer(), -weighed[actor], actor))
