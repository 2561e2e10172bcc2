"""Candidates: the actors that a name may mean, indexed by key, with all that tells them from one another."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from kg.model import ActorType
from kg.resolve.claim import Name
from kg.resolve.likeness import Profile
from kg.resolve.likeness.bodies import own_words
from kg.resolve.likeness.words_alike import skeleton
from kg.resolve.person_name import called_by, family_names
from kg.resolve.posts.meaning import post_at

__all__ = ["Candidate", "candidates_of", "short_key", "weight"]

_OF_MANY_NAMES = frozenset({ActorType.PERSON, ActorType.ORGANIZATION, ActorType.BLOC})
"""The types of actors whose full names have several forms."""


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """An actor that names under ``key`` may mean; ``actor`` is "" if each document has an actor of its own.

    ``rare``: a full name hardly ever means this actor rather than a namesake in another country. ``blocked``: the actor
    is compared with other full names under this key (the block). ``weight`` is the number of its documents, rounded
    down to a power of two. ``sex`` is the one that titles tell, "" if none or both.
    ``listed``: a list of the project has the actor.
    """

    key: str
    actor: str
    words: tuple[str, ...]
    country: str
    posts: tuple[str, ...]
    rare: bool = False
    blocked: bool = False
    initials: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    near: tuple[str, ...] = ()
    weight: int = 1
    sex: str = ""
    listed: bool = False

    @property
    def profile(self) -> Profile:
        """The profile by which it is compared with others."""
        kind = ActorType(self.key.partition(":")[0])
        return Profile(
            kind,
            self.words,
            self.initials,
            country=self.country,
            posts=self.posts,
            acronyms=self.acronyms,
            years=self.years,
            near=self.near,
            sex=self.sex,
        )

    def to_text(self) -> str:
        """The candidate as one line of JSON; equal candidates have equal lines."""
        return json.dumps([getattr(self, name) for name in self.__slots__], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Candidate:
        """What `to_text` wrote.

        >>> he = Candidate("person:liu", "person/liu-he", ("liu", "he"), "CN", (), years=(2018,))
        >>> Candidate.from_text(he.to_text()) == he
        True
        """
        values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in json.loads(text)]
        return cls(*values)


def short_key(kind: ActorType, short: str) -> str:
    """The key under which short names look for candidates: the same for all spellings of a family name.

    >>> short_key(ActorType.PERSON, "liu"), short_key(ActorType.PERSON, "qaddafi")
    ('person:liu', 'person:kdf')
    >>> short_key(ActorType.PERSON, "president@RU")
    'person:president@RU'
    """
    is_family_name = kind is ActorType.PERSON and "@" not in short
    return f"{kind}:{skeleton(short) if is_family_name else short}"


def weight(uses: int) -> int:
    """The weight of a name with this many uses: rounded down to a power of two, so that it changes seldom.

    >>> [weight(uses) for uses in (1, 2, 3, 4, 100)]
    [1, 2, 2, 4, 64]
    """
    return 1 << (uses.bit_length() - 1)


@dataclass(slots=True)
class _Gathered:
    """What all names of one actor with the same words tell."""

    posts: set[str] = field(default_factory=set)
    initials: set[tuple[str, ...]] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    weight: int = 0
    listed: bool = False


def candidates_of(
    actors: Mapping[Name, str],
    uses: Mapping[Name, int],
    posts: Mapping[Name, Set[str]],
    countries: Mapping[str, str],
    rare: Set[str],
) -> tuple[Candidate, ...]:
    """The candidates of full names; ``actors`` has the actor of each name, "" if each document has its own."""
    gathered: dict[tuple[str, tuple[str, ...], str, ActorType], _Gathered] = defaultdict(_Gathered)
    held: dict[str, set[str]] = defaultdict(set)
    for name, actor in actors.items():
        country = countries.get(actor, "") or name.country
        one = gathered[actor, name.words, country, name.type]
        held[actor].update(posts.get(name, ()))
        one.posts.update(posts.get(name, ()))
        one.initials |= {name.initials} - {()}
        one.acronyms.update(name.acronyms)
        one.years |= {name.year} - {0}
        one.near.update(name.near)
        one.sexes |= {name.sex} - {""}
        one.weight += weight(uses[name])
        one.listed = one.listed or bool(name.gazetteer)
    found = set()
    for (actor, words, country, kind), one in gathered.items():
        block, keys = _keys(kind, words, country, one.acronyms)
        for key in keys | ({block} if block and actor else set()):
            found.add(
                Candidate(
                    key,
                    actor,
                    words,
                    country,
                    tuple(sorted(held[actor] if actor else one.posts)),
                    actor in rare,
                    key == block and bool(actor),
                    next(iter(one.initials)) if len(one.initials) == 1 else (),
                    tuple(sorted(one.acronyms)),
                    tuple(sorted(one.years)),
                    tuple(sorted(one.near)),
                    weight(one.weight),
                    next(iter(one.sexes)) if len(one.sexes) == 1 else "",
                    one.listed,
                )
            )
    return tuple(sorted(found | set(_of_posts(actors, uses, posts, countries))))


def _of_posts(
    actors: Mapping[Name, str], uses: Mapping[Name, int], posts: Mapping[Name, Set[str]], countries: Mapping[str, str]
) -> Iterator[Candidate]:
    """Candidates for posts without a name: under each post, one for each holder and year in which documents name them
    with it. A post of another country than the holder's is taken for a misreading and left out."""
    held: dict[tuple[str, str, int], int] = defaultdict(int)
    for name, actor in actors.items():
        country = countries.get(actor, "") or name.country
        places = (post.rpartition("@") for post in posts.get(name, ()))
        own = {post_at(title, place or country) for title, _, place in places if not country or place in {"", country}}
        for post in own - {""} if actor and name.year and name.type is ActorType.PERSON else ():
            held[actor, post, name.year] += uses[name]
    for (actor, post, year), count in held.items():
        country = post.rpartition("@")[2]
        yield Candidate(short_key(ActorType.PERSON, post), actor, (), country, (), years=(year,), weight=weight(count))


def _keys(kind: ActorType, words: tuple[str, ...], country: str, acronyms: Iterable[str]) -> tuple[str, set[str]]:
    """The key of the actor's block (see `Candidate.blocked`), and the keys under which short names look for it."""
    if kind not in _OF_MANY_NAMES:
        return "", {short_key(kind, each) for each in acronyms}
    if kind is not ActorType.PERSON:
        longest = max(own_words(words, country), key=lambda word: (len(word), word), default="")
        return (f"{kind}:~{skeleton(longest)}" if longest else ""), {short_key(kind, each) for each in acronyms}
    families = sorted(family_names(words, country), key=lambda name: words.index(name.split()[-1]))
    return (short_key(kind, families[0]) if families else ""), {
        short_key(kind, name) for name in called_by(words, country)
    }
