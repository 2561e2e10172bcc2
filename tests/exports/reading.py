"""Read an export back with a library of its field, into one plain form that all formats can be compared in."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import networkx as nx
import pydot

from kg.exports.elements import EDGE_TYPES, NODE_TYPES, EdgeIds
from kg.printing.cells import restored
from kg.stores.property_graph.property_graph import Node, Relationship

type Values = Mapping[str, object]
type Graph = tuple[Mapping[str, Values], Mapping[str, tuple[str, str, Values]]]
"""Nodes by id; edges by id with source, target and values, among them their type as ``relationship``."""


LISTS = {"aliases", "id_sources", "mediators"}
"""Properties of several values."""


def plain(elements: Iterable[Node | Relationship]) -> Graph:
    """The elements to export."""
    nodes: dict[str, Values] = {}
    edges: dict[str, tuple[str, str, Values]] = {}
    edge_id = EdgeIds()
    for item in elements:
        if isinstance(item, Node):
            assert item.id not in nodes
            nodes[item.id] = {"labels": ";".join(item.labels), **item.properties}
        else:
            key = edge_id(item)
            assert key not in edges
            own = {name: value for name, value in item.properties.items() if name != "id"}
            edges[key] = (item.source, item.target, {"relationship": item.type, **own})
    return nodes, edges


def from_graphml(data: bytes, level: str) -> Graph:
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    nodes = {}
    for key, values in graph.nodes(data=True):
        found = _with_lists(values)
        assert found.pop("name") == key
        nodes[key] = _from_shown(found, found.pop("label"))
    edges = {}
    for source, target, key, values in _edges(graph):
        found = _with_lists(_without(values, "id"))
        assert found.pop("label") == found["relationship"]
        assert found.pop("weight") == found.get("count", 1)
        assert found.pop("directed") is (found["relationship"] != "NEGOTIATES_WITH")
        edges[key] = (source, target, found)
    return nodes, edges


def _from_shown(found: dict[str, Any], shown: str) -> dict[str, Any]:
    """Adds the displayed property to nodes that do not also have it as an attribute."""
    first = found["labels"].split(";")[0]
    own = {"Issue": "label", "Label": "label", "Actor": "name", "Document": "name"}.get(first)
    return found | {own: shown} if own else found


def from_gexf(data: bytes, level: str) -> Graph:
    # networkx refuses a graph that mixes directed edges with others, which Gephi reads.
    of_one_kind = re.sub(rb' type="(un)?directed"', b"", data)
    graph = nx.read_gexf(io.BytesIO(of_one_kind.replace(b"<graph mode", b'<graph defaultedgetype="directed" mode')))
    nodes = {}
    for key, values in graph.nodes(data=True):
        found = _with_lists(values)
        shown = found.pop("label")
        if found["labels"] in ("Issue", "Label"):
            found["label"] = shown
        _check_life(found)
        nodes[key] = found
    edges = {}
    for source, target, _, values in _edges(graph):
        found = _with_lists(values)
        modality = f" {found['modality']}" if "modality" in found else ""
        assert found.pop("label") == found["relationship"] + modality
        _check_life(found)
        assert found.pop("weight") == found.get("count", 1)
        edges[found.pop("id")] = (source, target, found)
    return nodes, edges


def _check_life(found: dict[str, Any]) -> None:
    if found.get("labels") == "Evidence":
        return  # its start and end are places in the text
    day = found.get("date", found.get("first"))
    assert found.pop("start", None) == day
    end = found.pop("end", None)
    if "last" in found:
        assert end == found["last"]
    else:
        assert (end is None) is (day is None)
        assert day is None or end >= day


def from_cytoscape(data: bytes, level: str) -> Graph:
    graph = nx.cytoscape_graph(json.loads(data))
    nodes = {}
    for key, values in graph.nodes(data=True):
        found = _tuples(values)
        assert found.pop("id") == found.pop("value") == key
        found["labels"] = ";".join(found["labels"])
        if "Actor" not in found["labels"] and found["labels"] != "Document":
            del found["name"]
        nodes[key] = found
    edges = {}
    for source, target, key, values in _edges(graph):
        found = _tuples(_without(values, "id", "key", "source", "target", "interaction", "weight", "directed"))
        edges[key] = (source, target, {"relationship": values["interaction"], **found})
    return nodes, edges


def from_csv(data: bytes, level: str) -> Graph:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        nodes_text, edges_text = (archive.read(name).decode("utf-8") for name in ("nodes.csv", "edges.csv"))
    return from_tables(nodes_text, edges_text, level)


def from_tables(nodes_text: str, edges_text: str, level: str) -> Graph:
    nodes: dict[str, Values] = {}
    for row in _rows(nodes_text):
        key = row.pop("id")
        nodes[key] = _typed(row, NODE_TYPES[level])
    edges: dict[str, tuple[str, str, Values]] = {}
    for row in _rows(edges_text):
        key, source, target = row.pop("id"), row.pop("source"), row.pop("target")
        edges[key] = (source, target, _typed(row, EDGE_TYPES[level]))
    return nodes, edges


def _rows(text: str) -> Iterable[dict[str, str]]:
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield {name: restored(value) for name, value in row.items()}


def from_dot(data: bytes, level: str) -> Graph:
    found_graphs = pydot.graph_from_dot_data(data.decode("utf-8"))
    assert found_graphs is not None
    (graph,) = found_graphs
    nodes: dict[str, Values] = {}
    for node in graph.get_nodes():
        if node.get_name() in ("graph", "node", "edge"):
            continue
        found = _own(node.get_attributes())
        nodes[_unquoted(node.get_name())] = _typed(found, NODE_TYPES[level])
    edges: dict[str, tuple[str, str, Values]] = {}
    for edge in graph.get_edges():
        found = _own(edge.get_attributes())
        key = found.pop("id")
        ends = _unquoted(edge.get_source()), _unquoted(edge.get_destination())
        edges[key] = (*ends, _typed(found, EDGE_TYPES[level]))
    return nodes, edges


READERS: Mapping[str, Callable[[bytes, str], Graph]] = {
    "graphml": from_graphml,
    "gexf": from_gexf,
    "cytoscape": from_cytoscape,
    "csv": from_csv,
    "dot": from_dot,
}


def _edges(graph: Any) -> Iterable[tuple[str, str, str, dict[str, Any]]]:
    edges: Iterable[tuple[str, str, str, dict[str, Any]]]
    if graph.is_multigraph():
        edges = graph.edges(data=True, keys=True)
    else:
        edges = [(source, target, "", values) for source, target, values in graph.edges(data=True)]
    return edges


def _without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _with_lists(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(json.loads(value)) if name in LISTS else value for name, value in values.items()}


def _typed(row: Mapping[str, str], types: Mapping[str, type]) -> dict[str, object]:
    readers: dict[type, Callable[[str], object]] = {
        str: str,
        int: int,
        float: float,
        bool: lambda text: {"true": True, "false": False}[text],
        tuple: lambda text: tuple(json.loads(text)),
    }
    return {name: readers[types[name]](text) for name, text in row.items() if text != ""}


def _own(attributes: Mapping[str, Any]) -> dict[str, str]:
    return {name[3:]: _unquoted(text) for name, text in attributes.items() if name.startswith("kg_")}


def _unquoted(value: object) -> str:
    """The words of a quoted string in which only a backslash and what follows it mean something else."""
    text = str(value)
    if not text.startswith('"'):
        return text
    words: str = ast.literal_eval('"' + text[1:-1] + '"')
    return words
