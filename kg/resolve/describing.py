"""Making a claim for each actor of a document, from the facts of that document alone."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain

from kg.model import Actor, ActorType, Facts, Role
from kg.resolve.claim import Claim, Name, is_unnamed
from kg.resolve.external.heads import listed_name
from kg.resolve.gazetteer_entries import gazetteer, leading_state
from kg.resolve.offices import (
    canonical,
    inverted,
    known_office,
    of_a_kind,
    office_of_one,
    without_articles,
    without_state,
)
from kg.resolve.person_name import person_name, title_sex
from kg.resolve.posts.bearing import by_bearers, by_office, may_preside
from kg.resolve.posts.holding import term_in
from kg.resolve.posts.meaning import ends_as_post, post_of, post_of_leader, posts_file, title_of
from kg.resolve.posts.publishing import place_of
from kg.resolve.posts.terms import terms_at
from kg.resolve.posts.whose import PostContext, post_without_place
from kg.resolve.spelling import folded_words
from kg.resolve.wordlist import words

__all__ = ["as_called", "describe"]

_NAMED = frozenset({ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC})
_OF_PEOPLE = frozenset({ActorType.ORGANIZATION, ActorType.GROUP})
_SELDOM_NAMED = frozenset({ActorType.DELEGATION, ActorType.FACTION})
_TYPES = frozenset(kind.value for kind in ActorType)
_ACRONYM = re.compile(r"(?:[A-Z]\.?[-/&]?){2,9}[A-Z0-9]?")
_OF_SOMEBODY = re.compile(r"['’]s?(?!\w)")
_MIN_CONFIDENCE = 0.75
"""The confidence from which on a post or an affiliation shows the country of a person or body."""
_STATES_FOR_SHORT_NAME = 4
"""How many of the states that a document mentions most help to resolve its short names."""
_STATES_FOR_FULL_NAME = 2
"""The same for full names."""
_INFERRED_SUFFIX = "-inferred"
"""The end of the ids of rules that infer the organization of a post, which does not show the country."""


def describe(facts: Facts, year: int = 0, publisher: str = "", day: dt.date | None = None) -> tuple[Claim, ...]:
    """A claim for each of ``facts.actors``, in their order.

    ``year`` is the document's, 0 without a date, ``day`` its date if that is known to the day; ``publisher`` is the id
    of the state or body that published it (`kg.resolve.publisher_of`), "" if that is not known.

    >>> actor = Actor("cn", "China", ActorType.STATE, gazetteer="state/CN")
    >>> describe(Facts((actor,)))[0].fixed
    'state/CN'
    """
    setting = _Setting(year, _states_named(facts.actors), publisher, facts, day)
    publisher_places = frozenset({place_of(publisher)}) - {""}
    states_named = frozenset(setting.states)
    has_presided_body = may_preside(actor.name for actor in facts.actors if actor.type in _OF_PEOPLE)
    bodies = {actor.id for actor in facts.actors if actor.type is ActorType.ORGANIZATION}
    members = {affiliation.member for affiliation in facts.affiliations if affiliation.of in bodies}
    return by_bearers(
        [
            by_office(claim, publisher_places, states_named, is_of_a_body=has_presided_body or claim.local in members)
            for claim in _claims(facts, setting)
        ]
    )


def as_called(facts: Facts, year: int = 0) -> tuple[Claim, ...]:
    """The claims of `describe` before lists of office holders are used: for learning how names are resolved."""
    return _claims(facts, _Setting(year, _states_named(facts.actors), "", facts))


def _claims(facts: Facts, setting: _Setting) -> tuple[Claim, ...]:
    actors = {actor.id: actor for actor in facts.actors}
    owners: dict[str, list[str]] = defaultdict(list)
    states: dict[str, set[str]] = defaultdict(set)
    posts: dict[str, set[str]] = defaultdict(set)
    for affiliation in facts.affiliations:
        if affiliation.of not in owners[affiliation.member]:
            owners[affiliation.member].append(affiliation.of)
        if affiliation.evidence.confidence >= _MIN_CONFIDENCE:
            states[affiliation.member].add(_state(actors.get(affiliation.of)))
    for role in facts.roles:
        shows_country = role.evidence.confidence >= _MIN_CONFIDENCE and not role.evidence.rule.endswith(
            _INFERRED_SUFFIX
        )
        place = _state(actors.get(role.organization or "")) if shows_country else ""
        states[role.person].add(place)
        title = " ".join(folded_words(role.title))
        if _is_of_a_body(role, actors):
            title += " of " + " ".join(folded_words(actors[role.organization or ""].name))
        posts[role.person].add(f"{title}@{place}")
    for actor in facts.actors:
        if actor.type is ActorType.PERSON and (post := post_of(actor.aliases)):
            posts[actor.id].add(post)
    return tuple(
        _claim(
            actor,
            setting,
            _country_code(actor.country or "") or _single(states.get(actor.id, ())),
            tuple(sorted(posts.get(actor.id, ()))),
            [actors[owner] for owner in owners.get(actor.id, ()) if owner in actors and owner != actor.id],
        )
        for actor in facts.actors
    )


def _is_of_a_body(role: Role, actors: Mapping[str, Actor]) -> bool:
    """Whether a title that bodies give as states do is given by a body here: "president of the senate"."""
    organization = actors.get(role.organization or "")
    if organization is None or organization.type is ActorType.STATE:
        return False
    return title_of(role.title) in posts_file()["shared"]["titles"]


@dataclass(frozen=True)
class _Setting:
    """A document's year and day, the states that it mentions (the most frequent first), its publisher and its facts."""

    year: int
    states: tuple[str, ...]
    publisher: str
    facts: Facts
    day: dt.date | None = None

    @property
    def near(self) -> tuple[str, ...]:
        """The states that it mentions most."""
        return self.states[:_STATES_FOR_SHORT_NAME]

    @cached_property
    def post_context(self) -> PostContext:
        """The publisher and the holders of titles, for resolving titles without a state."""
        actors = {actor.id: actor for actor in self.facts.actors}
        holders = set()
        for role in self.facts.roles:
            person, place = actors[role.person], actors.get(role.organization or "")
            if (title := title_of(role.title)) and not is_unnamed(person):
                state = "" if _is_of_a_body(role, actors) else _country_code(person.country or "") or _state(place)
                holders.add((title, state, folded_words(person.name)))
        return PostContext(self.publisher, holders)


def _states_named(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The codes of the states among the actors, the most mentioned first."""
    named: dict[str, int] = defaultdict(int)
    for actor in actors:
        if actor.type is ActorType.STATE and (state := _state(actor)):
            named[state] += len(actor.mentions) or 1
    return tuple(sorted(named, key=lambda state: (-named[state], state)))


def _claim(actor: Actor, setting: _Setting, country: str, posts: tuple[str, ...], owners: Sequence[Actor]) -> Claim:
    if actor.type is ActorType.PERSON:
        return _person(actor, setting, country, posts)
    if actor.type is ActorType.GROUP and ends_as_post(actor.name):
        holder_claim = _holder(actor, setting, country)  # "the Cuban foreign minister"
        if holder_claim.name is not None and not holder_claim.name.is_post:
            return holder_claim
    if fixed := _gazetteer_id(actor):
        return Claim(actor.id, actor.type, folded_words(actor.name), country, fixed=fixed)
    if actor.type is ActorType.ORGANIZATION and (state := leading_state(folded_words(actor.name))):
        country = country or state.country or ""  # "United States Geological Survey"
    state_code = country or _single(map(_state, owners))
    if office := _office(actor, setting, state_code, owners):
        return Claim(actor.id, actor.type, folded_words(actor.name), country, fixed=office)
    may_be_named = actor.type in _NAMED or (actor.type in _SELDOM_NAMED and _is_title(actor.name))
    if may_be_named and (name := _body(actor, setting, country, state_code)) is not None:
        return Claim(actor.id, actor.type, name.words, country, name=name)
    return _nominal(actor, state_code, owners)


def _office(actor: Actor, setting: _Setting, state: str, owners: Sequence[Actor]) -> str:
    """The id of the state's body that a name means in any form; without a ``state``, of a state of the document."""
    if actor.type is not ActorType.ORGANIZATION or (actor.name == actor.name.lower() and not state):
        return ""
    whole = inverted(without_articles(folded_words(actor.name)))
    if state:
        return known_office(without_state(whole, _phrases([f"state/{state}"])), state) or of_a_kind(whole)
    return "" if owners else office_of_one(whole, setting.near) or of_a_kind(whole)


def _person(actor: Actor, setting: _Setting, country: str, posts: tuple[str, ...]) -> Claim:
    found = listed_name(person_name(actor.name))
    gazetteer = _gazetteer_id(actor)
    if not found.words or (not gazetteer and is_unnamed(actor)):
        return _holder(actor, setting, country)
    short_posts, full_posts = (posts, ()) if found.short else ((), posts)
    name = Name(actor.type, found.words, found.initials, country, short_posts, found.short, gazetteer=gazetteer)
    name = replace(_with_setting(name, setting), sex=title_sex((actor.name, *actor.aliases)))
    shown = (*found.initials, *found.words) if found.short else found.words
    return Claim(actor.id, actor.type, shown, country, name=name, posts=full_posts)


def _holder(actor: Actor, setting: _Setting, country: str) -> Claim:
    """A claim of a person without a name: of the holder of the post that the words mean, if they mean one."""
    shown = folded_words(actor.name)
    texts = (actor.name, *actor.aliases)
    # "He ran for president of Mexico" is about the post, not its holder; "a president of Mexico" may be anybody.
    is_somebody = any(text[:1].isupper() or text.startswith("the ") for text in texts)
    is_any = any(text.casefold().startswith(("a ", "an ", "any ", "every ")) for text in texts)
    post = ""
    if setting.year and is_somebody and not is_any:
        post = post_of(texts) or post_of_leader(texts) or post_without_place(texts, setting.post_context)
    if not post:
        return Claim(actor.id, actor.type, shown, country)
    state, holder = _country_code(post.rpartition("@")[2]), ""
    if term := term_in(post, setting.year, setting.day):
        name = Name(ActorType.PERSON, term.name.words, term.name.initials, state, year=setting.year)
        holder = term.shown
    elif any(term.spans(setting.year) for term in terms_at(post)):
        return Claim(actor.id, actor.type, shown, country)  # between two terms, or in a year of change without a day
    else:
        name = Name(actor.type, shown, country=state, short=post, year=setting.year)
    return Claim(actor.id, actor.type, shown, state, name=name, post=post, holder=holder)


def _with_setting(name: Name, setting: _Setting) -> Name:
    """The name with the document's year and its most mentioned states, more of them for a short name."""
    near = () if name.country else setting.near if name.short else setting.near[:_STATES_FOR_FULL_NAME]
    return replace(name, year=setting.year, near=tuple(sorted(near)))


def _body(actor: Actor, setting: _Setting, country: str, state_code: str) -> Name | None:
    """The proper name of a body; None if it has none: "the ministry", "rebels", "Commerce Ministry".

    ``state_code`` is the country of the body, whose name or adjective before the body's name is not part of it.
    """
    if is_unnamed(actor) and not (own := _own_name(actor)):
        return None
    texts = (actor.name, *actor.aliases)
    acronyms = sorted({"".join(folded_words(text)) for text in texts if _ACRONYM.fullmatch(text.strip())})
    full = own if is_unnamed(actor) else actor.name
    if _ACRONYM.fullmatch(full.strip()):
        spelt = [alias for alias in actor.aliases if _initials(alias) == "".join(folded_words(full))]
        if len(spelt) != 1:
            short = "".join(folded_words(full))
            return _with_setting(Name(actor.type, (short,), country=country, short=short), setting)
        full = spelt[0]
    found = _body_words(full, state_code)
    if not found or set(found) <= words().generic:
        return None
    return _with_setting(Name(actor.type, found, country=country, acronyms=tuple(acronyms)), setting)


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", text) if word[0].isupper()).casefold()


def _body_words(text: str, country: str) -> tuple[str, ...]:
    """The words of a body's name: the same for ``Ministry of Commerce of China`` and ``China's Commerce Ministry``."""
    found = inverted(without_articles(folded_words(text)))
    own = _phrases([f"state/{country}"]) if country else frozenset()
    bare = without_state(found, own)
    return inverted(bare) if set(bare) <= words().generic else found


def _nominal(actor: Actor, country: str, owners: Sequence[Actor]) -> Claim:
    """A claim of a body or group without a name, by its ties; one of a single unnamed person has none."""
    ties = _most_distinctive(owners)
    states = [tie.gazetteer for tie in ties if tie.gazetteer]
    if not ties and country:
        states = [f"state/{country}"]
    own = _phrases(states) | {folded_words(text) for tie in ties for text in (tie.name, *tie.aliases)}
    whole = without_articles(folded_words(actor.name))
    bare = without_state(whole, own)
    found = canonical(inverted(without_articles(_without(bare, own)))) or whole
    if actor.type is ActorType.GROUP and _is_one_person(found):
        return Claim(actor.id, actor.type, found, country)
    locals_ = tuple(tie.id for tie in ties)
    state = f"state/{country}" if country and not ties else ""
    return Claim(actor.id, actor.type, found, country, ties=locals_, state=state)


_DISTINCTIVENESS_RANK = {
    ActorType.STATE: 0,
    ActorType.BLOC: 1,
    ActorType.ORGANIZATION: 2,
    ActorType.DELEGATION: 3,
    ActorType.FACTION: 3,
    ActorType.PERSON: 4,
    ActorType.GROUP: 5,
}


def _most_distinctive(owners: Sequence[Actor]) -> list[Actor]:
    """The owners of the most distinctive type: one document may give other ties that the next one leaves out."""
    best = min((_DISTINCTIVENESS_RANK[owner.type] for owner in owners), default=0)
    return [owner for owner in owners if _DISTINCTIVENESS_RANK[owner.type] == best]


def _phrases(ids: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset().union(*(gazetteer()[each].phrases for each in ids if each in gazetteer()))


def _without(found: tuple[str, ...], phrases: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The words without all these phrases, the longest first: "senior US officials" of the US are senior officials."""
    for phrase in sorted(set(phrases) - {()}, key=lambda each: (-len(each), each)):
        at = 0
        while at <= len(found) - len(phrase):
            if found[at : at + len(phrase)] == phrase:
                found = found[:at] + found[at + len(phrase) :]
            else:
                at += 1
    return found


def _is_one_person(found: tuple[str, ...]) -> bool:
    ends = [at for at, word in enumerate(found) if at and word in words().after_head]
    head = found[: ends[0]] if ends else found
    return bool(head) and head[-1] in words().one_person


def _gazetteer_id(actor: Actor) -> str:
    """The id of its gazetteer entry, "" if it has none of the form ``TYPE/SLUG``."""
    kind, _, rest = (actor.gazetteer or "").partition("/")
    return actor.gazetteer or "" if kind in _TYPES and rest else ""


def _is_title(text: str) -> bool:
    """Whether it is written like a name: with two capitalized words that are neither generic nor nationalities."""
    capitals = [word for word in re.findall(r"[\w'’.-]+", text) if word[0].isupper()]
    return sum(not set(folded_words(word)) <= words().generic | _nationalities() for word in capitals) > 1


@cache
def _nationalities() -> frozenset[str]:
    """All words in the names, demonyms and capitals of states."""
    phrases = chain.from_iterable(row.phrases for id_, row in gazetteer().items() if id_.startswith("state/"))
    return frozenset(chain.from_iterable(phrases))


def _own_name(actor: Actor) -> str:
    """The name within a nominal phrase: ``Bush administration`` in "the new Bush administration"; "" without one, as in
    "Management", a noun that opens a sentence."""
    words_ = actor.name.split()
    if len(words_) == 1:
        return ""
    start = next((at for at, word in enumerate(words_) if word[0].isupper()), len(words_))
    capitals = {part for word in words_[start:] if word[0].isupper() for part in folded_words(word)}
    is_own = actor.type is ActorType.ORGANIZATION and capitals - words().generic - words().kinds - _nationalities()
    return " ".join(words_[start:]) if is_own and not _OF_SOMEBODY.search(actor.name) else ""


def _single(codes: Iterable[str]) -> str:
    found = set(codes) - {""}
    return found.pop() if len(found) == 1 else ""


def _state(actor: Actor | None) -> str:
    if actor is None:
        return ""
    if actor.type is ActorType.STATE and actor.gazetteer:
        row = gazetteer().get(actor.gazetteer)
        return _country_code(row.country if row and row.country else actor.gazetteer.removeprefix("state/"))
    return _country_code(actor.country or "")


def _country_code(text: str) -> str:
    return text.upper() if len(text) == 2 and text.isascii() and text.isalpha() else ""
