"""How often each actor is for and against each issue: the table that scaling and cleavage start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.networks.coding import Codings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Sides", "agreement", "average", "sides"]


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """The number of codings of each row for (``pro``) and against (``contra``) each column; the labels are sorted."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    pro: NDArray[np.float64]
    contra: NDArray[np.float64]


def sides(codings: Codings, rows: str, columns: str, qualifier: str = "agreement") -> Sides:
    """Count the codings by two variables. A ``qualifier`` above 0 is for, below 0 against; 0 is against for a boolean,
    else neither. Codings without one of the three, or with an empty label, are left out."""
    import numpy as np

    counted = [
        (str(row.values[rows]), str(row.values[columns]), row.values[qualifier])
        for row in codings.rows
        if row.values.get(rows) and row.values.get(columns) and isinstance(row.values.get(qualifier), int)
    ]
    boolean = codings.variables.get(qualifier) == "boolean"
    labels, names = tuple(sorted({row for row, _, _ in counted})), tuple(sorted({name for _, name, _ in counted}))
    here, there = {x: n for n, x in enumerate(labels)}, {x: n for n, x in enumerate(names)}
    pro, contra = np.zeros((len(labels), len(names))), np.zeros((len(labels), len(names)))
    for row, column, value in counted:
        number = int(value)
        if number > 0:
            pro[here[row], there[column]] += 1
        elif number < 0 or boolean:
            contra[here[row], there[column]] += 1
    return Sides(labels, names, pro, contra)


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
