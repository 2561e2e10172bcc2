"""Distances between networks with the same labels, by which the phases of a debate are found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kg.errors import NetworkOptionError
from kg.networks.network import Network
from kg.networks.spectrum import spectrum

__all__ = ["distances"]


def distances(
    networks: Sequence[Network], method: Literal["absdiff", "spectral"] = "absdiff", as_dna: bool = False
) -> NDArray[np.float64]:
    """The matrix of distances: sums of absolute differences between the cells of two networks, or their spectra.

    Count windows with isolates, so that all have the same labels, and with ``to_one`` if they differ in activity.
    Raises `NetworkOptionError` for networks with other labels, and for the spectra of two-mode networks.
    """
    first = networks[0] if networks else None
    if first is not None and any(n.rows != first.rows or n.columns != first.columns for n in networks):
        raise NetworkOptionError(option="isolates", value=False, detail="networks of other labels cannot be compared")
    if method == "spectral":
        if first is not None and not first.one_mode:
            raise NetworkOptionError(option="method", value=method, detail="it is for one-mode networks")
        points = [spectrum(network.weights, as_dna) for network in networks]
    else:
        points = [network.weights for network in networks]
    result = np.zeros((len(points), len(points)))
    for place, point in enumerate(points):
        for other in range(place):
            result[place, other] = result[other, place] = np.abs(point - points[other]).sum()
    return result
