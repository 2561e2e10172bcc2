"""Statements inside what others say: "Norway said that Denmark had refused"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Statement

__all__ = ["nested"]


def nested(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Each statement with the index (``within``) of the one in whose content its cue begins, the narrowest of several.

    Contents that begin at the same place are said in the same words and do not hold each other.
    """
    placed = []
    for inner in statements:
        enclosing = [
            (outer.content.end - outer.content.start, n)
            for n, outer in enumerate(statements)
            if outer.content.start <= inner.cue.start < outer.content.end and outer.content.start != inner.content.start
        ]
        placed.append(replace(inner, within=min(enclosing)[1] if enclosing else None))
    return tuple(placed)
