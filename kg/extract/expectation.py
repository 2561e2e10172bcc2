"""The measured precision of the positions that go into a graph, by reader and genre.

It is measured on positions with a confidence of at least `kg.extract.STORED`, judged to the letter of the annotation
guide, in the 297 texts by other authors from which neither filter nor network has learned: ``tests/gold/blind``, and
the shared ``gold/real`` and ``gold/dev`` but its bulletins.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Expectation", "expectations"]

FILE = Path(__file__).parent / "data" / "learned" / "expected.csv"


@dataclass(frozen=True, slots=True)
class Expectation:
    """In texts of a genre, ``right`` of ``stored`` positions were right to the letter of the guide."""

    genre: str
    right: int
    stored: int

    @property
    def in_ten(self) -> int:
        """How many positions of ten are right, rounded."""
        return round(10 * self.right / self.stored)


def expectations(proposer: str | None) -> tuple[Expectation, ...]:
    """The measured precision of a reader in each genre: of the rules alone where there is no ``proposer``."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["reader"] == (proposer or "rules")]
    return tuple(Expectation(row["genre"], int(row["right"]), int(row["stored"])) for row in rows)
