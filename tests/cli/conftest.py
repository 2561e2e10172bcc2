"""A small graph to run commands on, and a way to run them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.graph import open_graph
from kg.model import Document
from tests.doubles.scripted_reader import read

TEXTS = {
    "geneva": "The talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China.",
    "nairobi": "Japan offers more fish of China. Nothing else was said.",
    "quito": "France supports a new round of Brazil.",
}

type Kg = Callable[..., Result]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "talks.kg"
    with open_graph(folder, create=True) as graph:
        for number, (name, text) in enumerate(TEXTS.items()):
            document = Document(
                text, name, f"file:///texts/{name}.txt", f"In {name.title()}", dt.date(2018, 8, 20 + number)
            )
            reading = read(document, "scripted 1")
            graph.record.put(document, reading.facts, reading.version, reading.sentences)
        graph.catch_up()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a graph of its own in it."""
    shutil.copytree(made, tmp_path / "talks.kg")
    monkeypatch.chdir(tmp_path)
    for name in ("KG_GRAPH", "KG_FORMAT", "KG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def kg(folder: Path) -> Kg:
    """Run `kg` with these words in the working directory."""

    def run(*words: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, list(words), input=stdin)

    return run
