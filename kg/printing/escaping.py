r"""Characters that do something where they are printed, written so that they are only seen.

A file's name, an alias or a message may hold what moves a terminal's cursor, sets its title or turns the order of the
letters around. Whatever a person sees on a terminal or in a message goes through `escaped`; data (JSON, CSV, TSV) does
not.
"""

from __future__ import annotations

import re

__all__ = ["escaped"]

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters, separators of lines, and what changes the direction of writing."""


def escaped(text: str, keep: str = "") -> str:
    r"""The text with each such character as ``\xNN`` or ``\uNNNN``, but for those in ``keep``.

    >>> print(escaped("\x1b[2Jtalks\u202etxt.exe"))
    \x1b[2Jtalks\u202etxt.exe
    >>> print(escaped("one\ntwo"), escaped("one\ntwo", keep="\n"), sep="; ")
    one\ntwo; one
    two
    """
    return _STEERING.sub(lambda found: found[0] if found[0] in keep else _code(found[0]), text)


def _code(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
