"""The relationships that tie a position to actors and to other positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Position
from kg.stores.ids import fact_id
from kg.ties import Ties

__all__ = ["ties_of"]


def ties_of(document: str, position: Position, ties: Ties, positions: Sequence[Position]) -> Iterator[tuple[str, str]]:
    """The type and the target's id of each relationship; ``document`` is the bare id, ``positions`` are all of its."""
    for kind, actors in (("SIDES_WITH", ties.sides_with), ("STANDS_AGAINST", ties.stands_against)):
        for actor in actors:
            yield kind, actor
    replies = () if position.reply_to is None else (position.reply_to,)
    for kind, tied in (("REPLIES_TO", replies), ("BACKS", ties.backs), ("COUNTERS", ties.counters)):
        for ordinal in tied:
            yield kind, fact_id("position", document, ordinal, positions[ordinal])
