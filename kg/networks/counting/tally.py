"""The codings to count as arrays, from which all networks are computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kg.networks.codings import Codings, Value
from kg.networks.counting.selecting import Selection
from kg.networks.counting.variables import is_of_document, label_order, type_of
from kg.networks.options import Options

__all__ = ["EPOCH", "Level", "Tally", "moment", "seconds", "tally"]

EPOCH: Final = datetime(1970, 1, 1)

type Level = Literal["none", "boolean", "integer", "text", "document"]
"""The kind of a qualifier."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """One entry for each coding: ``times`` are seconds since 1970, ascending; ``rows``, ``columns`` and ``levels`` are
    indices of the labels and level values, which are sorted; ``indices`` are those of the codings' rows. With isolates
    there are labels that no coding has."""

    times: NDArray[np.int64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    levels: NDArray[np.int64]
    indices: NDArray[np.int64]
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    level_values: tuple[Value, ...]
    level_kind: Level

    def __len__(self) -> int:
        return len(self.times)

    def part(self, chosen: slice | NDArray[np.bool_]) -> Tally:
        """The tally of some of the codings."""
        return Tally(
            self.times[chosen],
            self.rows[chosen],
            self.columns[chosen],
            self.levels[chosen],
            self.indices[chosen],
            self.row_labels,
            self.column_labels,
            self.level_values,
            self.level_kind,
        )


def tally(codings: Codings, options: Options, selection: Selection) -> Tally:
    """Put the counted codings into arrays."""
    counted = selection.counted
    rows, row_labels = _labelled(options, selection, options.variable1)
    columns, column_labels = _labelled(options, selection, options.variable2)
    kind = _level_kind(codings, options)
    qualifiers: Sequence[Value | None] = [0] * len(counted)
    values: tuple[Value, ...] = (0,)
    if kind != "none" and options.qualifier is not None:
        qualifiers = selection.columns.of(counted, options.qualifier)
        values = _level_values(codings, options, selection, kind)
    place = {value: number for number, value in enumerate(values)}
    return Tally(
        np.array([codings.rows[index].date for index in counted], "datetime64[us]").astype(np.int64) // 1_000_000,
        rows,
        columns,
        np.array([place[value] for value in qualifiers if value is not None], dtype=np.int64),
        np.array(counted, dtype=np.int64),
        row_labels,
        column_labels,
        values,
        kind,
    )


def seconds(date: datetime) -> int:
    """Whole seconds since 1970."""
    return (date - EPOCH) // timedelta(seconds=1)


def moment(seconds: int) -> datetime:
    """The date of so many seconds since 1970."""
    return EPOCH + timedelta(seconds=int(seconds))


def _labelled(options: Options, selection: Selection, name: str) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    own = selection.columns.of(selection.counted, name)
    known = set(own)
    if options.isolates:
        known.update(value for value in selection.columns.of(selection.in_range, name) if value not in ("", None))
    labels = tuple(sorted((str(label) for label in known), key=label_order))
    place = {label: number for number, label in enumerate(labels)}
    return np.array([place[str(label)] for label in own], dtype=np.int64), labels


def _level_kind(codings: Codings, options: Options) -> Level:
    """The kind of the qualifier, "none" if it is ignored; DNA splits by it even then."""
    name = options.qualifier
    if name is None or (options.aggregation == "ignore" and not options.as_dna):
        return "none"
    if is_of_document(codings, name):
        return "document"
    match type_of(codings, name):
        case "boolean":
            return "boolean"
        case "integer":
            return "integer"
        case None | "long text":
            return "none"
        case _:
            return "text"


def _level_values(codings: Codings, options: Options, selection: Selection, kind: Level) -> tuple[Value, ...]:
    """The levels, sorted. The levels of an integer are those of all codings of the kind, so that parts are measured on
    the same scale as the whole; in DNA, only those in the range."""
    name = options.qualifier or ""
    if kind == "boolean" and not _by_text(options):
        return (0, 1)
    indices: Iterable[int] = selection.in_range
    if kind == "document" or (_by_text(options) and not options.isolates):
        indices = selection.counted
    elif kind == "integer" and not options.as_dna:
        indices = (n for n, row in enumerate(codings.rows) if not options.kind or row.kind == options.kind)
    found = {value for value in selection.columns.of(indices, name) if value is not None}
    if not options.as_dna:
        found.discard("")
    if kind == "integer" and not _by_text(options):
        return tuple(sorted(found))
    return tuple(sorted(found, key=label_order))


def _by_text(options: Options) -> bool:
    """Whether all levels are sorted as text, as DNA does with a kernel."""
    return options.as_dna and options.kernel != "no"
