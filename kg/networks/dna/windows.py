"""The windows of DNA 3.1.2: twice half the length (rounded down) around steps from the first date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kg.networks.counting.windows import shifted
from kg.networks.network import Window
from kg.networks.options import Unit

__all__ = ["dna_steps", "dna_windows"]


def dna_steps(unit: Unit, first: datetime, last: datetime) -> Iterator[datetime]:
    """Middles from ``first`` to ``last``, each computed from the one before: a short month lowers the day for good."""
    middle = first
    while middle <= last:
        yield middle
        middle = shifted(middle, unit, 1)


def dna_windows(unit: Unit, length: int, start: datetime, stop: datetime) -> Iterator[Window]:
    """The windows that lie wholly in the range; with a length of 1 or less each is an instant."""
    half = max(length, 1) // 2
    for middle in dna_steps(unit, start, stop):
        window = Window(shifted(middle, unit, -half), middle, shifted(middle, unit, half))
        if start <= window.start and window.stop <= stop:
            yield window
