"""Positions that differ from an earlier one only in whom they address: "Peru urged Chile and Kenya to pay"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Position

__all__ = ["said_again"]


def said_again(positions: Sequence[Position]) -> frozenset[int]:
    """The indices of the positions that say to another addressee what an earlier one says in the same words. Who is for
    or against a matter is told by the first of them alone."""
    first: dict[object, str | None] = {}
    again = set()
    for n, p in enumerate(positions):
        said = (p.holder, p.stance, p.matter.span, p.evidence.span, p.modality, p.condition, p.sources)
        if p.addressee not in {None, first.setdefault(said, p.addressee)}:
            again.add(n)
    return frozenset(again)
