"""Messages between the processes of a pool and their parent, and the outcomes of items."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from kg.errors import KgError

__all__ = ["END", "NOT_YET", "SHORT_OF_MEMORY", "UNGUARDED", "Crash", "End", "NotYet", "Outcome", "Part"]

UNGUARDED: Final = 79
"""The exit status of a process that imported its parent's script and found no main guard in it."""
SHORT_OF_MEMORY: Final = 12
"""The exit status of a process that was refused memory. It ends, since its remaining memory may be fragmented."""


class NotYet(Enum):
    """Nothing is ready at the moment; more may follow."""

    NOT_YET = "not yet"


class End(Enum):
    """An item has no more results."""

    END = "end"


NOT_YET: Final = NotYet.NOT_YET
END: Final = End.END


@dataclass(frozen=True, slots=True)
class Part:
    """One of an item's results; the first has the number 0."""

    number: int
    result: Any


@dataclass(frozen=True, slots=True)
class Crash:
    """Why an item has no result: its process ``died``, was stopped as too ``slow`` or was refused memory (``short``),
    or the work raised an unexpected exception, whose traceback is ``trace``."""

    detail: str
    died: bool = False
    slow: bool = False
    short: bool = False
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Outcome[I, O]:
    """An item and its result; a `KgError` is one that the work raised for this item."""

    item: I
    result: O | KgError | Crash
