"""Which codings a cell of a network rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.networks.counting.tally import Tally

__all__ = ["Support"]

type Cell = tuple[int, int]
type Said = Mapping[int, list[int]]
"""The indices of a row's codings by what they say: column * levels + level, or the column alone where levels do not
matter."""


class Support(Mapping[tuple[int, int], tuple[int, ...]]):
    """The indices of codings, rising, by the (row, column) of each non-zero cell; looked up when asked for, in what is
    put in order once, when the first is.

    Two rows rest on their codings of a column that count as a pair: whose ``pairs`` (by level and level) is not 0. With
    ``one_sided``, as in DNA's conflict of words, also on what one of them alone says.
    """

    def __init__(
        self, weights: NDArray[np.float64], tally: Tally, pairs: NDArray[np.float64] | None, one_sided: bool = False
    ) -> None:
        self._weights = weights
        self._tally = tally
        self._pairs = pairs
        self._one_sided = one_sided
        self._answers: dict[int, Set[int]] = {}

    def __getitem__(self, cell: Cell) -> tuple[int, ...]:
        row, column = cell
        if not (0 <= row < self._weights.shape[0] and 0 <= column < self._weights.shape[1]) or not self._weights[cell]:
            raise KeyError(cell)
        if self._pairs is None:
            return tuple(self._said.get(row, {}).get(column, ()))
        found = self._paired(row, column) if row == column else self._paired(row, column) + self._paired(column, row)
        return tuple(sorted(found))

    def __iter__(self) -> Iterator[Cell]:
        for row, weights in enumerate(self._weights):
            for column in np.flatnonzero(weights):
                yield row, int(column)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._weights))

    @cached_property
    def _said(self) -> Mapping[int, Said]:
        """What each row says."""
        tally = self._tally
        said = tally.columns if self._pairs is None else tally.columns * len(self._pairs) + tally.levels
        found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row, what, index in zip(tally.rows.tolist(), said.tolist(), tally.indices.tolist(), strict=True):
            found[row][what].append(index)
        return found

    def _paired(self, mine: int, theirs: int) -> list[int]:
        """Those of my codings that make a pair with one of theirs."""
        said = self._said.get(mine, {})
        counted = said.keys() & self._answered(theirs)
        if self._one_sided:
            counted |= said.keys() - self._said.get(theirs, {}).keys()
        return [index for what in counted for index in said[what]]

    def _answered(self, row: int) -> Set[int]:
        """All that would make a pair with what a row says."""
        if row not in self._answers:
            assert self._pairs is not None
            levels = len(self._pairs)
            self._answers[row] = {
                what - what % levels + level
                for what in self._said.get(row, {})
                for level in np.flatnonzero(self._pairs[:, what % levels]).tolist()
            }
        return self._answers[row]
