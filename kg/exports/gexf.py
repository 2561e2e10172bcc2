"""Write GEXF 1.3, Gephi's format: attributes with their types, and the day from which a thing is there.

A list of strings is a ``liststring`` in JSON's notation. The property ``label`` of an issue or a label is the one that
GEXF gives every node, and so is no attribute beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import IO, Final

from kg.exports.elements import EDGE_TYPES, NODE_TYPES, EdgeIds, display, elements
from kg.exports.spool import spooled, text_of
from kg.exports.xml_text import attribute, written
from kg.stores.property_graph.property_graph import Node, Properties
from kg.stores.protocol import Batch

__all__ = ["write_gexf"]

TYPES: Final[Mapping[type, str]] = MappingProxyType(
    {str: "string", int: "long", float: "double", bool: "boolean", tuple: "liststring"}
)


def write_gexf(batches: Iterable[Batch], output: IO[bytes], level: str = "full") -> None:
    """Nodes, then edges of `kg.exports.elements.elements`; the edges wait on the disk.

    A node or edge with a date starts on that day (``first`` at the level of actors, where ``weight`` is the count).
    """
    edge_id = EdgeIds()
    node_types = {name: kind for name, kind in NODE_TYPES[level].items() if name != "label"}
    edge_types = {name: kind for name, kind in EDGE_TYPES[level].items() if name != "id"}
    with text_of(output) as text:
        text.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
        text.write('  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n')
        for place, types in (("node", node_types), ("edge", edge_types)):
            text.write(f'    <attributes class="{place}" mode="static">\n')
            for name, kind in types.items():
                text.write(f'      <attribute id="{name}" title="{name}" type="{TYPES[kind]}"/>\n')
            text.write("    </attributes>\n")
        text.write("    <nodes>\n")
        with spooled(text) as edges:
            edges.write("    </nodes>\n    <edges>\n")
            for item in elements(batches, level):
                if isinstance(item, Node):
                    values = _values({"labels": ";".join(item.labels), **item.properties}, node_types)
                    head = f'id="{attribute(item.id)}" label="{attribute(display(item))}"{_start(item.properties)}'
                    text.write(f"      <node {head}>{values}</node>\n")
                else:
                    values = _values({"relationship": item.type, **item.properties}, edge_types)
                    ends = f'source="{attribute(item.source)}" target="{attribute(item.target)}"'
                    weight = f' weight="{item.properties["count"]}"' if "count" in item.properties else ""
                    head = f'id="{attribute(edge_id(item))}" {ends} label="{item.type}"{weight}'
                    edges.write(f"      <edge {head}{_start(item.properties)}>{values}</edge>\n")
        text.write("    </edges>\n  </graph>\n</gexf>\n")


def _start(properties: Properties) -> str:
    date = properties.get("date", properties.get("first"))
    return f' start="{dt.date.fromisoformat(date)}"' if isinstance(date, str) else ""


def _values(properties: Properties, names: Iterable[str]) -> str:
    values = "".join(
        f'<attvalue for="{name}" value="{attribute(written(properties[name]))}"/>'
        for name in names
        if name in properties
    )
    return f"<attvalues>{values}</attvalues>"
