"""How often each actor is for and against each issue: the table that scaling and cleavage start from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.networks.coding import Codings

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

        kept, place = chosen[self.row], np.cumsum(chosen) - 1
        return Answers(
            tuple(label for label, is_chosen in zip(self.rows, chosen, strict=True) if is_chosen),
            self.columns,
            place[self.row[kept]],
            self.column[kept],
            self.yes[kept],
            self.weight[kept],
        )

    def permuted(self, random: np.random.Generator) -> Answers:
        """The answers with the sides on each column permuted among its codings."""
        import numpy as np

        yes = np.empty_like(self.yes)
        dealt_to = np.lexsort((random.random(len(yes)), self.column))
        yes[dealt_to] = self.yes[np.argsort(self.column, kind="stable")]
        return replace(self, yes=yes)

    def _summed(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        import numpy as np

        shape = len(self.rows), len(self.columns)
        places = self.row[chosen] * shape[1] + self.column[chosen]
        return np.bincount(places, self.weight[chosen], shape[0] * shape[1]).reshape(shape).astype(float)


def answers(
    codings: Codings, rows: str, columns: str, qualifier: str = "agreement", *, confident: bool = False
) -> Answers:
    """The answers by two variables. A ``qualifier`` above 0 is for, below 0 against; 0 is against for a boolean, else
    neither. Codings without one of the three, or with an empty label, are left out. ``confident``: each counts as its
    confidence, not as 1."""
    import numpy as np

    known = [
        (str(row.values[rows]), str(row.values[columns]), row.values[qualifier], row.confidence if confident else 1.0)
        for row in codings.rows
        if row.values.get(rows) and row.values.get(columns) and isinstance(row.values.get(qualifier), int)
    ]
    boolean = codings.variables.get(qualifier) == "boolean"
    labels, names = tuple(sorted({row for row, *_ in known})), tuple(sorted({name for _, name, *_ in known}))
    here, there = {x: n for n, x in enumerate(labels)}, {x: n for n, x in enumerate(names)}
    taken = [(here[a], there[b], int(side) > 0, weight) for a, b, side, weight in known if boolean or int(side)]
    row, column, yes, weight = zip(*taken, strict=True) if taken else ((), (), (), ())
    return Answers(
        labels,
        names,
        np.array(row, dtype=np.int64),
        np.array(column, dtype=np.int64),
        np.array(yes, dtype=np.bool_),
        np.array(weight, dtype=np.float64),
    )


def sides(codings: Codings, rows: str, columns: str, qualifier: str = "agreement", *, confident: bool = False) -> Sides:
    """The table of the `answers`."""
    return answers(codings, rows, columns, qualifier, confident=confident).table()


def agreement(table: Sides) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How often each two rows agree (take the same side on a column) and disagree; the diagonals are 0."""
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
