"""A TCP proxy on the loopback that cuts connections: at once, after so many bytes, or before an answer."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from types import TracebackType
from typing import Self

__all__ = ["CutProxy"]

RESET = struct.pack("ii", 1, 0)
"""Close without a farewell: the other side sees a reset."""
PIECE = 16 * 1024


class CutProxy:
    """Passes on what goes to ``port``, until it is told to cut.

    ``cuts`` is how many connections are still to be cut, each after ``sent`` bytes of what the client sends, or, where
    ``sent`` is None, when the server begins to answer.
    """

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.cuts = 0
        self.sent: int | None = None
        self.made = 0
        """How many connections were cut."""
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()

    def cut(self, times: int, sent: int | None = None) -> None:
        """Cut the next ``times`` connections, and those that are open."""
        with self._lock:
            self.cuts, self.sent = times, sent
            for each in self._open:
                _shut(each)

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut(0)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
                server = socket.create_connection(self._target)
            except OSError:
                if self._listening.fileno() < 0:
                    return
                _shut(client)
                continue
            with self._lock:
                self._open |= {client, server}
            for source, sink, is_answer in ((client, server, False), (server, client, True)):
                threading.Thread(target=self._pump, args=(source, sink, is_answer), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, is_answer: bool) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if self._is_time(passed + len(piece), is_answer):
                    if not is_answer:
                        sink.sendall(piece[: max(0, (self.sent or 0) - passed)])
                    break
                sink.sendall(piece)
                passed += len(piece)
        _shut(source)
        _shut(sink)
        with self._lock:
            self._open -= {source, sink}

    def _is_time(self, passed: int, is_answer: bool) -> bool:
        with self._lock:
            due = is_answer if self.sent is None else not is_answer and passed > self.sent
            if not due or self.cuts <= 0:
                return False
            self.cuts -= 1
            self.made += 1
            return True


def _shut(each: socket.socket) -> None:
    with contextlib.suppress(OSError):
        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        each.shutdown(socket.SHUT_RDWR)
    each.close()
