"""The graph's folder: how it is chosen, its kg.toml, and stores that are current or say that they are not."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

import kg
import loaders
from kg.errors import (
    ForeignFolderError,
    GraphMissingError,
    KgError,
    NoGraphError,
    ParameterValueError,
    RdfStoreDamagedError,
    RdfStoreForeignError,
    RecordPathError,
    SettingsError,
    SeveralGraphsError,
    StoreError,
    UnknownQuestionError,
)
from kg.exports.selection import select, selected
from kg.graph import LANGUAGES, Graph, find_graph, open_graph
from kg.model import Document
from kg.query.values import Finders
from kg.vocabulary import ID
from tests.doubles.scripted_reader import read


def put(graph: Graph, name: str = "talks", text: str = "China demands lower tariffs of Japan.") -> None:
    reading = read(Document(text, name, f"file:///{name}.txt"), "scripted 1")
    graph.record.put(reading.document, reading.facts, reading.version, reading.sentences)


def positions(graph: Graph) -> list[int]:
    return [graph.store(language).counts()["positions"] for language in LANGUAGES]


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        put(graph)
        yield graph


def test_the_working_folder_itself_becomes_a_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with open_graph(".", create=True) as graph:
        assert graph.record.revision == 0
    assert list(tmp_path.iterdir()) == [folder]


def test_a_path_that_is_too_long_is_refused_before_anything_is_created(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d" * 150] * 3) / "talks.kg"
    with pytest.raises(RecordPathError, match="504 at most"):
        open_graph(deep, create=True)
    assert not list(tmp_path.iterdir())


def test_a_text_in_two_places_is_selected_by_the_metadata_of_either(graph: Graph) -> None:
    for name, tag in (("a", "steel"), ("b", "barges")):
        source = Document("Peru rejects the tolls of Chile.", name, f"file:///{name}.txt", metadata={"tags": tag})
        reading = read(source, "scripted 1")
        graph.record.put(reading.document, reading.facts, reading.version, reading.sentences)
    finders = Finders.of(graph.record)
    asked: list[dict[str, Any]] = [{"tag": ["steel"]}, {"tag": ["barges"]}, {"where": ["name=b"], "document": ["a"]}]
    for wanted in asked:
        assert [row.values["actor"] for row in graph.study(**wanted).codings.rows] == ["Peru"]
        part = selected(wanted, finders)
        assert [len(batch.written) for batch in select(graph.batches(), part)] == [1]
    part = selected({"tag": ["steel"], "document": ["talks"]}, finders)
    assert [len(batch.written) for batch in select(graph.batches(), part)] == [0]


def test_a_dossier_can_be_limited_to_some_documents(graph: Graph) -> None:
    put(graph, "tolls", "China rejects the tolls of Chile.")
    (wanted,) = [each.id for each in graph.record.documents() if each.name == "tolls"]
    rows = graph.dossier("China", documents=(wanted,), timeout=60).to_dicts()
    assert {row["document"] for row in rows if row["fact"]} == {"tolls"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_counting_a_store_does_not_stop_its_answers(graph: Graph, language: str) -> None:
    answer = graph.ask("positions-of-actor", language=language)
    assert graph.holdings(language)["positions"] == 1
    assert graph.ask("positions-of-actor", language=language) == answer


@pytest.mark.parametrize(
    "ask",
    [
        lambda g: g.store("sql"),
        lambda g: g.ask("who-leads", language="sql"),
        lambda g: g.sync("sql"),
        lambda g: g.lag("sql"),
        lambda g: g.rebuild("sql"),
        lambda g: g.holdings("sql"),
        lambda g: g.drop("sql"),
    ],
)
def test_an_unknown_language_is_a_usage_error(graph: Graph, ask: Callable[[Graph], object]) -> None:
    with pytest.raises(ParameterValueError, match="language is 'sql', not sparql or cypher"):
        ask(graph)


def test_a_named_graph_comes_first_then_the_environment_then_the_only_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_GRAPH", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoGraphError):
        find_graph()
    (tmp_path / "one.kg").mkdir()
    assert find_graph() == tmp_path / "one.kg"
    (tmp_path / "two.kg").mkdir()
    with pytest.raises(SeveralGraphsError, match=r"one\.kg, two\.kg"):
        find_graph()
    monkeypatch.setenv("KG_GRAPH", "three.kg")
    assert find_graph() == Path("three.kg")
    assert find_graph("four.kg") == Path("four.kg")


def test_a_graph_is_created_only_where_nothing_else_is(tmp_path: Path) -> None:
    with pytest.raises(GraphMissingError):
        open_graph(tmp_path / "talks.kg")
    (tmp_path / "notes.txt").touch()
    with pytest.raises(ForeignFolderError):
        open_graph(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_graph_answers_with_nothing(tmp_path: Path) -> None:
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        assert positions(graph) == [0, 0]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("format = 2", "format is 2"),
        ("format = 1\n[rdf]\nengine = 'virtuoso'", "the engine of [rdf] is 'virtuoso'; known are: oxigraph, endpoint"),
        ("format = 1\n[rdf]\nfile = 'x'", "there is nothing called file in [rdf] for oxigraph"),
        ("format = 1\nrdf = 'x'", "[rdf] is not a table of strings"),
        ("format = 1\n[web]", "there is nothing called web"),
        ("format = ", "Invalid value"),
    ],
)
def test_invalid_settings_are_reported(graph: Graph, text: str, detail: str) -> None:
    (graph.folder / "kg.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        open_graph(graph.folder)
    assert detail in str(caught.value)


def test_settings_give_the_folder_of_a_store_and_the_model(graph: Graph) -> None:
    text = "format = 1\n[rdf]\nfolder = 'elsewhere'\n[reading]\nmodel = 'en_core_web_lg'"
    (graph.folder / "kg.toml").write_text(text, encoding="utf-8")
    with open_graph(graph.folder) as again:
        assert positions(again) == [1, 1]
        assert again.settings.model == "en_core_web_lg"
    assert (graph.folder / "elsewhere").is_dir()


def test_a_store_catches_up_when_it_is_asked_for(graph: Graph) -> None:
    assert {state.revision for state in graph.states()} == {0}
    told: list[int] = []
    for language in LANGUAGES:
        graph.store(language, told.append)
    assert told == [1, 1]
    put(graph, "more", "Japan offers more fish of China.")
    assert positions(graph) == [2, 2]
    assert {state.revision for state in graph.states()} == {graph.record.revision}


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_stores_follow_what_a_killed_process_left_in_the_record(graph: Graph, language: str) -> None:
    graph.catch_up()
    fact = str(graph.ask("positions-of-actor").to_dicts()[0]["fact"])
    graph.judge_each([("rejected", fact, {})], by="ana", follow=False)
    with open_graph(graph.folder) as later:
        assert later.ask("positions-of-actor", {}, language=language).rows == ()
        assert {state.revision for state in later.states()} == {later.record.revision}


def test_a_store_that_is_being_read_is_not_closed_for_the_question_to_another(graph: Graph) -> None:
    graph.catch_up()
    rows = graph.store("cypher").query("MATCH (n:Position) RETURN n.id").rows
    put(graph, "more", "Japan rejects lower tariffs of China.")
    assert graph.store("sparql").counts()["positions"] == 2
    assert len(list(rows)) == 1


def test_a_store_held_by_another_process_answers_as_it_is(graph: Graph) -> None:
    assert positions(graph) == [1, 1]
    hold = (
        "import sys, pathlib; from kg.graph import open_graph\n"
        "with open_graph(sys.argv[1]) as graph, graph.writing('sparql'):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(graph.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdout.readline()
        put(graph, "more", "Japan offers more fish of China.")
        assert tuple(graph.catch_up()) == ("sparql",)
        assert graph.store("sparql").counts()["positions"] == 1
        assert graph.lag("sparql") == 1
        other.stdin.close()
    assert graph.store("sparql").counts()["positions"] == 2
    assert graph.lag("sparql") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_that_cannot_be_opened_raises(graph: Graph, language: str) -> None:
    graph.settings.stores[language].folder.write_text("a file in its place")
    with pytest.raises(StoreError):
        graph.store(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_is_rebuilt_from_the_record(graph: Graph, language: str) -> None:
    graph.store(language)
    shutil.rmtree(graph.settings.stores[language].folder)
    assert graph.rebuild(language) == 1
    assert graph.store(language).counts()["positions"] == 1


def test_a_damaged_store_is_rebuilt(graph: Graph) -> None:
    positions(graph)
    for path in graph.settings.stores["sparql"].folder.glob("*"):
        if path.is_file():
            path.write_bytes(b"\0" * 64)
    with pytest.raises(RdfStoreDamagedError):
        graph.store("sparql").counts()
    assert graph.states()[0].problem is not None
    assert graph.rebuild("sparql") == 1
    assert positions(graph) == [1, 1]


def test_the_batches_hold_the_whole_record_once(graph: Graph) -> None:
    put(graph, "more", "Japan offers more fish of China.")
    put(graph, "more", "Japan offers less fish of China.")
    written = [resolved.document.name for batch in graph.batches() for resolved in batch.written]
    assert sorted(written) == ["more", "talks"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lies", ["a file", "a folder of something else"])
def test_foreign_files_in_the_place_of_a_store_are_set_aside(graph: Graph, language: str, lies: str) -> None:
    graph.store(language)
    folder = graph.settings.stores[language].folder
    shutil.rmtree(folder)
    place = folder
    if lies != "a file":
        # A folder with the name of the lock file that the writer of a property graph holds.
        (folder / "write.lock").mkdir(parents=True)
        place = folder / "write.lock" / "notes"
    place.write_text("somebody's")
    assert graph.rebuild(language) == 1
    assert graph.store(language).counts()["positions"] == 1
    aside = folder.with_name(f"{folder.name}.set-aside-1")
    assert (aside / place.relative_to(folder)).read_text() == "somebody's"


def test_a_store_without_its_marker_is_rebuilt(graph: Graph) -> None:
    positions(graph)
    (graph.settings.stores["sparql"].folder / "CURRENT").unlink()
    assert graph.rebuild("sparql") == 1
    assert positions(graph) == [1, 1]


def test_files_outside_the_graph_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("somebody's")
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        (graph.folder / "kg.toml").write_text('format = 1\n[rdf]\nfolder = "../mine"\n')
    with open_graph(tmp_path / "talks.kg") as graph, pytest.raises(RdfStoreForeignError):
        graph.rebuild("sparql")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_the_package_lists_its_public_names() -> None:
    assert set(kg.__all__) <= set(dir(kg))
    assert not {"Final", "TYPE_CHECKING", "_PLACES"} & set(dir(kg))
    assert kg.__version__ == importlib.metadata.version("negotiation-kg")


@pytest.mark.parametrize("timeout", [-1, "5", float("nan")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_timeout_is_a_number_of_seconds(graph: Graph, language: str, timeout: float) -> None:
    with pytest.raises(ParameterValueError, match="timeout is"):
        graph.ask("who-leads", language=language, timeout=timeout)


@pytest.mark.parametrize("timeout", [1e12, float("inf")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_timeout_longer_than_any_clock_means_no_timeout(graph: Graph, language: str, timeout: float) -> None:
    asked = graph.ask("who-leads", language=language)
    assert graph.ask("who-leads", language=language, timeout=timeout) == asked


def test_numpy_numbers_can_be_query_parameters(graph: Graph) -> None:
    query = "MATCH (p:Position) WHERE p.confidence >= $least RETURN p.matter LIMIT 1"
    assert len(list(graph.store("cypher").query(query, {"least": np.float64(0.5)}).rows)) == 1
    query = "SELECT ?m { ?p neg:matter ?m ; neg:ordinal $nth }"
    assert list(graph.store("sparql").query(query, {"nth": cast("Any", np.int64(12))}).rows) == []


def test_the_packages_are_marked_as_typed() -> None:
    for package in (kg, loaders):
        assert Path(str(package.__file__)).with_name("py.typed").is_file()


def test_a_row_and_a_number_of_a_data_frame_are_accepted(graph: Graph) -> None:
    row: Any = pd.Series({"actor": "China", "stance": "demand"})
    right: Any = pd.Series({"stance": "offer"})
    (found,) = graph.ask("positions-of-actor", row, timeout=cast("float", np.float32(30))).to_dicts()
    assert graph.judge("corrected", str(found["fact"]), right, by="ana").values
    assert graph.dossier(f"{ID}{found['holder_id']}") == graph.dossier("China")


@pytest.mark.parametrize("cell", [None, float("nan"), ["China"], "\ud800"])
def test_a_cell_that_is_not_text_is_refused_as_a_name(graph: Graph, cell: Any) -> None:
    for ask in (graph.dossier, graph.record.document, graph.record.search):
        with pytest.raises(ParameterValueError):
            ask(cell)
    with pytest.raises(UnknownQuestionError):
        graph.ask(cell)
    with pytest.raises(ParameterValueError, match="not values by their names"):
        graph.ask("who-leads", cast("Any", ["China"]))
    with pytest.raises(KgError):
        graph.judge("rejected", cell, by="ana")
