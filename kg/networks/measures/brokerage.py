"""Brokerage: structural holes, and the five roles of a broker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.networks.conversion import positive
from kg.networks.network import Network

__all__ = ["ROLES", "Broker", "brokers"]

ROLES: Final = ("coordinator", "representative", "gatekeeper", "consultant", "liaison")


@dataclass(frozen=True, slots=True)
class Broker:
    """How an actor brokers between others, by positive ties only.

    ``constraint`` and ``effective_size`` are Burt's (1992): a low constraint and a large effective size mean that its
    partners are not tied to one another (None without partners). The rest counts ordered pairs a, c with a tie from a
    to the actor and from it to c, but none from a to c (Gould & Fernandez 1989), by the groups of the three:
    ``coordinator`` all in one; ``representative`` from its own group to another; ``gatekeeper`` from another to its
    own; ``consultant`` between members of one other group; ``liaison`` all in different ones.
    """

    label: str
    group: str
    constraint: float | None
    effective_size: float | None
    coordinator: int
    representative: int
    gatekeeper: int
    consultant: int
    liaison: int

    @property
    def brokered(self) -> int:
        """The number of all such pairs."""
        return self.coordinator + self.representative + self.gatekeeper + self.consultant + self.liaison


def brokers(network: Network, groups: Mapping[str, str]) -> tuple[Broker, ...]:
    """One for each actor of a one-mode network, sorted by the number of brokered pairs, descending, then by label.

    ``groups`` has the group of each label; a label without one is a group of its own. Undirected ties count both ways.
    """
    import networkx as nx
    import numpy as np

    if not network.rows:
        return ()
    weights = positive(network)
    tied = weights > 0
    graph: nx.Graph[int] = nx.DiGraph(weights) if network.directed else nx.Graph(weights)
    constraint, size = nx.constraint(graph, weight="weight"), nx.effective_size(graph, weight="weight")
    names = [groups.get(label, f"alone {n}") for n, label in enumerate(network.rows)]
    group = np.unique(names, return_inverse=True)[1]
    found = []
    for b, label in enumerate(network.rows):
        sources, targets = np.flatnonzero(tied[:, b]), np.flatnonzero(tied[b])
        a, c = (grid.ravel() for grid in np.meshgrid(sources, targets, indexing="ij"))
        open_ = (a != c) & ~tied[a, c]
        a, c, own = group[a[open_]], group[c[open_]], group[b]
        counts = (
            (a == own) & (c == own),
            (a == own) & (c != own),
            (a != own) & (c == own),
            (a != own) & (a == c),
            (a != own) & (c != own) & (a != c),
        )
        alone = not len(sources) and not len(targets)
        found.append(
            Broker(
                label,
                groups.get(label, ""),
                None if alone else float(constraint[b]),
                None if alone else float(size[b]),
                *(int(count.sum()) for count in counts),
            )
        )
    return tuple(sorted(found, key=lambda broker: (-broker.brokered, broker.label)))
