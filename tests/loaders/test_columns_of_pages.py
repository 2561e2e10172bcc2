"""Columns that a program draws row by row are told from tables, and from lines that it draws word by word."""

from __future__ import annotations

import pytest

from loaders.columns import in_columns
from loaders.pages import Line

PROSE = [
    ("The crews demanded shorter", "The port backed the demand"),
    ("shifts of the owners, who said", "and offered to pay for pilots"),
    ("that they had no crews for the", "of the night ferries, which it"),
    ("night ferries.", "has done before."),
]
TABLE = [
    ("Hours of the crews", "Tides of the port"),
    ("Eleven on ferries", "Four on Sundays"),
    ("Twelve on barges", "Three on Mondays"),
    ("Thirteen on tugs", "Two on Tuesdays"),
]


def rows(*texts: tuple[str, ...], top: float = 700.0) -> list[list[Line]]:
    return [
        [Line(text, 60.0 + 240 * column, top - 12 * row, 10) for column, text in enumerate(parts)]
        for row, parts in enumerate(texts)
    ]


def read(drawn: list[list[Line]]) -> list[str]:
    return [" | ".join(part.text for part in row) for row in in_columns(drawn)]


def test_a_column_is_read_downwards() -> None:
    assert read(rows(*PROSE)) == [left for left, _ in PROSE] + [right for _, right in PROSE]


def test_a_line_across_the_columns_parts_what_is_above_from_what_is_below() -> None:
    across = "The owners answered on Friday, in a letter to all the crews"
    above, below = rows(*PROSE), rows(*PROSE, top=600)
    once = read(above)
    assert read([*above, *rows((across,), top=620), *below]) == [*once, across, *once]


def test_a_column_that_is_longer_than_the_other_goes_on() -> None:
    drawn = [*rows(*PROSE), *rows(("It was quiet.",), top=640)]
    assert read(drawn) == [*(left for left, _ in PROSE), "It was quiet.", *(right for _, right in PROSE)]


@pytest.mark.parametrize(
    "texts",
    [TABLE, [(f"{number}.", text) for number, (text, _) in enumerate(PROSE)], PROSE[:3]],
    ids=["a table", "numbered lines", "too few rows to tell"],
)
def test_other_rows_stay_as_they_are(texts: list[tuple[str, str]]) -> None:
    assert read(rows(*texts)) == [" | ".join(parts) for parts in texts]


def test_words_that_are_drawn_one_by_one_are_no_columns() -> None:
    """In letters of one width, the words of many lines begin one under the other."""
    lines = [left.split() for left, _ in PROSE] * 3
    drawn = [
        [Line(f"{word} ", 60.0 + 6 * len(" ".join(words[:n])), 700.0 - 12 * row, 10) for n, word in enumerate(words)]
        for row, words in enumerate(lines)
    ]
    assert read(drawn) == [" | ".join(f"{word} " for word in words) for words in lines]
