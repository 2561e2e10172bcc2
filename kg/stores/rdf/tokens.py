"""The tokens of SPARQL, for the analysis of queries without an engine."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["TOKEN", "UPDATES"]

TOKEN: Final = re.compile(
    r"""(?P<space>\s+|\#[^\n\r]*)
    |(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[\da-fA-F]{4}|\\U[\da-fA-F]{8})*>)
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
"""A token; ``parameter`` is ``$name``, and ``space`` may be a comment."""
UPDATES: Final = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"})
"""The keywords that begin an update."""
