"""How often what goes into a graph is right, as measured on texts by others: by reader and genre.

Positions from `kg.extract.STORED` on, to the letter of the guide, in the 297 texts that neither filter nor network has
learned from: ``tests/gold/blind``, and the shared ``gold/real`` and ``gold/dev`` but its bulletins.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Expectation", "expectations"]

FILE = Path(__file__).parent / "data" / "learned" / "expected.csv"


@dataclass(frozen=True, slots=True)
class Expectation:
    """Of ``stored`` positions in texts of a genre ``right`` were right to the letter."""

    genre: str
    right: int
    stored: int

    @property
    def in_ten(self) -> int:
        """How many of ten."""
        return round(10 * self.right / self.stored)


def expectations(proposer: str | None) -> tuple[Expectation, ...]:
    """What to expect of a reader: of the rules where there is no ``proposer``."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["reader"] == (proposer or "rules")]
    return tuple(Expectation(row["genre"], int(row["right"]), int(row["stored"])) for row in rows)
