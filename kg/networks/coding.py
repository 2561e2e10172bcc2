"""What networks are counted from: codings, each a row of coded values in a dated document.

The Discourse Network Analyzer calls a coding a statement; in this project a statement is who said what in which words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

__all__ = ["Coding", "Codings", "Entity", "Value", "in_order"]

type Value = str | int
"""A label or a text; a number; truth as 0 or 1."""


@dataclass(frozen=True, slots=True)
class Coding:
    """One coding. ``start`` and ``stop`` are code points in its document's text; ``date`` is its document's, UTC and
    naive. ``values`` are by the variable's name; ``evidence`` are ids of what proves it in a graph (empty outside);
    ``confidence`` is that of the fact, 1 where a person coded it; ``coder`` is who did ("" where nobody)."""

    id: str
    kind: str
    document: str
    date: datetime
    start: int
    stop: int
    values: Mapping[str, Value]
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """What is known of a label: its ``id`` where it comes from, its ``color`` (#rrggbb, "" for none), the label it
    belongs to (``parent``), and ``attributes`` by name."""

    id: str = ""
    color: str = ""
    parent: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codings:
    """Codings in the order of date, document, start, stop, id. ``variables`` tells the type of each variable ("short
    text", "long text", "integer", "boolean"), in the order of their declaration; ``documents`` the metadata of every
    document (author, source, section, type, title, date in ISO 8601; text and notes where there are any), also of those
    without codings; ``entities`` what is known of a short text's labels, by variable and label; ``kinds`` those that
    codings may be of, where that is known beyond the codings."""

    rows: tuple[Coding, ...]
    variables: Mapping[str, str]
    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    entities: Mapping[str, Mapping[str, Entity]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()

    def between(self, start: datetime, stop: datetime) -> Codings:
        """Those of documents from one moment to another, both included."""
        return replace(self, rows=tuple(row for row in self.rows if start <= row.date <= stop))


def in_order(rows: Iterable[Coding]) -> tuple[Coding, ...]:
    """By date, document, start, stop, id; ids that are numbers by their number, before the others.

    >>> date = datetime(2020, 1, 1)
    >>> [row.id for row in in_order(Coding(id, "", "d", date, 0, 1, {}) for id in ("10", "b", "9"))]
    ['9', '10', 'b']
    """
    return tuple(sorted(rows, key=lambda row: (row.date, _rank(row.document), row.start, row.stop, _rank(row.id))))


def _rank(id: str) -> tuple[int, int, str]:
    return (0, int(id), id) if id.isascii() and id.isdecimal() else (1, 0, id)
