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
    constraint, effective_size = nx.constraint(graph, weight="weight"), nx.effective_size(graph, weight="weight")
    group_names = [groups.get(label, f"alone {n}") for n, label in enumerate(network.rows)]
    group_numbers = np.unique(group_names, return_inverse=True)[1]
    result = []
    for actor, label in enumerate(network.rows):
        sources, targets = np.flatnonzero(tied[:, actor]), np.flatnonzero(tied[actor])
        a, c = (grid.ravel() for grid in np.meshgrid(sources, targets, indexing="ij"))
        is_open = (a != c) & ~tied[a, c]
        a, c, own_group = group_numbers[a[is_open]], group_numbers[c[is_open]], group_numbers[actor]
        counts = (
            (a == own_group) & (c == own_group),
            (a == own_group) & (c != own_group),
            (a != own_group) & (c == own_group),
            (a != own_group) & (a == c),
            (a != own_group) & (c != own_group) & (a != c),
        )
        has_no_ties = not len(sources) and not len(targets)
        result.append(
            Broker(
                label,
                groups.get(label, ""),
                None if has_no_ties else float(constraint[actor]),
                None if has_no_ties else float(effective_size[actor]),
                *(int(count.sum()) for count in counts),
            )
        )
    return tuple(sorted(result, key=lambda broker: (-broker.brokered, broker.label)))
