"""A real Virtuoso server on free ports of the loopback, if Debian's virtuoso-opensource is installed."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.stores.endpoint.endpoint import EndpointSettings
from tests.servers.oxigraph_server import free_port, until_it_answers

__all__ = ["VirtuosoServer", "virtuoso_program"]

PATIENCE = 60.0
"""Seconds that the server may take to answer: it creates its database first."""
SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 10000
"""


def virtuoso_program() -> str | None:
    """The path of the server program, None if it is not installed."""
    return shutil.which("virtuoso-t")


class VirtuosoServer:
    """An empty server with the default user and password."""

    def __init__(self, folder: Path) -> None:
        self.url = f"http://127.0.0.1:{(http_port := free_port())}"
        self._settings = folder / "virtuoso.ini"
        self._settings.write_text(SETTINGS.format(folder=folder, port=free_port(), http_port=http_port))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> EndpointSettings:
        url = f"{self.url}/sparql-auth"
        return EndpointSettings(url, url, auth="digest", user="dba", password="dba", timeout=120.0)

    def __enter__(self) -> Self:
        command = [virtuoso_program() or "virtuoso-t", "+foreground", "+configfile", str(self._settings)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until_it_answers(self._process, f"{self.url}/sparql", PATIENCE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
