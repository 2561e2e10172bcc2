"""Write GraphML: labels, weights, signs, and the number of codings that an edge rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from kg.exports.xml_text import attribute, content
from kg.networks.codings import Codings
from kg.networks.conversion import edges, node_names, sign
from kg.networks.network import Network

__all__ = ["write_graphml"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="kind" for="node" attr.name="kind" attr.type="string"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
  <key id="sign" for="edge" attr.name="sign" attr.type="string"/>
  <key id="codings" for="edge" attr.name="codings" attr.type="int"/>
"""


def write_graphml(networks: Sequence[Network], codings: Codings | None, output: IO[bytes]) -> None:
    """Write the only one of ``networks``. Nodes are the labels, including isolates, also as ``name``, which igraph
    shows; ``kind`` is ``row`` or ``column``."""
    (network,) = networks
    rows, columns = node_names(network)
    lines = [_HEAD, f'  <graph edgedefault="{"directed" if network.directed else "undirected"}">\n']
    for kind, names in (("row", rows), ("column", () if network.one_mode else columns)):
        for name in names:
            label = content(name.removesuffix(" (column)") if kind == "column" else name)
            data = f'<data key="label">{label}</data><data key="name">{label}</data><data key="kind">{kind}</data>'
            lines.append(f'    <node id="{attribute(name)}">{data}</node>\n')
    for i, j, weight in edges(network):
        data = f'<data key="weight">{weight!r}</data>'
        if side := sign(network, weight):
            data += f'<data key="sign">{side}</data>'
        if (i, j) in network.support:
            data += f'<data key="codings">{len(network.support[(i, j)])}</data>'
        ends = f'source="{attribute(rows[i])}" target="{attribute(columns[j])}"'
        lines.append(f"    <edge {ends}>{data}</edge>\n")
    lines.append("  </graph>\n</graphml>\n")
    output.write("".join(lines).encode())
