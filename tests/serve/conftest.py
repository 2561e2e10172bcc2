"""A small graph, and a client of the application that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.doubles.three_talks import TEXTS, make_graph

pytest.importorskip("starlette", reason="the packages of the extra `serve` are not installed")

from starlette.testclient import TestClient

from kg.serve.access import Access
from kg.serve.app import application

__all__ = ["TEXTS", "Client"]

type Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of three documents."""
    return make_graph(tmp_path_factory.mktemp("served") / "talks.kg", "A & <b>C</b>")


@pytest.fixture(scope="session")
def ask(folder: Path) -> Iterator[TestClient]:
    """A client of the local application."""
    with TestClient(application(folder), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    """A function that makes a client of an application with the given access."""
    with ExitStack() as stack:

        def make(access: Access, base_url: str = "http://localhost", graph: Path = folder) -> TestClient:
            return stack.enter_context(TestClient(application(graph, access), base_url=base_url))

        yield make
