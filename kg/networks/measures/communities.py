"""Communities of a network, and how closed they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.networks.conversion import positive
from kg.networks.network import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Communities", "communities", "described", "external_internal", "group_of", "modularity_matrix"]


@dataclass(frozen=True, slots=True)
class Communities:
    """A partition: ``members`` of each group in the order of their labels, the largest group first.

    ``modularity`` is Newman & Girvan's (2004) with weights or, if the network has conflict (``signed``), that of Gómez,
    Jensen & Arenas (2009): positive ties within groups and negative ties between them, beyond what the strengths alone
    would give. ``external_internal`` is the E-I index (see `external_internal`); ``frustrated`` is the share of all
    weight that contradicts the partition: agreement between groups, conflict within.
    """

    members: tuple[tuple[str, ...], ...]
    modularity: float
    external_internal: float
    frustrated: float
    signed: bool


def communities(network: Network, *, seed: int = 0, resolution: float = 1.0) -> Communities:
    """The communities of a one-mode network by the Louvain method (Blondel et al. 2008): networkx's, or with signed
    modularity if there are negative weights. Direction is ignored; a higher ``resolution`` gives more communities. The
    seed decides the order in which actors are visited."""
    import networkx as nx
    import numpy as np

    weights = _undirected(network)
    if (weights < 0).any():
        groups = _signed_louvain(weights, seed, resolution)
    elif weights.any():
        graph = nx.from_numpy_array(weights)
        communities_found = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
        groups = np.zeros(len(weights), dtype=int)
        for n, nodes in enumerate(communities_found):
            groups[list(nodes)] = n
    else:
        groups = np.arange(len(weights))
    members: dict[int, list[str]] = {}
    for label, group in zip(network.rows, groups.tolist(), strict=True):
        members.setdefault(group, []).append(label)
    return described(network, members.values())


def described(network: Network, members: Iterable[Iterable[str]]) -> Communities:
    """The partition into the groups ``members``, with its measures."""
    import numpy as np

    groups_of_labels = (tuple(sorted(labels)) for labels in members)
    ordered = tuple(sorted(groups_of_labels, key=lambda labels: (-len(labels), labels)))
    weights = _undirected(network)
    group_of_label = {label: n for n, members in enumerate(ordered) for label in members}
    groups = np.array([group_of_label[label] for label in network.rows], dtype=int)
    same = groups[:, None] == groups[None, :]
    total = float(np.abs(weights).sum())
    modularity = float(modularity_matrix(weights)[same].sum()) / total if total else 0.0
    frustrated = np.where(same, np.maximum(-weights, 0), np.maximum(weights, 0)).sum()
    return Communities(
        ordered,
        modularity,
        external_internal(network, {label: str(n) for label, n in group_of_label.items()}),
        float(frustrated) / total if total else 0.0,
        bool((weights < 0).any()),
    )


def external_internal(network: Network, groups: Mapping[str, str]) -> float:
    """Krackhardt & Stern's (1988) E-I index of a one-mode network, by the weights of its positive ties: 1 if all ties
    are between groups, -1 if all are within, 0 without ties. A label without a group is a group of its own."""
    import numpy as np

    weights = positive(network)
    group_names = [groups.get(label, f"alone {n}") for n, label in enumerate(network.rows)]
    group_numbers = np.unique(group_names, return_inverse=True)[1] if group_names else np.array((), dtype=int)
    same = group_numbers[:, None] == group_numbers[None, :]
    inside, total = float(weights[same].sum()), float(weights.sum())
    return (total - 2 * inside) / total if total else 0.0


def group_of(partition: Communities) -> dict[str, str]:
    """The number of each label's group, from 1, as text."""
    return {label: str(n) for n, members in enumerate(partition.members, 1) for label in members}


def _undirected(network: Network) -> NDArray[np.float64]:
    import numpy as np

    weights = (network.weights + network.weights.T) / 2 if network.directed else network.weights.copy()
    np.fill_diagonal(weights, 0)
    return weights


def modularity_matrix(weights: NDArray[np.float64], resolution: float = 1.0) -> NDArray[np.float64]:
    """The weights minus those expected by strength alone, for each sign; the sum over pairs within groups is the
    unscaled modularity."""
    import numpy as np

    matrix = weights.copy()
    for sign, part in ((1, np.maximum(weights, 0)), (-1, np.maximum(-weights, 0))):
        strengths, total = part.sum(axis=1), part.sum()
        if total:
            matrix -= sign * resolution * np.outer(strengths, strengths) / total
    return matrix


def _signed_louvain(weights: NDArray[np.float64], seed: int, resolution: float) -> NDArray[np.int_]:
    """Move single actors, then whole groups, as long as the signed modularity rises."""
    import numpy as np

    random = np.random.default_rng(seed)
    benefit = modularity_matrix(weights, resolution)
    groups = np.arange(len(weights))
    while True:
        moved = _move_nodes(benefit, random)
        groups = moved[groups]
        if len(np.unique(moved)) == len(benefit):
            return groups
        sums = np.zeros((moved.max() + 1, len(benefit)))
        sums[moved, np.arange(len(benefit))] = 1
        benefit = sums @ benefit @ sums.T


def _move_nodes(benefit: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.int_]:
    """The group of each node, numbered from 0, when no node gains by moving alone."""
    import numpy as np

    size = len(benefit)
    groups = np.arange(size)
    # What each node contributes to each group, without itself.
    gains = benefit.copy()
    np.fill_diagonal(gains, 0)
    contributions = gains.copy()
    improving = True
    while improving:
        improving = False
        for node in random.permutation(size):
            best = int(np.argmax(gains[node]))
            if gains[node, best] > gains[node, groups[node]] + 1e-12:
                gains[:, groups[node]] -= contributions[:, node]
                gains[:, best] += contributions[:, node]
                groups[node] = best
                improving = True
    return np.unique(groups, return_inverse=True)[1]
