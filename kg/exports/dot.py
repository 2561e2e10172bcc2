"""Write DOT, Graphviz's format. Every value is a quoted string: in it a quote and a backslash stand behind a backslash.

A line end is ``\\n``, a carriage return ``\\r``; a list of strings is JSON; a NUL, which Graphviz takes for the end, is
U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from kg.exports.elements import EdgeIds, display, elements
from kg.exports.spool import text_of
from kg.exports.xml_text import written
from kg.stores.property_graph.property_graph import Node, Property
from kg.stores.protocol import Batch

__all__ = ["write_dot"]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\ufffd"})


def write_dot(batches: Iterable[Batch], output: IO[bytes], level: str = "full") -> None:
    """Nodes and edges of `kg.exports.elements.elements`, in its order.

    ``label`` is what a person reads first, on an edge its type. Each property is an attribute by the name
    ``kg_`` and its own, so that Graphviz takes none of them for one of its own.
    """
    edge_id = EdgeIds()
    with text_of(output) as text:
        text.write("digraph negotiation {\n")
        for item in elements(batches, level):
            if isinstance(item, Node):
                values = {"labels": ";".join(item.labels), **item.properties}
                text.write(f"  {_quoted(item.id)} [label={_quoted(display(item))}{_attributes(values)}];\n")
            else:
                ends = f"{_quoted(item.source)} -> {_quoted(item.target)}"
                values = {**item.properties, "id": edge_id(item)}
                text.write(f"  {ends} [label={_quoted(item.type)}{_attributes(values)}];\n")
        text.write("}\n")


def _attributes(values: dict[str, Property]) -> str:
    return "".join(f", kg_{name}={_quoted(value)}" for name, value in values.items())


def _quoted(value: Property) -> str:
    return f'"{written(value).translate(_ESCAPES)}"'
