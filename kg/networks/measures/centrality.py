"""How central each actor of a network is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.networks.conversion import check_amounts, sign
from kg.networks.network import Network

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["SAMPLED_ABOVE", "Standing", "standings"]

SAMPLED_ABOVE: Final = 500
"""From so many nodes on, betweenness is estimated from as many of them, drawn by the seed (Brandes & Pich 2007)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an actor (or, in a two-mode network, an issue) stands.

    ``degree`` counts its ties, ``strength`` adds their weights: ``agreement`` and ``conflict`` those that are so, 0
    where the network does not count who is on which side. In a directed network ``incoming`` is the strength of ties to
    it, and the others are of those from it. The rest is of the ties above 0. ``betweenness`` is the share of shortest
    paths that lead over it, a tie being as long as one over its weight (Freeman 1977; Newman 2001); ``eigenvector``
    (Bonacich 1972) and ``pagerank`` (Brin & Page 1998) are relative, the former to the largest, 1; ``core`` is the
    largest k for which it is in the k-core (Seidman 1983). ``sampled``: betweenness is an estimate.
    """

    label: str
    degree: int
    strength: float
    agreement: float
    conflict: float
    incoming: float
    betweenness: float
    eigenvector: float
    pagerank: float
    core: int
    sampled: bool = False


def standings(network: Network, *, seed: int = 0) -> tuple[Standing, ...]:
    """One for each label, the strongest first, then by label; rows before columns where the network has two modes.

    Raises `kg.errors.NetworkShapeError` for combined levels.
    """
    import networkx as nx

    check_amounts(network.aggregation, "a measure")
    whole = network.to_networkx()
    good: nx.Graph[str] = whole.__class__()
    good.add_nodes_from(whole)
    for a, b, tie in whole.edges(data=True):
        if tie["weight"] > 0:
            good.add_edge(a, b, weight=tie["weight"], length=1 / tie["weight"])
    sampled = len(good) > SAMPLED_ABOVE
    drawn = SAMPLED_ABOVE if sampled else None
    between = nx.betweenness_centrality(good, k=drawn, weight="length", seed=seed) if good else {}
    ranks = nx.pagerank(good, weight="weight") if good else {}
    cores = nx.core_number(nx.Graph(good)) if good else {}
    vector = dict(zip(good, _eigenvector(nx.to_numpy_array(good)).tolist() if good else (), strict=True))
    incoming = dict.fromkeys(whole, 0.0)
    if network.directed:
        for _, target, tie in whole.edges(data=True):
            incoming[target] += tie["weight"]
    found = []
    for name in whole:
        weights = [data["weight"] for _, _, data in whole.edges(name, data=True)]
        found.append(
            Standing(
                name,
                len(weights),
                sum(weights),
                sum(w for w in weights if sign(network, w) == "agreement"),
                sum(w for w in weights if sign(network, w) == "conflict"),
                incoming[name],
                between[name],
                vector[name],
                ranks[name],
                cores[name],
                sampled,
            )
        )
    first = set(network.rows) if not network.one_mode else set()
    return tuple(sorted(found, key=lambda s: (bool(first) and s.label not in first, -s.strength - s.incoming, s.label)))


def _eigenvector(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The eigenvector of the largest eigenvalue of ties in either direction, its largest component 1.

    Unlike networkx's, it exists for a network of several pieces: a piece with a smaller eigenvalue has none of it, and
    pieces with the same one have each its own, whatever their size.
    """
    import networkx as nx
    import numpy as np

    matrix = (weights + weights.T) / 2
    if not matrix.any():
        return np.zeros(len(matrix))
    values, vectors = np.linalg.eigh(matrix)
    # Of several vectors the solver may turn each into any other: how long each row of them is, stays.
    vector = np.sqrt((vectors[:, values > values[-1] * (1 - 1e-9)] ** 2).sum(axis=1))
    vector[vector < 1e-9] = 0
    for piece in nx.connected_components(nx.from_numpy_array(matrix)):
        members = list(piece)
        vector[members] /= vector[members].max() or 1
    return np.asarray(vector, dtype=float)
