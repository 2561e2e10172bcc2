"""A query in a process of its own: it streams, it is stopped, and it never outlives its question."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import RdfStoreMissingError, SparqlProcessError, SparqlTimeoutError
from kg.stores.oxigraph import timed_query
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.oxigraph.timed_query import timed_rows
from kg.stores.protocol import Batch
from tests.stores.ferry_talks import ferry_talks

MANY = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("timed") / "rdf"
    with open_oxigraph(folder) as store:
        store.apply([Batch(1, (ferry_talks(),))])
    return folder


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that the test starts."""
    processes: list[subprocess.Popen[bytes]] = []
    start = timed_query._start

    def watched() -> subprocess.Popen[bytes]:
        processes.append(start())
        return processes[-1]

    monkeypatch.setattr(timed_query, "_start", watched)
    yield processes
    for process in processes:
        process.kill()


def test_rows_stream(path: Path, started: list[subprocess.Popen[bytes]]) -> None:
    answer = timed_rows(path, MANY, 30.0)
    assert [len(next(answer.rows)) for _ in range(1000)] == [2] * 1000
    assert started[0].poll() is None


def test_the_time_that_the_caller_takes_does_not_count(path: Path) -> None:
    answer = timed_rows(path, f"{MANY} LIMIT 3000", 5.0)
    next(answer.rows)
    time.sleep(0.1)
    assert sum(1 for _ in answer.rows) == 2999


@pytest.mark.parametrize("read", [0, 1, 250])
def test_the_process_ends_when_its_answer_is_forgotten(
    path: Path, started: list[subprocess.Popen[bytes]], read: int
) -> None:
    answer = timed_rows(path, MANY, 30.0)
    for _ in range(read):
        next(answer.rows)
    del answer
    gc.collect()
    assert started[0].poll() is not None


def test_the_process_ends_when_its_time_is_over(path: Path, started: list[subprocess.Popen[bytes]]) -> None:
    with pytest.raises(SparqlTimeoutError):
        timed_rows(path, ENDLESS, 0.3)
    assert started[0].poll() is not None


def test_a_process_that_dies_is_an_error_with_its_last_words(
    path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    answer = timed_rows(path, MANY, 30.0)
    next(answer.rows)
    os.kill(started[0].pid, signal.SIGKILL)
    with pytest.raises(SparqlProcessError, match=r"KG-S108.*-9"):
        list(answer.rows)


def test_a_process_that_cannot_start_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(SparqlProcessError, match="/nowhere/python"):
        timed_rows(path, MANY, 30.0)


def test_errors_of_the_process_come_back_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(RdfStoreMissingError, match="nothing-here"):
        timed_rows(tmp_path / "nothing-here", MANY, 30.0)


def test_an_answer_that_is_open_when_python_ends_does_no_harm(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.stores.oxigraph.timed_query import timed_rows\n"
        f"answer = timed_rows(Path(sys.argv[1]), {MANY!r}, 30.0)\n"
        "print(len(next(answer.rows)))"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "2\n", "")
