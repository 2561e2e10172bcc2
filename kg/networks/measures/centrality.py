"""The centrality of each actor of a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.networks.conversion import check_amounts, sign
from kg.networks.network import Network

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["SAMPLED_ABOVE", "Standing", "standings"]

PRECISION: Final = 1e-12
"""How little PageRank may change on average in the last of its steps."""
STEPS: Final = 1000
SAMPLED_ABOVE: Final = 500
"""With more nodes, betweenness is estimated from a random sample of this size (Brandes & Pich 2007)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The centrality of an actor (or, in a two-mode network, an issue).

    ``degree`` is the number of its ties, ``strength`` the sum of their weights. ``agreement`` and ``conflict`` (below
    0, unless the network is one of conflict) make up ``strength``; both are None where ties are differences of unknown
    components, and 0 if the network does not count sides. In a directed network these are of outgoing ties, and
    ``incoming`` is the strength of incoming ones. The rest uses positive ties only. ``betweenness``
    is the share of shortest paths through it, the length of a tie being 1 / weight (Freeman 1977; Newman 2001);
    ``eigenvector`` (Bonacich 1972) is relative to the largest, 1; ``pagerank`` (Brin & Page 1998) sums to 1; ``core``
    is the largest k such that it is in the k-core (Seidman 1983). ``sampled``: betweenness is an estimate.
    """

    label: str
    degree: int
    strength: float
    agreement: float | None
    conflict: float | None
    incoming: float
    betweenness: float
    eigenvector: float
    pagerank: float
    core: int
    sampled: bool = False


def standings(
    network: Network, *, components: tuple[Network, Network] | None = None, seed: int = 0
) -> tuple[Standing, ...]:
    """One for each label, sorted by strength, descending, then by label; in a two-mode network rows before columns.

    ``components`` are the networks of agreement and of conflict that the network is the difference of, as
    `kg.networks.study.components` returns them. Without them, ``agreement`` and ``conflict`` of such a network are
    None: they cannot be computed from its ties, in which the two are set off against each other.

    Raises `kg.errors.NetworkShapeError` for combined levels.
    """
    import networkx as nx

    check_amounts(network.aggregation, "a measure")
    graph = network.to_networkx()
    positive = _positive_ties(graph)
    sampled = len(positive) > SAMPLED_ABOVE
    sample_size = SAMPLED_ABOVE if sampled else None
    betweenness = nx.betweenness_centrality(positive, k=sample_size, weight="length", seed=seed) if positive else {}
    ranks = nx.pagerank(positive, weight="weight", tol=PRECISION, max_iter=STEPS) if positive else {}
    core_numbers = nx.core_number(nx.Graph(positive)) if positive else {}
    eigenvector = dict(
        zip(positive, _eigenvector(nx.to_numpy_array(positive)).tolist() if positive else (), strict=True)
    )
    outgoing_weights = _outgoing_weights(graph)
    incoming = _incoming_strengths(graph)
    agreement_and_conflict = _agreement_and_conflict(network, outgoing_weights, components)
    result = [
        Standing(
            label=label,
            degree=len(outgoing_weights[label]),
            strength=sum(outgoing_weights[label]),
            agreement=agreement_and_conflict[label][0],
            conflict=agreement_and_conflict[label][1],
            incoming=incoming[label],
            betweenness=betweenness[label],
            eigenvector=eigenvector[label],
            pagerank=ranks[label],
            core=core_numbers[label],
            sampled=sampled,
        )
        for label in graph
    ]
    row_labels = set(network.rows)

    def rank(standing: Standing) -> tuple[bool, float, str]:
        is_column = not network.one_mode and standing.label not in row_labels
        return is_column, -standing.strength - standing.incoming, standing.label

    return tuple(sorted(result, key=rank))


def _positive_ties(graph: nx.Graph[str]) -> nx.Graph[str]:
    """All nodes, and the ties with a weight above 0; only these have a length, which paths need."""
    positive: nx.Graph[str] = graph.__class__()
    positive.add_nodes_from(graph)
    for a, b, tie in graph.edges(data=True):
        if tie["weight"] > 0:
            positive.add_edge(a, b, weight=tie["weight"], length=1 / tie["weight"])
    return positive


def _outgoing_weights(graph: nx.Graph[str]) -> dict[str, list[float]]:
    """The weights of each label's ties; of outgoing ones in a directed network."""
    return {label: [tie["weight"] for _, _, tie in graph.edges(label, data=True)] for label in graph}


def _incoming_strengths(graph: nx.Graph[str]) -> dict[str, float]:
    """The sum of the weights of each label's incoming ties; 0 if the network is not directed."""
    strengths = dict.fromkeys(graph, 0.0)
    if graph.is_directed():
        for _, target, tie in graph.edges(data=True):
            strengths[target] += tie["weight"]
    return strengths


def _agreement_and_conflict(
    network: Network, weights_by_label: Mapping[str, Sequence[float]], components: tuple[Network, Network] | None
) -> dict[str, tuple[float | None, float | None]]:
    """Agreement and conflict of each label: the sums over the components if they are known, else those of the weights
    of its ties where these are not differences."""
    if components is not None:
        agreement, conflict = (
            {label: sum(weights) for label, weights in _outgoing_weights(component.to_networkx()).items()}
            for component in components
        )
        # A component need not have all labels. Conflict is taken from 0.0, since without any it must not be -0.0.
        return {label: (agreement.get(label, 0.0), 0.0 - conflict.get(label, 0.0)) for label in weights_by_label}
    if network.aggregation == "subtract":
        return dict.fromkeys(weights_by_label, (None, None))
    return {
        label: (
            sum(weight for weight in weights if sign(network, weight) == "agreement"),
            sum(weight for weight in weights if sign(network, weight) == "conflict"),
        )
        for label, weights in weights_by_label.items()
    }


def _eigenvector(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The eigenvector of the largest eigenvalue of the symmetrised ties, with the largest entry 1.

    Unlike networkx's, it exists for a network of several components: it is 0 in components with a smaller largest
    eigenvalue, and scaled to 1 in each component with the largest.
    """
    import networkx as nx
    import numpy as np

    matrix = (weights + weights.T) / 2
    if not matrix.any():
        return np.zeros(len(matrix))
    values, vectors = np.linalg.eigh(matrix)
    # If several vectors share the eigenvalue, the solver may rotate them; the norms of their rows are invariant.
    vector = np.sqrt((vectors[:, values > values[-1] * (1 - 1e-9)] ** 2).sum(axis=1))
    vector[vector < 1e-9] = 0
    for component in nx.connected_components(nx.from_numpy_array(matrix)):
        members = list(component)
        vector[members] /= vector[members].max() or 1
    return np.asarray(vector, dtype=float)
