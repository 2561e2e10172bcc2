"""Which names are the names of one actor: the step that looks at many documents.

It goes over sets of `Name` and how often each is used, never over documents or their order. Names that share a unit
decide together; a short name then looks for the one actor of that unit, or of another, that it may stand for.
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
_MANY = 10
"""The logarithm of the number of documents from which on more make no difference."""
_MANY_NAMES = 30
"""A family name that so many different documents have is somebody's whom some of them name in full."""
_SEXES = 4
"""So many times as many names have to tell one sex as tell the other, for those to be slips."""
_LIFE = 40
"""Years between documents after which a name alone does not tell that it is still the same person."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The actor that a name is the name of; None where each document has its own."""

    actor: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Unit:
    """What the names of one unit come to."""

    outcomes: Mapping[Name, Outcome]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Being:
    """One actor among those of one unit."""

    words: tuple[str, ...]
    country: str
    initials: tuple[str, ...]
    actor: str


type _Fitting = dict[Name, list[_Being]]


def resolve_unit(names: Mapping[Name, int], posts: Mapping[Name, Set[str]] = MappingProxyType({})) -> Unit:
    """What the names of one unit (`Name.unit`) come to, whatever their order. With each stands how often it is used.

    ``posts`` are those that documents give the persons of these names; they go into the candidates.
    One name is one actor, unless countries or middle initials differ: then each has its own, and a name that fits more
    than one of them stays with its document. Two countries are one where the person has the same title in both. Where
    one actor outweighs the others eight times, a document that says no more means that one. For countries get misread,
    and one that is must not take the person apart.

    >>> here, there = (Name(ActorType.PERSON, ("li", "wei"), country=code) for code in ("CN", "SG"))
    >>> resolve_unit({here: 1}).outcomes[here].actor, resolve_unit({here: 1, there: 1}).outcomes[here].actor
    ('person/li-wei', 'person/li-wei-cn')
    """
    outcomes: dict[Name, Outcome] = {}
    strangers: set[Name] = set()
    by_words: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    by_family_name: list[Name] = []
    for name in sorted(names):
        if name.gazetteer:
            outcomes[name] = Outcome(name.gazetteer, Reason.GAZETTEER)
        elif name.type is ActorType.PERSON and name.short:
            outcomes[name] = Outcome(None, Reason.ALONE)
            if not name.is_post:
                by_family_name.append(name)
        else:
            by_words[name.words].append(name)
    read = {name: one for same in by_words.values() for name, one in _of_one_title(same, names, posts).items()}
    namesakes = {words_: _beings([read[name] for name in same]) for words_, same in by_words.items()}
    beings = list(chain.from_iterable(namesakes.values()))
    actors = _distinct(beings)
    actors |= _two_family_names(beings, actors)
    rare: set[str] = set()
    for words_, same in by_words.items():
        fitting = {name: [being for being in namesakes[words_] if _fits(read[name], being)] for name in same}
        weights_ = Counter(dict.fromkeys(namesakes[words_], 0))
        for name, fit in fitting.items():
            if len(fit) == 1:
                weights_[fit[0]] += weight(names[name])
        rare |= {actors[being] for being in _outweighed(weights_)}
        outcomes |= _of_namesakes(fitting, actors, rare, names, posts)
        # A name that fits several actors adds nobody to those; one that fits none is somebody else.
        strangers |= {name for name, fit in fitting.items() if not fit}
    shown = {name: outcome.actor or "" for name, outcome in outcomes.items() if outcome.actor or name in strangers}
    countries = {actors[being]: being.country for being in beings}
    outcomes |= _of_family_names(by_family_name, names)
    return Unit(outcomes, candidates_of(shown, names, posts, countries, rare))


def _of_family_names(names: Sequence[Name], uses: Mapping[Name, int]) -> dict[Name, Outcome]:
    """What family names come to where nobody can be meant whom a document names in full: one actor for those that
    agree in title, place and time, unless that makes one of two who are not."""
    outcomes = dict.fromkeys(names, Outcome(None, Reason.ALONE))
    if len(names) > _MANY_NAMES:
        return outcomes
    profiles = {name: _profile(name) for name in names}
    clusters = {name: frozenset({name}) for name in names}
    for one, other in combinations(names, 2):
        if clusters[one] != clusters[other] and are_one_by_family_name(profiles[one], profiles[other]):
            both = clusters[one] | clusters[other]
            clusters |= dict.fromkeys(both, both)
    whole = {each for each in clusters.values() if _is_one(sorted(each), profiles, uses)}
    for cluster in whole:
        first = min(cluster)
        mark = ("short", *((str(first.year), first.country, *filter(None, [first.sex])) if len(whole) > 1 else ()))
        actor = f"{first.type}/{slug(first.words, mark=mark)}"
        outcomes |= dict.fromkeys(cluster, Outcome(actor, Reason.ALIKE))
    return outcomes


def _is_one(cluster: Sequence[Name], profiles: Mapping[Name, Profile], uses: Mapping[Name, int]) -> bool:
    """Whether several documents agree, and no two of them say otherwise."""
    if len(cluster) == 1:
        (name,) = cluster
        return uses[name] > 1 and are_one_by_family_name(profiles[name], profiles[name])
    said = [compare(profiles[one], profiles[other]) for one, other in combinations(cluster, 2)]
    return not any({"apart", "other country", "other title"} & each.keys() for each in said)


def _of_namesakes(
    fitting: _Fitting,
    actors: Mapping[_Being, str],
    rare: Set[str],
    uses: Mapping[Name, int],
    posts: Mapping[Name, Set[str]],
) -> dict[Name, Outcome]:
    """What each name comes to of those that it fits, by what is certain of them; else by what is likely."""
    several = len({being for fit in fitting.values() for being in fit}) > 1
    outcomes: dict[Name, Outcome] = {}
    certain: dict[_Being, list[Name]] = defaultdict(list)
    for name, fit in fitting.items():
        if len(fit) == 1:
            outcomes[name] = Outcome(actors[fit[0]], Reason.COUNTRY if several else Reason.NAME)
            certain[fit[0]].append(name)
    for name, fit in fitting.items():
        if name in outcomes:
            continue
        common = [being for being in fit if actors[being] not in rare]
        if len(common) == 1 and not _is_of_other_time(name, certain[common[0]]):
            outcomes[name] = Outcome(actors[common[0]], Reason.MOSTLY)
            continue
        compared = {
            actors[being]: compare(_profile(name, posts), _together(being, certain[being], posts))
            | _commonness(sum(weight(uses[each]) for each in certain[being]))
            for being in fit
            if name.type is ActorType.PERSON and certain[being]
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


def _together(being: _Being, names: Iterable[Name], posts: Mapping[Name, Set[str]]) -> Profile:
    """All that the names say of one actor."""
    held = {post for name in names for post in posts.get(name, ())}
    years = {name.year for name in names} - {0}
    near = {code for name in names for code in name.near}
    return Profile(
        ActorType.PERSON,
        being.words,
        being.initials,
        country=being.country,
        posts=tuple(sorted(held)),
        years=tuple(sorted(years)),
        near=tuple(sorted(near)),
    )


def _best(likely: Mapping[str, float]) -> str | None:
    """The one that is likely enough; None where there is none."""
    best = min(likely, key=lambda actor: (-likely[actor], actor), default=None)
    return best if best is not None and likely[best] >= weights().join else None


def join_short(names: Iterable[Name], candidates: Sequence[Candidate]) -> dict[Name, Outcome]:
    """The actors that short names stand for. One that has nobody to stand for is left out: its unit's outcome holds.

    ``names`` and ``candidates`` are all those of one `short_key`. One candidate has to be possible, no more: of the
    same country, as far as both are known, and the same first initial. Where more are, a post that only one of them
    has decides. Nobody is of two countries, so that where names of two would join one actor none of them does; nor of
    two sexes, but by a slip: those of the one that four times as many names tell do.

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
    """What speaks for and against the short name meaning each of those that it can mean.

    Somebody whom every document has for itself stands there under his words. In how many documents an actor is named
    speaks for it, and that nobody else can be meant.
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


def _of_one_title(same: Iterable[Name], names: Mapping[Name, int], posts: Mapping[Name, Set[str]]) -> dict[Name, Name]:
    """Names of the same words, those with one title in two countries as of the country that more documents give.

    A country is misread sooner than two namesakes hold one title.
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


def _beings(names: list[Name]) -> list[_Being]:
    """The actors of one name: one a country and, within it, one for each set of middle initials."""
    countries = sorted({name.country for name in names if name.country})
    beings = []
    for country in countries or [""]:
        here = [name for name in names if len(countries) < 2 or name.country == country]
        initials = sorted({name.initials for name in here if name.initials}) or [()]
        for each in initials:
            middle = each if len(initials) > 1 else ()
            tail = (country.lower(),) if len(countries) > 1 else ()
            shown = (*names[0].words[:1], *middle, *names[0].words[1:], *tail)
            beings.append(_Being(names[0].words, country, each, f"{names[0].type}/{slug(shown, mark=_mark(names[0]))}"))
    return beings


def _outweighed(weights: Mapping[_Being, int]) -> set[_Being]:
    """All but the one that outweighs all others together; none where no one does."""
    for being, own in weights.items():
        if own >= _OUTWEIGHS * max(1, sum(weights.values()) - own):
            return set(weights) - {being}
    return set()


def _mark(name: Name) -> tuple[str, ...]:
    """A body whose own last word looks like the code that tells two bodies of one name apart."""
    looks_told = name.type is not ActorType.PERSON and len(name.words) > 1 and len(name.words[-1]) == 2
    return ("whole",) if looks_told else ()


def _distinct(beings: list[_Being]) -> dict[_Being, str]:
    """Their ids; ``li wei cn`` and ``li wei`` of China come apart."""
    taken: dict[str, _Being] = {}
    actors = {}
    for being in sorted(beings, key=lambda each: (-len(each.words), each.words, each.country, each.initials)):
        actor = being.actor
        if actor in taken:
            kind, _, _ = actor.partition("/")
            actor = f"{kind}/{slug(being.words, mark=(being.country, *being.initials))}"
        taken[actor] = being
        actors[being] = actor
    return actors


def _two_family_names(beings: list[_Being], actors: Mapping[_Being, str]) -> dict[_Being, str]:
    """``Nicolás Maduro Moros`` is ``Nicolás Maduro`` where they are of one Spanish-speaking state and no other fits."""
    lists = words()
    longer: dict[tuple[tuple[str, ...], str], list[_Being]] = defaultdict(list)
    for being in beings:
        if being.country in lists.two_family_names and being.words[-1] not in lists.suffixes:
            longer[being.words[:-1], being.country].append(being)
    shorter: dict[tuple[tuple[str, ...], str], list[_Being]] = defaultdict(list)
    for being in beings:
        shorter[being.words, being.country].append(being)
    joined: dict[_Being, str] = {}
    for (base, country), extended in sorted(longer.items(), key=lambda item: len(item[0][0])):
        short = shorter.get((base, country), [])
        if len(short) == len(extended) == 1 and len(base) > 1 and base[-1] not in lists.second_given_names:
            joined[extended[0]] = joined.get(short[0], actors[short[0]])
    return joined


def _fits(name: Name, being: _Being) -> bool:
    same_country = not name.country or not being.country or name.country == being.country
    return same_country and (not name.initials or not being.initials or name.initials == being.initials)
