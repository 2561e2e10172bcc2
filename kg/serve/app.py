"""The application: pages, API and SPARQL for one graph, behind the guard."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError, ServeNothingHereError, ServeRequestError
from kg.serve.access import Access
from kg.serve.api import api_routes
from kg.serve.asking import problem
from kg.serve.desk import Desk
from kg.serve.pages import page_routes
from kg.serve.security import Guard
from kg.serve.sparql_protocol import sparql_routes

__all__ = ["application"]


def application(folder: Path, access: Access | None = None, *, timeout: float | None = 60) -> Starlette:
    """The web explorer of the graph in ``folder``, as an ASGI application, with its ``state.desk``. ``timeout`` is the
    time limit of a query in seconds."""
    access = access or Access()
    desk = Desk(folder)

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        # Load the graph at once, so that the first page need not wait for it.
        ahead = desk.work(desk.world)
        task = asyncio.ensure_future(ahead)
        try:
            yield
        finally:
            try:
                with contextlib.suppress(KgError):
                    await task
            finally:
                desk.close()

    async def unknown(request: Request, error: Exception) -> Response:
        return problem(ServeNothingHereError(address=request.url.path), 404)

    async def unsuited(request: Request, error: Exception) -> Response:
        told = problem(ServeRequestError(what="the method", value=request.method, expected="one of this address"), 405)
        told.headers.update(getattr(error, "headers", None) or {})
        return told

    squeezing = [] if access.is_local else [Middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)]
    served = Starlette(
        routes=[*page_routes(), *api_routes(desk, access, timeout), *sparql_routes(desk, timeout)],
        middleware=[Middleware(Guard, access=access), *squeezing],
        exception_handlers={404: unknown, 405: unsuited},
        lifespan=life,
    )
    served.state.desk = desk
    return served
