"""Select the codings to count: those in the range, without excluded and incomplete ones and duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kg.errors import DnaFaultError
from kg.networks.codings import Coding, Codings, Value
from kg.networks.counting.variables import LONG_TEXT, Columns, is_of_document, type_of, value
from kg.networks.options import Exclusion, Options, Weeks

__all__ = ["Selection", "select"]

JAVA_CACHED = range(-128, 128)
"""The integers that Java caches: only these are equal by identity, by which DNA compares."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Indices of the codings' rows, in their order. ``in_range`` are those of the selected kind, range and documents,
    whose labels may become isolates; ``counted`` are those left after the other exclusions and without empty fields and
    duplicates. ``start`` and ``stop`` are None if no coding is dated; `datetime.min` means undated, and is in no
    window."""

    in_range: tuple[int, ...]
    counted: tuple[int, ...]
    start: datetime | None
    stop: datetime | None
    columns: Columns


def select(codings: Codings, options: Options) -> Selection:
    """The codings that the options select. Raises `DnaFaultError` if DNA fails, with ``as_dna``."""
    start, stop = _range(codings, options)
    columns = Columns(codings)
    in_range = tuple(
        index
        for index, row in enumerate(codings.rows)
        if (not options.kind or row.kind == options.kind)
        and (options.start is None or options.start <= row.date)
        and (options.stop is None or row.date <= options.stop)
    )
    for exclusion in options.exclude:
        if is_of_document(codings, exclusion.variable) and exclusion.values:
            in_range = _not_excluded(columns, in_range, exclusion)
    counted = in_range
    for exclusion in options.exclude:
        if not is_of_document(codings, exclusion.variable):
            counted = _not_excluded(columns, counted, exclusion)
    if options.as_dna:
        _check_values(codings, in_range, options)
    if options.mode != "event list":
        counted = _complete(columns, counted, options)
    return Selection(in_range, tuple(_without_duplicates(codings, counted, options)), start, stop, columns)


def _range(codings: Codings, options: Options) -> tuple[datetime | None, datetime | None]:
    if options.start is not None and options.stop is not None:
        return options.start, options.stop
    dates = [row.date for row in codings.rows]
    for document in codings.documents.values():
        try:
            dates.append(datetime.fromisoformat(document.get("date", "")).replace(tzinfo=None))
        except ValueError:  # A document of a graph may have no date, or only a year.
            continue
    dates = [date for date in dates if date != datetime.min]
    return options.start or min(dates, default=None), options.stop or max(dates, default=None)


def _not_excluded(columns: Columns, indices: tuple[int, ...], exclusion: Exclusion) -> tuple[int, ...]:
    values = frozenset(exclusion.values)
    found = zip(indices, columns.of(indices, exclusion.variable), strict=True)
    return tuple(index for index, value in found if (_as_text(value) in values) == exclusion.invert)


def _as_text(value: Value | None) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


def _check_values(codings: Codings, indices: Iterable[int], options: Options) -> None:
    """Raise `DnaFaultError` if a coding lacks a variable: then DNA fails."""
    names = [name for name in (options.variable1, options.variable2, options.qualifier) if name]
    for index in indices:
        row = codings.rows[index]
        for name in names:
            if value(codings, row, name) is None:
                raise DnaFaultError(detail=f"the coding {row.id} has no value of the variable {name}")


def _complete(columns: Columns, indices: tuple[int, ...], options: Options) -> tuple[int, ...]:
    """The codings that have both labels, and a qualifier if it is used."""
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


def _without_duplicates(codings: Codings, indices: Iterable[int], options: Options) -> Iterator[int]:
    """The first of each group of codings with the same values in one document, period or the whole range."""
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
            # DNA compares numbers by identity, so that those beyond Java's cache are never equal.
            is_unique = options.as_dna and isinstance(found, int) and found not in JAVA_CACHED
            key = (*key, found, index if is_unique else None)
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
