"""A way to a server that the tests can cut: a TCP proxy on the loopback."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from types import TracebackType
from typing import Self

__all__ = ["CuttingProxy"]

RESET = struct.pack("ii", 1, 0)
"""Close without a farewell: the other side sees a reset."""
PIECE = 16 * 1024


class CuttingProxy:
    """Hands on what comes in at ``port`` to a port of this machine, until it is told to cut; a context manager.

    ``cuts`` is how many connections it has cut in the middle.
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
        """Break what is open, and each of the next ``times`` connections after so many bytes that the client sends.

        Where ``sent`` is None, it breaks when the server begins to answer.
        """
        with self._lock:
            self._due, self._sent = times, sent
            for each in self._open:
                _shut(each)

    def lose_answer(self, request: bytes) -> None:
        """Let the next piece through that ends with this, and break its connection when the answer comes."""
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
                threading.Thread(target=self._hand_on, args=(source, sink, is_answer), daemon=True).start()

    def _hand_on(self, source: socket.socket, sink: socket.socket, is_answer: bool) -> None:
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
