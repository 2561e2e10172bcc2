"""What one document says of one of its actors, as far as that tells it from the actors of other documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from kg.model import ActorType

__all__ = ["Claim", "Link", "Name", "Reason"]


class Reason(StrEnum):
    """Why a document's actor has the id that it has."""

    GAZETTEER = "gazetteer"
    """The name is that of a known actor."""
    NAME = "name"
    """Every document that has this name means the same actor."""
    COUNTRY = "name and country"
    """Several actors have this name; country or middle initials tell them apart."""
    MOSTLY = "name, of nearly all documents"
    """Several actors have this name; nearly all documents that say more mean this one."""
    SHORT_NAME = "short name"
    """One actor of this family name, or with this acronym, is possible."""
    POST = "short name and post"
    """Several actors of this family name are possible, one of them has this post."""
    ALIKE = "short name, in one place and time"
    """Nobody of this family name is named in full; the documents that have it agree in title, place and time."""
    LIKELY = "most likely of several"
    """Several actors are possible; country, post, time and surroundings speak for one of them."""
    SPELLING = "another form of the name"
    """The name is another spelling, a fuller or a shorter form of the name of one other actor."""
    HOLDER = "post at that time"
    """The document gives a post without a name; who held it when the document was written is known."""
    TIE = "tie"
    """A body or group without a name of its own, told by what it belongs to."""
    AMBIGUOUS = "ambiguous"
    """More than one actor is possible: the id is this document's."""
    ALONE = "alone"
    """Nothing ties it to other documents: the id is this document's."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A proper name with all that decides whose it is. Equal names have one outcome, in however many documents.

    ``words`` are folded, without honorifics and middle initials; ``initials`` holds those, or the first initial of a
    person known by it and the family name. ``country`` is empty where no words tell it. ``short`` is the key under
    which another actor's full name may stand for this one (a family name, an acronym), and ``posts``
    (``title@place``) are those of a person whose name is short; ``acronyms`` are those that the document gives beside
    a full name. ``short`` of somebody without a name is the post, with the state (``president@RU``). ``year`` is the
    document's, 0 where it has no date, and ``near`` are the codes of the states that it speaks of most, where no words
    tell the country. ``sex`` is that which a title tells: "m" for Mr, "f" for Ms.
    """

    type: ActorType
    words: tuple[str, ...]
    initials: tuple[str, ...] = ()
    country: str = ""
    posts: tuple[str, ...] = ()
    short: str = ""
    acronyms: tuple[str, ...] = ()
    gazetteer: str = ""
    year: int = 0
    near: tuple[str, ...] = ()
    sex: str = ""

    @property
    def is_post(self) -> bool:
        """Whether it is no name but a post, whose holder may be known from other documents."""
        return "@" in self.short

    @property
    def unit(self) -> str:
        """Names of different units have nothing to do with one another.

        >>> Name(ActorType.PERSON, ("nicolas", "maduro", "moros")).unit
        'person:maduro nicolas'
        """
        words = sorted(self.words[:2]) if self.type is ActorType.PERSON else self.words
        return f"{self.type}:{' '.join(words)}"

    def to_text(self) -> str:
        """One line for one name, the same for the same name."""
        return json.dumps(
            [
                self.type.value,
                self.words,
                self.initials,
                self.country,
                self.posts,
                self.short,
                self.acronyms,
                self.gazetteer,
                self.year,
                self.near,
                self.sex,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_text(cls, text: str) -> Name:
        """What `to_text` wrote.

        >>> name = Name(ActorType.PERSON, ("liu", "he"), country="CN")
        >>> Name.from_text(name.to_text()) == name
        True
        """
        kind, words, initials, country, posts, short, acronyms, gazetteer, year, near, sex = json.loads(text)
        return cls(
            ActorType(kind),
            tuple(words),
            tuple(initials),
            country,
            tuple(posts),
            short,
            tuple(acronyms),
            gazetteer,
            year,
            tuple(near),
            sex,
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """How one of a document's actors (``local``) can be told: by ``fixed``, else by ``name``, else by its ties.

    ``fixed`` is the id of a gazetteer entry. ``ties`` are local ids of those that it belongs to, and ``state`` the id
    of the state whose it is where no affiliation says so; both are empty for an actor that nothing ties. ``words`` are
    what its id shows. ``posts`` are those of a person with a full name: they tell whom a short name means.
    """

    local: str
    type: ActorType
    words: tuple[str, ...]
    country: str = ""
    fixed: str = ""
    name: Name | None = None
    ties: tuple[str, ...] = ()
    state: str = ""
    posts: tuple[str, ...] = ()
    post: str = ""

    def to_text(self) -> str:
        """One line for one claim."""
        name = self.name.to_text() if self.name else ""
        return json.dumps(
            [
                self.local,
                self.type.value,
                self.words,
                self.country,
                self.fixed,
                name,
                self.ties,
                self.state,
                self.posts,
                self.post,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_text(cls, text: str) -> Claim:
        """What `to_text` wrote.

        >>> claim = Claim("c", ActorType.GROUP, ("officials",), ties=("us",))
        >>> Claim.from_text(claim.to_text()) == claim
        True
        """
        local, kind, words, country, fixed, name, ties, state, posts, post = json.loads(text)
        named = Name.from_text(name) if name else None
        return cls(local, ActorType(kind), tuple(words), country, fixed, named, tuple(ties), state, tuple(posts), post)


@dataclass(frozen=True, slots=True)
class Link:
    """The actor that a document's actor is, and why."""

    actor: str
    reason: Reason
