"""A document with positions written by hand, for tests of ties."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.model import (
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    Mention,
    MentionReason,
    Passage,
    Position,
    PositionModality,
    ResolvedDocument,
    Role,
    Stance,
)
from kg.standing import Review, Standing
from kg.ties import Ties, tie

__all__ = ["Said", "ties_of"]

STATES = ("Peru", "Chile", "Norway", "Kenya", "Ghana")
BLOCS = ("EU",)
PERSONS = ("Ana Ruiz",)
GROUPS = ("countries", "several states")


@dataclass(frozen=True, slots=True)
class Said:
    """A position: holder, stance, matter and sentence; ``to``: the addressee; and the position it replies to."""

    holder: str
    stance: Stance
    matter: str
    sentence: str
    to: str | None = None
    reply_to: int | None = None
    modality: PositionModality = PositionModality.ASSERTED
    review: Review = Review.UNREVIEWED


def ties_of(
    said: Sequence[Said], *, text: str | None = None, posts: Mapping[str, str] = MappingProxyType({})
) -> tuple[Ties, ...]:
    """The ties of the positions in a text that is made of their sentences, each once, where none is given; ``posts``
    are persons with the state that each has a post in."""
    words = text if text is not None else " ".join(dict.fromkeys(each.sentence for each in said))
    actors = tuple(
        Actor(
            name,
            name,
            _type(name),
            mentions=tuple(
                Mention(found.start(), found.end(), name, MentionReason.NAME) for found in re.finditer(name, words)
            ),
        )
        for name in (*STATES, *BLOCS, *PERSONS, *GROUPS)
    )
    proof = Evidence(0, len(words), words, "by-hand", 0.9)
    roles = tuple(Role(person, "minister", state, proof) for person, state in posts.items())
    facts = Facts(actors=actors, roles=roles, positions=tuple(_position(each, words) for each in said))
    return tie(ResolvedDocument(Document(words, "talks", "file:///talks.txt"), facts, ()))


def _type(name: str) -> ActorType:
    types = ((PERSONS, ActorType.PERSON), (GROUPS, ActorType.GROUP), (BLOCS, ActorType.BLOC))
    return next((type_ for names, type_ in types if name in names), ActorType.STATE)


def _position(said: Said, text: str) -> Position:
    start = text.index(said.sentence)
    matter = start + said.sentence.index(said.matter) if said.matter in said.sentence else text.index(said.matter)
    return Position(
        said.holder,
        said.stance,
        Passage(matter, matter + len(said.matter), said.matter),
        said.to,
        said.modality,
        Evidence(start, start + len(said.sentence), said.sentence, "by-hand", 0.9),
        reply_to=said.reply_to,
        standing=Standing(said.review),
    )
