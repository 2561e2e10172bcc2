"""Convert networks: to edges, to matrices with other labels, to square networks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import NetworkShapeError
from kg.networks.network import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["aligned", "check_amounts", "edges", "node_names", "positive", "sign", "square"]


def edges(network: Network) -> list[tuple[int, int, float]]:
    """Row, column and weight of each non-zero cell, in row-major order; without self-loops, and each pair of an
    undirected network once."""
    import numpy as np

    weights = network.weights
    if network.one_mode:
        weights = weights.copy()
        np.fill_diagonal(weights, 0)
        if not network.directed:
            weights = np.triu(weights)
    return [(int(i), int(j), float(weights[i, j])) for i, j in zip(*np.nonzero(weights), strict=True)]


def node_names(network: Network, others: Iterable[Network] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Unique node names for the rows and the columns: a column that is named like a row, of this network or of
    ``others`` in the same file, is marked as a column."""
    if network.one_mode:
        return network.rows, network.columns
    rows = {name for each in (network, *others) for name in each.rows}
    return network.rows, tuple(f"{name} (column)" if name in rows else name for name in network.columns)


def sign(network: Network, weight: float) -> str:
    """``agreement``, ``conflict`` or, at 0, ``mixed``: the sign of a tie of this weight; "" for a weight of 0 or more
    in a network that does not count sides.

    >>> import numpy as np
    >>> sign(Network(("a", "b"), ("a", "b"), np.ones((2, 2)), one_mode=True, aggregation="conflict"), 1)
    'conflict'
    """
    if weight < 0:
        return "conflict"
    if network.aggregation in ("ignore", "combine"):
        return ""
    if not weight:
        return "mixed"
    return "conflict" if network.aggregation == "conflict" else "agreement"


def square(network: Network, *, symmetric: bool = False) -> Network:
    """A network of actors with one sorted set of labels, made from one whose row and column labels differ.

    ``symmetric``: each tie counts in both directions, and the network is undirected.

    >>> import numpy as np
    >>> talks = Network(("China",), ("Japan", "Peru"), np.array([[2.0, 1.0]]), one_mode=False)
    >>> square(talks, symmetric=True).weights.tolist()
    [[0.0, 2.0, 1.0], [2.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """
    import numpy as np

    labels = tuple(sorted({*network.rows, *network.columns}))
    at = {label: n for n, label in enumerate(labels)}
    rows = np.array([at[label] for label in network.rows], dtype=int)
    columns = np.array([at[label] for label in network.columns], dtype=int)
    weights = np.zeros((len(labels), len(labels)))
    weights[np.ix_(rows, columns)] = network.weights
    support: dict[tuple[int, int], tuple[int, ...]] = {}
    for (i, j), indices in network.support.items():
        cell = (int(rows[i]), int(columns[j]))
        for place in (cell, cell[::-1]) if symmetric else (cell,):
            support[place] = tuple(sorted({*support.get(place, ()), *indices}))
    return replace(
        network,
        rows=labels,
        columns=labels,
        weights=weights + weights.T if symmetric else weights,
        one_mode=True,
        directed=not symmetric,
        support=support,
        row_ids={**network.row_ids, **network.column_ids},
        column_ids={**network.row_ids, **network.column_ids},
    )


def check_amounts(aggregation: str, what: str) -> None:
    """Raise `NetworkShapeError` if weights are no amounts: combined levels are codes for sets, which cannot be added,
    divided or compared. ``what`` is what the caller needs amounts for."""
    if aggregation == "combine":
        advice = "Take another --aggregation, such as ignore or subtract."
        raise NetworkShapeError(what=what, needed="amounts", found="one of names of sets (combine)", advice=advice)


def positive(network: Network) -> NDArray[np.float64]:
    """The weights without conflict (negative weights become 0) and without self-loops."""
    import numpy as np

    weights = np.maximum(network.weights, 0.0)
    if network.one_mode:
        np.fill_diagonal(weights, 0)
    return weights


def aligned(network: Network, rows: Sequence[str], columns: Iterable[str]) -> NDArray[np.float64]:
    """The weights as a matrix with other labels: 0 for labels that the network lacks; its other labels are dropped."""
    import numpy as np

    columns = tuple(columns)
    here, there = {x: n for n, x in enumerate(network.rows)}, {x: n for n, x in enumerate(network.columns)}
    weights = np.zeros((len(rows), len(columns)))
    i, j = [n for n, x in enumerate(rows) if x in here], [n for n, x in enumerate(columns) if x in there]
    if i and j:
        found = np.ix_([here[rows[n]] for n in i], [there[columns[n]] for n in j])
        weights[np.ix_(i, j)] = network.weights[found]
    return weights
