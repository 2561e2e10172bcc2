"""Write Pajek's .net."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from kg.networks.codings import Codings
from kg.networks.conversion import edges, node_names
from kg.networks.network import Network

__all__ = ["quoted", "write_pajek"]


def write_pajek(networks: Sequence[Network], codings: Codings | None, output: IO[bytes]) -> None:
    """Write the only one of ``networks``, in UTF-8: vertices numbered from 1 (rows first, with their number, if
    there are two modes), then edges, or arcs of a directed network, with their weights."""
    (network,) = networks
    rows, columns = node_names(network)
    names = rows if network.one_mode else rows + columns
    shift = 0 if network.one_mode else len(rows)
    lines = [f"*Vertices {len(names)}" + ("" if network.one_mode else f" {len(rows)}")]
    lines += [f"{n} {quoted(name)}" for n, name in enumerate(names, 1)]
    lines.append("*Arcs" if network.directed else "*Edges")
    lines += [f"{i + 1} {j + shift + 1} {weight:.15g}" for i, j, weight in edges(network)]
    output.write(("\n".join(lines) + "\n").encode())


def quoted(label: str) -> str:
    """A label in double quotes. Double quotes in it become single ones, and line ends spaces: the format has no escape.

    >>> quoted('the "third" corridor')
    '"the \\'third\\' corridor"'
    """
    return '"' + " ".join(label.split()).replace('"', "'") + '"'
