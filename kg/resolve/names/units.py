"""Deciding which names of a unit belong to one actor, across documents.

It works on sets of `Name` and their numbers of uses, not on documents or their order. Names of a unit are resolved
together; a short name then looks for the actor, of any unit, that it stands for (`kg.resolve.names.short_names`).

- A unit is all names that may mean one actor (`Name.unit`): those of a person have the same first two words.
- Namesakes are the actors of the same words: one for each country and, within it, each set of middle initials.
- A name fits a namesake unless countries or initials differ. One that fits a single namesake is certain to mean it.
- A namesake is rare if another one outweighs it: a name that fits both means the other.
- A mark distinguishes an id from that of another actor with the same words (`kg.resolve.spelling.slug`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, combinations
from types import MappingProxyType

from kg.model import ActorType
from kg.resolve.candidate import Candidate, candidates_of, weight
from kg.resolve.claim import Name, Reason
from kg.resolve.likeness import Profile, are_one_by_family_name, choice, compare
from kg.resolve.names.outcome import Outcome, commonness, likely_actor, name_profile
from kg.resolve.spelling import slug
from kg.resolve.wordlist import words

__all__ = ["Unit", "resolve_unit"]

_OUTWEIGHS = 8
"""How many times as many documents as all its namesakes together an actor has that outweighs them."""
_MAX_FORMS = 30
"""A family name with more forms than this is not taken for one person's: some document would give the full name."""
_LIFE = 40
"""Names in documents that are further apart than this many years do not mean the same person without other signs."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The outcomes of the names of a unit, and the candidates that they make."""

    outcomes: Mapping[Name, Outcome]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Namesake:
    """An actor by its words and what tells it from its namesakes; ``actor`` is the id that it gets if that is free."""

    words: tuple[str, ...]
    country: str
    initials: tuple[str, ...]
    actor: str


type _Fitting = dict[Name, list[_Namesake]]
"""The namesakes that each name fits."""


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
    corrected = {
        name: with_country
        for same_words in by_words.values()
        for name, with_country in _with_countries(same_words, names, posts).items()
    }
    namesakes_of = {words_: _namesakes([corrected[name] for name in same]) for words_, same in by_words.items()}
    namesakes = list(chain.from_iterable(namesakes_of.values()))
    listed_ids = _listed(namesakes, [corrected[name] for name in sorted(listed) if name in corrected])
    unlisted = [namesake for namesake in namesakes if namesake not in listed_ids]
    actors = listed_ids | _distinct_ids(unlisted, listed_ids.values())
    actors |= _two_family_names(unlisted, actors)
    rare: set[str] = set()
    for words_, same_words in by_words.items():
        fitting = {name: [each for each in namesakes_of[words_] if _fits(corrected[name], each)] for name in same_words}
        namesake_weights = Counter(dict.fromkeys(namesakes_of[words_], 0))
        for name, fitted in fitting.items():
            if len(fitted) == 1:
                namesake_weights[fitted[0]] += weight(names[name])
        rare |= {actors[namesake] for namesake in _outweighed(namesake_weights)}
        outcomes |= _of_namesakes(fitting, actors, rare, names, posts)
        # A name that fits several actors is no further actor; one that fits none is.
        strangers |= {name for name, fitted in fitting.items() if not fitted}
    outcomes |= listed
    actor_of = {name: outcome.actor or "" for name, outcome in outcomes.items() if outcome.actor or name in strangers}
    countries = {actors[namesake]: namesake.country for namesake in namesakes}
    outcomes |= _of_family_names(by_family_name, names)
    return Unit(outcomes, candidates_of(actor_of, names, posts, countries, rare))


def _of_family_names(names: Sequence[Name], uses: Mapping[Name, int]) -> dict[Name, Outcome]:
    """The outcomes of family names that no full name fits: one actor for those that agree in title, place and time, if
    no two names of such a cluster exclude each other."""
    outcomes = dict.fromkeys(names, Outcome(None, Reason.ALONE))
    if len(names) > _MAX_FORMS:
        return outcomes
    profiles = {name: name_profile(name) for name in names}
    clusters = {name: frozenset({name}) for name in names}
    for one, other in combinations(names, 2):
        if clusters[one] != clusters[other] and are_one_by_family_name(profiles[one], profiles[other]):
            both = clusters[one] | clusters[other]
            clusters |= dict.fromkeys(both, both)
    persons = {each for each in clusters.values() if _are_one(sorted(each), profiles, uses)}
    for cluster in persons:
        first = min(cluster)
        # "short" tells the id from that of an actor whose full name is this word, the rest from others of the name.
        distinctions = (str(first.year), first.country, *filter(None, [first.sex])) if len(persons) > 1 else ()
        actor = f"{first.type}/{slug(first.words, mark=('short', *distinctions))}"
        outcomes |= dict.fromkeys(cluster, Outcome(actor, Reason.ALIKE))
    return outcomes


def _are_one(cluster: Sequence[Name], profiles: Mapping[Name, Profile], uses: Mapping[Name, int]) -> bool:
    """Whether several documents have these names, and no two of the names exclude each other."""
    if len(cluster) == 1:
        (name,) = cluster
        return uses[name] > 1 and are_one_by_family_name(profiles[name], profiles[name])
    comparisons = [compare(profiles[one], profiles[other]) for one, other in combinations(cluster, 2)]
    return not any({"apart", "other country", "other title"} & features.keys() for features in comparisons)


def _of_namesakes(
    fitting: _Fitting,
    actors: Mapping[_Namesake, str],
    rare: Set[str],
    uses: Mapping[Name, int],
    posts: Mapping[Name, Set[str]],
) -> dict[Name, Outcome]:
    """The outcome of each name: the namesake if it fits only one; else the only one of those it fits that is not rare;
    else the likeliest, by comparison with the names that are certain to mean each."""
    are_several = len({namesake for fitted in fitting.values() for namesake in fitted}) > 1
    outcomes: dict[Name, Outcome] = {}
    certain_names: dict[_Namesake, list[Name]] = defaultdict(list)
    for name, fitted in fitting.items():
        if len(fitted) == 1:
            outcomes[name] = Outcome(actors[fitted[0]], Reason.COUNTRY if are_several else Reason.NAME)
            certain_names[fitted[0]].append(name)
    for name, fitted in fitting.items():
        if name in outcomes:
            continue
        common = [namesake for namesake in fitted if actors[namesake] not in rare]
        if len(common) == 1 and not _is_of_other_time(name, certain_names[common[0]]):
            outcomes[name] = Outcome(actors[common[0]], Reason.MOSTLY)
            continue
        compared = {
            actors[namesake]: compare(
                name_profile(name, posts), _joint_profile(namesake, certain_names[namesake], posts)
            )
            | commonness(sum(weight(uses[each]) for each in certain_names[namesake]))
            for namesake in fitted
            if name.type is ActorType.PERSON and certain_names[namesake]
        }
        # Without a certain name of each, the likeliest of the others may be wrong: nothing is known of that one.
        best = likely_actor(choice(compared)) if len(compared) == len(fitted) else None
        outcomes[name] = Outcome(best, Reason.LIKELY if best else Reason.AMBIGUOUS)
    return outcomes


def _is_of_other_time(name: Name, others: Iterable[Name]) -> bool:
    years = [each.year for each in others if each.year]
    return bool(name.year and years) and min(abs(name.year - year) for year in years) > _LIFE


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
    """The namesakes that names of the same words mean."""
    countries = sorted({name.country for name in names if name.country})
    namesakes = []
    for country in countries or [""]:
        of_country = [name for name in names if len(countries) < 2 or name.country == country]
        all_initials = sorted({name.initials for name in of_country if name.initials}) or [()]
        for initials in all_initials:
            middle = initials if len(all_initials) > 1 else ()
            tail = (country.lower(),) if len(countries) > 1 else ()
            id_words = (*names[0].words[:1], *middle, *names[0].words[1:], *tail)
            actor = f"{names[0].type}/{slug(id_words, mark=_mark(names[0]))}"
            namesakes.append(_Namesake(names[0].words, country, initials, actor))
    return namesakes


def _outweighed(weights: Mapping[_Namesake, int]) -> set[_Namesake]:
    """All but the namesake that outweighs the others together (`_OUTWEIGHS`); empty if none does."""
    for namesake, weight_ in weights.items():
        if weight_ >= _OUTWEIGHS * max(1, sum(weights.values()) - weight_):
            return set(weights) - {namesake}
    return set()


def _mark(name: Name) -> tuple[str, ...]:
    """The mark for a body whose last word looks like a country code, with which the ids of namesakes end; or none."""
    ends_like_code = name.type is not ActorType.PERSON and len(name.words) > 1 and len(name.words[-1]) == 2
    return ("whole",) if ends_like_code else ()


def _listed(namesakes: Iterable[_Namesake], names: Sequence[Name]) -> dict[_Namesake, str]:
    """The actors with a name that lists have, with the lists' ids: each listed name is that of the only one it fits."""
    listed_ids: dict[_Namesake, str] = {}
    fitting = {name: [each for each in namesakes if each.words == name.words and _fits(name, each)] for name in names}
    for name, fitted in sorted(fitting.items(), key=lambda item: (not item[0].initials, item[0])):
        if len(fitted) == 1:
            listed_ids.setdefault(fitted[0], name.gazetteer)
    return listed_ids


def _distinct_ids(namesakes: list[_Namesake], used_ids: Iterable[str]) -> dict[_Namesake, str]:
    """An id for each that no other has, nor one of ``used_ids``; ``li wei cn`` and ``li wei`` of China would have the
    same."""
    taken = set(used_ids)
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
