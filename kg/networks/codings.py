"""Codings, from which networks are counted: rows of coded values, each from a passage of a dated document.

The Discourse Network Analyzer calls a coding a statement; in this project a statement is a source's reported speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

__all__ = ["ACTOR_VARIABLES", "Coding", "Codings", "Entity", "Value", "in_order"]

type Value = str | int
"""A label or a text; a number; a boolean as 0 or 1."""

ACTOR_VARIABLES: Final = ("actor", "other", "named", "other_named")
"""The variables of a graph's codings whose labels are actors."""


@dataclass(frozen=True, slots=True)
class Coding:
    """One coding. ``start`` and ``stop`` are offsets in its document's text, in code points; ``date`` is naive, in UTC.
    ``values`` are by variable; ``evidence`` are ids of the evidence in a graph (empty for codings from elsewhere);
    ``confidence`` is that of the fact, 1 if a person coded it; ``coder`` is that person ("" for none)."""

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

    @property
    def fact(self) -> str:
        """The id of the fact that is coded. One about several issues is several codings, whose ids differ from it by
        what follows a tilde."""
        return self.id.partition("~")[0]


@dataclass(frozen=True, slots=True)
class Entity:
    """What is known about a label: its ``id`` in its source, its ``color`` (#rrggbb, "" for none), the label that it
    belongs to (``parent``), and ``attributes`` by name."""

    id: str = ""
    color: str = ""
    parent: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codings:
    """Codings in the order of date, document, start, stop, id.

    ``variables`` has the type of each variable ("short text", "long text", "integer", "boolean"), in the order of
    declaration; ``documents`` the metadata of every document, also of those without codings (author, source, section,
    type, title, date in ISO 8601; text and notes if there are any); ``entities`` what is known about the labels of
    short texts, by variable and label; ``kinds`` the declared kinds, also those without codings. ``actor_ids`` are the
    ids of the actors of a graph, by label, for the variables of `ACTOR_VARIABLES`."""

    rows: tuple[Coding, ...]
    variables: Mapping[str, str]
    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    entities: Mapping[str, Mapping[str, Entity]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    actor_ids: Mapping[str, str] = field(default_factory=dict)

    def between(self, start: datetime, stop: datetime) -> Codings:
        """The codings dated from ``start`` to ``stop``, both included."""
        return replace(self, rows=tuple(row for row in self.rows if start <= row.date <= stop))


def in_order(rows: Iterable[Coding]) -> tuple[Coding, ...]:
    """The codings sorted by date, document, start, stop, id; numeric ids sort as numbers, before the others.

    >>> date = datetime(2020, 1, 1)
    >>> [row.id for row in in_order(Coding(id, "", "d", date, 0, 1, {}) for id in ("10", "b", "9"))]
    ['9', '10', 'b']
    """
    return tuple(sorted(rows, key=lambda row: (row.date, _rank(row.document), row.start, row.stop, _rank(row.id))))


def _rank(id: str) -> tuple[int, int, str]:
    return (0, int(id), id) if id.isascii() and id.isdecimal() else (1, 0, id)
