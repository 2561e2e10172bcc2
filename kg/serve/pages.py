"""The front page and its files, as built into the package."""

from __future__ import annotations

import hashlib
import mimetypes
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.serve.openapi import openapi_page
from kg.serve.operations import OPERATIONS
from kg.serve.security import policy
from kg.serve.single_file import PAGE

__all__ = ["page_routes"]

NONCE: Final = "{{nonce}}"
"""The placeholder in index.html for the nonce."""


def page_routes() -> list[Route]:
    """The routes of the front page, its files and the page that describes the API."""
    files = {path.name: path for path in PAGE.iterdir() if path.is_file() and path.name != "index.html"}
    tags = {name: f'"{hashlib.sha256(path.read_bytes()).hexdigest()[:20]}"' for name, path in files.items()}
    described = openapi_page(OPERATIONS)

    async def index(request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        text = (PAGE / "index.html").read_text(encoding="utf-8").replace(NONCE, nonce)
        return HTMLResponse(text, headers={"Content-Security-Policy": policy(nonce), "Cache-Control": "no-store"})

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in files:
            return PlainTextResponse("There is no such file.\n", 404)
        caching = {"ETag": tags[name], "Cache-Control": "private, no-cache"}
        if request.headers.get("if-none-match") == tags[name]:
            return Response(status_code=304, headers=caching)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        kind = "text/javascript" if name.endswith(".js") else "application/wasm" if name.endswith(".wasm") else kind
        return Response(files[name].read_bytes(), media_type=kind, headers=caching)

    async def api(request: Request) -> Response:
        return HTMLResponse(described)

    return [Route("/", index), Route("/page/{name}", file), Route("/api", api), Route("/api/", api)]
