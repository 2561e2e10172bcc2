"""How often each actor is for and against each issue: the table that scaling and cleavage start from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.networks.codings import Codings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Answers", "Sides", "agreement", "answers", "average", "sides"]


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """The number of codings of each row for (``pro``) and against (``contra``) each column, or the sum of their
    confidences; the labels are sorted."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    pro: NDArray[np.float64]
    contra: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The codings that take a side, one an entry: ``row`` and ``column`` are indices of the labels, which are sorted,
    ``yes`` is whether it is for, ``weight`` how much it counts."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    row: NDArray[np.int64]
    column: NDArray[np.int64]
    yes: NDArray[np.bool_]
    weight: NDArray[np.float64]

    def table(self) -> Sides:
        """The sums of the weights."""
        pro, contra = (self._summed(chosen) for chosen in (self.yes, ~self.yes))
        return Sides(self.rows, self.columns, pro, contra)

    def of_rows(self, chosen: NDArray[np.bool_]) -> Answers:
        """The answers of some of the rows."""
        import numpy as np

        kept, new_index = chosen[self.row], np.cumsum(chosen) - 1
        return Answers(
            tuple(label for label, is_chosen in zip(self.rows, chosen, strict=True) if is_chosen),
            self.columns,
            new_index[self.row[kept]],
            self.column[kept],
            self.yes[kept],
            self.weight[kept],
        )

    def permuted(self, random: np.random.Generator) -> Answers:
        """The answers with the sides on each column permuted among its codings."""
        import numpy as np

        yes = np.empty_like(self.yes)
        # Both orders go by column, so that each side moves to a random coding of the same column.
        random_order = np.lexsort((random.random(len(yes)), self.column))
        yes[random_order] = self.yes[np.argsort(self.column, kind="stable")]
        return replace(self, yes=yes)

    def _summed(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        import numpy as np

        shape = len(self.rows), len(self.columns)
        places = self.row[chosen] * shape[1] + self.column[chosen]
        return np.bincount(places, self.weight[chosen], shape[0] * shape[1]).reshape(shape).astype(float)


def answers(
    codings: Codings, rows: str, columns: str, qualifier: str = "agreement", *, confident: bool = False
) -> Answers:
    """The codings that take a side, by the variables ``rows`` and ``columns``. A ``qualifier`` above 0 is for, below 0
    against; 0 is against for a boolean, else neither. Codings without one of the three variables, or with an empty
    label, are left out. ``confident``: each coding counts as its confidence, not as 1."""
    import numpy as np

    complete = [
        (str(row.values[rows]), str(row.values[columns]), row.values[qualifier], row.confidence if confident else 1.0)
        for row in codings.rows
        if row.values.get(rows) and row.values.get(columns) and isinstance(row.values.get(qualifier), int)
    ]
    is_boolean = codings.variables.get(qualifier) == "boolean"
    row_labels = tuple(sorted({row for row, *_ in complete}))
    column_labels = tuple(sorted({column for _, column, *_ in complete}))
    row_index = {label: n for n, label in enumerate(row_labels)}
    column_index = {label: n for n, label in enumerate(column_labels)}
    entries = [
        (row_index[row_label], column_index[column_label], int(level) > 0, weight)
        for row_label, column_label, level, weight in complete
        if is_boolean or int(level)  # An integer of 0 takes no side.
    ]
    row, column, yes, weight = zip(*entries, strict=True) if entries else ((), (), (), ())
    return Answers(
        row_labels,
        column_labels,
        np.array(row, dtype=np.int64),
        np.array(column, dtype=np.int64),
        np.array(yes, dtype=np.bool_),
        np.array(weight, dtype=np.float64),
    )


def sides(codings: Codings, rows: str, columns: str, qualifier: str = "agreement", *, confident: bool = False) -> Sides:
    """The table of the `answers`."""
    return answers(codings, rows, columns, qualifier, confident=confident).table()


def agreement(table: Sides) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How often each pair of rows agrees (takes the same side on a column), and how often it disagrees: two symmetric
    matrices with 0 on the diagonal."""
    import numpy as np

    agreeing = table.pro @ table.pro.T + table.contra @ table.contra.T
    disagreeing = table.pro @ table.contra.T
    disagreeing = disagreeing + disagreeing.T
    np.fill_diagonal(agreeing, 0)
    np.fill_diagonal(disagreeing, 0)
    return agreeing, disagreeing


def average(weights: NDArray[np.float64], table: Sides) -> NDArray[np.float64]:
    """Each cell divided by the mean number of codings of its two rows: DNA's average activity."""
    import numpy as np

    counts = (table.pro + table.contra).sum(axis=1)
    mean = (counts[:, None] + counts[None, :]) / 2
    return np.asarray(np.divide(weights, mean, out=np.zeros_like(weights), where=mean > 0))
