"""A way to a server that the tests can cut: a TCP proxy on this machine."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from types import TracebackType
from typing import Self

__all__ = ["CuttingProxy"]

PIECE = 16 * 1024


class CuttingProxy:
    """Hands on what comes in at ``port`` to a port of this machine; a context manager.

    Told to `cut_after` so many bytes, or to `lose_answer`, it breaks every connection, once; ``cuts`` counts.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._left: int | None = None
        self._request: bytes | None = None
        self._is_sent = False
        self._open: set[socket.socket] = set()
        self._ended = threading.Event()
        self.cuts = 0

    def cut_after(self, bytes_: int) -> None:
        """Break every connection when so many more bytes have gone to the server."""
        self._left = bytes_

    def lose_answer(self, request: bytes) -> None:
        """Let the next piece through that ends with this, and break every connection when the answer comes."""
        self._request = request

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._listener.close()
        self._cut()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                client.close()
                continue
            self._open |= {client, server}
            threading.Thread(target=self._hand_on, args=(client, server), daemon=True).start()

    def _hand_on(self, client: socket.socket, server: socket.socket) -> None:
        with selectors.DefaultSelector() as ready, contextlib.suppress(OSError, ValueError):
            ready.register(client, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, client)
            while True:
                for key, _ in ready.select():
                    source = client if key.fileobj is client else server
                    piece = source.recv(PIECE)
                    if not piece or (self._is_enough(piece) if source is client else self._is_unwanted()):
                        client.close()
                        server.close()
                        return
                    key.data.sendall(piece)

    def _is_enough(self, piece: bytes) -> bool:
        if self._request is not None and piece.endswith(self._request):
            self._is_sent = True
        if self._left is None:
            return False
        self._left -= len(piece)
        if self._left > 0:
            return False
        self._left = None
        self._cut()
        return True

    def _is_unwanted(self) -> bool:
        if not self._is_sent:
            return False
        self._request, self._is_sent = None, False
        self._cut()
        return True

    def _cut(self) -> None:
        self.cuts += 1
        for end in self._open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._open = set()
