"""`kg serve`: the graph in a browser."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.session import opened
from kg.cli.talk import say

__all__ = ["serve"]


def serve(
    graph: o.GraphOption = None,
    host: Annotated[str, typer.Option("--host", help="Listen at this address; 0.0.0.0: at all of them.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="And this port; 0: one that is free.")] = 0,
    token: Annotated[bool, typer.Option("--token", help="Ask for a token here too: KG_TOKEN, else a new one.")] = False,
    origin: Annotated[
        list[str] | None, typer.Option("--cors", metavar="ORIGIN", help="Let pages of this site ask (https://...).")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Let whoever is let in judge facts, add some, and say who is who.")
    ] = False,
    timeout: o.TimeoutOption = 60,
) -> None:
    """Show the graph in a browser: documents with their facts, the graph, actors, a matrix, questions.

    It also answers a JSON API (/api) and the SPARQL 1.1 Protocol (/sparql). Only this machine reaches it, unless --host
    says otherwise; then everybody has to show the token that is printed. Interrupt it to stop.
    """
    import secrets

    from kg.serve.access import Access
    from kg.serve.server import serve as run

    with opened(graph) as found:
        folder = found.folder
    secret = os.environ.get("KG_TOKEN") or (secrets.token_urlsafe(24) if token else None)
    access = Access(host, secret, tuple(origin or ()), write)
    run(
        folder,
        access=access,
        port=port,
        timeout=timeout,
        told=lambda address: say(f"the graph is at {address} (Ctrl+C ends it)", with_secret=True),
    )
