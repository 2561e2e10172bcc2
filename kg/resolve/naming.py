"""Deciding which names belong to one actor, across documents.

It works on sets of `Name` and their numbers of uses, not on documents or their order. Names of a unit are resolved
together; a short name then looks for the actor, of any unit, that it stands for.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, combinations
from types import MappingProxyType

from kg.model import ActorType
from kg.resolve.candidate import Candidate, candidates_of, weight
from kg.resolve.claim import Name, Reason
from kg.resolve.likeness import Profile, are_one_by_family_name, choice, compare, weights
from kg.resolve.posts.holding import holder_in
from kg.resolve.spelling import slug
from kg.resolve.wordlist import words

__all__ = ["Outcome", "Unit", "compared_actors", "join_short", "resolve_unit"]

_OUTWEIGHS = 8
_STRANGER = "?"
"""The beginning of the key of an actor without an id, of which each document has its own."""
_MANY = 10
"""The binary logarithm of the number of documents from which on more make no difference."""
_MANY_NAMES = 30
"""A family name with more forms than this is not taken for one person's: some document would give the full name."""
_SEXES = 4
"""How many times as many names have to tell one sex as the other for the latter to be slips."""
_LIFE = 40
"""After this many years between documents, a name alone does not mean the same person."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The actor that a name means; None where each document has an actor of its own."""

    actor: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Unit:
    """The outcomes of the names of a unit, and the candidates that they make."""

    outcomes: Mapping[Name, Outcome]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Namesake:
    """One of the actors of a unit."""

    words: tuple[str, ...]
    country: str
    initials: tuple[str, ...]
    actor: str


type _Fitting = dict[Name, list[_Namesake]]


def resolve_unit(names: Mapping[Name, int], posts: Mapping[Name, Set[str]] = MappingProxyType({})) -> Unit:
    """Resolve the names of one unit (`Name.unit`), given with their numbers of uses, whatever their order.

    ``posts`` are those that documents give the persons of these names, for the candidates. A name is one actor, unless
    countries or middle initials differ: then there is an actor for each, and a name that fits several of them is left
    to its document. A misread country must not split a person: two countries count as one where the person has the same
    title in both, and where one actor outweighs the others eight times, a name without a country means that one. An
    actor with a name of the project's own lists has the list's id.

    >>> here, there = (Name(ActorType.PERSON, ("li", "wei"), country=code) for code in ("CN", "SG"))
    >>> resolve_unit({here: 1}).outcomes[here].actor, resolve_unit({here: 1, there: 1}).outcomes[here].actor
    ('person/li-wei', 'person/li-wei-cn')
    """
    outcomes: dict[Name, Outcome] = {}
    strangers: set[Name] = set()
    by_words: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    by_family_name: list[Name] = []
    listed = {name: Outcome(name.gazetteer, Reason.GAZETTEER) for name in names if name.gazetteer}
    for name in sorted(names):
        if name.type is ActorType.PERSON and name.short:
            outcomes[name] = Outcome(None, Reason.ALONE)
            if not name.is_post and name not in listed:
                by_family_name.append(name)
        else:
            by_words[name.words].append(name)
    read = {name: one for same in by_words.values() for name, one in _with_countries(same, names, posts).items()}
    namesakes_of = {words_: _namesakes([read[name] for name in same]) for words_, same in by_words.items()}
    namesakes = list(chain.from_iterable(namesakes_of.values()))
    own = _listed(namesakes, [read[name] for name in sorted(listed) if name in read])
    actors = own | _distinct_ids([each for each in namesakes if each not in own], own.values())
    actors |= _two_family_names([each for each in namesakes if each not in own], actors)
    rare: set[str] = set()
    for words_, same in by_words.items():
        fitting = {name: [each for each in namesakes_of[words_] if _fits(read[name], each)] for name in same}
        weights_ = Counter(dict.fromkeys(namesakes_of[words_], 0))
        for name, fit in fitting.items():
            if len(fit) == 1:
                weights_[fit[0]] += weight(names[name])
        rare |= {actors[namesake] for namesake in _outweighed(weights_)}
        outcomes |= _of_namesakes(fitting, actors, rare, names, posts)
        # A name that fits several actors is no further actor; one that fits none is.
        strangers |= {name for name, fit in fitting.items() if not fit}
    outcomes |= listed
    shown = {name: outcome.actor or "" for name, outcome in outcomes.items() if outcome.actor or name in strangers}
    countries = {actors[namesake]: namesake.country for namesake in namesakes}
    outcomes |= _of_family_names(by_family_name, names)
    return Unit(outcomes, candidates_of(shown, names, posts, countries, rare))


def _of_family_names(names: Sequence[Name], uses: Mapping[Name, int]) -> dict[Name, Outcome]:
    """The outcomes of family names that no full name fits: one actor for those that agree in title, place and time, if
    no two names of such a cluster exclude each other."""
    outcomes = dict.fromkeys(names, Outcome(None, Reason.ALONE))
    if len(names) > _MANY_NAMES:
        return outcomes
    profiles = {name: _profile(name) for name in names}
    clusters = {name: frozenset({name}) for name in names}
    for one, other in combinations(names, 2):
        if clusters[one] != clusters[other] and are_one_by_family_name(profiles[one], profiles[other]):
            both = clusters[one] | clusters[other]
            clusters |= dict.fromkeys(both, both)
    whole = {each for each in clusters.values() if _are_one(sorted(each), profiles, uses)}
    for cluster in whole:
        first = min(cluster)
        mark = ("short", *((str(first.year), first.country, *filter(None, [first.sex])) if len(whole) > 1 else ()))
        actor = f"{first.type}/{slug(first.words, mark=mark)}"
        outcomes |= dict.fromkeys(cluster, Outcome(actor, Reason.ALIKE))
    return outcomes


def _are_one(cluster: Sequence[Name], profiles: Mapping[Name, Profile], uses: Mapping[Name, int]) -> bool:
    """Whether several documents have these names, and no two of the names exclude each other."""
    if len(cluster) == 1:
        (name,) = cluster
        return uses[name] > 1 and are_one_by_family_name(profiles[name], profiles[name])
    said = [compare(profiles[one], profiles[other]) for one, other in combinations(cluster, 2)]
    return not any({"apart", "other country", "other title"} & each.keys() for each in said)


def _of_namesakes(
    fitting: _Fitting,
    actors: Mapping[_Namesake, str],
    rare: Set[str],
    uses: Mapping[Name, int],
    posts: Mapping[Name, Set[str]],
) -> dict[Name, Outcome]:
    """The outcome of each name: the actor if it fits only one; else the common one of those that it fits; else the
    likeliest, by comparison with the names that fit only one."""
    several = len({namesake for fit in fitting.values() for namesake in fit}) > 1
    outcomes: dict[Name, Outcome] = {}
    certain: dict[_Namesake, list[Name]] = defaultdict(list)
    for name, fit in fitting.items():
        if len(fit) == 1:
            outcomes[name] = Outcome(actors[fit[0]], Reason.COUNTRY if several else Reason.NAME)
            certain[fit[0]].append(name)
    for name, fit in fitting.items():
        if name in outcomes:
            continue
        common = [namesake for namesake in fit if actors[namesake] not in rare]
        if len(common) == 1 and not _is_of_other_time(name, certain[common[0]]):
            outcomes[name] = Outcome(actors[common[0]], Reason.MOSTLY)
            continue
        compared = {
            actors[namesake]: compare(_profile(name, posts), _joint_profile(namesake, certain[namesake], posts))
            | _commonness(sum(weight(uses[each]) for each in certain[namesake]))
            for namesake in fit
            if name.type is ActorType.PERSON and certain[namesake]
        }
        best = _best(choice(compared)) if len(compared) == len(fit) else None
        outcomes[name] = Outcome(best, Reason.LIKELY if best else Reason.AMBIGUOUS)
    return outcomes


def _is_of_other_time(name: Name, others: Iterable[Name]) -> bool:
    years = [each.year for each in others if each.year]
    return bool(name.year and years) and min(abs(name.year - year) for year in years) > _LIFE


def _profile(name: Name, posts: Mapping[Name, Set[str]] = MappingProxyType({})) -> Profile:
    held = (*name.posts, *posts.get(name, ()))
    years = (name.year,) if name.year else ()
    return Profile(
        name.type, name.words, name.initials, name.short, name.country, held, name.acronyms, years, name.near, name.sex
    )


def _joint_profile(namesake: _Namesake, names: Iterable[Name], posts: Mapping[Name, Set[str]]) -> Profile:
    """The profile of an actor from all its names."""
    held = {post for name in names for post in posts.get(name, ())}
    years = {name.year for name in names} - {0}
    near = {code for name in names for code in name.near}
    return Profile(
        ActorType.PERSON,
        namesake.words,
        namesake.initials,
        country=namesake.country,
        posts=tuple(sorted(held)),
        years=tuple(sorted(years)),
        near=tuple(sorted(near)),
    )


def _best(likely: Mapping[str, float]) -> str | None:
    """The likeliest actor if it is likely enough to join, else None."""
    best = min(likely, key=lambda actor: (-likely[actor], actor), default=None)
    return best if best is not None and likely[best] >= weights().join else None


def join_short(names: Iterable[Name], candidates: Sequence[Candidate]) -> dict[Name, Outcome]:
    """The actors that short names stand for. A name without a possible candidate is left out: its unit's outcome holds.

    ``names`` and ``candidates`` are all those of one `short_key`. A candidate is possible if country and first initial
    agree, as far as they are known. Of several, the likeliest is taken if it is likely enough; a common post makes it
    so. An actor has one country: names of two countries that would join one actor do not join it. It has one sex: names
    of the other do not join it, and those of one do only if they are four times as many.

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
        same, all_ = sexes[outcome.actor or ""][name.sex], sexes[outcome.actor or ""].total()
        is_torn = name.country and len(countries[outcome.actor or ""]) > 1
        if outcome.actor and (is_torn or (name.sex and same < _SEXES * (all_ - same))):
            outcomes[name] = Outcome(None, Reason.AMBIGUOUS)
    return outcomes


def _join(name: Name, candidates: Iterable[Candidate]) -> Outcome | None:
    if name.is_post:
        held = holder_in(name.year, candidates)
        return Outcome(held, Reason.HOLDER if held else Reason.ALONE)
    compared = compared_actors(name, candidates)
    if not compared:
        return None
    best = _best(choice(compared))
    if best is None or best.startswith(_STRANGER):
        return Outcome(None, Reason.AMBIGUOUS)
    reasons = {1: Reason.SHORT_NAME}
    by_post = Reason.POST if "same title" in compared[best] else Reason.LIKELY
    return Outcome(best, reasons.get(len(compared), by_post))


def _is_possible(name: Name, each: Candidate) -> bool:
    return name.country == each.country or not each.country or (not name.country and not each.rare)


def compared_actors(name: Name, candidates: Iterable[Candidate]) -> dict[str, dict[str, float]]:
    """The features for and against the short name meaning each actor that it can mean.

    An actor without an id has a key of "?" and its words. Two more features are the number of documents that name the
    actor, and that no other is possible.
    """
    rows: dict[str, list[Candidate]] = defaultdict(list)
    for each in sorted(candidates):
        if _is_possible(name, each):
            rows[each.actor or f"{_STRANGER}{' '.join(each.words)}"].append(each)
    mine = _profile(name)
    compared = {}
    for actor, theirs in rows.items():
        found = [said for each in theirs if "apart" not in (said := compare(mine, each.profile))]
        if found:
            best = max(found, key=lambda said: choice({actor: said})[actor])
            compared[actor] = best | _commonness(sum(each.weight for each in theirs))
    return {actor: said | {"only": 1.0} for actor, said in compared.items()} if len(compared) == 1 else compared


def _commonness(documents: int) -> dict[str, float]:
    return {"documents": min(1.0, math.log2(documents) / _MANY)} if documents > 1 else {}


def _with_countries(
    same: Iterable[Name], names: Mapping[Name, int], posts: Mapping[Name, Set[str]]
) -> dict[Name, Name]:
    """Names of the same words with corrected countries: of two countries with one title, both get the one that more
    documents give, since a misread country is likelier than two namesakes with one title.
    """
    weights: Counter[str] = Counter()
    titles: dict[str, set[str]] = defaultdict(set)
    for name in same:
        weights[name.country] += weight(names[name])
        titles[name.country] |= {post.rpartition("@")[0] for post in posts.get(name, ())}
    means = {"": ""}
    for country in sorted(weights.keys() - {""}, key=lambda each: (-weights[each], each)):
        means[country] = next((means[at] for at in means if at and titles[at] & titles[country]), country)
    return {name: replace(name, country=means[name.country]) for name in same}


def _namesakes(names: list[Name]) -> list[_Namesake]:
    """The actors of names with the same words: one for each country and, within it, each set of middle initials."""
    countries = sorted({name.country for name in names if name.country})
    namesakes = []
    for country in countries or [""]:
        here = [name for name in names if len(countries) < 2 or name.country == country]
        initials = sorted({name.initials for name in here if name.initials}) or [()]
        for each in initials:
            middle = each if len(initials) > 1 else ()
            tail = (country.lower(),) if len(countries) > 1 else ()
            shown = (*names[0].words[:1], *middle, *names[0].words[1:], *tail)
            namesakes.append(
                _Namesake(names[0].words, country, each, f"{names[0].type}/{slug(shown, mark=_mark(names[0]))}")
            )
    return namesakes


def _outweighed(weights: Mapping[_Namesake, int]) -> set[_Namesake]:
    """All but the actor that outweighs the others together eight times; empty where none does."""
    for namesake, own in weights.items():
        if own >= _OUTWEIGHS * max(1, sum(weights.values()) - own):
            return set(weights) - {namesake}
    return set()


def _mark(name: Name) -> tuple[str, ...]:
    """A mark for the id of a body whose last word looks like a country code, as the ids of namesakes do."""
    looks_told = name.type is not ActorType.PERSON and len(name.words) > 1 and len(name.words[-1]) == 2
    return ("whole",) if looks_told else ()


def _listed(namesakes: Iterable[_Namesake], names: Sequence[Name]) -> dict[_Namesake, str]:
    """The actors with a name that lists have, with the lists' ids: each listed name is that of the only one it fits."""
    found: dict[_Namesake, str] = {}
    fitting = {name: [each for each in namesakes if each.words == name.words and _fits(name, each)] for name in names}
    for name, fit in sorted(fitting.items(), key=lambda item: (not item[0].initials, item[0])):
        if len(fit) == 1:
            found.setdefault(fit[0], name.gazetteer)
    return found


def _distinct_ids(namesakes: list[_Namesake], given: Iterable[str]) -> dict[_Namesake, str]:
    """A different id for each, and none of those ``given`` to others; ``li wei cn`` and ``li wei`` of China would have
    the same."""
    taken = set(given)
    actors = {}
    for namesake in sorted(namesakes, key=lambda each: (-len(each.words), each.words, each.country, each.initials)):
        actor = namesake.actor
        if actor in taken:
            kind, _, _ = actor.partition("/")
            actor = f"{kind}/{slug(namesake.words, mark=(namesake.country, *namesake.initials))}"
        taken.add(actor)
        actors[namesake] = actor
    return actors


def _two_family_names(namesakes: list[_Namesake], actors: Mapping[_Namesake, str]) -> dict[_Namesake, str]:
    """Join ``Nicolás Maduro Moros`` to ``Nicolás Maduro`` of the same Spanish-speaking state, if no other name fits."""
    lists = words()
    longer: dict[tuple[tuple[str, ...], str], list[_Namesake]] = defaultdict(list)
    for namesake in namesakes:
        if namesake.country in lists.two_family_names and namesake.words[-1] not in lists.suffixes:
            longer[namesake.words[:-1], namesake.country].append(namesake)
    shorter: dict[tuple[tuple[str, ...], str], list[_Namesake]] = defaultdict(list)
    for namesake in namesakes:
        shorter[namesake.words, namesake.country].append(namesake)
    joined: dict[_Namesake, str] = {}
    for (base, country), extended in sorted(longer.items(), key=lambda item: len(item[0][0])):
        short = shorter.get((base, country), [])
        if len(short) == len(extended) == 1 and len(base) > 1 and base[-1] not in lists.second_given_names:
            joined[extended[0]] = joined.get(short[0], actors[short[0]])
    return joined


def _fits(name: Name, namesake: _Namesake) -> bool:
    same_country = not name.country or not namesake.country or name.country == namesake.country
    return same_country and (not name.initials or not namesake.initials or name.initials == namesake.initials)
