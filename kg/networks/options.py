"""The options of which codings are counted, and how; docs/networks.md explains each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

__all__ = [
    "DOCUMENT",
    "METADATA",
    "Aggregation",
    "Duplicates",
    "Exclusion",
    "Kernel",
    "Mode",
    "Normalisation",
    "Options",
    "Unit",
    "Weeks",
]

type Mode = Literal["one-mode", "two-mode", "event list"]
type Aggregation = Literal["ignore", "combine", "congruence", "conflict", "subtract", "congruence & conflict"]
type Normalisation = Literal["no", "average", "activity", "prominence", "jaccard", "cosine"]
type Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
type Unit = Literal["no", "events", "seconds", "minutes", "hours", "days", "weeks", "months", "years"]
type Kernel = Literal["no", "uniform", "epanechnikov", "triangular", "gaussian"]
type Weeks = Literal["iso", "us"]

DOCUMENT: Final = "document."
"""The prefix of variables that belong to a coding's document."""

METADATA: Final = ("author", "source", "section", "type", "id", "title")
"""The variables of documents."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Leave out codings whose ``variable`` has one of ``values``; with ``invert``, all others. Values are compared as
    text, booleans as "0" and "1". Without values an exclusion by a document's variable leaves out nothing."""

    variable: str
    values: tuple[str, ...]
    invert: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How networks are counted from codings.

    Variables are those of the codings or of their documents: "document.author", "document.source", ... A one-mode
    network ties values of ``variable1`` that share values of ``variable2``. ``kind`` "" takes all kinds. ``start`` and
    ``stop`` are inclusive; without them the range is that of all documents. A coding is left out if any of ``exclude``
    applies. ``length`` is in units of ``window``. ``indent`` keeps windows within the range; otherwise there is one
    around every step of it. ``to_one`` divides a network by the sum of its cells. ``weeks`` begin on Monday (ISO 8601)
    or on Sunday (week 1 contains 1 January). ``as_dna`` counts as DNA 3.1.2 does wherever that differs.
    """

    mode: Mode = "two-mode"
    kind: str = ""
    variable1: str = "organization"
    variable2: str = "concept"
    qualifier: str | None = None
    aggregation: Aggregation = "ignore"
    normalisation: Normalisation = "no"
    duplicates: Duplicates = "include"
    isolates: bool = False
    start: datetime | None = None
    stop: datetime | None = None
    exclude: tuple[Exclusion, ...] = ()
    window: Unit = "no"
    length: int = 1
    kernel: Kernel = "no"
    indent: bool = True
    to_one: bool = False
    weeks: Weeks = "iso"
    as_dna: bool = False

    @property
    def sides_by(self) -> str:
        """The variable that tells who is for and who against something, for reports that need sides in any case."""
        return self.qualifier or "agreement"
