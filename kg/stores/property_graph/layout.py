"""The version of the nodes and relationships that are written: a property graph of another layout counts as empty."""

from __future__ import annotations

import zlib
from typing import Final

from kg.vocabulary import schema_path

__all__ = ["layout"]

LAYOUT: Final = "8"
"""To be increased when what is written changes."""


def layout() -> str:
    """Eight hexadecimal digits that change with `LAYOUT` and with the scheme of issues."""
    scheme = schema_path("issues.ttl")
    words = scheme.read_bytes() if scheme.exists() else b""
    return f"{zlib.crc32(LAYOUT.encode() + words):08x}"
