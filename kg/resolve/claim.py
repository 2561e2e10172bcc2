"""Claims: what a document says of an actor that tells it from the actors of other documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.model import Actor, ActorType, MentionReason

__all__ = ["Claim", "Link", "Name", "Reason", "is_unnamed"]


class Reason(StrEnum):
    """Why a document's actor has the id that it has."""

    GAZETTEER = "gazetteer"
    """The name is that of a known actor."""
    NAME = "name"
    """All documents with this name mean the same actor."""
    COUNTRY = "name and country"
    """Several actors have this name; country or middle initials distinguish them."""
    MOSTLY = "name, of nearly all documents"
    """Several actors have this name; nearly all documents that distinguish them mean this one."""
    SHORT_NAME = "short name"
    """Only one actor with this family name or acronym is possible."""
    POST = "short name and post"
    """Several actors with this family name are possible; one of them has this post."""
    ALIKE = "short name, in one place and time"
    """No document gives the full name; the documents with this family name agree in title, place and time."""
    LIKELY = "most likely of several"
    """Several actors are possible; country, post, time and context make one of them likely."""
    SPELLING = "another form of the name"
    """The name is another spelling, a fuller or a shorter form of the name of one other actor."""
    HOLDER = "post at that time"
    """The document gives a post without a name, and it is known who held it when the document was written."""
    TIE = "tie"
    """A body or group without a name of its own, identified by the actor that it belongs to."""
    AMBIGUOUS = "ambiguous"
    """More than one actor is possible: the id is valid in this document only."""
    ALONE = "alone"
    """Nothing links it to other documents: the id is valid in this document only."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A proper name with all that decides which actor it means. Equal names mean one actor, in however many documents.

    ``words`` are folded, without honorifics and middle initials; ``initials`` are the middle initials, or the first
    initial of "J. Biden". ``country`` is "" where no words tell it. ``short`` is the family name or acronym if the name
    is no more than that, or the post (``president@RU``) of a person without a name. ``posts`` (``title@place``) are
    those of a person with a short name, ``acronyms`` those that the document gives beside a full name. ``year`` is the
    document's, 0 without a date; ``near`` are the codes of the states that it mentions most, if no words tell the
    country. ``sex`` is the one that a title tells: "m" for Mr, "f" for Ms.
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
        """Whether it is a post without a name; other documents may tell its holder."""
        return "@" in self.short

    @property
    def unit(self) -> str:
        """The key of the unit: names of different units are resolved independently.

        >>> Name(ActorType.PERSON, ("nicolas", "maduro", "moros")).unit
        'person:maduro nicolas'
        """
        words = sorted(self.words[:2]) if self.type is ActorType.PERSON else self.words
        return f"{self.type}:{' '.join(words)}"

    def to_text(self) -> str:
        """The name as one line of JSON; equal names have equal lines."""
        return json.dumps([getattr(self, name) for name in self.__slots__], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Name:
        """What `to_text` wrote.

        >>> name = Name(ActorType.PERSON, ("liu", "he"), country="CN")
        >>> Name.from_text(name.to_text()) == name
        True
        """
        kind, *rest = json.loads(text)
        values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in rest]
        return cls(ActorType(kind), *values)


@dataclass(frozen=True, slots=True)
class Claim:
    """What identifies an actor of a document (``local``): ``fixed``, else ``name``, else its ties.

    ``fixed`` is the id of a gazetteer entry. ``ties`` are the local ids of the actors that it belongs to, ``state`` is
    the id of its state if no affiliation tells it; both may be empty. ``words`` are the words of its id. ``posts`` are
    those of a person with a full name, which help to resolve short names; ``post`` is one by whose holder it is known,
    ``holder`` the holder's name in the list that tells it.
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
    holder: str = ""

    def to_text(self) -> str:
        """The claim as one line of JSON."""
        values = {field: getattr(self, field) for field in self.__slots__}
        values["name"] = self.name.to_text() if self.name else ""
        return json.dumps([*values.values()], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Claim:
        """What `to_text` wrote.

        >>> claim = Claim("c", ActorType.GROUP, ("officials",), ties=("us",))
        >>> Claim.from_text(claim.to_text()) == claim
        True
        """
        local, kind, words, country, fixed, name, ties, state, posts, *known = json.loads(text)
        named = Name.from_text(name) if name else None
        return cls(
            local, ActorType(kind), tuple(words), country, fixed, named, tuple(ties), state, tuple(posts), *known
        )


@dataclass(frozen=True, slots=True)
class Link:
    """The id of a document's actor across documents, and why it is that."""

    actor: str
    reason: Reason


def is_unnamed(actor: Actor) -> bool:
    """Whether the document mentions it only by common nouns and pronouns."""
    reasons = {mention.reason for mention in actor.mentions}
    nominal = bool(reasons) and reasons <= {MentionReason.NOMINAL, MentionReason.PRONOUN}
    return nominal or (actor.name == actor.name.lower() and actor.name != actor.name.upper())
