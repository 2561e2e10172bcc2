"""A connection to a server that tests can cut: a TCP proxy on the loopback."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from types import TracebackType
from typing import Self

__all__ = ["CuttingProxy"]

RESET = struct.pack("ii", 1, 0)
"""Close with a reset instead of an orderly end."""
PIECE = 16 * 1024


class CuttingProxy:
    """Forwards connections from ``port`` to another port of this machine, until it is told to cut; a context manager.

    ``cuts`` counts the connections that it has cut while they were in use.
    """

    def __init__(self, target: int) -> None:
        self._target = ("127.0.0.1", target)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.cuts = 0
        self._due = 0
        self._sent: int | None = None
        self._request: bytes | None = None
        self._is_asked = False
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()

    def cut(self, times: int, sent: int | None = None) -> None:
        """Cut all open connections, and each of the next ``times`` after the client has sent ``sent`` bytes.

        If ``sent`` is None, a connection is cut when the server begins to answer.
        """
        with self._lock:
            self._due, self._sent = times, sent
            for each in self._open:
                _shut(each)

    def lose_answer(self, request: bytes) -> None:
        """Let the next piece that ends with ``request`` through, and cut its connection when the answer comes."""
        with self._lock:
            self._request = request

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut(0)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._target)
            except OSError:
                _shut(client)
                continue
            with self._lock:
                self._open |= {client, server}
            for source, sink, is_answer in ((client, server, False), (server, client, True)):
                threading.Thread(target=self._forward, args=(source, sink, is_answer), daemon=True).start()

    def _forward(self, source: socket.socket, sink: socket.socket, is_answer: bool) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if self._is_time(piece, passed, is_answer):
                    if not is_answer:
                        sink.sendall(piece[: max(0, (self._sent or 0) - passed)])
                    break
                sink.sendall(piece)
                passed += len(piece)
        _shut(source)
        _shut(sink)
        with self._lock:
            self._open -= {source, sink}

    def _is_time(self, piece: bytes, passed: int, is_answer: bool) -> bool:
        with self._lock:
            if is_answer and self._is_asked:
                self._request, self._is_asked = None, False
                self.cuts += 1
                return True
            if not is_answer and self._request is not None and piece.endswith(self._request):
                self._is_asked = True
            due = is_answer if self._sent is None else not is_answer and passed + len(piece) > self._sent
            if not due or self._due <= 0:
                return False
            self._due -= 1
            self.cuts += 1
            return True


def _shut(each: socket.socket) -> None:
    with contextlib.suppress(OSError):
        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        each.shutdown(socket.SHUT_RDWR)
    each.close()
