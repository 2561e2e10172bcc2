"""Which codings a cell of a network rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from kg.networks.counting.tally import Tally

__all__ = ["Support"]

type Cell = tuple[int, int]


class Support(Mapping[tuple[int, int], tuple[int, ...]]):
    """The indices of codings, rising, by the (row, column) of each non-zero cell; looked up when asked for.

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
        self._by_row: Mapping[int, NDArray[np.int64]] | None = None

    def __getitem__(self, cell: Cell) -> tuple[int, ...]:
        row, column = cell
        if not (0 <= row < self._weights.shape[0] and 0 <= column < self._weights.shape[1]) or not self._weights[cell]:
            raise KeyError(cell)
        tally = self._tally
        if self._pairs is None:
            return _told(tally, (tally.rows == row) & (tally.columns == column))
        mine, theirs = self._of_row(row), self._of_row(column)
        found = {*self._paired(mine, theirs), *self._paired(theirs, mine)}
        return tuple(sorted(int(tally.indices[place]) for place in found))

    def __iter__(self) -> Iterator[Cell]:
        for row, weights in enumerate(self._weights):
            for column in np.flatnonzero(weights):
                yield row, int(column)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._weights))

    def _of_row(self, row: int) -> NDArray[np.int64]:
        """The places of a row's codings; of all rows at once, when the first is asked for."""
        if self._by_row is None:
            rows = self._tally.rows
            order = np.argsort(rows, kind="stable")
            labels, begins = np.unique(rows[order], return_index=True)
            parts = np.split(order, begins[1:])
            self._by_row = dict(zip((int(label) for label in labels), parts, strict=True))
        return self._by_row.get(row, np.empty(0, dtype=np.int64))

    def _paired(self, mine: NDArray[np.int64], theirs: NDArray[np.int64]) -> Iterator[int]:
        """Those of mine that make a pair with one of theirs."""
        assert self._pairs is not None
        said: dict[int, set[int]] = {}
        for place in theirs:
            said.setdefault(int(self._tally.columns[place]), set()).add(int(self._tally.levels[place]))
        for place in mine:
            level = int(self._tally.levels[place])
            levels = said.get(int(self._tally.columns[place]), set())
            if any(self._pairs[level, other] for other in levels) or (self._one_sided and level not in levels):
                yield int(place)


def _told(tally: Tally, chosen: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(index) for index in tally.indices[chosen])
