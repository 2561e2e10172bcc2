"""Every use of a record or store that is closed, or open elsewhere, raises an error that says so."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import KgError, NotOpenError, RecordUnwritableError
from kg.graph import LANGUAGES, Graph, open_graph
from tests.doubles.cast import document, facts, person, position

LIU_HE = facts([person("Liu He", "CN")], positions=(position("Liu He", "a truce"),))
ALL = {"sparql": "SELECT ?s { ?s ?p ?o }", "cypher": "MATCH (n) RETURN n"}


def put(graph: Graph, name: str) -> None:
    graph.record.put(document(name, f"A truce at {name}."), LIU_HE, "1.0")


def names(graph: Graph) -> list[set[object]]:
    return [
        {row["document"] for row in graph.ask("positions-of-actor", language=each).to_dicts()} for each in LANGUAGES
    ]


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        put(graph, "quay")
        assert names(graph) == [{"quay"}, {"quay"}]
        yield graph


USES: dict[str, Callable[[Graph], object]] = {
    "ask": names,
    "judgements": lambda graph: graph.judgements(),
    "ingest": lambda graph: kg.ingest(graph, [graph.folder / "kg.toml"]),
    "put": lambda graph: put(graph, "pier"),
    "batches": lambda graph: list(graph.batches()),
    "catch up": lambda graph: graph.catch_up(),
    "rebuild": lambda graph: graph.rebuild("cypher"),
    "states": lambda graph: graph.states(),
    "lag": lambda graph: graph.lag("cypher"),
}


def refused(graph: Graph, why: str) -> None:
    for use in USES.values():
        with pytest.raises(NotOpenError, match=why):
            use(graph)


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_an_open_graph_refuses_use_once_its_folder_is_replaced(graph: Graph) -> None:
    shutil.rmtree(graph.folder)
    refused(graph, "removed or replaced")
    with open_graph(graph.folder, create=True) as other:
        put(other, "pier")
        assert names(other) == [{"pier"}, {"pier"}]
        refused(graph, "removed or replaced")
        graph.close()
    with open_graph(graph.folder) as again:
        assert names(again) == [{"pier"}, {"pier"}]


def test_a_closed_graph_refuses_use(graph: Graph) -> None:
    graph.close()
    refused(graph, "it has been closed")
    graph.close()


def test_a_graph_refuses_use_in_another_thread(graph: Graph) -> None:
    given = [graph.store(language) for language in LANGUAGES]
    caught: list[BaseException] = []

    def elsewhere() -> None:
        for use in (*USES.values(), Graph.close):
            try:
                use(graph)
            except KgError as error:
                caught.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert [str(error).partition(": ")[0] for error in caught] == ["KG-R018"] * (len(USES) + 1)
    assert "another thread has opened it" in str(caught[0])
    assert all(list(store.query(ALL[store.language]).rows) for store in given)
    assert names(graph) == [{"quay"}, {"quay"}]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked there")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_graph_refuses_use_in_a_forked_process(graph: Graph, language: str) -> None:
    store = graph.store(language)
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        try:
            for use in (names, lambda _: store.query(ALL[language])):
                try:
                    use(graph)
                except NotOpenError as error:
                    os.write(writing, f"{error.fields['detail']}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        assert said.read() == "another process has opened it\n" * 2
    os.waitpid(pid, 0)
    assert names(graph) == [{"quay"}, {"quay"}]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked there")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_process_ends_without_harming_the_graph_of_its_parent(graph: Graph) -> None:
    rows = [iter(graph.store(language).query(ALL[language]).rows) for language in LANGUAGES]
    begun = [next(each) for each in rows]
    if (pid := os.fork()) == 0:
        signal.alarm(20)
        try:
            rows.clear()
            graph.close()
        finally:
            os._exit(0)
    assert os.waitpid(pid, 0) == (pid, 0)
    assert len(begun) == 2
    assert all(list(each) for each in rows)
    assert names(graph) == [{"quay"}, {"quay"}]


def test_an_open_graph_stays_where_it_was_when_the_working_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with open_graph("talks.kg", create=True) as graph:
        monkeypatch.chdir(tmp_path / "elsewhere")
        put(graph, "quay")
        assert names(graph) == [{"quay"}, {"quay"}]
        with graph.only("unreviewed") as rest:
            assert names(rest) == [{"quay"}, {"quay"}]
    assert not any((tmp_path / "elsewhere").iterdir())


def test_stores_of_another_record_are_rebuilt(graph: Graph, tmp_path: Path) -> None:
    graph.close()
    with open_graph(tmp_path / "others.kg", create=True) as other:
        put(other, "pier")
        assert other.record.revision == 1
    (tmp_path / "others.kg" / "record.db").replace(graph.folder / "record.db")
    with open_graph(graph.folder) as mixed:
        assert [state.revision for state in mixed.states()] == [0, 0]
        assert names(mixed) == [{"pier"}, {"pier"}]
        assert [state.revision for state in mixed.states()] == [1, 1]


def test_stores_of_another_record_are_empty_beside_an_empty_one(graph: Graph, tmp_path: Path) -> None:
    graph.close()
    open_graph(tmp_path / "others.kg", create=True).close()
    (tmp_path / "others.kg" / "record.db").replace(graph.folder / "record.db")
    with open_graph(graph.folder) as mixed:
        assert [mixed.holdings(language) for language in LANGUAGES] == [{}, {}]
        assert [state.revision for state in mixed.states()] == [0, 0]
        answers = [mixed.ask("timeline", language=language).rows for language in LANGUAGES]
        assert answers == [(), ()]
        assert [mixed.holdings(language)["documents"] for language in LANGUAGES] == [0, 0]


WRITES: dict[str, Callable[[Graph], object]] = {
    "remove": lambda graph: graph.record.remove("quay"),
    "put": lambda graph: put(graph, "pier"),
    "judge": lambda graph: graph.judge("set", "quay", {"title": "At the quay"}, by="ana"),
    "ingest": lambda graph: kg.ingest(graph, [Path(__file__)]),
    "resolve": lambda graph: graph.record.resolve_anew(),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_part_of_a_graph_is_not_written_to(graph: Graph, name: str) -> None:
    before = graph.record.revision
    with graph.only("unreviewed") as rest:
        assert names(rest) == [{"quay"}, {"quay"}]
        with pytest.raises(RecordUnwritableError, match=r"only its unreviewed part is open.*write to the whole"):
            WRITES[name](rest)
    assert (graph.record.revision, graph.judgements(), names(graph)) == (before, (), [{"quay"}, {"quay"}])
    put(graph, "pier")
    assert names(graph) == [{"quay", "pier"}] * 2
