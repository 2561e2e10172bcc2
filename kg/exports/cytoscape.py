"""Write Cytoscape's JSON (``.cyjs``): values keep their JSON types, lists stay lists.

Every node also has ``value``, its id, and the file declares a directed graph: networkx needs both.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import IO

from kg.exports import Settings
from kg.exports.elements import EdgeIds, display_name, elements, is_directed, weight
from kg.exports.spool import spooled, utf8_text
from kg.stores.property_graph.property_graph import Node
from kg.stores.protocol import Batch

__all__ = ["write_cytoscape"]

HEAD = """{"format_version": "1.0", "generated_by": "kg", "target_cytoscapejs_version": "~2.1",
 "directed": true, "multigraph": true, "data": {"name": "negotiation graph"},
 "elements": {
  "nodes": ["""


def write_cytoscape(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """Write the nodes, then the edges of `kg.exports.elements.elements`, one a line; the edges are spooled.

    ``name`` is a node's display name; ``interaction`` is an edge's type, ``weight`` its count, else 1, and ``directed``
    is false for a symmetric relation.
    """
    edge_id = EdgeIds()
    with utf8_text(output) as text:
        text.write(HEAD)
        with spooled(text) as edges:
            edges.write('\n  ],\n  "edges": [')
            node_gap = edge_gap = ""
            for item in elements(batches, settings.level, isolates=settings.isolates):
                if isinstance(item, Node):
                    values = {"id": item.id, "value": item.id, "name": display_name(item), "labels": item.labels}
                    text.write(f"{node_gap}\n   {_data({**values, **item.properties})}")
                    node_gap = ","
                else:
                    key = edge_id(item)
                    values = {"id": key, "key": key, "source": item.source, "target": item.target}
                    shown = {"interaction": item.type, "weight": weight(item), "directed": is_directed(item)}
                    edges.write(f"{edge_gap}\n   {_data({**values, **shown, **item.properties})}")
                    edge_gap = ","
        text.write("\n  ]}}\n")


def _data(values: dict[str, object]) -> str:
    # JSON has no infinity and no NaN, and such an amount is of no use.
    finite = {k: v for k, v in values.items() if not isinstance(v, float) or math.isfinite(v)}
    return json.dumps({"data": finite}, ensure_ascii=False)
