"""Write Cytoscape's JSON (``.cyjs``): values keep their JSON types, lists stay lists.

Every node also has ``value``, its id, and the whole says that it is directed, which is what networkx asks for.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import IO

from kg.exports import Settings
from kg.exports.elements import EdgeIds, display, elements, is_directed, weight
from kg.exports.spool import spooled, text_of
from kg.stores.property_graph.property_graph import Node
from kg.stores.protocol import Batch

__all__ = ["write_cytoscape"]

HEAD = """{"format_version": "1.0", "generated_by": "kg", "target_cytoscapejs_version": "~2.1",
 "directed": true, "multigraph": true, "data": {"name": "negotiation graph"},
 "elements": {
  "nodes": ["""


def write_cytoscape(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """Nodes, then edges of `kg.exports.elements.elements`, one a line; the edges wait on the disk.

    ``name`` is what a person reads first, for every node; an edge's type is its ``interaction``, its ``weight`` the
    count, else 1, and ``directed`` is false where it has no direction.
    """
    edge_id = EdgeIds()
    with text_of(output) as text:
        text.write(HEAD)
        with spooled(text) as edges:
            edges.write('\n  ],\n  "edges": [')
            node_gap = edge_gap = ""
            for item in elements(batches, settings.level, isolates=settings.isolates):
                if isinstance(item, Node):
                    own = {"id": item.id, "value": item.id, "name": display(item), "labels": item.labels}
                    text.write(f"{node_gap}\n   {_data({**own, **item.properties})}")
                    node_gap = ","
                else:
                    key = edge_id(item)
                    own = {"id": key, "key": key, "source": item.source, "target": item.target}
                    drawn = {"interaction": item.type, "weight": weight(item), "directed": is_directed(item)}
                    edges.write(f"{edge_gap}\n   {_data({**own, **drawn, **item.properties})}")
                    edge_gap = ","
        text.write("\n  ]}}\n")


def _data(values: dict[str, object]) -> str:
    # JSON knows no infinity; what is not finite is no amount that anybody could use.
    finite = {k: v for k, v in values.items() if not isinstance(v, float) or math.isfinite(v)}
    return json.dumps({"data": finite}, ensure_ascii=False)
