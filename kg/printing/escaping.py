r"""Escape characters that would have an effect where they are printed.

The name of a file, an alias or a message may contain characters that move a terminal's cursor, set its title or reverse
the order of the letters. Everything that a person sees on a terminal or in a message goes through `escaped`; data
(JSON, CSV, TSV) does not.
"""

from __future__ import annotations

import re

__all__ = ["escaped"]

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters, line separators, and characters that change the direction of writing."""


def escaped(text: str, keep: str = "") -> str:
    r"""The text with each such character, except those in ``keep``, written as ``\xNN`` or ``\uNNNN``.

    >>> print(escaped("\x1b[2Jtalks\u202etxt.exe"))
    \x1b[2Jtalks\u202etxt.exe
    >>> print(escaped("one\ntwo"), escaped("one\ntwo", keep="\n"), sep="; ")
    one\ntwo; one
    two
    """
    return _STEERING.sub(lambda found: found[0] if found[0] in keep else _code(found[0]), text)


def _code(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
