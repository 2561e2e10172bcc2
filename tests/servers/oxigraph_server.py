"""A real Oxigraph server on a free port of the loopback."""

from __future__ import annotations

import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import httpx

from kg.stores.endpoint.endpoint import EndpointSettings

__all__ = ["OxigraphServer", "free_port", "oxigraph_program", "until_it_answers"]

PATIENCE = 20.0
"""Seconds that a server may take to answer."""


def free_port() -> int:
    """A port of the loopback where nobody listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def until_it_answers(process: subprocess.Popen[bytes], url: str, patience: float) -> None:
    """Wait until a process answers questions at ``url``, ``patience`` seconds at most and only while it lives."""
    until = time.monotonic() + patience
    while True:
        try:
            httpx.get(url, params={"query": "ASK {}"})
        except httpx.TransportError:
            if time.monotonic() > until or process.poll() is not None:
                raise
            time.sleep(0.05)
        else:
            return


def oxigraph_program() -> str:
    """The program of the package ``oxigraph``, beside the running Python."""
    return shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"


class OxigraphServer:
    """``oxigraph serve`` on a folder; it keeps its port when it is started again.

    ``largest_file``: the most bytes that one of its files may have, as if the disk were full beyond them. A query is
    stopped after ``patience`` seconds.
    """

    def __init__(
        self,
        folder: Path,
        *,
        read_only: bool = False,
        union: bool = False,
        largest_file: int | None = None,
        patience: int = 20,
    ) -> None:
        self.folder = folder
        self._largest_file = largest_file
        self.port = free_port()
        self._command = [
            oxigraph_program(),
            "serve-read-only" if read_only else "serve",
            *("--location", str(folder), "--bind", f"127.0.0.1:{self.port}", "--timeout-s", str(patience)),
            *(["--union-default-graph"] if union else []),
        ]
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None, "it runs"
        return self._process.pid

    @property
    def settings(self) -> EndpointSettings:
        return EndpointSettings(f"{self.url}/query", f"{self.url}/update", f"{self.url}/store", timeout=30.0)

    def start(self) -> None:
        self._log = self.folder.with_suffix(".log").open("ab")
        self._process = subprocess.Popen(
            self._command, stdout=self._log, stderr=self._log, preexec_fn=self._limit if self._largest_file else None
        )
        until_it_answers(self._process, f"{self.url}/query", PATIENCE)

    def _limit(self) -> None:
        assert self._largest_file is not None, "asked for where there is a limit"
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._largest_file, self._largest_file))

    def kill(self) -> None:
        """End it at once, as a power failure does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
        if self._log is not None:
            self._log.close()
        self._process = self._log = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
