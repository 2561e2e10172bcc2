"""SPARQL in a process of its own: it streams, it can be stopped, and it never outlives its query."""

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

from kg.errors import (
    QueryDepthError,
    QueryMemoryError,
    RdfStoreMissingError,
    SparqlProcessError,
    SparqlTimeoutError,
)
from kg.stores.child import child
from kg.stores.oxigraph.oxigraph import OxigraphStore, open_oxigraph
from kg.stores.protocol import Batch
from tests.stores.ferry_talks import ferry_talks

MANY = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PRODUCT = "GRAPH ?x { ?a ?b ?c } GRAPH ?y { ?d ?e ?f } GRAPH ?z { ?g ?h ?i }"
ORDERED = f"SELECT ?a ?d ?g {{ {PRODUCT} }} ORDER BY ?a ?d ?g"
DEEP = "FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ")"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("timed") / "rdf"
    with open_oxigraph(folder) as store:
        store.apply([Batch(1, (ferry_talks(),))])
    return folder


@pytest.fixture
def store(path: Path) -> Iterator[OxigraphStore]:
    with open_oxigraph(path, read_only=True, memory=2**27) as store:
        yield store


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that the test starts."""
    processes: list[subprocess.Popen[bytes]] = []
    start = child._start

    def watched(module: str, memory: int) -> subprocess.Popen[bytes]:
        processes.append(start(module, memory))
        return processes[-1]

    monkeypatch.setattr(child, "_start", watched)
    yield processes
    for process in processes:
        process.kill()


def test_rows_stream(store: OxigraphStore, started: list[subprocess.Popen[bytes]]) -> None:
    answer = store.query(MANY)
    assert [len(next(answer.rows)) for _ in range(1000)] == [2] * 1000
    assert started[0].poll() is None


def test_time_spent_by_the_caller_does_not_count(store: OxigraphStore) -> None:
    answer = store.query(f"{MANY} LIMIT 3000", timeout=5.0)
    next(answer.rows)
    time.sleep(0.1)
    assert sum(1 for _ in answer.rows) == 2999


def test_one_process_answers_successive_queries(store: OxigraphStore, started: list[subprocess.Popen[bytes]]) -> None:
    for _ in range(3):
        assert list(store.query("ASK { ?s ?p ?o }").rows) == [(True,)]
    assert len(started) == 1
    store.close()
    assert started[0].poll() is not None


def test_simultaneous_queries_have_separate_processes(
    store: OxigraphStore, started: list[subprocess.Popen[bytes]]
) -> None:
    first, second = store.query(f"{MANY} LIMIT 3000"), store.query(f"{MANY} LIMIT 3000")
    assert [len(list(answer.rows)) for answer in (first, second)] == [3000, 3000]
    assert [process.poll() is None for process in started] == [False, True]


def test_later_writes_are_seen(tmp_path: Path, started: list[subprocess.Popen[bytes]]) -> None:
    count = "SELECT (COUNT(*) AS ?n) { GRAPH <urn:g> { ?s ?p ?o } }"
    with open_oxigraph(tmp_path / "rdf") as writer, open_oxigraph(tmp_path / "rdf", read_only=True) as reader:
        for number in range(3):
            assert list(reader.query(count).rows) == [(number,)]
            writer.query(f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:{number}> <urn:p> 1 }} }}", write=True)
        assert list(writer.query(count).rows) == [(3,)]
    # One for the reader, one for the writer, and one for each update, which ends with it.
    assert len(started) == 5


@pytest.mark.parametrize("read", [0, 1, 250])
def test_the_process_ends_when_its_answer_is_discarded(
    store: OxigraphStore, started: list[subprocess.Popen[bytes]], read: int
) -> None:
    answer = store.query(MANY)
    for _ in range(read):
        next(answer.rows)
    del answer
    gc.collect()
    assert started[0].poll() is not None


def test_the_process_ends_at_its_time_limit(store: OxigraphStore, started: list[subprocess.Popen[bytes]]) -> None:
    with pytest.raises(SparqlTimeoutError, match=r"after 0\.3 s"):
        store.query(ENDLESS, timeout=0.3)
    assert started[0].poll() is not None


@pytest.mark.parametrize("timeout", [None, 60.0])
def test_a_query_nested_too_deeply_is_refused(store: OxigraphStore, timeout: float | None) -> None:
    with pytest.raises(QueryDepthError, match="SPARQL"):
        store.query(f"ASK {{ {DEEP} }}", timeout=timeout)
    assert list(store.query("ASK {}").rows) == [(True,)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds processes to their memory")
@pytest.mark.parametrize("timeout", [None, 60.0])
def test_a_query_over_its_memory_limit_is_stopped(store: OxigraphStore, timeout: float | None) -> None:
    with pytest.raises(QueryMemoryError, match=r"SPARQL query takes more than 128 MiB .* \[rdf\]"):
        list(store.query(ORDERED, timeout=timeout).rows)
    assert list(store.query("ASK {}").rows) == [(True,)]


@pytest.mark.parametrize(
    ("where", "timeout", "error"),
    [
        (DEEP, None, QueryDepthError),
        (f"{{ SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }} }}", 0.5, SparqlTimeoutError),
        pytest.param(
            f"{{ {ORDERED} }}",
            None,
            QueryMemoryError,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds processes to their memory"),
        ),
    ],
)
def test_an_update_that_is_cut_off_changes_nothing(
    tmp_path: Path, path: Path, where: str, timeout: float | None, error: type[Exception]
) -> None:
    with open_oxigraph(tmp_path / "rdf", memory=2**27) as store:
        store.apply([Batch(1, (ferry_talks(),))])
        before = list(store.quads())
        with pytest.raises(error):
            store.query(f"INSERT {{ GRAPH <urn:g> {{ ?a ?d ?n }} }} WHERE {{ {where} }}", timeout=timeout, write=True)
        assert list(store.quads()) == before
        store.query("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }", write=True)
        assert len(list(store.quads())) == len(before) + 1


def test_a_process_that_dies_is_an_error_with_its_last_output(
    store: OxigraphStore, started: list[subprocess.Popen[bytes]]
) -> None:
    answer = store.query(MANY)
    next(answer.rows)
    os.kill(started[0].pid, signal.SIGKILL)
    with pytest.raises(SparqlProcessError, match=r"KG-S108.*SIGKILL"):
        list(answer.rows)


def test_an_idle_process_that_dies_is_replaced(store: OxigraphStore, started: list[subprocess.Popen[bytes]]) -> None:
    for _ in range(2):
        assert list(store.query("ASK {}").rows) == [(True,)]
        started[-1].kill()
        started[-1].wait()
    assert len(started) == 2


def test_a_process_that_cannot_start_is_an_error(store: OxigraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(SparqlProcessError, match="/nowhere/python"):
        store.query(MANY)


def test_errors_of_the_process_are_passed_on_unchanged(tmp_path: Path, path: Path) -> None:
    (tmp_path / "rdf").symlink_to(path)
    with open_oxigraph(tmp_path / "rdf", read_only=True) as store:
        (tmp_path / "rdf").unlink()
        with pytest.raises(RdfStoreMissingError, match=str(tmp_path)):
            store.query(MANY)


ASKING = """
import sys
from pathlib import Path
from kg.stores.oxigraph.oxigraph import open_oxigraph
store = open_oxigraph(Path(sys.argv[1]), read_only=True)
"""


def test_an_open_answer_at_exit_does_no_harm(path: Path) -> None:
    code = f"{ASKING}answer = store.query({MANY!r})\nprint(len(next(answer.rows)))"
    ended = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "2\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_a_process_does_not_outlive_the_one_that_started_it(path: Path) -> None:
    code = (
        f"{ASKING}from kg.stores.child import child\nstart = child._start\n"
        "def told(*given):\n    process = start(*given)\n    print(process.pid, flush=True)\n    return process\n"
        f"child._start = told\nstore.query({ENDLESS!r})"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        time.sleep(1.0)
        assert Path(f"/proc/{pid}").exists()
        parent.kill()
    until = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]:
        assert time.monotonic() < until
        time.sleep(0.05)
