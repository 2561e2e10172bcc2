"""Opens the store that a graph's settings name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, cast
from urllib.parse import urlsplit

from kg.errors import (
    EndpointBusyError,
    EndpointForbiddenError,
    EndpointForeignError,
    EndpointFullError,
    EndpointReadOnlyError,
    GraphBusyError,
    Neo4jBusyError,
    Neo4jForeignError,
    Neo4jReadOnlyError,
    Neo4jRefusedError,
    PropertyGraphDamagedError,
    PropertyGraphUnwritableError,
    RdfStoreBusyError,
    RdfStoreDamagedError,
    RdfStoreForeignError,
    RdfStoreMissingError,
    RdfStoreUnwritableError,
    StoreAddressError,
    StoreError,
    UsageError,
)
from kg.processes.memory import DEFAULT, parse_size
from kg.stores.protocol import History, Store

if TYPE_CHECKING:
    from kg.record import Record
    from kg.stores.credentials import Credentials

__all__ = [
    "AUTHS",
    "BUSY",
    "ENGINES",
    "FOREIGN",
    "OCCUPIED",
    "UNUSABLE",
    "EngineSettings",
    "StoreSettings",
    "StoreState",
    "at_address",
    "clear_place",
    "language_of",
    "open_store",
    "remote_engine",
]


class EngineSettings(NamedTuple):
    """An engine's query language, and the keys that its table of kg.toml may (``keys``) and must (``needed``) have."""

    language: str
    keys: frozenset[str]
    needed: tuple[str, ...] = ()

    @property
    def is_remote(self) -> bool:
        """Whether it is a server, not a folder of the graph."""
        return "folder" not in self.keys


ENGINES: Final[Mapping[str, EngineSettings]] = MappingProxyType(
    {
        "oxigraph": EngineSettings("sparql", frozenset({"folder", "memory"})),
        "endpoint": EngineSettings(
            "sparql", frozenset({"query", "update", "graph-store", "auth", "credentials", "timeout"}), ("query",)
        ),
        "grafeo": EngineSettings("cypher", frozenset({"folder", "memory"})),
        "neo4j": EngineSettings("cypher", frozenset({"url", "database", "credentials"}), ("url",)),
    }
)
"""Every engine by its name in kg.toml; the first of a language is embedded, and the default of a new graph."""

BUSY = (EndpointBusyError, GraphBusyError, Neo4jBusyError, RdfStoreBusyError)
"""Another process is writing to the store."""
FOREIGN = (EndpointForeignError, Neo4jForeignError)
"""The server holds the graph of another record, and is left alone."""
OCCUPIED = (
    *BUSY,
    EndpointForbiddenError,
    EndpointFullError,
    EndpointReadOnlyError,
    Neo4jReadOnlyError,
    Neo4jRefusedError,
    PropertyGraphUnwritableError,
    RdfStoreUnwritableError,
)
"""The store cannot be updated at the moment; it still answers from what it holds."""
UNUSABLE = (RdfStoreDamagedError, RdfStoreForeignError, PropertyGraphDamagedError, PropertyGraphUnwritableError)
"""A damaged store, or files that are no store, are in its place; `clear_place` may make way for a new one."""
LOCK: Final = "write.lock"
"""The lock file in the folder of a property graph."""

AUTHS: Final = ("none", "basic", "digest", "bearer")


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """The engine of a store, its absolute folder if it is embedded, and the other ``values`` of its table of kg.toml.

    A ``borrowed`` store was named for one call: it answers as it is, and is not brought up to date with the record.
    """

    engine: str
    folder: Path
    values: Mapping[str, str] = field(default_factory=dict)
    borrowed: bool = False

    @property
    def is_remote(self) -> bool:
        """Whether it is on a server."""
        return ENGINES[self.engine].is_remote

    @property
    def memory(self) -> int:
        """Bytes that a query of an embedded store may take."""
        return parse_size(self.values.get("memory", "")) or DEFAULT

    @property
    def address(self) -> str:
        """The folder or URL of the store, for display."""
        needed = ENGINES[self.engine].needed
        return self.values[needed[0]] if needed else str(self.folder)


class StoreState(NamedTuple):
    """The revision and the server of a store. ``address`` is its folder or URL, ``server`` the server's description of
    itself (empty for an embedded store); ``problem`` is why it cannot be queried, else None."""

    language: str
    engine: str
    address: str
    revision: int
    server: str = ""
    problem: StoreError | UsageError | None = None

    @property
    def is_remote(self) -> bool:
        """Whether it is on a server."""
        return ENGINES[self.engine].is_remote


def language_of(address: str) -> str:
    """The query language of the store at this address. Raises `StoreAddressError`, also for an address with a secret.

    >>> language_of("neo4j+s://db.example.org"), language_of("https://data.example.org/sparql")
    ('cypher', 'sparql')
    """
    from kg.printing.addresses import hushed, is_secret
    from kg.stores.neo4j.connection import SCHEMES

    # The part before an @ may be a password.
    public_part = address.rpartition("@")[2]
    try:
        scheme = urlsplit(address).scheme
    except ValueError as error:
        raise StoreAddressError(address=public_part, language="SPARQL or Cypher", detail=str(error)) from error
    if is_secret(address):
        detail = "a user, password or key belongs in the environment or a file, not in the address"
        raise StoreAddressError(address=hushed(address), language="SPARQL or Cypher", detail=detail)
    if scheme in SCHEMES:
        return "cypher"
    if scheme in ("http", "https"):
        return "sparql"
    detail = f"it begins with {scheme}" if scheme else "it has no scheme"
    raise StoreAddressError(address=public_part, language="SPARQL or Cypher", detail=detail)


def remote_engine(language: str) -> str:
    """The name of the engine for a server that speaks ``language``."""
    return next(name for name, kind in ENGINES.items() if kind.language == language and kind.is_remote)


def at_address(configured: StoreSettings, address: str) -> StoreSettings:
    """The store at this address in place of the configured one, for one call; credentials and the like are kept.

    Raises `StoreAddressError`.
    """
    engine = remote_engine(language_of(address))
    (needed,) = ENGINES[engine].needed
    same_server = configured.values.get(needed) == address
    kept_keys = {"auth", "credentials", "database", "timeout"} if configured.engine == engine else set()
    values = {key: value for key, value in configured.values.items() if same_server or key in kept_keys}
    return StoreSettings(engine, configured.folder, {**values, needed: address}, borrowed=True)


def open_store(place: StoreSettings, *, read_only: bool, model: str | None, record: Record | None) -> Store | None:
    """Open the store; None for an embedded one that does not exist yet, with ``read_only``.

    ``model`` names the language model that reads the documents, for their provenance. With a ``record``, a server that
    holds the graph of another record is left alone, and an embedded store of another one counts as empty. Raises what
    the engine's own function raises, and `CredentialsError`.
    """
    graph, history = (record.identity, record.history) if record else (None, None)
    match place.engine:
        case "oxigraph":
            from kg.stores.oxigraph.oxigraph import open_oxigraph

            try:
                return open_oxigraph(
                    place.folder, read_only=read_only, model=model, memory=place.memory, history=history
                )
            except RdfStoreMissingError:
                return None
        case "endpoint":
            return _endpoint(place, read_only=read_only, model=model, graph=graph, history=history)
        case "neo4j":
            from kg.stores.neo4j.connection import Neo4jSettings
            from kg.stores.neo4j.neo4j import Neo4jStore

            login = _credentials("KG_NEO4J", place)
            values = place.values
            settings = Neo4jSettings(values["url"], values.get("database"), login.user, login.password)
            return Neo4jStore(settings, graph=graph, history=history)
        case _:
            from kg.stores.grafeo.grafeo import GrafeoStore

            return GrafeoStore(place.folder, memory=place.memory, history=history)


def clear_place(place: StoreSettings, error: StoreError, within: Path) -> bool:
    """Make way for a new store after an ``error`` about a damaged store, or about other files in its place.

    A damaged store is deleted. Other files are renamed to ``NAME.set-aside-1``, unless they lie outside the graph's own
    folder ``within``. Returns False where the files were not the problem, or are left alone.
    """
    folder = Path(os.path.normpath(place.folder))
    if isinstance(error, RdfStoreDamagedError | PropertyGraphDamagedError):
        shutil.rmtree(folder)
        return True
    is_obstructed = not folder.is_dir() or (folder / LOCK).is_dir()
    if not (isinstance(error, RdfStoreForeignError) or is_obstructed):
        return False
    if not os.path.lexists(folder) or not folder.parent.resolve().is_relative_to(within.resolve()):
        return False
    number = 1
    while os.path.lexists(aside := folder.with_name(f"{folder.name}.set-aside-{number}")):
        number += 1
    folder.rename(aside)
    return True


def _endpoint(
    place: StoreSettings, *, read_only: bool, model: str | None, graph: str | None, history: History | None
) -> Store:
    from kg.stores.endpoint.endpoint import EndpointSettings, open_endpoint
    from kg.stores.endpoint.http import TIMEOUT, Auth

    login = _credentials("KG_SPARQL", place)
    values = place.values
    auth = values.get("auth", "none")
    if "auth" not in values and place.borrowed:
        auth = "bearer" if login.token else "basic" if login.user else "none"
    settings = EndpointSettings(
        query=values["query"],
        update=values.get("update"),
        graph_store=values.get("graph-store"),
        auth=cast("Auth", auth),
        user=login.user,
        password=login.password,
        token=login.token,
        timeout=float(values.get("timeout", TIMEOUT)),
    )
    return open_endpoint(settings, read_only=read_only, model=model, graph=graph, history=history)


def _credentials(prefix: str, place: StoreSettings) -> Credentials:
    from kg.stores.credentials import credentials

    file = place.values.get("credentials")
    # A relative path starts at the folder of the graph.
    return credentials(prefix, place.folder.parent / Path(file).expanduser() if file else None)
