"""The property graph in grafeo: its files, its processes, and its durability."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grafeo
import pytest

from kg.errors import (
    CypherCrashError,
    CypherSyntaxError,
    GraphBusyError,
    PropertyGraphDamagedError,
    PropertyGraphUnwritableError,
    QueryMemoryError,
)
from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.grafeo.writer import GrafeoWriter
from kg.stores.ids import all_issues
from kg.stores.property_graph.property_graph import ACTOR_RELATIONS, document_graph, stance_types
from kg.stores.protocol import Batch
from tests.doubles.factory import batches, resolved_documents
from tests.stores.contents import contents, expected, ids, rows

ROOT = Path(__file__).resolve().parents[3]
RELATIONS = {*ACTOR_RELATIONS.values(), *stance_types().values()}
DOCUMENTS = tuple(resolved_documents(12, positions=8))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "property-graph"


@pytest.fixture
def store(folder: Path) -> Iterator[GrafeoStore]:
    with GrafeoStore(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def full_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("full")


@pytest.fixture(scope="module")
def full(full_folder: Path) -> Iterator[GrafeoStore]:
    """A store that the tests only read."""
    with GrafeoStore(full_folder) as opened:
        opened.apply(batches(DOCUMENTS, 5))
        yield opened


def test_a_new_store_makes_no_files(store: GrafeoStore, folder: Path) -> None:
    assert (store.revision(), rows(store, "MATCH (n) RETURN n.id AS id")) == (0, [])
    assert not folder.exists()


def test_rereading_a_document_queries_only_its_own_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = grafeo.GrafeoDB()
    writer = GrafeoWriter(engine)
    (batch,) = batches(DOCUMENTS, len(DOCUMENTS))
    writer.write(batch)
    before = engine.edge_count
    taken: list[object] = []
    ask = GrafeoWriter._rows

    def counted(self: GrafeoWriter, text: str, **parameters: object) -> list[dict[str, Any]]:
        found = ask(self, text, **parameters)
        taken.extend(row["r"] for row in found if "r" in row)
        return found

    monkeypatch.setattr(GrafeoWriter, "_rows", counted)
    writer.write(batch._replace(written=batch.written[:1]))
    own = [edge for edge in document_graph(DOCUMENTS[0], all_issues(())).relationships if edge.type in RELATIONS]
    assert 0 < len(taken) == len(own)
    assert engine.edge_count == before


def test_two_statements_in_one_query_are_refused(full: GrafeoStore) -> None:
    with pytest.raises(CypherSyntaxError, match="line 1, column 16"):
        full.query("RETURN 1 AS a; RETURN 2 AS b")


def test_a_process_that_dies_is_reported(full: GrafeoStore) -> None:
    assert list(full.query("RETURN 1 AS x").rows) == [(1,)]
    waiting = full._children._idle
    assert waiting is not None
    threading.Timer(0.5, os.kill, (waiting._process.pid, signal.SIGKILL)).start()
    with pytest.raises(CypherCrashError, match="SIGKILL"):
        full.query("MATCH (a), (b), (c), (d) RETURN count(*) AS n", timeout=20)
    assert list(full.query("RETURN 1 AS x").rows) == [(1,)]


def test_an_idle_process_does_not_answer_from_a_replaced_file(store: GrafeoStore) -> None:
    for document in DOCUMENTS[:2]:
        store.clear()
        store.apply([Batch(1, (document,))])
        assert rows(store, "MATCH (d:Document) RETURN d.id AS id") == [(f"document/{document.document.id}",)]


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize(
    "text", ["RETURN " + "(" * 20_000 + "1" + ")" * 20_000 + " AS x", "RETURN " + "sum(" * 20_000 + "1" + ")" * 20_000]
)
def test_too_deeply_nested_queries_are_refused(full: GrafeoStore, text: str, write: bool) -> None:
    with pytest.raises(CypherSyntaxError, match="nesting depth"):
        full.query(f"CREATE (:Actor) {text}" if write else text, write=write)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds processes to their memory")
@pytest.mark.parametrize(("clause", "write"), [("RETURN a.id AS x", False), ("SET a.x = 1", True)])
@pytest.mark.parametrize("timeout", [None, 20.0])
def test_a_query_over_its_memory_limit_is_stopped(
    full: GrafeoStore, full_folder: Path, clause: str, write: bool, timeout: float | None
) -> None:
    before = contents(full)
    with (
        GrafeoStore(full_folder, memory=2**27) as store,
        pytest.raises(QueryMemoryError, match=r"Cypher query takes more than 128 MiB .* \[property-graph\]"),
    ):
        store.query(f"MATCH (a), (b), (c), (d) WITH a, b, c ORDER BY c.id {clause}", timeout=timeout, write=write)
    assert contents(full) == before


def test_a_killed_process_leaves_no_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with GrafeoStore(tmp_path / "property-graph") as store:
        store.apply([Batch(1, DOCUMENTS[:1])])
        assert rows(store, "MATCH (d:Document) RETURN count(d) AS n") == [(1,)]
        assert list(temporary.iterdir())  # the engine keeps what it spills here while it is open
    assert not list(temporary.iterdir())


# Durability


def test_batches_before_a_failure_are_published(store: GrafeoStore) -> None:
    def failing() -> Iterator[Batch]:
        yield from batches(DOCUMENTS[:6], 2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.apply(failing())
    assert (store.revision(), contents(store)) == (6, expected(DOCUMENTS[:6]))


KILLED = """
import sys
from pathlib import Path
from kg.stores.grafeo.grafeo import GrafeoStore
from tests.doubles.factory import batches, resolved_documents
from tests.stores.contents import contents, expected, ids, rows

def drawn(documents, revision):
    for batch in batches(documents, 2, revision):
        print(batch.revision, flush=True)
        yield batch

store = GrafeoStore(Path(sys.argv[1]))
done = store.revision()
store.apply(drawn(list(resolved_documents(40, positions=8))[done:], done))
"""


def test_after_a_kill_the_store_holds_whole_revisions_and_catches_up(tmp_path: Path) -> None:
    folder = tmp_path / "property-graph"
    documents = list(resolved_documents(40, positions=8))
    command = [sys.executable, "-c", KILLED, str(folder)]
    rng = random.Random(3)
    seen = [0]
    with GrafeoStore(folder) as store:
        for _ in range(8):
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
                assert writer.stdout is not None
                for _ in range(rng.randrange(1, 5)):
                    writer.stdout.readline()
                time.sleep(rng.random() * 0.02)
                writer.kill()
            seen.append(store.revision())
            assert contents(store) == expected(documents[: seen[-1]])
        assert seen == sorted(seen)
        assert len(set(seen)) > 2
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        assert (store.revision(), contents(store)) == (40, expected(documents))
    assert len(list(folder.iterdir())) == 2


def test_readers_see_whole_revisions_while_one_writes(store: GrafeoStore, folder: Path) -> None:
    documents = list(resolved_documents(30, positions=4))
    writer = threading.Thread(target=lambda: GrafeoStore(folder).apply(batches(documents, 2)))
    writer.start()
    seen = []
    while writer.is_alive():
        found = rows(store, "MATCH (d:Document) OPTIONAL MATCH (d)<-[:IN]-(p:Position) RETURN d.id AS d, count(p) AS n")
        assert {count for _, count in found} <= {4}
        seen.append(len(found))
    writer.join()
    assert seen == sorted(seen)
    assert all(count % 2 == 0 for count in seen)
    assert len(rows(store, "MATCH (d:Document) RETURN d.id AS d")) == 30


def test_an_answer_reads_the_state_at_its_start(store: GrafeoStore) -> None:
    store.apply(batches(DOCUMENTS[:4], 4))
    answer = store.query("MATCH (d:Document) RETURN d.id AS id")
    store.apply([Batch(5, (), removed=ids(DOCUMENTS[:4]))])
    assert len(list(answer.rows)) == 4


def test_a_second_writer_is_refused(store: GrafeoStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.stores.grafeo.publication.PATIENCE", 0.1)

    def drawn() -> Iterator[Batch]:
        yield Batch(1, DOCUMENTS[:1])
        with pytest.raises(GraphBusyError):
            GrafeoStore(folder).apply([Batch(1, DOCUMENTS[:1])])
        yield Batch(2, DOCUMENTS[1:2])

    store.apply(drawn())
    assert store.revision() == 2


def test_a_damaged_file_is_named_and_can_be_rebuilt(store: GrafeoStore, folder: Path) -> None:
    store.apply([Batch(1, DOCUMENTS[:1])])
    (current,) = folder.glob("*.grafeo")
    current.write_bytes(current.read_bytes()[:5000])
    for timeout in (None, 20.0):
        with pytest.raises(PropertyGraphDamagedError, match=current.name):
            GrafeoStore(folder).query("MATCH (n) RETURN n", timeout=timeout)
    with pytest.raises(PropertyGraphDamagedError):
        store.apply([Batch(2, DOCUMENTS[1:2])])
    store.clear()
    store.apply([Batch(2, DOCUMENTS[:2])])
    assert contents(store) == expected(DOCUMENTS[:2])


def test_an_unwritable_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "property-graph").write_text("a file where a folder should be")
    with pytest.raises(PropertyGraphUnwritableError, match="property-graph"):
        GrafeoStore(tmp_path / "property-graph").apply([Batch(1, DOCUMENTS[:1])])
