"""Every store that answers in Cypher, embedded or behind a server, for the tests that all have to pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.protocol import Store
from tests.servers.arcadedb_server import ARCADEDB, ArcadeDBServer
from tests.servers.neo4j_servers import Neo4jServers, each_version

__all__ = ["CYPHER_STORES", "CYPHER_STORES_ASKED", "EmptyStore", "empty_store"]

CYPHER_STORES = ["grafeo", ARCADEDB, *each_version()]
"""Parameters for a test that all of them have to pass."""
CYPHER_STORES_ASKED = ["grafeo", pytest.param("arcadedb", marks=(*ARCADEDB.marks, pytest.mark.rare)), *each_version()]
"""Parameters for the named questions: ArcadeDB takes as long for them as all others together."""

type EmptyStore = Callable[[str, Path], Store]


@pytest.fixture(scope="session")
def empty_store(request: pytest.FixtureRequest) -> EmptyStore:
    """Opens an empty store of a kind; the folder is for one that keeps its data in files."""

    def empty(kind: str, folder: Path) -> Store:
        if kind == "grafeo":
            return GrafeoStore(folder)
        if kind == "arcadedb":
            arcadedb: ArcadeDBServer = request.getfixturevalue("arcadedb_server")
            return arcadedb.empty()
        neo4j: Neo4jServers = request.getfixturevalue("neo4j_servers")
        return neo4j.empty(kind)

    return empty
