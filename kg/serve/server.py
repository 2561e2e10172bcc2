"""The server: the socket that it listens on, starting and stopping."""

from __future__ import annotations

import contextlib
import secrets
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from kg.errors import ServeAddressError, ServePartsMissingError
from kg.serve.access import Access

__all__ = ["serve"]


def serve(
    folder: Path,
    *,
    access: Access | None = None,
    port: int = 0,
    timeout: float | None = 60,
    told: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve the graph in ``folder`` until the process is interrupted, then finish the pending requests. A second
    interruption cuts queries off. ``told`` is called with the address once the server listens.

    ``access`` says at which host it listens, and who may use it. Port 0 means any free port. If other machines can
    reach the host, everybody needs a token; one is generated if none is given.

    Raises `ServePartsMissingError` and `ServeAddressError`.
    """
    try:
        import uvicorn

        from kg.serve.app import application
    except ModuleNotFoundError as error:
        raise ServePartsMissingError(detail=f"no module {error.name}") from error
    access = access or Access()
    host = access.host
    if not access.is_local and access.token is None:
        access = replace(access, token=secrets.token_urlsafe(24))
    listening = _listening(host, port)
    with contextlib.closing(listening):
        served = application(folder, access, timeout=timeout)
        server = uvicorn.Server(uvicorn.Config(served, log_level="warning", access_log=False, server_header=False))
        place = f"[{host}]" if ":" in host else host
        shown = f"http://{place}:{listening.getsockname()[1]}/"
        told(shown + (f"?token={quote(access.token, safe='')}" if access.token else ""))
        end = server.handle_exit

        def interrupted(sig: int, frame: FrameType | None) -> None:
            # The third interruption does not wait at all, not even for slow clients.
            if server.should_exit and not served.state.desk.is_hurried:
                served.state.desk.hurry()
            else:
                end(sig, frame)

        server.handle_exit = interrupted  # type: ignore[method-assign]
        server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind(address)
            found.listen(64)
        except OSError:
            found.close()
            raise
    except (OSError, OverflowError) as error:
        raise ServeAddressError(host=host, port=port, detail=getattr(error, "strerror", None) or error) from error
    return found
