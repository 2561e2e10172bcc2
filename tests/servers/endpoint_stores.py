"""SPARQL services for the contract of the stores: a real server of its own for each, on the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.stores.endpoint import union
from kg.stores.endpoint.endpoint import EndpointStore, open_endpoint
from tests.servers.oxigraph_server import OxigraphServer

__all__ = ["ENDPOINTS", "endpoint_store"]

ENDPOINTS = ("endpoint", "endpoint-by-graph")
"""A server used as it is, and one that is not asked for the union of its graphs."""


@contextmanager
def endpoint_store(kind: str, folder: Path) -> Iterator[EndpointStore]:
    """An empty store in a server of its own; ``folder`` must exist, and keeps what the server writes."""
    with OxigraphServer(folder / kind) as server, open_endpoint(server.settings) as store:
        if kind == "endpoint-by-graph":
            store._union = union.UNIONS[-1]
        yield store
