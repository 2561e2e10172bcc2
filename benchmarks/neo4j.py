"""How fast a generated graph of 100,000 positions is synced to Neo4j, beside a loader that sends one statement a query.

``python -m benchmarks.neo4j``: the server is started from packages alone, and stopped afterwards.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.page import DOCUMENTS, POSITIONS, publish, table
from kg.stores.neo4j.connection import Neo4jSettings, quiet_driver
from kg.stores.neo4j.jars import VERSIONS, fetch
from kg.stores.neo4j.neo4j import Neo4jStore
from kg.stores.neo4j.server import Neo4jServer, start
from kg.stores.property_graph.property_graph import DocumentGraph, Node, Relationship, document_graph
from kg.stores.protocol import Batch
from kg.vocabulary import concepts
from tests.doubles import factory

__all__ = ["main"]

FEW = 20
"""Documents that the naive loader gets: it is slow, and evenly so."""
MEGABYTES = 1024


@dataclass(frozen=True, slots=True)
class Sync:
    """The cost of a sync: wall seconds, CPU seconds of this process, and its peak resident memory (MiB) after a tenth
    of the sync and at its end."""

    wall: float
    cpu: float
    early: float
    late: float


def main() -> None:
    """Measure, print, and write the page."""
    version = VERSIONS[-1]
    with tempfile.TemporaryDirectory() as place, start(fetch(version), Path(place), megabytes=MEGABYTES) as server:
        naive = _naive(server)
        settings = Neo4jSettings(server.url, None, server.user, server.password)
        with Neo4jStore(settings) as store:
            store.drop()
            whole = _sync(store)
            held = store.counts()
            again = _timed(store, factory.batches(factory.resolved_documents(50, POSITIONS), revision=DOCUMENTS))
            began = time.monotonic()
            store.clear()
            cleared = time.monotonic() - began
    positions = held["positions"]
    busy = os.getloadavg()[2]
    rows = [
        (
            f"synced, {positions:,} positions in {held['documents']:,} documents",
            f"{whole.wall:,.0f} s",
            f"{positions / whole.wall:,.0f}",
            f"{whole.cpu:,.0f} s",
            f"{whole.early:,.0f}, then {whole.late:,.0f} MiB",
        ),
        ("50 documents written again", f"{again:.1f} s", f"{50 * POSITIONS / again:,.0f}", "", ""),
        (
            f"one statement a query, a sample of {FEW} documents",
            f"{naive:,.1f} s",
            f"{FEW * POSITIONS / naive:,.0f}",
            "",
            "",
        ),
        ("taken out again", f"{cleared:,.0f} s", "", "", ""),
    ]
    lines = [
        f"Neo4j {version} Community with a heap of {MEGABYTES} MiB on the same machine. Memory is the highest of the "
        f"writing process, when a tenth was written and at the end. Load average of the machine: {busy:.0f}.",
        "",
        *table(("what", "wall", "positions a second", "CPU of the writer", "memory of the writer"), rows),
    ]
    publish("neo4j", lines)


def _sync(store: Neo4jStore) -> Sync:
    early = 0.0

    def batches() -> Iterator[Batch]:
        nonlocal early
        for batch in factory.batches(factory.resolved_documents(DOCUMENTS, POSITIONS)):
            yield batch
            if batch.revision == DOCUMENTS // 10:
                early = _memory()

    cpu = time.process_time()
    wall = _timed(store, batches())
    return Sync(wall, time.process_time() - cpu, early, _memory())


def _timed(store: Neo4jStore, batches: Iterator[Batch]) -> float:
    began = time.monotonic()
    store.apply(batches)
    return time.monotonic() - began


def _naive(server: Neo4jServer) -> float:
    """The seconds of a naive loader: a query for each node and each relationship, with an index on ids."""
    graphs = [document_graph(each, concepts()) for each in islice(factory.resolved_documents(FEW, POSITIONS), FEW)]
    with quiet_driver(server.url, (server.user, server.password), patience=10) as driver, driver.session() as session:
        session.run("CREATE INDEX naive IF NOT EXISTS FOR (n:Naive) ON (n.id)").consume()
        session.run("CALL db.awaitIndexes()").consume()
        began = time.monotonic()
        for statement, parameters in _statements(graphs):
            session.run(statement, parameters).consume()
        taken = time.monotonic() - began
        session.run("MATCH (n:Naive) DETACH DELETE n").consume()
        session.run("DROP INDEX naive").consume()
    return taken


def _statements(graphs: list[DocumentGraph]) -> Iterator[tuple[str, dict[str, object]]]:
    for graph in graphs:
        for node in (*graph.nodes, *graph.actors, *graph.issues):
            yield _node(node)
        for edge in (*graph.relationships, *graph.broader):
            yield _edge(edge)


def _node(node: Node) -> tuple[str, dict[str, object]]:
    properties = {name: list(value) if isinstance(value, tuple) else value for name, value in node.properties.items()}
    text = f"MERGE (n:Naive {{id: $id}}) SET n:{':'.join(node.labels)}, n += $properties"
    return text, {"id": node.id, "properties": properties}


def _edge(edge: Relationship) -> tuple[str, dict[str, object]]:
    text = f"MATCH (a:Naive {{id: $a}}), (b:Naive {{id: $b}}) CREATE (a)-[r:`{edge.type}`]->(b) SET r = $properties"
    return text, {"a": edge.source, "b": edge.target, "properties": dict(edge.properties)}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
