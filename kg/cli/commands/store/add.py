"""`kg store add`: name the server that keeps a store from now on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli import options as o
from kg.cli.messages import say
from kg.cli.session import opened
from kg.errors import CommandError
from kg.printing.addresses import is_encrypted, is_local

__all__ = ["ServerSettings", "add"]


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Settings of a server in kg.toml besides its address."""

    database: Annotated[str | None, typer.Option("--database", help="Neo4j: database; default: the user's own.")] = None
    update: Annotated[
        str | None, typer.Option("--update", metavar="URL", help="SPARQL: URL for updates; default: none, read-only.")
    ] = None
    graph_store: Annotated[
        str | None, typer.Option("--graph-store", metavar="URL", help="SPARQL: URL of the Graph Store Protocol.")
    ] = None
    auth: Annotated[
        Literal["none", "basic", "digest", "bearer"] | None, typer.Option("--auth", help="SPARQL: HTTP authentication.")
    ] = None
    credentials: Annotated[
        Path | None,
        typer.Option("--credentials", metavar="FILE", help="TOML file of mode 0600: user and password, or token."),
    ] = None

    def given(self) -> dict[str, str]:
        """The given settings under their names in kg.toml, with the absolute path of the file."""
        settings = {name.replace("_", "-"): value for name, value in asdict(self).items() if value is not None}
        return settings | ({"credentials": str(self.credentials.expanduser().absolute())} if self.credentials else {})


def add(
    address: Annotated[
        str, typer.Argument(metavar="URL", help="neo4j://HOST:7687 (neo4j+s, bolt, bolt+s), or a SPARQL query URL.")
    ],
    *,
    settings: ServerSettings,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Check first that the server answers.")] = True,
    graph: o.GraphOption = None,
) -> None:
    """Move a store of the graph to a server.

    The address is written to kg.toml; `kg store sync` then writes the graph there. Credentials come from KG_NEO4J_USER
    and KG_NEO4J_PASSWORD, from KG_SPARQL_USER, KG_SPARQL_PASSWORD and KG_SPARQL_TOKEN, or from the file, never from the
    command line.

    \b
    kg store add neo4j://127.0.0.1:7687 --credentials ~/.config/kg/neo4j.toml
    kg store sync
    """
    from kg.settings import TABLES
    from kg.stores.opening import ENGINES, StoreSettings, language_of, remote_engine

    language = language_of(address)
    engine = remote_engine(language)
    kind = ENGINES[engine]
    values = {kind.needed[0]: address, **settings.given()}
    if foreign := [key for key in values if key not in kind.keys]:
        raise CommandError(detail=f"--{foreign[0]} says nothing about a store of {engine}.", command="kg store add")
    with opened(graph) as opened_graph:
        place = StoreSettings(engine, opened_graph.settings.stores[language].folder, values)
        server = opened_graph.try_store(place) if check else ""
        opened_graph.name_store(language, place)
        say(f"the {TABLES[language]} store is at {address}" + (f": {server}" if server else ""))
        if not is_local(address):
            how = "" if is_encrypted(address) else ", unencrypted"
            say(f"with each update the facts and their sentences leave this machine{how}")
        say("run `kg store sync` to write the graph there")
