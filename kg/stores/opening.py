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
]


class EngineSettings(NamedTuple):
    """What an engine speaks, and what its table of kg.toml may say of it; ``needed`` are the keys that it must say."""

    language: str
    keys: frozenset[str]
    needed: tuple[str, ...] = ()

    @property
    def is_remote(self) -> bool:
        """Whether a server keeps it, not a folder of the graph."""
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
"""Every engine by its name in kg.toml; the first of a language is the embedded one that a new graph has."""

BUSY = (EndpointBusyError, GraphBusyError, Neo4jBusyError, RdfStoreBusyError)
FOREIGN = (EndpointForeignError, Neo4jForeignError)
"""Why a server is left alone: it holds the graph of another record."""
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
"""Why a store cannot be brought up to date just now; what it holds is still an answer."""
UNUSABLE = (RdfStoreDamagedError, RdfStoreForeignError, PropertyGraphDamagedError, PropertyGraphUnwritableError)
"""Why a store cannot be written over as it is; `clear_place` may make way for a new one."""
LOCK: Final = "write.lock"
"""The file in the folder of a property graph that its one writer holds."""

AUTHS: Final = ("none", "basic", "digest", "bearer")


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Which engine keeps a store; in which folder (absolute), for an embedded one; and what else kg.toml says of it.

    ``borrowed`` says that it was named for one call: it answers as it is, and is not brought up to the record.
    """

    engine: str
    folder: Path
    values: Mapping[str, str] = field(default_factory=dict)
    borrowed: bool = False

    @property
    def is_remote(self) -> bool:
        """Whether a server keeps it."""
        return ENGINES[self.engine].is_remote

    @property
    def memory(self) -> int:
        """How many bytes a query of an embedded store may take."""
        return parse_size(self.values.get("memory", "")) or DEFAULT

    @property
    def address(self) -> str:
        """Where it is, for a person: a folder or a URL."""
        needed = ENGINES[self.engine].needed
        return self.values[needed[0]] if needed else str(self.folder)


class StoreState(NamedTuple):
    """How far a store has come. ``address`` is its folder or URL, ``server`` what the server says of itself (empty for
    an embedded one); ``problem`` is why it cannot be asked, else None."""

    language: str
    engine: str
    address: str
    revision: int
    server: str = ""
    problem: StoreError | UsageError | None = None

    @property
    def is_remote(self) -> bool:
        """Whether a server keeps it."""
        return ENGINES[self.engine].is_remote


def language_of(address: str) -> str:
    """What the store at this address speaks. Raises `StoreAddressError`, also for an address that holds a secret.

    >>> language_of("neo4j+s://db.example.org"), language_of("https://data.example.org/sparql")
    ('cypher', 'sparql')
    """
    from kg.printing.addresses import hushed, is_secret
    from kg.stores.neo4j.connection import SCHEMES

    # What stands before an @ may be a password.
    shown = address.rpartition("@")[2]
    try:
        scheme = urlsplit(address).scheme
    except ValueError as error:
        raise StoreAddressError(address=shown, language="SPARQL or Cypher", detail=str(error)) from error
    if is_secret(address):
        detail = "a user, password or key belongs into the environment or a file, not into the address"
        raise StoreAddressError(address=hushed(address), language="SPARQL or Cypher", detail=detail)
    if scheme in SCHEMES:
        return "cypher"
    if scheme in ("http", "https"):
        return "sparql"
    detail = f"it begins with {scheme}" if scheme else "it has no scheme"
    raise StoreAddressError(address=shown, language="SPARQL or Cypher", detail=detail)


def at_address(configured: StoreSettings, address: str) -> StoreSettings:
    """The store at this address in the place of the configured one, for one call; who asks, and how, stays the same.

    Raises `StoreAddressError`.
    """
    language = language_of(address)
    engine = next(name for name, kind in ENGINES.items() if kind.language == language and kind.is_remote)
    (needed,) = ENGINES[engine].needed
    same_server = configured.values.get(needed) == address
    kept = {"auth", "credentials", "database", "timeout"} if configured.engine == engine else set()
    values = {key: value for key, value in configured.values.items() if same_server or key in kept}
    return StoreSettings(engine, configured.folder, {**values, needed: address}, borrowed=True)


def open_store(place: StoreSettings, *, read_only: bool, model: str | None, record: Record | None) -> Store | None:
    """Open the store; for reading only, None where an embedded one has not been made yet.

    ``model`` names the language model that reads the documents, for their provenance. A server that holds the graph of
    another record than ``record`` is left alone, and an embedded store of another counts as empty; None: any. Raises
    what the engine's own function for it does, and `CredentialsError`.
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

            who = _credentials("KG_NEO4J", place)
            values = place.values
            settings = Neo4jSettings(values["url"], values.get("database"), who.user, who.password)
            return Neo4jStore(settings, graph=graph, history=history)
        case _:
            from kg.stores.grafeo.grafeo import GrafeoStore

            return GrafeoStore(place.folder, memory=place.memory, history=history)


def clear_place(place: StoreSettings, error: StoreError, within: Path) -> bool:
    """Make way for a new store where ``error`` says that there is a damaged one, or something that is none.

    A damaged one is deleted; what is none gets another name beside, unless it lies outside the folder ``within``, which
    is the graph's own. False where the place is not what is wrong.
    """
    folder = Path(os.path.normpath(place.folder))
    if isinstance(error, RdfStoreDamagedError | PropertyGraphDamagedError):
        shutil.rmtree(folder)
        return True
    in_the_way = not folder.is_dir() or (folder / LOCK).is_dir()
    if not (isinstance(error, RdfStoreForeignError) or in_the_way):
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

    who = _credentials("KG_SPARQL", place)
    values = place.values
    auth = values.get("auth", "none")
    if "auth" not in values and place.borrowed:
        auth = "bearer" if who.token else "basic" if who.user else "none"
    settings = EndpointSettings(
        query=values["query"],
        update=values.get("update"),
        graph_store=values.get("graph-store"),
        auth=cast("Auth", auth),
        user=who.user,
        password=who.password,
        token=who.token,
        timeout=float(values.get("timeout", TIMEOUT)),
    )
    return open_endpoint(settings, read_only=read_only, model=model, graph=graph, history=history)


def _credentials(prefix: str, place: StoreSettings) -> Credentials:
    from kg.stores.credentials import credentials

    file = place.values.get("credentials")
    # A file that is named without a folder lies in that of the graph.
    return credentials(prefix, place.folder.parent / Path(file).expanduser() if file else None)
