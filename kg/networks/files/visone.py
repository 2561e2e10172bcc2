"""Write visone's dialect of GraphML: GraphML with the drawing for visone and yEd."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Final

from kg.exports.xml_text import attribute, content
from kg.networks.codings import Codings
from kg.networks.conversion import edges, sign
from kg.networks.network import Network
from kg.networks.pictures.layout import layout
from kg.networks.pictures.palette import AGREEMENT, CONFLICT, group_colour

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["write_visone"]

LAID_OUT: Final = 500
"""The most nodes that are laid out by their ties; more lie on a circle, for visone to lay out."""
EXTENT: Final = 1000
"""The width and height of the drawing, in pixels."""

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:visone="http://visone.info/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:y="http://www.yworks.com/xml/graphml" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns/graphml \
http://www.yworks.com/xml/schema/graphml/1.0/ygraphml.xsd">
  <key for="node" id="d0" yfiles.type="nodegraphics"/>
  <key for="edge" id="e0" yfiles.type="edgegraphics"/>
  <key for="graph" id="prop" visone.type="properties"/>
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="variable" for="node" attr.name="variable" attr.type="string"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
  <key id="codings" for="edge" attr.name="codings" attr.type="int"/>
"""


def write_visone(networks: Sequence[Network], codings: Codings | None, output: IO[bytes]) -> None:
    """Write the only one of ``networks``. Nodes have the ids ``n0``, ``n1`` ...; ``name`` is the label and ``variable``
    is ``row`` or ``column``; rows are ellipses, columns rounded rectangles. The colour of a tie shows agreement or
    conflict, as in the pictures, or the set of combined levels."""
    (network,) = networks
    kinds = [("row", name) for name in network.rows]
    if not network.one_mode:
        kinds += [("column", name) for name in network.columns]
    shift = 0 if network.one_mode else len(network.rows)
    ties = edges(network)
    default = "directed" if network.directed else "undirected"
    lines = [
        _HEAD,
        f'  <graph edgedefault="{default}" id="kg" parse.edges="{len(ties)}" parse.nodes="{len(kinds)}" '
        'parse.order="free">\n'
        '    <data key="prop"><visone:labelAttribute edgeLabel="weight" nodeLabel="name"/></data>\n',
    ]
    places = _places(len(kinds), [(i, j + shift, weight) for i, j, weight in ties])
    for n, ((kind, name), (x, y)) in enumerate(zip(kinds, places.tolist(), strict=True)):
        lines.append(_node(n, kind, name, (x, y)))
    for i, j, weight in ties:
        support = network.support.get((i, j))
        data = f'<data key="weight">{weight!r}</data>'
        if support is not None:
            data += f'<data key="codings">{len(support)}</data>'
        arrow = '<y:Arrows source="none" target="standard"/>' if network.directed else ""
        style = f'<y:LineStyle color="{_colour(network, weight)}" type="line" width="2.0"/>{arrow}'
        line = f"<visone:polyLineEdge><y:PolyLineEdge>{style}</y:PolyLineEdge></visone:polyLineEdge>"
        lines.append(f'    <edge source="n{i}" target="n{j + shift}">{data}<data key="e0">{line}</data></edge>\n')
    lines.append("  </graph>\n</graphml>\n")
    output.write("".join(lines).encode())


def _node(number: int, kind: str, name: str, place: tuple[float, float]) -> str:
    shape, colour = ("ellipse", group_colour(0)) if kind == "row" else ("roundrectangle", group_colour(1))
    drawn = (
        f'<y:Geometry height="20.0" width="20.0" x="{place[0]:.1f}" y="{place[1]:.1f}"/>'
        f'<y:Fill color="{colour}" transparent="false"/><y:BorderStyle color="#000000" type="line" width="1.0"/>'
        '<y:NodeLabel modelName="eight_pos" modelPosition="n" fontSize="12" textColor="#000000" visible="true">'
        f'{content(name)}</y:NodeLabel><y:Shape type="{shape}"/>'
    )
    return (
        f'    <node id="n{number}"><data key="name">{content(name)}</data><data key="variable">{attribute(kind)}</data>'
        f'<data key="d0"><visone:shapeNode><y:ShapeNode>{drawn}</y:ShapeNode></visone:shapeNode></data></node>\n'
    )


def _colour(network: Network, weight: float) -> str:
    if network.aggregation == "combine":
        return group_colour(int(weight) - 1)
    return CONFLICT if sign(network, weight) == "conflict" else AGREEMENT


def _places(size: int, ties: Sequence[tuple[int, int, float]]) -> NDArray[np.float64]:
    """The positions of nodes, in pixels; deterministic."""
    import numpy as np

    if size > LAID_OUT:
        angle = 2 * np.pi * np.arange(size) / size
        return np.asarray(EXTENT * (0.5 + 0.5 * np.stack([np.cos(angle), np.sin(angle)], axis=1)))
    weights = np.zeros((size, size))
    for i, j, weight in ties:
        weights[i, j] = weights[j, i] = weight
    return layout(weights) * EXTENT
