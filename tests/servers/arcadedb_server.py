"""A real ArcadeDB for the tests, reached over Bolt: a process of its own on the loopback, from one package."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import pytest

from kg.errors import Neo4jDatabaseMissingError, Neo4jRefusedError, Neo4jUnreachableError
from kg.stores.neo4j.connection import Neo4jSettings
from kg.stores.neo4j.neo4j import Neo4jStore
from tests.servers.neo4j_servers import BRIEF, JAVA_SERVERS
from tests.servers.oxigraph_server import free_port

__all__ = ["ARCADEDB", "ArcadeDBServer", "arcadedb_server"]

ARCADEDB: Final = pytest.param("arcadedb", marks=(pytest.mark.server, JAVA_SERVERS), id="arcadedb")
"""The parameter of tests that ArcadeDB has to pass."""
DATABASE: Final = "talks"
USER: Final = "root"
PATIENCE: Final = 60.0
"""Seconds that the server may take to answer; it listens before its database is ready."""
ALLOWED: Final = (
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.io", "java.nio", "java.nio.channels.spi")),
)


class ArcadeDBServer:
    """One database in a server of the package ``arcadedb-embedded``; the test is skipped if it is not installed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._password = secrets.token_urlsafe(12)
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    @property
    def settings(self) -> Neo4jSettings:
        """How to connect to it, as its user."""
        return Neo4jSettings(f"bolt://127.0.0.1:{self._port}", DATABASE, USER, self._password)

    def empty(self) -> Neo4jStore:
        """A store in the server, with nothing of ours in it."""
        store = Neo4jStore(self.settings)
        store.clear()
        return store

    def __enter__(self) -> Self:
        found = find_spec("arcadedb_embedded")
        if found is None or found.origin is None:
            pytest.skip("no ArcadeDB: the package arcadedb-embedded is not installed (there is none for every machine)")
        package = Path(found.origin).parent
        options = {
            "arcadedb.server.rootPath": self._folder,
            "arcadedb.server.rootPassword": self._password,
            "arcadedb.server.defaultDatabases": f"{DATABASE}[{USER}]",
            "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "arcadedb.server.httpIncomingHost": "127.0.0.1",
            "arcadedb.server.httpIncomingPort": free_port(),
            "arcadedb.bolt.host": "127.0.0.1",
            "arcadedb.bolt.port": self._port,
        }
        (self._folder / "log").mkdir(parents=True)
        command = [
            *(str(package / "jre" / "bin" / "java"), "-Xmx1g", *BRIEF, *ALLOWED),
            *(f"-D{name}={value}" for name, value in options.items()),
            *("-cp", f"{package / 'jars'}{os.sep}*", "com.arcadedb.server.ArcadeDBServer"),
        ]
        self._log = (self._folder / "log" / "start.log").open("wb")
        self._process = subprocess.Popen(command, cwd=self._folder, stdout=self._log, stderr=self._log)
        try:
            self._wait()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._log is not None:
            self._log.close()

    def _wait(self) -> None:
        assert self._process is not None, "it has been started"
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with Neo4jStore(self.settings) as store:
                    store.server()
            except (Neo4jUnreachableError, Neo4jRefusedError, Neo4jDatabaseMissingError):
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.2)
            else:
                return


@pytest.fixture(scope="session")
def arcadedb_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArcadeDBServer]:
    """The server, started when it is first asked for, until the session ends."""
    with ArcadeDBServer(tmp_path_factory.mktemp("arcadedb")) as server:
        yield server
