"""The values of each heading's candidates besides their actors: `Candidate.values`, which a rule fills and of which
`kg.extract.candidates.facts` makes a fact. Affiliations and leads have none.

Places are token indices of the document, ranges ``(start, end)``.
"""

from __future__ import annotations

from typing import TypedDict

from kg.extract.actors.cluster import Cluster
from kg.model import ActionKind, ActionStatus, Polarity, PositionModality, Stance, TalkModality

__all__ = [
    "DIRECTED",
    "ActionValues",
    "LabelValues",
    "NegotiationValues",
    "PositionValues",
    "RoleValues",
    "StatementValues",
]

DIRECTED = {Stance.ACCUSE, Stance.DEMAND, Stance.OFFER, Stance.PROPOSE, Stance.THREATEN}
"""Stances towards somebody else: the subject of a clause that is their matter is their addressee."""


class RoleValues(TypedDict):
    """Of ``roles``. ``guessed``: no words near the post tell its body, which is only the likeliest."""

    title: str
    guessed: bool


class NegotiationValues(TypedDict):
    """Of ``negotiates_with``; ``modality`` is None where the words say that there are no talks. ``mediated``: the words
    name a mediator, and are kept along with others that prove talks of the two."""

    modality: TalkModality | None
    mediated: bool


class PositionValues(TypedDict):
    """Of ``positions``. ``number`` tells a document's positions apart, ``reply_to`` is the number of the one that is
    answered. ``sources`` are those on whose word it is known, the nearest first; ``predicate`` is the token that tells
    the stance, ``matter_head`` the head of the matter."""

    stance: Stance
    matter: tuple[int, int]
    modality: PositionModality
    condition: tuple[int, int] | None
    number: int
    reply_to: int | None
    sources: tuple[Cluster, ...]
    predicate: int
    matter_head: int


class StatementValues(TypedDict):
    """Of ``statements``. ``speakers`` are the heads of the words that name its sources."""

    cue: tuple[int, int]
    content: tuple[int, int]
    speakers: tuple[int, ...]
    polarity: Polarity


class LabelValues(TypedDict):
    """Of ``labels``."""

    label: str


class ActionValues(TypedDict):
    """Of ``actions``. ``measure`` tells one actor's measures apart, so that one told twice counts once; ``told``: the
    tokens that tell of it, the measure's own first."""

    kind: ActionKind
    status: ActionStatus
    amount: float | None
    unit: str | None
    rate: float | None
    measure: object
    told: tuple[int, ...]
