"""A small graph, and a client of the application that shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kg.graph import open_graph
from kg.model import Document
from tests.doubles.scripted_reader import read

pytest.importorskip("starlette", reason="the packages of the extra `serve` are not installed")

from starlette.testclient import TestClient

from kg.serve.access import Access
from kg.serve.app import application

TEXTS = {
    "geneva": "The talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China.",
    "nairobi": "Japan offers more fish of China. Nothing else was said.",
    "quito": "France supports a new round of Brazil.",
}

type Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of three documents."""
    place = tmp_path_factory.mktemp("served") / "talks.kg"
    with open_graph(place, create=True) as graph:
        for number, (name, text) in enumerate(TEXTS.items()):
            uri, day = f"file:///texts/{name}.txt", dt.date(2018, 8, 20 + number)
            document = Document(text, name, uri, f"In {name.title()}", day, source="A & <b>C</b>")
            reading = read(document, "scripted 1")
            graph.record.put(document, reading.facts, reading.version, reading.sentences)
        graph.catch_up()
    return place


@pytest.fixture(scope="session")
def ask(folder: Path) -> Iterator[TestClient]:
    """A client on this machine."""
    with TestClient(application(folder), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    """Make a client of an application with other access."""
    with ExitStack() as stack:

        def make(access: Access, base_url: str = "http://localhost", graph: Path = folder) -> TestClient:
            return stack.enter_context(TestClient(application(graph, access), base_url=base_url))

        yield make
