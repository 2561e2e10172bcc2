"""What is known of an actor when it is compared with another one."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import ActorType

__all__ = ["Profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A name, or all the names of one actor together.

    ``short`` is the family name or acronym of somebody who is called by no more. ``posts`` are ``title@place``,
    ``years`` those of the documents, in order; ``near`` are the states that the documents speak of most, where none is
    known to be the actor's ``country``. ``sex`` is that of a title before the name, empty where none tells it.
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
        """Whether it is a person; bodies are compared otherwise."""
        return self.type is ActorType.PERSON
