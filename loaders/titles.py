"""Titles that a program gave, and nobody who wrote the document."""

from __future__ import annotations

import re

__all__ = ["is_of_program"]

# Any letters behind a point are no sign of a file: people write "Dr.Smith" and "3.March".
_ENDINGS = (
    "docx?|docm|dotx?|rtf|od[tsp]|sxw|pdf|e?ps|txt|wp[ds]|pptx?|ppsx?|pub|indd|qx[dp]|tex|dvi|x?html?|xml|xlsx?"
    "|csv|tiff?|jpe?g|png"
)
_OF_PROGRAM = re.compile(
    rf"microsoft (?:office )?(?:word|powerpoint)\b.*|word document|document ?\d*|untitled|.*\.(?:{_ENDINGS})",
    re.IGNORECASE,
)


def is_of_program(title: str) -> bool:
    """Whether a program puts such a title into a file by itself.

    >>> is_of_program("draft_3.indd"), is_of_program("Statement by Dr.Smith")
    (True, False)
    """
    return _OF_PROGRAM.fullmatch(title.strip()) is not None
