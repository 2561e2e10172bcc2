"""Real Neo4j servers for the tests, started by the code of ``kg store start neo4j``: one of each version a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import JavaMissingError, ServerPartsMissingError, ServerUnobtainableError
from kg.stores.neo4j.connection import Neo4jSettings
from kg.stores.neo4j.jars import VERSIONS, Jars, fetch
from kg.stores.neo4j.neo4j import Neo4jStore
from kg.stores.neo4j.server import Neo4jServer, start

__all__ = ["BRIEF", "JAVA_SERVERS", "Neo4jServers", "each_version", "jars_of", "neo4j_servers", "settings_of"]


BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options that make Java start fast, for servers that run for a minute."""
JAVA_SERVERS = pytest.mark.xdist_group("java-servers")
"""One worker runs all tests of these servers: it starts each once, and no two workers download a file at once."""


def each_version() -> list[object]:
    """The parameters of tests that every version has to pass; the older ones are marked `rare`."""
    marks = (pytest.mark.server, JAVA_SERVERS)
    *older, newest = VERSIONS
    return [
        *(pytest.param(each, marks=(*marks, pytest.mark.rare), id=f"neo4j-{each}") for each in older),
        pytest.param(newest, marks=marks, id=f"neo4j-{newest}"),
    ]


def jars_of(version: str) -> Jars:
    """The jars of a server; the test is skipped if they cannot be had."""
    try:
        return fetch(version)
    except (JavaMissingError, ServerPartsMissingError, ServerUnobtainableError) as error:
        pytest.skip(f"no Neo4j server: {error}")


def settings_of(server: Neo4jServer, database: str | None = None, patience: float = 60.0) -> Neo4jSettings:
    """How to connect to a server, as its user."""
    return Neo4jSettings(server.url, database, server.user, server.password, patience)


class Neo4jServers:
    """Starts each version when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[str, Neo4jServer] = {}

    def server(self, version: str) -> Neo4jServer:
        """The running server; the test is skipped if it cannot be started."""
        if version not in self._running:
            self._running[version] = start(jars_of(version), self._folder / version, options=BRIEF)
        return self._running[version]

    def empty(self, version: str) -> Neo4jStore:
        """A store in the server, with nothing of ours in it."""
        store = Neo4jStore(settings_of(self.server(version)))
        store.clear()
        return store

    def stop(self) -> None:
        """Kill them all; their data is not needed."""
        for server in self._running.values():
            server.kill()


@pytest.fixture(scope="session")
def neo4j_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServers]:
    """Every version on demand, each with an empty database at first, until the session ends."""
    servers = Neo4jServers(tmp_path_factory.mktemp("neo4j"))
    yield servers
    servers.stop()
