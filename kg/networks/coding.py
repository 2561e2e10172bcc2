"""What networks are counted from: codings, each a row of coded values in a dated document.

The Discourse Network Analyzer calls a coding a statement; in this project a statement is who said what in which words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["Coding", "Codings"]

type Value = str | int


@dataclass(frozen=True, slots=True)
class Coding:
    """One coding. ``start`` and ``stop`` are code points in its document's text; ``date`` is its document's, UTC and
    naive. ``values`` are by the variable's name; ``evidence`` are ids of what proves it in a graph (empty outside);
    ``confidence`` is that of the fact, 1 where a person coded it."""

    id: str
    kind: str
    document: str
    date: datetime
    start: int
    stop: int
    values: Mapping[str, Value]
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Codings:
    """Codings in the order of date, document, start, stop, id. ``variables`` tells the type of each variable ("short
    text", "long text", "integer", "boolean"), in the order of their declaration; ``documents`` the metadata of every
    document (author, source, section, type, title, date), also of those without codings."""

    rows: tuple[Coding, ...]
    variables: Mapping[str, str]
    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
