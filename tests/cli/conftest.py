"""A small graph, and a fixture that runs commands on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import extract, llm_reader
from kg.cli import app
from kg.errors import KgError
from kg.llm_reader import LlmReader
from kg.llm_reader.endpoint import connect
from kg.pool import Limits, Outcome
from tests.doubles.three_talks import TEXTS, make_graph

__all__ = ["TEXTS", "Kg"]

type Kg = Callable[..., Result]


@pytest.fixture(scope="session")
def shared_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_graph(tmp_path_factory.mktemp("made") / "talks.kg")


@pytest.fixture
def folder(shared_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with its own copy of the graph."""
    shutil.copytree(shared_graph, tmp_path / "talks.kg")
    monkeypatch.chdir(tmp_path)
    for name in ("KG_GRAPH", "KG_FORMAT", "KG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def kg(folder: Path) -> Kg:
    """Run `kg` with the given arguments in the working directory."""

    def run(*words: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, list(words), input=stdin)

    return run


@pytest.fixture
def reading_here(monkeypatch: pytest.MonkeyPatch, reader: extract.Reader, asking: LlmReader) -> None:
    """Read documents in this process with the models that all tests share, for tests that are not about processes."""
    load = extract.load

    def by_rules(options: extract.Options) -> extract.Reader:
        if options.model is not None:
            return load(options)
        return replace(reader, options=options, version=extract.version(options))

    def by_asking(options: llm_reader.Options) -> LlmReader:
        return replace(asking, endpoint=connect(options), options=options, version=llm_reader.version(options))

    monkeypatch.setattr("kg.extract.load", by_rules)
    monkeypatch.setattr("kg.extract.reader.load", by_rules)
    monkeypatch.setattr("kg.llm_reader.reader.load", by_asking)
    monkeypatch.setattr("kg.extract.readings.process", at_once)
    monkeypatch.setattr("kg.loading.files.stream", one_by_one)


def at_once[I, O](
    start: Callable[[], Callable[[I], O]], items: Iterable[I], workers: int, limits: Limits
) -> Iterator[Outcome[I, O]]:
    """A stand-in for `kg.pool.process` that starts no processes."""
    work = start()
    for item in items:
        try:
            yield Outcome(item, work(item))
        except KgError as error:
            yield Outcome(item, error)


def one_by_one[I, O](
    start: Callable[[], Callable[[I], Iterator[O]]], items: Iterable[I], workers: int, limits: Limits
) -> Iterator[Outcome[I, O]]:
    """A stand-in for `kg.pool.stream` that starts no processes."""
    work = start()
    for item in items:
        for result in work(item):
            yield Outcome(item, result)
