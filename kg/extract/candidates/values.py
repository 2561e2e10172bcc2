"""What a candidate of each heading says beside who its actors are: `Candidate.values`, which a rule fills and
`kg.extract.candidates.facts` makes a fact of. Affiliations and leads say nothing more.

Places are token indices of the document, ranges ``(start, end)``.
"""

from __future__ import annotations

from typing import TypedDict

from kg.extract.actors.actors import Cluster
from kg.model import ActionKind, ActionStatus, Polarity, PositionModality, Stance, TalkModality

__all__ = ["ActionValues", "LabelValues", "NegotiationValues", "PositionValues", "RoleValues", "StatementValues"]


class RoleValues(TypedDict):
    """Of ``roles``. ``guessed``: no words near the post tell its body, which is only the likeliest."""

    title: str
    guessed: bool


class NegotiationValues(TypedDict):
    """Of ``negotiates_with``; None where the words say that there are no talks."""

    modality: TalkModality | None


class PositionValues(TypedDict):
    """Of ``positions``. ``number`` tells a document's positions apart, and ``reply_to`` is that of the one that is
    answered. ``sources`` are those on whose word it is, the nearest first; ``predicate`` is the token that says so,
    ``matter_head`` that of the matter."""

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
    """Of ``statements``. ``speakers`` head the words that name its sources."""

    cue: tuple[int, int]
    content: tuple[int, int]
    speakers: tuple[int, ...]
    polarity: Polarity


class LabelValues(TypedDict):
    """Of ``labels``."""

    label: str


class ActionValues(TypedDict):
    """Of ``actions``. ``measure``: what one actor's measures are told apart by, so that the same one told twice is one;
    ``told``: the tokens that tell of it, first the measure's own."""

    kind: ActionKind
    status: ActionStatus
    amount: float | None
    unit: str | None
    rate: float | None
    measure: object
    told: tuple[int, ...]
