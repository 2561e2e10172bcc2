"""Write GraphML: every attribute declared with its type; a list of strings is a string of JSON.

``name`` is a node's id, since igraph wants it unique; ``label`` is its display name. The id of an edge is the XML
attribute ``id`` of GraphML, and not written as data as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import IO, Final

from kg.exports import Settings
from kg.exports.elements import EDGE_TYPES, NODE_TYPES, EdgeIds, display_name, is_directed, weight, with_direction
from kg.exports.spool import utf8_text
from kg.exports.xml_text import attribute, content, lexical_form
from kg.stores.property_graph.property_graph import Node, Properties, Property
from kg.stores.protocol import Batch

__all__ = ["write_graphml"]

TYPES: Final[Mapping[type, str]] = MappingProxyType(
    {str: "string", int: "long", float: "double", bool: "boolean", tuple: "string"}
)
NODE: Final[Mapping[str, type]] = {"name": str, "label": str}
EDGE: Final[Mapping[str, type]] = {"label": str, "weight": float, "directed": bool}
"""The attributes of every node and edge besides those of the level."""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """Write the nodes and edges of `kg.exports.elements.elements`, in its order, one by one.

    ``weight`` is the count, else 1; ``directed`` is false for a symmetric edge: igraph and networkx read no graph that
    mixes directed and undirected edges, so that a mixed one is declared as directed.
    """
    edge_id = EdgeIds()
    direction, items = with_direction(batches, settings.level, isolates=settings.isolates)
    edge_types = {name: kind for name, kind in EDGE_TYPES[settings.level].items() if name != "id"}
    with utf8_text(output) as text:
        text.write(HEAD)
        for place, types in (("node", {**NODE_TYPES[settings.level], **NODE}), ("edge", {**edge_types, **EDGE})):
            for name, kind in types.items():
                text.write(f'  <key id="{place}.{name}" for="{place}" attr.name="{name}" attr.type="{TYPES[kind]}"/>\n')
        text.write(f'  <graph edgedefault="{"undirected" if direction == "undirected" else "directed"}">\n')
        for item in items:
            if isinstance(item, Node):
                values = {
                    "labels": ";".join(item.labels),
                    **item.properties,
                    "name": item.id,
                    "label": display_name(item),
                }
                text.write(f'    <node id="{attribute(item.id)}">{_data("node", values)}</node>\n')
            else:
                ends = f'source="{attribute(item.source)}" target="{attribute(item.target)}"'
                key = attribute(edge_id(item))
                common: dict[str, Property] = {
                    "label": item.type,
                    "weight": float(weight(item)),
                    "directed": is_directed(item),
                }
                values = {name: value for name, value in item.properties.items() if name != "id"}
                data = _data("edge", {"relationship": item.type, **values, **common})
                text.write(f'    <edge id="{key}" {ends}>{data}</edge>\n')
        text.write("  </graph>\n</graphml>\n")


def _data(place: str, properties: Properties) -> str:
    return "".join(
        f'<data key="{place}.{name}">{content(lexical_form(value))}</data>' for name, value in properties.items()
    )
