"""Two-mode networks: ties between rows and columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.errors import DnaFaultError
from kg.networks.counting.tally import Tally
from kg.networks.options import Aggregation, Normalisation

__all__ = ["two_mode"]

type Floats = NDArray[np.float64]
type Places = NDArray[np.int64]


def two_mode(
    tally: Tally,
    aggregation: Aggregation,
    normalisation: Normalisation,
    weights: Floats | None = None,
    as_dna: bool = False,
) -> Floats:
    """The weights of all rows by all columns; ``weights`` are those of codings. Cells without codings are 0.

    Raises `DnaFaultError`, as DNA fails, for combined levels with prominence if the matrix is not square.
    """
    shape = len(tally.row_labels), len(tally.column_labels)
    result = np.zeros(shape)
    if not len(tally):
        return result
    ones = np.ones(len(tally)) if weights is None else weights
    if aggregation == "combine":
        rows, columns, cells = _combined(tally, as_dna)
    else:
        places, at = np.unique(tally.rows * shape[1] + tally.columns, return_inverse=True)
        rows, columns = np.divmod(places, shape[1])
        cells = np.bincount(at, weights=ones * _signs(tally, aggregation)).astype(np.float64)
    match normalisation, aggregation:
        case "activity", "combine":
            cells = cells / np.bincount(rows)[rows]
        case "activity", _:
            cells = cells / np.bincount(tally.rows, weights=ones)[rows]
        case "prominence", "combine":
            cells = _by_row_prominence(cells, rows, columns, shape)
        case "prominence", _:
            cells = cells / np.bincount(tally.columns, weights=ones)[columns]
    result[rows, columns] = cells
    return result


def _signs(tally: Tally, aggregation: Aggregation) -> Floats:
    """What each coding adds to its cell: 1; with "subtract" 1 or -1 for a boolean, the value for an integer."""
    if aggregation == "subtract" and tally.level_kind == "boolean":
        return 2 * tally.levels.astype(np.float64) - 1
    if aggregation == "subtract" and tally.level_kind == "integer":
        return np.array(tally.level_values, dtype=np.float64)[tally.levels]
    return np.ones(len(tally))


def _combined(tally: Tally, as_dna: bool) -> tuple[Places, Places, Floats]:
    """The rows, columns and values of the cells, which code sets of levels: the last level counts 1, the one before 2,
    then 4, ..."""
    levels, count = tally.levels, len(tally.level_values)
    if as_dna and tally.level_kind == "document":  # DNA uses only the levels of one network's own documents.
        found, levels = np.unique(levels, return_inverse=True)
        count = len(found)
    each = np.unique(np.stack((tally.rows, tally.columns, levels)), axis=1)
    cells, at = np.unique(each[:2], axis=1, return_inverse=True)
    return cells[0], cells[1], np.bincount(at.ravel(), weights=np.exp2(count - 1.0 - each[2])).astype(np.float64)


def _by_row_prominence(cells: Floats, rows: Places, columns: Places, shape: tuple[int, int]) -> Floats:
    """DNA by mistake divides a column by the count of the row with the same number, which needs a square matrix."""
    if shape[0] != shape[1]:
        raise DnaFaultError(detail=f"combined levels by prominence in {shape[0]} rows and {shape[1]} columns")
    by = np.bincount(rows, minlength=shape[0])[columns]
    result: Floats = np.divide(cells, by, out=np.zeros_like(cells), where=by != 0)
    return result
