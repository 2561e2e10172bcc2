"""Write GraphML: every attribute declared with its type; a list of strings is a string of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import IO, Final

from kg.exports.elements import EDGE_TYPES, NODE_TYPES, EdgeIds, elements
from kg.exports.spool import text_of
from kg.exports.xml_text import attribute, content, written
from kg.stores.property_graph.property_graph import Node, Properties
from kg.stores.protocol import Batch

__all__ = ["write_graphml"]

TYPES: Final[Mapping[type, str]] = MappingProxyType(
    {str: "string", int: "long", float: "double", bool: "boolean", tuple: "string"}
)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(batches: Iterable[Batch], output: IO[bytes], level: str = "full") -> None:
    """Nodes and edges of `kg.exports.elements.elements`, in its order, as it gives them."""
    edge_id = EdgeIds()
    with text_of(output) as text:
        text.write(HEAD)
        for place, types in (("node", NODE_TYPES[level]), ("edge", EDGE_TYPES[level])):
            for name, kind in types.items():
                text.write(f'  <key id="{place}.{name}" for="{place}" attr.name="{name}" attr.type="{TYPES[kind]}"/>\n')
        text.write('  <graph edgedefault="directed">\n')
        for item in elements(batches, level):
            if isinstance(item, Node):
                data = _data("node", {"labels": ";".join(item.labels), **item.properties})
                text.write(f'    <node id="{attribute(item.id)}">{data}</node>\n')
            else:
                ends = f'source="{attribute(item.source)}" target="{attribute(item.target)}"'
                data = _data("edge", {"relationship": item.type, **item.properties})
                text.write(f'    <edge id="{attribute(edge_id(item))}" {ends}>{data}</edge>\n')
        text.write("  </graph>\n</graphml>\n")


def _data(place: str, properties: Properties) -> str:
    return "".join(f'<data key="{place}.{name}">{content(written(value))}</data>' for name, value in properties.items())
