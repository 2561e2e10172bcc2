"""Write GEXF 1.3, Gephi's format: attributes with their types, and the days on which a thing is there.

A list of strings is a ``liststring`` in JSON's notation. The property ``label`` of an issue or a label is the one that
GEXF gives every node, and so is no attribute beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import IO, Final

from kg.exports import Settings
from kg.exports.elements import EDGE_TYPES, NODE_TYPES, EdgeIds, display, drawn, is_directed, weight
from kg.exports.spool import spooled, text_of
from kg.exports.xml_text import attribute, written
from kg.stores.property_graph.property_graph import Node, Properties, Relationship
from kg.stores.protocol import Batch

__all__ = ["write_gexf"]

TYPES: Final[Mapping[type, str]] = MappingProxyType(
    {str: "string", int: "long", float: "double", bool: "boolean", tuple: "liststring"}
)


def write_gexf(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """Nodes, then edges of `kg.exports.elements.elements`; the edges wait on the disk.

    A node or edge with a date is there on that day, or in the month or year that the words give; at the counted levels
    from the ``first`` day to the ``last``. ``kind`` is the type with the modality, so that Gephi keeps edges of
    different kinds between two nodes apart; ``weight`` is the count, else 1. Where only some have a direction, each
    edge tells its own and there is no default: Gephi leaves out what differs from that.
    """
    edge_id, life = EdgeIds(), _Life()
    node_types = {name: kind for name, kind in NODE_TYPES[settings.level].items() if name != "label"}
    edge_types = {name: kind for name, kind in EDGE_TYPES[settings.level].items() if name != "id"}
    direction, items = drawn(batches, settings.level, isolates=settings.isolates)
    with text_of(output) as text:
        _write_head(text, direction, {"node": node_types, "edge": edge_types})
        with spooled(text) as edges:
            edges.write("    </nodes>\n    <edges>\n")
            for item in items:
                if isinstance(item, Node):
                    values = _values({"labels": ";".join(item.labels), **item.properties}, node_types)
                    head = f'id="{attribute(item.id)}" label="{attribute(display(item))}"{life(item)}'
                    text.write(f"      <node {head}>{values}</node>\n")
                else:
                    values = _values({"relationship": item.type, **item.properties}, edge_types)
                    head = f'id="{attribute(edge_id(item))}" {_ends(item, direction)}{life(item)}'
                    edges.write(f"      <edge {head}>{values}</edge>\n")
        text.write("    </edges>\n  </graph>\n</gexf>\n")


def _write_head(text: IO[str], direction: str, attributes: Mapping[str, Mapping[str, type]]) -> None:
    text.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    default = "" if direction == "mixed" else f' defaultedgetype="{direction}"'
    text.write(f'  <graph{default} mode="dynamic" timeformat="date">\n')
    for place, types in attributes.items():
        text.write(f'    <attributes class="{place}" mode="static">\n')
        for name, kind in types.items():
            text.write(f'      <attribute id="{name}" title="{name}" type="{TYPES[kind]}"/>\n')
        text.write("    </attributes>\n")
    text.write("    <nodes>\n")


def _ends(edge: Relationship, direction: str) -> str:
    ends = f'source="{attribute(edge.source)}" target="{attribute(edge.target)}"'
    modality = edge.properties.get("modality")
    kind = attribute(f"{edge.type} {modality}" if modality else edge.type)
    own = f' type="{"directed" if is_directed(edge) else "undirected"}"' if direction == "mixed" else ""
    return f'{ends}{own} label="{kind}" kind="{kind}" weight="{weight(edge)}"'


class _Life:
    """When a node or an edge is there, as attributes. A plain edge lasts as long as the position that it stands for."""

    def __init__(self) -> None:
        self._lasting: dict[str, dt.date] = {}

    def __call__(self, item: Node | Relationship) -> str:
        """`` start="..." end="..."``; nothing for what has no day. Both days are within."""
        properties = item.properties
        start, end = properties.get("date", properties.get("first")), properties.get("last")
        if isinstance(item, Node) and item.labels[0] == "Document":
            # The positions of a document come after it, and before their edges.
            self._lasting.clear()
        if not isinstance(start, str):
            return ""
        first = dt.date.fromisoformat(start)
        last = dt.date.fromisoformat(end) if isinstance(end, str) else self._last(item, first)
        return f' start="{first}" end="{last}"'

    def _last(self, item: Node | Relationship, first: dt.date) -> dt.date:
        if isinstance(item, Relationship):
            return self._lasting.get(str(item.properties.get("position", "")), first)
        told = item.properties.get("last_day")
        if not isinstance(told, str):
            return first
        last = dt.date.fromisoformat(told)
        self._lasting[item.id] = last
        return last


def _values(properties: Properties, names: Iterable[str]) -> str:
    values = "".join(
        f'<attvalue for="{name}" value="{attribute(written(properties[name]))}"/>'
        for name in names
        if name in properties
    )
    return f"<attvalues>{values}</attvalues>"
