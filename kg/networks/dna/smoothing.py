"""Kernel-smoothed windows as DNA 3.1.2 counts them.

Distances are in whole units, the triangular kernel is not symmetric, levels are compared by their position in the order
of texts, the diagonal is kept, and average activity multiplies cells.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.networks.counting.blank import blank
from kg.networks.counting.kernels import kernel_weights
from kg.networks.counting.likeness import pair_weights
from kg.networks.counting.one_mode import CELLS, Places, blocks, by_column, counts, level_weighted
from kg.networks.counting.tally import Tally, moment, seconds
from kg.networks.counting.windows import SECONDS, shifted
from kg.networks.dna.windows import dna_steps
from kg.networks.network import Window
from kg.networks.options import Kernel, Options, Unit

__all__ = ["dna_likeness", "dna_smoothed", "dna_weights"]

type Floats = NDArray[np.float64]

LEAST = 2.2e-162
"""The square root of the least float: DNA multiplies two weights before it takes the root, so that less becomes 0."""


def dna_smoothed(tally: Tally, options: Options, start: int, stop: int) -> Iterator[tuple[Window, Floats]]:
    """Each window and its weights; ``start`` and ``stop`` are seconds since 1970. Odd lengths are increased by 1."""
    if not len(tally) or options.window in ("no", "events", "seconds"):
        return
    unit, half = options.window, (max(options.length, 1) + 1) // 2
    begin, end = moment(max(start, int(tally.times[0]))), moment(min(stop, int(tally.times[-1])))
    inset = half if options.indent else 0
    one = options.mode == "one-mode"
    factor = _Average(tally) if one and options.normalisation != "no" else None
    for middle in dna_steps(unit, shifted(begin, unit, inset), shifted(end, unit, -inset)):
        window = Window(begin, middle, end)
        if options.kernel != "gaussian":
            window = Window(max(begin, shifted(middle, unit, -half)), middle, min(end, shifted(middle, unit, half)))
        within = slice(
            int(np.searchsorted(tally.times, seconds(window.start), "left")),
            int(np.searchsorted(tally.times, seconds(window.stop), "right")),
        )
        if options.kernel == "gaussian":
            within = slice(0, len(tally))
        part = tally.part(within)
        weights = dna_weights(options.kernel, unit, half, seconds(middle), part.times)
        cells = _one_mode(part, options, weights, factor) if one else _two_mode(part, options, weights)
        if options.to_one:
            cells[np.abs(cells) < LEAST] = 0
        if options.to_one and (total := _total(cells)) != 0:
            cells /= total
        yield window, cells


def _total(cells: Floats) -> float:
    """The sum of the cells in their order, which decides the result where they nearly cancel out."""
    total = 0.0
    for row in cells:
        total = float(np.cumsum(np.concatenate(([total], row)))[-1])
    return total


def dna_weights(kernel: Kernel, unit: Unit, half: int, middle: int, times: NDArray[np.int64]) -> Floats:
    """The weights of codings at these times (seconds since 1970) in a window of twice ``half`` units.

    >>> dna_weights("triangular", "days", 2, 0, np.array([-86400, 0, 86400]))
    array([0.5, 1. , 1.5])
    """
    distance = _whole_units(unit, middle, times) / half
    if kernel == "triangular":  # DNA forgets to take the absolute value of the distance.
        weights: Floats = np.where(np.abs(distance) <= 1, np.abs(1 - distance), 0.0)
        return weights
    return kernel_weights(kernel, distance)


def _whole_units(unit: Unit, middle: int, times: NDArray[np.int64]) -> Floats:
    """Whole units from the times to the middle, rounded toward 0; months and years by calendar days."""
    if unit in SECONDS:
        whole: Floats = np.trunc((middle - times) / SECONDS[unit])
        return whole
    days = np.concatenate(([middle], times)).astype("datetime64[s]").astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    packed = months.astype(np.int64) * 32 + (days - months.astype("datetime64[D]")).astype(np.int64)
    months_apart: Floats = np.trunc((packed[0] - packed[1:]) / 32)
    return months_apart if unit == "months" else np.trunc(months_apart / 12)


def dna_likeness(tally: Tally) -> Floats:
    """The similarity of levels by their positions in the order of texts; that of texts is 1, that of one level NaN."""
    size = len(tally.level_values)
    if tally.level_kind in ("none", "text"):
        return np.ones((size, size))
    if size == 1:
        return np.full((1, 1), np.nan)
    place = np.arange(size, dtype=np.float64)
    return np.abs(1 - np.abs(place[:, None] - place[None, :]) / (size - 1))


def _one_mode(part: Tally, options: Options, weights: Floats, factor: _Average | None) -> Floats:
    result = blank(len(part.row_labels), len(part.row_labels))
    if not len(part):
        return result
    counted = counts(part, weights)
    if options.aggregation == "ignore":
        left = across = by_column(counted)
    else:
        left, across = level_weighted(counted, pair_weights(dna_likeness(part), options.aggregation)), counted.roots
    for block in blocks(len(counted.rows)):
        cells = (left[block] @ across.T).tocoo()
        at = counted.rows[cells.coords[0] + block.start], counted.rows[cells.coords[1]]
        result[at] = cells.data if factor is None else cells.data * factor.at(*at)
    return result


class _Average:
    """For two rows, the sum of 2 / (n + m) over columns and levels, n and m being their counts in the whole range.

    The sums 2 / n and 2 / m of the rows are added, and corrected for each column and level that both rows have.
    """

    def __init__(self, tally: Tally) -> None:
        counted = counts(tally, every_row=True).roots
        self.size = counted.shape[0]
        row, place = counted.tocoo().coords
        self.alone = np.bincount(row, weights=2 / counted.tocoo().data, minlength=self.size)
        order = np.lexsort((row, place))
        row, count = row[order], counted.tocoo().data[order]
        ends = np.cumsum(np.bincount(place, minlength=counted.shape[1]))
        both: sparse.csr_array[np.float64] = sparse.csr_array((self.size, self.size))
        rows, columns, values, pending = [], [], [], 0
        for begin, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
            one, other = np.triu_indices(end - begin)
            n, m = count[begin + one], count[begin + other]
            rows.append(row[begin + one])
            columns.append(row[begin + other])
            values.append(2 / (n + m) - 2 / n - 2 / m)
            pending += len(n)
            if pending > CELLS or end == ends[-1]:
                places = np.concatenate(rows), np.concatenate(columns)
                both = both + sparse.csr_array((np.concatenate(values), places), shape=both.shape)
                rows, columns, values, pending = [], [], [], 0
        both.sum_duplicates()
        self.cells = np.repeat(np.arange(self.size), np.diff(both.indptr)) * self.size + both.indices
        self.corrections = both.data

    def at(self, row: Places, column: Places) -> Floats:
        """The sums for these pairs of rows."""
        cell = np.minimum(row, column).astype(np.int64) * self.size + np.maximum(row, column)
        result: Floats = self.alone[row] + self.alone[column]
        place = np.minimum(np.searchsorted(self.cells, cell), len(self.cells) - 1)
        return result + np.where(self.cells[place] == cell, self.corrections[place], 0.0)


def _two_mode(part: Tally, options: Options, weights: Floats) -> Floats:
    """Booleans and integers count by the index of their level, so that the only level of a file counts as the first."""
    result = np.zeros((len(part.row_labels), len(part.column_labels)))
    signs: Floats = np.ones(len(part))
    if options.aggregation == "subtract" and part.level_kind == "boolean":
        signs = 2 * part.levels.astype(np.float64) - 1
    elif options.aggregation == "subtract" and part.level_kind == "integer":
        signs = part.levels.astype(np.float64)
    np.add.at(result, (part.rows, part.columns), signs * weights)
    return result
