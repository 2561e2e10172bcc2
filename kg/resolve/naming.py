"""Which names are the names of one actor: the step that looks at many documents.

It goes over sets of `Name`, never over documents or their order. Names that share a unit decide together; a short name
then looks for the one actor of that unit, or of another, that it may stand for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from kg.model import ActorType
from kg.resolve.claim import Name, Reason
from kg.resolve.person_name import family_names
from kg.resolve.spelling import slug
from kg.resolve.wordlist import words

__all__ = ["Candidate", "Outcome", "Unit", "join_short", "resolve_unit", "short_key"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The actor that a name is the name of; None where each document has its own."""

    actor: str | None
    reason: Reason


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Whom the short name ``key`` may mean; ``actor`` is empty for somebody whom every document has for itself."""

    key: str
    actor: str
    words: tuple[str, ...]
    country: str
    posts: tuple[str, ...]


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


def short_key(kind: ActorType, short: str) -> str:
    """The key under which short names and candidates meet.

    >>> short_key(ActorType.PERSON, "liu")
    'person:liu'
    """
    return f"{kind}:{short}"


def resolve_unit(names: Collection[Name]) -> Unit:
    """What the names of one unit (`Name.unit`) come to, whatever their order.

    One name is one actor, unless countries or middle initials differ: then each has its own, and a name that fits more
    than one of them stays with its document.

    >>> here, there = (Name(ActorType.PERSON, ("li", "wei"), country=code) for code in ("CN", "SG"))
    >>> resolve_unit([here]).outcomes[here].actor, resolve_unit([here, there]).outcomes[here].actor
    ('person/li-wei', 'person/li-wei-cn')
    """
    outcomes: dict[Name, Outcome] = {}
    strangers: set[Name] = set()
    by_words: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in sorted(names):
        if name.gazetteer:
            outcomes[name] = Outcome(name.gazetteer, Reason.GAZETTEER)
        elif name.type is ActorType.PERSON and name.short:
            outcomes[name] = Outcome(None, Reason.ALONE)
        else:
            by_words[name.words].append(name)
    namesakes = {words_: _beings(same) for words_, same in by_words.items()}
    beings = list(chain.from_iterable(namesakes.values()))
    actors = _distinct(beings)
    actors |= _two_family_names(beings, actors)
    for words_, same in by_words.items():
        for name in same:
            fitting = [being for being in namesakes[words_] if _fits(name, being)]
            if len(fitting) == 1:
                reason = Reason.COUNTRY if len(namesakes[words_]) > 1 else Reason.NAME
                outcomes[name] = Outcome(actors[fitting[0]], reason)
            else:
                outcomes[name] = Outcome(None, Reason.AMBIGUOUS)
                # A name that fits several actors adds nobody to those; one that fits none is somebody else.
                strangers |= set() if fitting else {name}
    shown = {name: outcome for name, outcome in outcomes.items() if outcome.actor or name in strangers}
    return Unit(outcomes, _candidates(shown, {actors[being]: being.country for being in beings}))


def join_short(name: Name, candidates: Iterable[Candidate]) -> Outcome | None:
    """The actor that a short name stands for; None where there is nobody, so that its unit's outcome holds.

    ``candidates`` are those of ``short_key(name.type, name.short)``. One has to be possible, no more: of the same
    country, as far as both are known, and the same first initial. Where more are, a post that only one of them has
    decides.

    >>> liu = Name(ActorType.PERSON, ("liu",), short="liu")
    >>> he = Candidate("person:liu", "person/liu-he", ("liu", "he"), "CN", ())
    >>> kun = Candidate("person:liu", "person/liu-kun", ("liu", "kun"), "CN", ())
    >>> join_short(liu, [he]).actor, join_short(liu, [he, kun]).actor
    ('person/liu-he', None)
    """
    possible = [
        each
        for each in candidates
        if (not name.country or not each.country or name.country == each.country)
        and (not name.initials or each.words[0].startswith(name.initials[0]))
    ]
    actors = {each.actor for each in possible}
    if not actors:
        return None
    if len(actors) == 1 and "" not in actors:
        return Outcome(actors.pop(), Reason.SHORT_NAME)
    in_post = {each.actor for each in possible if any(_same_post(a, b) for a in name.posts for b in each.posts)}
    if len(in_post) == 1 and "" not in in_post:
        return Outcome(in_post.pop(), Reason.POST)
    return Outcome(None, Reason.AMBIGUOUS)


def _same_post(one: str, other: str) -> bool:
    title, _, place = one.rpartition("@")
    other_title, _, other_place = other.rpartition("@")
    return title == other_title and (not place or not other_place or place == other_place)


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


def _candidates(outcomes: Mapping[Name, Outcome], countries: Mapping[str, str]) -> tuple[Candidate, ...]:
    posts: dict[str, set[str]] = defaultdict(set)
    for name, outcome in outcomes.items():
        posts[outcome.actor or ""].update(name.posts)
    found = set()
    for name, outcome in outcomes.items():
        country = countries.get(outcome.actor or "", "") or name.country
        keys = family_names(name.words, country) if name.type is ActorType.PERSON else name.acronyms
        theirs = tuple(sorted(posts[outcome.actor])) if outcome.actor else name.posts
        for key in keys:
            found.add(Candidate(short_key(name.type, key), outcome.actor or "", name.words, country, theirs))
    return tuple(sorted(found))
