"""A real server for a test alone, and a store that writes to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.stores.endpoint import http, writing
from kg.stores.endpoint.endpoint import EndpointStore, open_endpoint
from tests.servers.oxigraph_server import OxigraphServer


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting times are cut to a fraction."""
    monkeypatch.setattr(http, "PAUSES", (0.05, 0.2))
    monkeypatch.setattr(writing, "PATIENCE", 0.4)
    monkeypatch.setattr(writing, "STALE_AFTER", 0.8)
    monkeypatch.setattr(writing, "POLL_INTERVAL", 0.02)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OxigraphServer]:
    with OxigraphServer(tmp_path / "served") as running:
        yield running


@pytest.fixture
def store(server: OxigraphServer) -> Iterator[EndpointStore]:
    with open_endpoint(server.settings) as opened:
        yield opened
