"""Write DOT, Graphviz's format. Every value is a quoted string: in it a quote and a backslash stand behind a backslash.

A line end is ``\\n``, a carriage return ``\\r``; a list of strings is JSON; a NUL, which Graphviz takes for the end, is
U+FFFD.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import IO, Final

from kg.exports import Settings
from kg.exports.elements import EdgeIds, display, drawn, is_directed, weight
from kg.exports.spool import text_of
from kg.exports.xml_text import written
from kg.stores.property_graph.property_graph import Node, Property, Relationship
from kg.stores.protocol import Batch

__all__ = ["write_dot"]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\ufffd"})

HEAD: Final = """digraph negotiation {
  graph [layout="sfdp", overlap="prism", overlap_scaling="-4", K="1.2", splines="true", outputorder="edgesfirst"];
  node [style="filled", fontname="Helvetica", fontsize="11", penwidth="0.5", shape="ellipse", fillcolor="#eeeeee"];
  edge [fontname="Helvetica", fontsize="8", arrowsize="0.6", color="#777777", fontcolor="#555555"];
"""
"""How Graphviz draws it where nothing else is said: no ``-K`` is needed."""
SHAPES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "State": ("box", "#9ecae9"),
        "Bloc": ("hexagon", "#c6dbef"),
        "Organization": ("ellipse", "#f5d76e"),
        "Delegation": ("octagon", "#fdd0a2"),
        "Faction": ("octagon", "#fdbf9b"),
        "Group": ("octagon", "#e5e5e5"),
        "Person": ("ellipse", "#b8e0b8"),
        "Issue": ("note", "#ffffff"),
        "Document": ("folder", "#dddddd"),
        "Evidence": ("plaintext", "#ffffff"),
        "Position": ("cds", "#d9cbe8"),
        "Action": ("cds", "#f2b8b5"),
    }
)
"""Shape and colour by the last label that has one: an actor's type."""
COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "positive": "#0072b2",
        "negative": "#d55e00",
        "mixed": "#999999",
        "NEGOTIATES_WITH": "#009e73",
        "LEADS": "#444444",
        "AFFILIATED_WITH": "#bbbbbb",
    }
)
"""The colour of a line by its sign, else by its relation; the eye that sees no red and green tells them apart."""
LINE, LINES = 22, 3
"""Characters in a line of a node's label, and lines."""


def write_dot(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """Nodes and edges of `kg.exports.elements.elements`, in its order, laid out by ``sfdp``.

    Shape and colour are those of the type, the width of a line grows with its count, and a line without a direction has
    no arrow. ``label`` is the beginning of what a person reads first, on an edge its type, but for signed edges,
    whose colour says it. Each property is an attribute by the name ``kg_`` and its own, so that Graphviz takes none of
    them for one of its own.
    """
    edge_id = EdgeIds()
    _, items = drawn(batches, settings.level, isolates=settings.isolates)
    with text_of(output) as text:
        text.write(HEAD)
        for item in items:
            if isinstance(item, Node):
                values = {"labels": ";".join(item.labels), **item.properties}
                text.write(f"  {_quoted(item.id)} [{_node(item)}{_attributes(values)}];\n")
            else:
                ends = f"{_quoted(item.source)} -> {_quoted(item.target)}"
                values = {"relationship": item.type, **item.properties, "id": edge_id(item)}
                text.write(f"  {ends} [{_edge(item)}{_attributes(values)}];\n")
        text.write("}\n")


def _node(node: Node) -> str:
    shape, colour = next((SHAPES[label] for label in reversed(node.labels) if label in SHAPES), ("", ""))
    label = "\n".join(textwrap.wrap(display(node), LINE, max_lines=LINES, placeholder=" …")) or display(node)
    drawn = {"shape": shape, "fillcolor": colour} if shape else {}
    return _list({"label": label, **drawn, "tooltip": display(node)})


def _edge(edge: Relationship) -> str:
    sign = str(edge.properties.get("sign", ""))
    modality = edge.properties.get("modality")
    words = edge.type.lower().replace("_", " ") + (f" ({modality})" if modality else "")
    colour = COLOURS.get(sign) or COLOURS.get(edge.type)
    # Each doubling of the count is one width more: ten facts do not hide what one says.
    width = 1 + math.log2(weight(edge))
    return _list(
        {
            **({} if sign else {"label": words}),
            **({"color": colour} if colour else {}),
            **({} if is_directed(edge) else {"dir": "none"}),
            **({"penwidth": f"{width:.3g}"} if "count" in edge.properties else {}),
        }
    )


def _list(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _attributes(values: Mapping[str, Property]) -> str:
    return "".join(f", kg_{name}={_quoted(value)}" for name, value in values.items())


def _quoted(value: Property) -> str:
    return f'"{written(value).translate(_ESCAPES)}"'
