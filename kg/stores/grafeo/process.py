"""A process that answers questions in a published property graph, so that one that takes too long can be stopped.

The engine itself stops for nobody. The process keeps its graph open from one question to the next; it ends with the one
that started it.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from kg.errors import CypherCrashError, CypherTimeoutError, KgError, PropertyGraphDamagedError
from kg.stores.protocol import Rows

__all__ = ["GrafeoProcess"]

SHARE_OF_MEMORY = 0.6
"""How much of the machine's memory one process may ask for, before it is taken to be beyond help."""
GRACE = 5.0
"""Seconds that a process has to end by itself once nobody speaks to it."""


class GrafeoProcess:
    """One process; it starts with the first question. Not for several threads at once."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def alive(self) -> bool:
        """Whether it can be asked again without a new start."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The number of the process, None while there is none."""
        return self._process.pid if self._process is not None else None

    def ask(self, path: Path, text: str, parameters: Mapping[str, object], timeout: float, *, write: bool) -> Rows:
        """Ask the file at ``path``; ``timeout`` counts from the moment when the graph is open.

        With ``write`` the file is changed and closed afterwards. Raises what `kg.stores.grafeo.query.ask` raises,
        `CypherTimeoutError`, `CypherCrashError`, or `PropertyGraphDamagedError`.
        """
        try:
            pipe = self._start()
            self._send((str(path), text, dict(parameters), write))
            opened = self._receive(pipe, None)
            answer = opened if isinstance(opened, KgError) else self._receive(pipe, timeout)
        except queue.Empty:
            self.stop()
            raise CypherTimeoutError(seconds=timeout) from None
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise CypherCrashError(detail=self._end()) from error
        except BaseException:
            self.stop()
            raise
        if isinstance(answer, KgError):
            raise answer
        columns, rows = answer
        return Rows(columns, iter(rows))

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._end()

    def _start(self) -> IO[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kg.stores.grafeo.process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
        assert self._process.stdout is not None
        return self._process.stdout

    def _send(self, request: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        pickle.dump(request, self._process.stdin)
        self._process.stdin.flush()

    def _receive(self, pipe: IO[bytes], timeout: float | None) -> Any:
        box: queue.SimpleQueue[object] = queue.SimpleQueue()
        threading.Thread(target=_read, args=(pipe, box), daemon=True).start()
        found = box.get(timeout=timeout)
        if isinstance(found, EOFError | OSError | pickle.UnpicklingError):
            raise found
        return found

    def _end(self) -> str:
        """Wait for the end; how it came, in words."""
        process, self._process = self._process, None
        if process is None:
            return "it did not start"
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            status = process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        return f"killed by {signal.Signals(-status).name}" if status < 0 else f"status {status}"


def _read(pipe: IO[bytes], box: queue.SimpleQueue[object]) -> None:
    try:
        box.put(pickle.load(pipe))
    except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
        box.put(EOFError() if isinstance(error, ValueError) else error)


def _serve() -> None:
    """The life of the process: a request comes in on stdin, an answer goes out on stdout."""
    import grafeo

    from kg.stores.grafeo.query import ask

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()

    def answer(message: object) -> None:
        pickle.dump(message, out)
        out.flush()

    engine: Any = None
    held: str | None = None
    while True:
        path, text, parameters, write = requests.get()
        try:
            if write:
                engine, held = grafeo.GrafeoDB(path), None
            elif path != held:
                engine, held = grafeo.GrafeoDB.open_read_only(path), path
        except (grafeo.GrafeoError, OSError) as error:
            answer(PropertyGraphDamagedError(path=path, detail=str(error).partition("\n")[0]))
            continue
        answer(None)
        try:
            rows = ask(engine, text, parameters)
            found: object = (rows.columns, list(rows.rows))
        except KgError as error:
            found = error
        if write:
            engine.close()
        answer(found)


def _listen(requests: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            requests.put(pickle.load(sys.stdin.buffer))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)  # nobody waits for what is being worked on


def _limit_memory() -> None:
    """Let the engine die of a question that asks for everything, before the machine does."""
    if sys.platform == "win32":
        return
    import resource

    wanted = int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * SHARE_OF_MEMORY)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limits = [limit for limit in (wanted, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))


if __name__ == "__main__":
    _serve()
