"""Titles that a program gave, and nobody who wrote the document."""

from __future__ import annotations

import re

__all__ = ["is_of_program"]

# A file's name ends in a letter and more; a day or the number of a version in digits.
_OF_PROGRAM = re.compile(
    r"microsoft (?:office )?(?:word|powerpoint)\b.*|word document|document ?\d*|untitled|.*\.[a-z]\w{1,4}",
    re.IGNORECASE,
)


def is_of_program(title: str) -> bool:
    """Whether a program puts such a title into a file by itself.

    >>> is_of_program("Microsoft Word - draft.doc"), is_of_program("Minutes of 12.03.2024")
    (True, False)
    """
    return _OF_PROGRAM.fullmatch(title.strip()) is not None
