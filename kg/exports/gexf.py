"""Write GEXF 1.3, Gephi's format: typed attributes, and the period in which each node and edge exists.

A list of strings is a ``liststring`` in JSON's notation. The property ``label`` is written as GEXF's own ``label`` of a
node, not as an attribute as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import IO, Final

from kg.exports import Settings
from kg.exports.elements import EDGE_TYPES, NODE_TYPES, EdgeIds, display_name, is_directed, weight, with_direction
from kg.exports.spool import spooled, utf8_text
from kg.exports.xml_text import attribute, lexical_form
from kg.stores.property_graph.property_graph import Node, Properties, Relationship
from kg.stores.protocol import Batch

__all__ = ["write_gexf"]

TYPES: Final[Mapping[type, str]] = MappingProxyType(
    {str: "string", int: "long", float: "double", bool: "boolean", tuple: "liststring"}
)


def write_gexf(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """Write the nodes, then the edges of `kg.exports.elements.elements`; the edges are spooled.

    A dated node or edge exists on that day, or in the month or year that the text gives; at the aggregated levels from
    the ``first`` day to the ``last``. ``kind`` is the type with the modality, so that Gephi keeps edges of different
    kinds between two nodes apart; ``weight`` is the count, else 1. Where directed and undirected edges are mixed, each
    has its own type and there is no default, since Gephi drops edges that differ from the default.
    """
    edge_id, period = EdgeIds(), _Period()
    node_types = {name: kind for name, kind in NODE_TYPES[settings.level].items() if name != "label"}
    edge_types = {name: kind for name, kind in EDGE_TYPES[settings.level].items() if name != "id"}
    direction, items = with_direction(batches, settings.level, isolates=settings.isolates)
    with utf8_text(output) as text:
        _write_head(text, direction, {"node": node_types, "edge": edge_types})
        with spooled(text) as edges:
            edges.write("    </nodes>\n    <edges>\n")
            for item in items:
                if isinstance(item, Node):
                    values = _values({"labels": ";".join(item.labels), **item.properties}, node_types)
                    head = f'id="{attribute(item.id)}" label="{attribute(display_name(item))}"{period(item)}'
                    text.write(f"      <node {head}>{values}</node>\n")
                else:
                    values = _values({"relationship": item.type, **item.properties}, edge_types)
                    head = f'id="{attribute(edge_id(item))}" {_ends(item, direction)}{period(item)}'
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
    type_attribute = f' type="{"directed" if is_directed(edge) else "undirected"}"' if direction == "mixed" else ""
    return f'{ends}{type_attribute} label="{kind}" kind="{kind}" weight="{weight(edge)}"'


class _Period:
    """When a node or an edge exists, as attributes. An edge that stands for a position ends with that position."""

    def __init__(self) -> None:
        self._last_days: dict[str, dt.date] = {}

    def __call__(self, item: Node | Relationship) -> str:
        """`` start="..." end="..."``, both inclusive; empty for what is undated."""
        properties = item.properties
        start, end = properties.get("date", properties.get("first")), properties.get("last")
        if isinstance(item, Node) and item.labels[0] == "Document":
            # After a document come its positions, then their edges.
            self._last_days.clear()
        if not isinstance(start, str):
            return ""
        first = dt.date.fromisoformat(start)
        last = dt.date.fromisoformat(end) if isinstance(end, str) else self._last(item, first)
        return f' start="{first}" end="{last}"'

    def _last(self, item: Node | Relationship, first: dt.date) -> dt.date:
        last_day = item.properties.get("last_day")
        if isinstance(item, Relationship) and last_day is None:
            return self._last_days.get(str(item.properties.get("position", "")), first)
        last = dt.date.fromisoformat(last_day) if isinstance(last_day, str) else first
        if isinstance(item, Node):
            self._last_days[item.id] = last
        return last


def _values(properties: Properties, names: Iterable[str]) -> str:
    values = "".join(
        f'<attvalue for="{name}" value="{attribute(lexical_form(properties[name]))}"/>'
        for name in names
        if name in properties
    )
    return f"<attvalues>{values}</attvalues>"
