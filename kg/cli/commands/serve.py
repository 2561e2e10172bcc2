"""`kg serve`: the graph in a browser."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.messages import say
from kg.cli.session import opened

__all__ = ["serve"]


def serve(
    graph: o.GraphOption = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0: all interfaces.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0: a free one.")] = 0,
    token: Annotated[
        bool, typer.Option("--token", help="Require a token even on this machine: $KG_TOKEN, else a random one.")
    ] = False,
    origin: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", help="Accept requests from pages of this origin; repeatable."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Allow users to judge and add facts, and to merge or change actors.")
    ] = False,
    timeout: o.TimeoutOption = 60,
) -> None:
    """Serve the graph to a web browser, a JSON API and SPARQL.

    The page shows documents with their facts, the graph, actors, a matrix and questions; the API is at /api, the SPARQL
    1.1 Protocol at /sparql. Only this machine can connect unless --host is given; then every request needs the token
    that is printed. Press Ctrl-C to stop.
    """
    import secrets

    from kg.serve.access import Access
    from kg.serve.server import serve as run

    with opened(graph) as opened_graph:
        folder = opened_graph.folder
    secret = os.environ.get("KG_TOKEN") or (secrets.token_urlsafe(24) if token else None)
    access = Access(host, secret, tuple(origin or ()), write)
    run(
        folder,
        access=access,
        port=port,
        timeout=timeout,
        told=lambda address: say(f"the graph is at {address} (press Ctrl-C to stop)", with_secret=True),
    )
