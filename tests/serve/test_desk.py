"""What requests share follows every change of the record, also back to an older copy."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.graph import Graph, open_graph
from kg.lists import OwnList
from kg.record.keeping.lists import write_list
from kg.restoring import restore
from kg.serve.desk import Desk
from tests.doubles.cast import document, facts, person


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        opened.record.put(document("quay"), facts([person("Ana Lima")]), "1.0")
        yield opened


@pytest.fixture
def desk(graph: Graph) -> Iterator[Desk]:
    with contextlib.closing(Desk(graph.folder)) as opened:
        yield opened


def _processes_and_handles(record: Path) -> tuple[int, int]:
    """The number of running child processes, and how often this process has the file open."""
    here = Path("/proc/self")
    begun: list[str] = []
    for children in here.glob("task/*/children"):
        with contextlib.suppress(FileNotFoundError):  # of a thread that has ended since it was listed
            begun += children.read_text().split()
    handles = [str(handle.readlink()) for handle in (here / "fd").iterdir() if handle.exists()]
    return len(begun), handles.count(str(record))


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is asked of Linux")
def test_a_closed_desk_holds_no_files_or_processes(graph: Graph) -> None:
    graph.catch_up()
    graph.close()
    record = graph.folder / "record.db"
    before = _processes_and_handles(record)
    desk = Desk(graph.folder)

    def asked(served: Graph) -> tuple[int, int]:
        list(served.store("sparql").query("SELECT ?s { ?s ?p ?o } LIMIT 1").rows)
        return _processes_and_handles(record)

    with ThreadPoolExecutor(
        1
    ) as elsewhere:  # the browser of other tests may have left an event loop running in this thread
        assert elsewhere.submit(lambda: asyncio.run(desk.work(asked))).result() == (before[0] + 1, 1)
    desk.close()
    assert _processes_and_handles(record) == (before[0], 0)


def test_a_desk_that_cannot_start_its_threads_leaves_none_waiting(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, begun = threading.Thread.start, list[threading.Thread]()

    def start(thread: threading.Thread) -> None:
        if begun:
            raise RuntimeError("can't start new thread")
        begun.append(thread)
        begin(thread)

    monkeypatch.setattr(threading.Thread, "start", start)
    with pytest.raises(RuntimeError, match="can't start"):
        Desk(graph.folder)
    begun[0].join(30)
    assert not begun[0].is_alive()


def test_a_restored_older_copy_is_shown(graph: Graph, desk: Desk, tmp_path: Path) -> None:
    graph.record.backup(tmp_path / "copy.db")
    before = desk.world(graph)
    graph.record.put(document("pier"), facts([person("Ben Ode")]), "1.0")
    assert len(desk.world(graph).documents) == 2
    restore(graph.folder, tmp_path / "copy.db", replace=True)
    assert desk.world(graph) == before


def test_changes_after_restoring_an_older_copy_are_shown(graph: Graph, desk: Desk, tmp_path: Path) -> None:
    graph.record.backup(tmp_path / "copy.db")
    for name in ("pier", "dam"):
        graph.record.put(document(name), facts([person("Ben Ode")]), "1.0")
        assert {each.document.name for each in desk.world(graph).documents.values()} == {"quay", name}
        restore(graph.folder, tmp_path / "copy.db", replace=True)


def test_another_record_put_in_its_place_is_shown(graph: Graph, desk: Desk, tmp_path: Path) -> None:
    desk.world(graph)
    with open_graph(tmp_path / "other.kg", create=True) as other:
        for name in ("lock", "dam"):
            other.record.put(document(name), facts([person("Ben Ode")]), "1.0")
        other.record.backup(tmp_path / "other.db")
    restore(graph.folder, tmp_path / "other.db", replace=True)
    assert {each.document.name for each in desk.world(graph).documents.values()} == {"lock", "dam"}


def test_an_explanation_follows_lists_and_set_metadata(
    graph: Graph, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.extract.load", lambda options: SimpleNamespace(options=options))
    monkeypatch.setattr("kg.extract.explanation.explain", lambda reader, read: (len(reader.options.lists), read.source))

    def told() -> object:
        return desk.explained(graph, graph.record.document("quay"))

    assert told() == (0, None)
    with graph.record.writing() as db:
        write_list(db, OwnList("ours"))
    assert told() == (1, None)
    graph.judge_each([("set", "quay", {"source": "Quay Post"})], by="ana", follow=False)
    assert told() == (1, "Quay Post")
