"""Write UCINET's DL, as a full matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from kg.networks.codings import Codings
from kg.networks.files.pajek import quoted
from kg.networks.network import Network

__all__ = ["write_ucinet"]


def write_ucinet(networks: Sequence[Network], codings: Codings | None, output: IO[bytes]) -> None:
    """Write the only one of ``networks``: labels in quotes, one a line, then the rows of the matrix."""
    (network,) = networks
    if network.one_mode:
        lines = [f"dl n = {len(network.rows)}, format = fullmatrix", "labels:", *map(quoted, network.rows)]
    else:
        lines = [f"dl nr = {len(network.rows)}, nc = {len(network.columns)}, format = fullmatrix"]
        lines += ["row labels:", *map(quoted, network.rows), "col labels:", *map(quoted, network.columns)]
    lines.append("data:")
    lines += [" " + " ".join(f"{weight:.15g}" for weight in row) for row in network.weights.tolist()]
    output.write(("\n".join(lines) + "\n").encode())
