"""What is known of an actor for comparison with another."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import ActorType

__all__ = ["Profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A name, or all the names of one actor together.

    ``short`` is the family name or acronym if the name is no more than that. ``posts`` are ``title@place``, ``years``
    those of the documents, in order; ``near`` are the states that the documents mention most, if the actor's
    ``country`` is unknown. ``sex`` is the one that a title before the name tells, "" without one.
    """

    type: ActorType
    words: tuple[str, ...]
    initials: tuple[str, ...] = ()
    short: str = ""
    country: str = ""
    posts: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    near: tuple[str, ...] = ()
    sex: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is a person, not a body."""
        return self.type is ActorType.PERSON
