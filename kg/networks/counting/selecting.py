"""Which codings are counted: those of the range, less what is excluded, without a variable, or there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kg.errors import DnaFaultError
from kg.networks.coding import Coding, Codings, Value
from kg.networks.counting.variables import LONG_TEXT, Columns, is_of_document, type_of, value
from kg.networks.options import Options, Weeks

__all__ = ["Selection", "select"]

CACHED = range(-128, 128)
"""The integers that Java holds once, so that DNA finds two of them equal."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Indices into the codings' rows, in their order. ``ranged`` are those of the kind, the range and the documents
    that are asked for, whose labels isolates are; ``counted`` are what is left of them after the other exclusions,
    empty fields and duplicates. ``start`` and ``stop`` are ``None`` where there is no date at all; `datetime.min` is
    none, and what has it is in no window."""

    ranged: tuple[int, ...]
    counted: tuple[int, ...]
    start: datetime | None
    stop: datetime | None
    columns: Columns


def select(codings: Codings, options: Options) -> Selection:
    """The codings that the options leave.

    Raises `DnaFaultError` where ``as_dna`` is asked for and DNA fails.
    """
    start, stop = _range(codings, options)
    columns = Columns(codings)
    ranged = tuple(
        index
        for index, row in enumerate(codings.rows)
        if (not options.kind or row.kind == options.kind)
        and (options.start is None or options.start <= row.date)
        and (options.stop is None or row.date <= options.stop)
    )
    for exclusion in options.exclude:
        if is_of_document(codings, exclusion.variable) and exclusion.values:
            ranged = _without(columns, ranged, exclusion.variable, frozenset(exclusion.values), exclusion.invert)
    counted = ranged
    for exclusion in options.exclude:
        if not is_of_document(codings, exclusion.variable):
            counted = _without(columns, counted, exclusion.variable, frozenset(exclusion.values), exclusion.invert)
    if options.as_dna:
        _require(codings, ranged, options)
    if options.mode != "event list":
        counted = _filled(columns, counted, options)
    return Selection(ranged, tuple(_once(codings, counted, options)), start, stop, columns)


def _range(codings: Codings, options: Options) -> tuple[datetime | None, datetime | None]:
    if options.start is not None and options.stop is not None:
        return options.start, options.stop
    dates = [row.date for row in codings.rows]
    for document in codings.documents.values():
        try:
            dates.append(datetime.fromisoformat(document.get("date", "")).replace(tzinfo=None))
        except ValueError:  # A document of a graph may have no date, or a year alone.
            continue
    dates = [date for date in dates if date != datetime.min]
    return options.start or min(dates, default=None), options.stop or max(dates, default=None)


def _without(
    columns: Columns, indices: tuple[int, ...], name: str, values: frozenset[str], invert: bool
) -> tuple[int, ...]:
    found = zip(indices, columns.of(indices, name), strict=True)
    return tuple(index for index, value in found if (_as_text(value) in values) == invert)


def _as_text(value: Value | None) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


def _require(codings: Codings, indices: Iterable[int], options: Options) -> None:
    names = [name for name in (options.variable1, options.variable2, options.qualifier) if name]
    for index in indices:
        row = codings.rows[index]
        for name in names:
            if value(codings, row, name) is None:
                raise DnaFaultError(detail=f"the coding {row.id} has no value of the variable {name}")


def _filled(columns: Columns, indices: tuple[int, ...], options: Options) -> tuple[int, ...]:
    """Without those that lack a label; or a qualifier, where it matters."""
    empty: tuple[Value | None, ...] = ("", None)
    for name in (options.variable1, options.variable2):
        indices = tuple(i for i, v in zip(indices, columns.of(indices, name), strict=True) if v not in empty)
    if (
        options.qualifier
        and options.aggregation != "ignore"
        and type_of(columns.codings, options.qualifier) != LONG_TEXT
    ):
        qualifiers = columns.of(indices, options.qualifier)
        indices = tuple(i for i, v in zip(indices, qualifiers, strict=True) if v not in empty)
    return indices


def _once(codings: Codings, indices: Iterable[int], options: Options) -> Iterator[int]:
    """The first of those that say the same in one unit."""
    if options.duplicates == "include":
        yield from indices
        return
    qualifier = options.qualifier if options.aggregation != "ignore" else None
    fails = options.as_dna and qualifier is not None and is_of_document(codings, qualifier)
    seen: set[tuple[object, ...]] = set()
    for index in indices:
        row = codings.rows[index]
        key: tuple[object, ...] = (
            row.kind,
            value(codings, row, options.variable1),
            value(codings, row, options.variable2),
            _unit(row, options),
        )
        if fails and key in seen:
            raise DnaFaultError(detail=f"a qualifier of documents, {qualifier}, and duplicates to be dropped")
        if qualifier is not None and not fails:
            found = value(codings, row, qualifier)
            # DNA compares the identity of numbers, and larger ones are never the same object.
            unlike = options.as_dna and isinstance(found, int) and found not in CACHED
            key = (*key, found, index if unlike else None)
        if key not in seen:
            seen.add(key)
            yield index


def _unit(row: Coding, options: Options) -> object:
    match options.duplicates:
        case "document":
            return row.document
        case "year":
            return row.date.year
        case "month":
            return row.date.month if options.as_dna else (row.date.year, row.date.month)
        case "week":
            year, week = _week(row.date, options.weeks)
            return week if options.as_dna else (year, week)
        case _:
            return None


def _week(date: datetime, weeks: Weeks) -> tuple[int, int]:
    if weeks == "iso":
        return date.isocalendar()[:2]
    saturday = date + timedelta(days=(5 - date.weekday()) % 7)
    return saturday.year, (saturday.timetuple().tm_yday - 1) // 7 + 1
