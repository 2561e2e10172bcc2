"""Write DOT, Graphviz's format. Every value is a quoted string, in which a backslash escapes quotes and backslashes.

A line feed is ``\\n``, a carriage return ``\\r``; a list of strings is JSON; a NUL, which would end the string, becomes
U+FFFD.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import IO, Final

from kg.exports import Settings
from kg.exports.elements import EdgeIds, display_name, is_directed, weight, with_direction
from kg.exports.spool import utf8_text
from kg.exports.xml_text import lexical_form
from kg.stores.property_graph.property_graph import Node, Property, Relationship
from kg.stores.protocol import Batch

__all__ = ["write_dot"]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\ufffd"})

HEAD: Final = """digraph negotiation {
  graph [layout="sfdp", overlap="prism", overlap_scaling="-4", K="1.2", splines="true", outputorder="edgesfirst"];
  node [style="filled", fontname="Helvetica", fontsize="11", penwidth="0.5", shape="ellipse", fillcolor="#eeeeee"];
  edge [fontname="Helvetica", fontsize="8", arrowsize="0.6", color="#777777", fontcolor="#555555"];
"""
"""The defaults of the drawing, with the layout engine: no ``-K`` is needed."""
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
"""Shape and colour by label; the last label that has one counts: an actor's type."""
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
"""The colour of an edge by its sign, else by its relation: a palette that is safe for red-green colour blindness."""
LABEL_WIDTH, LABEL_LINES = 22, 3
"""Characters in a line of a node's label, and its most lines."""


def write_dot(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """Write the nodes and edges of `kg.exports.elements.elements`, in its order, to be laid out by ``sfdp``.

    Shape and colour depend on the type, the width of an edge grows with its count, and a symmetric edge has no arrow.
    ``label`` is the beginning of a node's display name, or an edge's type, except on signed edges, whose colour tells.
    Each property is an attribute prefixed with ``kg_``, so that Graphviz does not take it for one of its own.
    """
    edge_id = EdgeIds()
    _, items = with_direction(batches, settings.level, isolates=settings.isolates)
    with utf8_text(output) as text:
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
    name = display_name(node)
    label = "\n".join(textwrap.wrap(name, LABEL_WIDTH, max_lines=LABEL_LINES, placeholder=" …")) or name
    style = {"shape": shape, "fillcolor": colour} if shape else {}
    return _list({"label": label, **style, "tooltip": name})


def _edge(edge: Relationship) -> str:
    sign = str(edge.properties.get("sign", ""))
    modality = edge.properties.get("modality")
    words = edge.type.lower().replace("_", " ") + (f" ({modality})" if modality else "")
    colour = COLOURS.get(sign) or COLOURS.get(edge.type)
    # Each doubling of the count adds 1 to the width, so that edges of many facts do not hide those of one.
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
    return f'"{lexical_form(value).translate(_ESCAPES)}"'
