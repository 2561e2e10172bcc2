"""Options for loading documents."""

from __future__ import annotations

import datetime as dt
import math
import sys
from dataclasses import dataclass, field

from kg.errors.checking import check_count, check_type
from kg.model import Genre, Granularity, When
from loaders.dates import DateOrder

__all__ = ["MAX_BYTES", "MAX_RECORD_BYTES", "NO_LIMIT", "Columns", "Options"]

MAX_BYTES = 50_000_000
MAX_RECORD_BYTES = 10_000_000
NO_LIMIT = sys.maxsize - 1
"""What a size of ``math.inf`` bytes becomes: nothing is larger, and one more can still be asked of a stream."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, or keys of a JSON object, that hold the parts of a document.

    With None the column is guessed by its name. A dot reaches into a nested object: ``meta.title``.
    """

    id: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """Options for loading documents.

    ``format`` forces the loader of that name (`loaders.formats` lists them). ``encoding`` is the codec of files without
    a byte order mark; with None it is that which they declare, or is detected. ``max_bytes`` limits a file that is read
    as a whole, ``max_record_bytes`` one record of a file that is read record by record (JSON Lines, CSV, WARC); both
    count bytes after decompression, and may be whole floats (``1e9``) or ``math.inf``. ``date``, ``source`` and
    ``genre`` are defaults for documents without their own; ``granularity`` is the length of the period whose first day
    ``date`` is. ``date_order`` decides dates such as 03/04/2018, which are otherwise left out. ``check_language``
    refuses texts that are not English. ``follow_links`` also reads targets of links outside the named folders.

    Raises `kg.errors.ParameterValueError` for a value of another type, and a size below 1.
    """

    format: str | None = None
    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    max_record_bytes: int = MAX_RECORD_BYTES
    columns: Columns = field(default_factory=Columns)
    date: dt.date | None = None
    source: str | None = None
    genre: Genre | None = None
    date_order: DateOrder | None = None
    check_language: bool = True
    follow_links: bool = False
    granularity: Granularity = Granularity.DAY

    def __post_init__(self) -> None:
        if isinstance(self.date, dt.datetime):
            object.__setattr__(self, "date", self.date.date())
        if self.date_order in tuple(DateOrder):
            object.__setattr__(self, "date_order", DateOrder(self.date_order))
        check_type("format", self.format, str, "a word")
        check_type("encoding", self.encoding, str, "a word")
        check_type("columns", self.columns, Columns, "loaders.Columns")
        for name in ("max_bytes", "max_record_bytes"):
            object.__setattr__(self, name, _whole(getattr(self, name)))
        check_count("max_bytes", self.max_bytes, "a whole number of bytes")
        check_count("max_record_bytes", self.max_record_bytes, "a whole number of bytes")
        check_type("date", self.date, dt.date, "a datetime.date")
        check_type("granularity", self.granularity, Granularity, f"a kg.model.Granularity ({', '.join(Granularity)})")
        check_type("source", self.source, str, "words")
        check_type("genre", self.genre, Genre, f"a kg.model.Genre ({', '.join(Genre)})")
        check_type("date_order", self.date_order, DateOrder, " or ".join(DateOrder))

    @property
    def when(self) -> When | None:
        """The default date; None if none is given."""
        return None if self.date is None else When(self.date, self.granularity)


def _whole(size: object) -> object:
    """A size that is a whole float as an integer; other values as they are."""
    if isinstance(size, float) and (size.is_integer() or size == math.inf):
        return int(min(size, NO_LIMIT))
    return size
