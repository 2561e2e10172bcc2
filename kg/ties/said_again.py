"""Positions that differ from an earlier one only in whom they address: "Peru urged Chile and Kenya to pay"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Position

__all__ = ["said_again"]


def said_again(positions: Sequence[Position]) -> frozenset[int]:
    """The indices of the positions that say to another addressee what an earlier one says in the same words.

    The first of such positions alone counts as the view of its holder, so that a list of addressees does not multiply
    it.
    """
    first_addressees: dict[object, str | None] = {}
    repetitions = set()
    for n, p in enumerate(positions):
        content = (p.holder, p.stance, p.matter.span, p.evidence.span, p.modality, p.condition, p.sources)
        if p.addressee not in {None, first_addressees.setdefault(content, p.addressee)}:
            repetitions.add(n)
    return frozenset(repetitions)
