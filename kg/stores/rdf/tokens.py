"""The tokens of SPARQL, for all that look at a text without an engine."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["TOKEN"]

TOKEN: Final = re.compile(
    r"""(?P<space>\s+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>(?:\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')(?:\s*@[a-zA-Z][\w-]*)?)
    |(?P<blank>_:[\w.-]*\w)
    |(?P<name>(?:[\w-](?:[\w.-]*[\w-])?)?:(?:(?:[\w:%-]|\\.)(?:(?:[\w:.%-]|\\.)*(?:[\w:%-]|\\.))?)?)
    |(?P<parameter>\$\w+)
    |(?P<variable>\?\w+)
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<word>\w+)
    |(?P<sign>\^\^|&&|\|\||[<>!]=|.)""",
    re.VERBOSE | re.DOTALL,
)
"""A token; ``parameter`` is a variable that is written ``$name``, and ``space`` may be a comment."""
