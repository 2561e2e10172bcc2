"""`kg store start`: a server of one's own, for a first try."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli import options as o
from kg.cli.messages import say
from kg.cli.output import print_rows
from kg.errors import ServerStartError
from kg.processes.sigterm import sigterm_as_interrupt

__all__ = ["start"]


def start(
    product: Annotated[Literal["neo4j"], typer.Argument(metavar="PRODUCT", help="neo4j: Neo4j Community.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of its data.")] = Path("neo4j-server"),
    version: Annotated[str | None, typer.Option("--version", help="Version; default: the latest tested one.")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Port; default: a free one.")] = None,
    memory: Annotated[int, typer.Option("--memory", min=128, metavar="MB", help="Size of its heap.")] = 1024,
    format: o.FormatOption = None,
) -> None:
    """Start a local Neo4j server, which runs until Ctrl-C.

    Only this machine can connect to it. The first start downloads it from Maven Central (120 MB). It needs kg with the
    extra `server` (docs/install.md) and Java 21 or newer, in JAVA_HOME or on PATH.
    """
    from kg.stores.neo4j.jars import VERSIONS, fetch
    from kg.stores.neo4j.server import start as start_server

    settings = version or VERSIONS[-1]
    say(f"starting Neo4j {settings}; the first start downloads it, which takes a minute or two")
    jars = fetch(settings)
    with sigterm_as_interrupt(), start_server(jars, folder, port=port, megabytes=memory) as server:
        row = (server.url, server.user, str(server.credentials), server.process.pid)
        print_rows(("url", "user", "credentials", "pid"), [row], format)
        sys.stdout.flush()
        say(f"next: kg store add {server.url} --credentials {server.credentials}")
        say("press Ctrl-C to stop the server")
        try:
            server.process.wait()
        except KeyboardInterrupt:
            say("stopping")
        else:
            raise ServerStartError(folder=folder, detail="it has ended by itself")
