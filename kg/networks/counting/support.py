"""The codings that a cell of a network rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.networks.counting.tally import Tally

__all__ = ["Support"]

type Cell = tuple[int, int]
type Codes = Mapping[int, list[int]]
"""The indices of a row's codings by code: column * levels + level, or only the column if levels do not matter."""


class Support(Mapping[tuple[int, int], tuple[int, ...]]):
    """The ascending indices of codings by the (row, column) of each non-zero cell, looked up on access in an index that
    is built on the first access.

    A cell of two rows rests on their codings of a column that count as a pair: those whose weight in ``pairs`` (level
    by level) is not 0. With ``one_sided``, as in DNA's conflict of texts, also on codes that only one of them has.
    """

    def __init__(
        self, weights: NDArray[np.float64], tally: Tally, pairs: NDArray[np.float64] | None, one_sided: bool = False
    ) -> None:
        self._weights = weights
        self._tally = tally
        self._pairs = pairs
        self._one_sided = one_sided
        self._partners: dict[int, Set[int]] = {}

    def __getitem__(self, cell: Cell) -> tuple[int, ...]:
        row, column = cell
        if not (0 <= row < self._weights.shape[0] and 0 <= column < self._weights.shape[1]) or not self._weights[cell]:
            raise KeyError(cell)
        if self._pairs is None:
            return tuple(self._codes.get(row, {}).get(column, ()))
        found = self._paired(row, column) if row == column else self._paired(row, column) + self._paired(column, row)
        return tuple(sorted(found))

    def __iter__(self) -> Iterator[Cell]:
        for row, weights in enumerate(self._weights):
            for column in np.flatnonzero(weights):
                yield row, int(column)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._weights))

    @cached_property
    def _codes(self) -> Mapping[int, Codes]:
        """The codes of each row."""
        tally = self._tally
        codes = tally.columns if self._pairs is None else tally.columns * len(self._pairs) + tally.levels
        found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row, code, index in zip(tally.rows.tolist(), codes.tolist(), tally.indices.tolist(), strict=True):
            found[row][code].append(index)
        return found

    def _paired(self, row: int, other: int) -> list[int]:
        """The codings of ``row`` that make a pair with one of ``other``."""
        codes = self._codes.get(row, {})
        counted = codes.keys() & self._partners_of(other)
        if self._one_sided:
            counted |= codes.keys() - self._codes.get(other, {}).keys()
        return [index for code in counted for index in codes[code]]

    def _partners_of(self, row: int) -> Set[int]:
        """All codes that make a pair with one of the row's."""
        if row not in self._partners:
            assert self._pairs is not None
            levels = len(self._pairs)
            self._partners[row] = {
                code - code % levels + level
                for code in self._codes.get(row, {})
                for level in np.flatnonzero(self._pairs[:, code % levels]).tolist()
            }
        return self._partners[row]
