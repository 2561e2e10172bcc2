"""Escape text for XML, and write values as text."""

from __future__ import annotations

import json
import math
import re

from kg.stores.property_graph.property_graph import Property

__all__ = ["attribute", "content", "lexical_form"]

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[^\t\n\x20-%\x27-;=\x3f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that are replaced or escaped: those illegal in XML, and ``&``, ``<``, ``>``, CR."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_QUOTED = re.compile('["\n\t]')
_ATTRIBUTE = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def content(text: str) -> str:
    """Text between two tags; a character that XML 1.0 cannot hold becomes U+FFFD.

    >>> content("a < b\\x00")
    'a &lt; b\\ufffd'
    """
    return text if _SPECIAL.search(text) is None else _ILLEGAL.sub("\ufffd", text).translate(_ENTITIES)


def attribute(text: str) -> str:
    """Text between two double quotes; line ends and tabs survive reading.

    >>> attribute('"a"\\n')
    '&quot;a&quot;&#10;'
    """
    safe = content(text)
    return safe if _QUOTED.search(safe) is None else safe.translate(_ATTRIBUTE)


def lexical_form(value: Property) -> str:
    """A value in the lexical form of XML Schema, a list as JSON.

    >>> lexical_form(True), lexical_form(0.5), lexical_form(float("-inf")), lexical_form(("a", "b"))
    ('true', '0.5', '-INF', '["a", "b"]')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    return str(value)
