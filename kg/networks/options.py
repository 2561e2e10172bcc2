"""What of the codings is counted, and how. docs/networks.md says what every option does."""

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
"""Before the name of a variable: it is a coding's document that has it."""

METADATA: Final = ("author", "source", "section", "type", "id", "title")
"""What a document is known to have."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Codings whose ``variable`` has one of ``values`` are left out; with ``invert``, all others are. Values are
    compared as text, truth as "0" and "1". A list without values leaves out nothing of a document's variable."""

    variable: str
    values: tuple[str, ...]
    invert: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How networks are counted from codings.

    A variable is the name of one that the codings have, or of what is known about their documents: "document.author",
    "document.source", ... A one-mode network is over ``variable1``, through shared values of ``variable2``. ``kind`` ""
    takes all kinds. ``start`` and ``stop`` are inclusive; without them the range is that of all documents. ``exclude``
    is and-ed. ``length`` is in units of ``window``. ``indent`` keeps a window inside of the range; otherwise there is
    one around every step of it. ``to_one`` divides a network by the sum of its cells. ``weeks`` begin on Monday
    (ISO 8601) or on Sunday (week 1 has 1 January). ``as_dna`` counts as DNA 3.1.2 does, where it does otherwise.
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
        """The variable that tells who is for something and who against, for what is about sides whatever is counted."""
        return self.qualifier or "agreement"
