"""Which nodes and relationships stand for what: a property graph of another layout is as good as none."""

from __future__ import annotations

import zlib
from typing import Final

from kg.vocabulary import schema_path

__all__ = ["layout"]

LAYOUT: Final = "6"
"""Counted up when what is written changes."""


def layout() -> str:
    """Eight digits that differ when `LAYOUT` or the scheme of issues does."""
    scheme = schema_path("issues.ttl")
    words = scheme.read_bytes() if scheme.exists() else b""
    return f"{zlib.crc32(LAYOUT.encode() + words):08x}"
