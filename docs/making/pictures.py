"""Check that the lines of pictures drawn with box characters meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["WIDTH", "loose_ends", "pictures"]

WIDTH = 100
"""Columns that a picture may have."""
ARMS = {
    "│": "up down",
    "─": "left right",
    "┌": "down right",
    "┐": "down left",
    "└": "up right",
    "┘": "up left",
    "├": "up down right",
    "┤": "up down left",
    "┬": "down left right",
    "┴": "up left right",
    "┼": "up down left right",
}
"""The sides to which a character's lines go."""
ENDS = {"▼": {"up", "left", "right"}, "▶": {"left"}, "◀": {"right", "up", "down"}}
"""The sides from which a line may reach the head of an arrow; a head in the side of a box continues that side."""
STEPS = {"up": (-1, 0, "down"), "down": (1, 0, "up"), "left": (0, -1, "right"), "right": (0, 1, "left")}


def pictures(page: str) -> Iterator[str]:
    """The text blocks of a page that have a box in them."""
    for block in re.finditer(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        if "┌" in block[1]:
            yield block[1]


def loose_ends(picture: str) -> list[str]:
    """The line ends that meet no other line, as ``ROW:COLUMN CHARACTER SIDE``, counted from 1; a straight line may end
    at a word.

    >>> loose_ends("┌─┐\\n│a│\\n└──┘\\n")
    ['2:3 │ down', '3:4 ┘ up']
    """
    rows = picture.splitlines()
    found = []
    for y, row in enumerate(rows):
        for x, here in enumerate(row):
            for side in ARMS.get(here, "").split():
                down, right, back = STEPS[side]
                there = _at(rows, y + down, x + right)
                met = back in ARMS.get(there, "").split() or back in ENDS.get(there, ())
                if not met and not (here in "│─" and there.isalnum()):
                    found.append(f"{y + 1}:{x + 1} {here} {side}")
    return found


def _at(rows: list[str], y: int, x: int) -> str:
    return rows[y][x] if 0 <= y < len(rows) and 0 <= x < len(rows[y]) else " "
