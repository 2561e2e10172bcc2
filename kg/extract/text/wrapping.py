"""Whether a text is hard-wrapped, so that its line breaks mean nothing."""

from __future__ import annotations

import statistics
from typing import Final

__all__ = ["TERMINAL", "is_wrapped"]

TERMINAL: Final = tuple(".!?:;\"'”’)]…")
"""What a line ends with that ends a sentence."""
WIDTH: Final = 100
"""Median length, at most, of the lines of a hard-wrapped text, in characters."""


def is_wrapped(text: str) -> bool:
    """Whether a text is hard-wrapped: half its lines are short, and fewer than half end a sentence. Blank lines, with
    spaces or not, do not count.

    >>> is_wrapped("The delegates of Peru\\nand of Chile met\\n \\nin Lima, where both\\nof them had offices.")
    True
    >>> is_wrapped("The delegates met.\\nThey talked.\\nNothing was signed.\\nThey left.")
    False
    """
    lines = [line for line in text.split("\n") if line.strip()]
    closed = sum(line.rstrip().endswith(TERMINAL) for line in lines)
    return len(lines) > 3 and statistics.median(map(len, lines)) <= WIDTH and closed < 0.5 * len(lines)
