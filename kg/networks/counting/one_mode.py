"""One-mode networks: two rows are tied by their codings of the same columns.

With x and y the counts of two rows by column j and level k, and c the weight of a pair of levels, a cell is the sum of
x_jk c_kl y_jl over j, k and l, divided according to the normalisation. Blocks of rows are processed one by one, so that
only the result has the size of rows by rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.networks.counting.blank import blank
from kg.networks.counting.likeness import likeness, pair_weights
from kg.networks.counting.tally import Tally
from kg.networks.options import Aggregation, Normalisation

__all__ = ["CELLS", "Counts", "Places", "blocks", "by_column", "counts", "level_weighted", "one_mode"]

type Floats = NDArray[np.float64]
type Places = NDArray[np.int64] | NDArray[np.int32]

CELLS = 1 << 22
"""The number of cells of a block."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Both matrices have a row for each of ``rows`` (indices of the tally's row labels) and a column for each column
    that occurs and level, level by level within a column. A cell of ``sums`` is the sum of its codings' weights, one of
    ``roots`` that of the square roots, whose products weight pairs of codings. Without weights they are the same.
    """

    rows: NDArray[np.int64]
    sums: sparse.csr_array[np.float64]
    roots: sparse.csr_array[np.float64]
    levels: int

    def totals(self) -> Floats:
        """The sum of each row."""
        return np.asarray(self.sums.sum(axis=1), dtype=np.float64)


def counts(tally: Tally, weights: Floats | None = None, every_row: bool = False) -> Counts:
    """The counts by row, column and level, for the rows that have codings, or for ``every_row``."""
    if every_row:
        rows, at = np.arange(len(tally.row_labels), dtype=np.int64), tally.rows
    else:
        rows, at = np.unique(tally.rows, return_inverse=True)
    columns, place = np.unique(tally.columns, return_inverse=True)
    levels = len(tally.level_values)
    shape = (len(rows), len(columns) * levels)
    places = at, place * levels + tally.levels
    sums = sparse.coo_array((np.ones(len(tally)) if weights is None else weights, places), shape=shape).tocsr()
    roots = sums if weights is None else sparse.coo_array((np.sqrt(weights), places), shape=shape).tocsr()
    return Counts(rows, sums, roots, levels)


def one_mode(
    tally: Tally,
    aggregation: Aggregation,
    normalisation: Normalisation,
    weights: Floats | None = None,
    as_dna: bool = False,
) -> Floats:
    """The weights of all rows by all rows, with a diagonal of 0. A cell whose divisor is 0 is 0.

    ``weights`` are those of codings: a pair counts as the square root of their product.
    """
    size = len(tally.row_labels)
    result = blank(size, size)
    if not len(tally):
        return result
    alike = likeness(tally, as_dna)
    one_sided = as_dna and tally.level_kind in ("text", "document") and aggregation in ("conflict", "subtract")
    undefined = aggregation != "ignore" and bool(np.isnan(alike).any())
    counted = counts(tally, weights, every_row=one_sided or undefined)
    right = by_column(counted) if aggregation == "ignore" else counted.roots
    left = right
    if aggregation != "ignore":
        left = level_weighted(counted, pair_weights(alike, "congruence" if one_sided else aggregation))
    divisor = _Divisor(counted, normalisation, as_dna)
    across = right.T.tocsr()
    for block in blocks(len(counted.rows)):
        part = left[block] @ across
        if one_sided:
            other = _one_sided(counted, block)
            part = sparse.csr_array(other if aggregation == "conflict" else _dense(part) - other)
        elif undefined:
            part = sparse.csr_array(np.full(part.shape, np.nan))
        cells = part.tocoo()
        row, column = cells.coords
        data = divisor.divided(cells.data, block, row, column)
        data[row + block.start == column] = 0
        result[counted.rows[row + block.start], counted.rows[column]] = data
    return result


def blocks(rows: int) -> Iterator[slice]:
    """The rows of a square matrix in blocks of about `CELLS` cells."""
    step = max(1, CELLS // max(1, rows))
    for begin in range(0, rows, step):
        yield slice(begin, min(rows, begin + step))


def by_column(counted: Counts) -> sparse.csr_array[np.float64]:
    """The roots, summed over levels."""
    matrix = counted.roots.tocoo()
    shape = (matrix.shape[0], matrix.shape[1] // counted.levels)
    row, column = matrix.coords
    return sparse.csr_array((matrix.data, (row, column // counted.levels)), shape=shape)


def level_weighted(counted: Counts, pairs: Floats) -> sparse.csr_array[np.float64]:
    """For each row, column j and level k, the sum of x_jl c_lk over the levels l."""
    levels = counted.levels
    if np.array_equal(pairs, np.eye(levels)):
        return counted.roots
    matrix = counted.roots.tocoo()
    row, place = matrix.coords
    column, level = np.divmod(place, levels)
    data = (matrix.data[:, None] * pairs[level]).ravel()
    places = (column[:, None] * levels + np.arange(levels)).ravel()
    return sparse.csr_array((data, (np.repeat(row, levels), places)), shape=matrix.shape)


def _one_sided(counted: Counts, block: slice) -> Floats:
    """What only one of two rows has: the sum of its codings at columns and levels where the other has none. DNA takes
    this for the conflict of texts."""
    sums, totals = counted.sums, counted.totals()
    present = sums.sign()
    both = _dense(sums[block] @ present.T) + _dense(present[block] @ sums.T)
    result: Floats = totals[block, None] + totals[None, :] - both
    return result


def _dense(matrix: sparse.csr_array[np.float64]) -> Floats:
    return np.asarray(matrix.toarray(), dtype=np.float64)


class _Divisor:
    """Divides the cells of a block according to the normalisation."""

    def __init__(self, counted: Counts, normalisation: Normalisation, as_dna: bool) -> None:
        self.kind = normalisation
        self.counted = counted
        self.totals = counted.totals()
        if normalisation == "cosine" and not as_dna:
            self.totals = np.sqrt(np.asarray(counted.roots.power(2).sum(axis=1), dtype=np.float64))

    def divided(self, cells: Floats, block: slice, row: Places, column: Places) -> Floats:
        """The cells of a block, at these rows and columns, divided; 0 where the divisor is 0."""
        if self.kind == "no":
            return cells
        one, other = self.totals[row + block.start], self.totals[column]
        match self.kind:
            case "average":
                by = (one + other) / 2
            case "cosine":
                by = one * other
            case _:  # Jaccard: what only one of the two rows has, and what both have.
                both = _dense(self.counted.roots[block] @ self.counted.roots.T)
                by = (_one_sided(self.counted, block) + both)[row, column]
        result: Floats = np.divide(cells, by, out=np.zeros_like(cells), where=by != 0)
        return result
