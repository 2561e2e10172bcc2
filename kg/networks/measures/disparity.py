"""The backbone of a network: its statistically significant ties."""

from __future__ import annotations

from dataclasses import replace

from kg.networks.conversion import check_amounts
from kg.networks.network import Network

__all__ = ["disparity_filter"]


def disparity_filter(network: Network, alpha: float = 0.05) -> Network:
    """The network with only the ties that are significant for one of their ends: the disparity filter of Serrano,
    Boguñá & Vespignani (2009).

    A tie of weight w at an actor of strength s and degree k is kept if (1 - w/s)^(k-1) is below ``alpha``, with
    absolute weights. The only tie of an actor is kept only if it is significant for its other end. All labels are kept,
    and ``support`` is still that of all ties. Raises `kg.errors.NetworkShapeError` for combined levels.

    >>> import numpy as np
    >>> hub = np.array([[0.0, 9.0, 1.0, 1.0], [9.0, 0, 0, 0], [1.0, 0, 0, 0], [1.0, 0, 0, 0]])
    >>> names = ("hub", "a", "b", "c")
    >>> disparity_filter(Network(names, names, hub, one_mode=True)).weights[0].tolist()
    [0.0, 9.0, 0.0, 0.0]
    """
    import numpy as np

    check_amounts(network.aggregation, "the backbone")
    weights = np.abs(network.weights)
    if network.one_mode:
        weights = weights.copy()
        np.fill_diagonal(weights, 0)
    chance = np.ones_like(weights)
    for axis in (0, 1):
        strength, degree = weights.sum(axis=axis, keepdims=True), (weights > 0).sum(axis=axis, keepdims=True)
        share = np.divide(weights, strength, out=np.zeros_like(weights), where=strength > 0)
        chance = np.minimum(chance, np.where(degree > 1, (1 - share) ** np.maximum(degree - 1, 0), 1.0))
    kept = (weights > 0) & (chance < alpha)
    return replace(network, weights=np.where(kept, network.weights, 0.0))
