"""A network: labelled rows and columns, and a weight for each pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from kg.errors import FramesMissingError

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas
    from numpy.typing import NDArray

__all__ = ["Network", "Window"]


@dataclass(frozen=True, slots=True)
class Window:
    """The period of a network: ``start`` and ``stop`` inclusive; ``middle`` is the time that it stands for."""

    start: datetime
    middle: datetime
    stop: datetime


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """``weights`` has the shape (rows, columns), float64, in the order of the labels. A one-mode network has the same
    labels for both. ``support`` has, by (row, column) of each non-zero cell, the indices of the codings that it rests
    on, looked up on access. ``counted`` is the number of codings. ``aggregation`` says how the qualifier was used,
    ``integer`` that all weights are whole numbers by construction. ``row_ids`` and ``column_ids`` are the ids, by
    label, of the rows and columns that are actors of a graph."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: NDArray[np.float64]
    one_mode: bool
    directed: bool = False
    window: Window | None = None
    counted: int = 0
    support: Mapping[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    aggregation: str = "ignore"
    integer: bool = False
    row_ids: Mapping[str, str] = field(default_factory=dict)
    column_ids: Mapping[str, str] = field(default_factory=dict)

    def to_networkx(self) -> nx.Graph[str]:
        """A ``Graph``, or a ``DiGraph`` for a directed network, with an edge and its ``weight`` for each non-zero cell.

        Nodes are the labels, including isolates. In a two-mode network they have ``bipartite`` 0 (rows) or 1 (columns),
        and a column that is named like a row has `` (column)`` after its name. Actors of a graph have their id as
        ``actor_id``. Self-loops are left out.

        >>> import numpy as np
        >>> two = Network(("China", "Japan"), ("Tariffs",), np.array([[2.0], [0.0]]), one_mode=False)
        >>> two.to_networkx().edges(data="weight")
        EdgeDataView([('China', 'Tariffs', 2.0)])
        """
        import networkx as nx

        from kg.networks.conversion import edges, node_names

        graph: nx.Graph[str] = nx.DiGraph() if self.directed else nx.Graph()
        rows, columns = node_names(self)
        if self.one_mode:
            graph.add_nodes_from(rows)
        else:
            graph.add_nodes_from(rows, bipartite=0)
            graph.add_nodes_from(columns, bipartite=1)
            for node, label in zip(columns, self.columns, strict=True):
                if label in self.column_ids:
                    graph.nodes[node]["actor_id"] = self.column_ids[label]
        for label, id_ in self.row_ids.items():
            graph.nodes[label]["actor_id"] = id_
        graph.add_weighted_edges_from((rows[i], columns[j], weight) for i, j, weight in edges(self))
        return graph

    def to_pandas(self) -> pandas.DataFrame:
        """The weights with their labels; needs the extra ``frames``. Raises `FramesMissingError`.

        For ids in place of labels, rename by ``row_ids`` and ``column_ids``.
        """
        try:
            import pandas
        except ImportError as error:
            raise FramesMissingError(package="pandas") from error
        return pandas.DataFrame(self.weights, index=list(self.rows), columns=list(self.columns))
