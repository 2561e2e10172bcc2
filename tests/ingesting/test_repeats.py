"""A renamed file whose new name changes its date is another document: the ingest reports it, and changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import Graph, open_graph
from kg.ingesting import Options, ingest
from kg.ingesting.repeats import GoneDocument
from kg.model import When
from kg.record import Given
from loaders import Options as LoadingOptions
from tests.doubles.scripted_reader import SCRIPTED

LOADING = LoadingOptions(check_language=False)
OPTIONS = Options(workers=1, extractor=SCRIPTED, loading=LOADING)
STRIKE = "China demands lower tariffs of Japan."
DAY = dt.date(2021, 10, 19)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        yield graph


def file(folder: Path, name: str, text: str = STRIKE) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def documents(graph: Graph) -> list[tuple[str, str | None]]:
    """The URI and date of each document."""
    return sorted((entry.uri, str(entry.date) if entry.date else None) for entry in graph.record.documents())


def test_a_name_without_the_date_of_the_old_one_makes_a_second_document_that_is_reported(
    graph: Graph, tmp_path: Path
) -> None:
    old, new = file(tmp_path, "strike-2021-10-19.txt"), tmp_path / "story.txt"
    ingest(graph, [old], OPTIONS)
    (before,) = graph.record.documents()
    (row,) = graph.ask("positions-of-actor", {}).to_dicts()
    graph.judge("rejected", str(row["fact"]), by="ana")
    old.rename(new)
    found = ingest(graph, [new], OPTIONS)
    assert found.repeats == {new.as_uri(): GoneDocument(before.id, old.as_uri(), Given(When(DAY)))}
    assert documents(graph) == [(new.as_uri(), None), (old.as_uri(), "2021-10-19")]
    assert ingest(graph, [new], OPTIONS).repeats == {}
    ingest(graph, [new], replace(OPTIONS, loading=replace(LOADING, date=DAY)))
    assert [(entry.id, entry.uris) for entry in graph.record.documents()] == [(before.id, (new.as_uri(),))]
    assert graph.ask("positions-of-actor", {}).to_dicts() == []


@pytest.mark.parametrize("former", ["story.txt", "strike-2020-01-02.txt"])
def test_a_name_with_another_date_leaves_the_old_document_to_be_removed(
    graph: Graph, tmp_path: Path, former: str
) -> None:
    old, new = file(tmp_path, former), tmp_path / "strike-2021-10-19.txt"
    ingest(graph, [old], OPTIONS)
    (before,) = graph.record.documents()
    (row,) = graph.ask("positions-of-actor", {}).to_dicts()
    graph.judge("rejected", str(row["fact"]), by="ana")
    old.rename(new)
    gone = ingest(graph, [new], OPTIONS).repeats[new.as_uri()]
    assert gone == GoneDocument(before.id, old.as_uri(), None)
    assert len(documents(graph)) == 2
    graph.record.remove(gone.id)
    assert documents(graph) == [(new.as_uri(), "2021-10-19")]
    assert graph.ask("positions-of-actor", {}).to_dicts() == []


def test_a_date_given_for_a_former_file_does_not_stick_to_the_new_name(graph: Graph, tmp_path: Path) -> None:
    old, new = file(tmp_path, "strike-2021-10-19.txt"), tmp_path / "latest.txt"
    ingest(graph, [old], OPTIONS)
    old.rename(new)
    ingest(graph, [new], OPTIONS)
    file(tmp_path, "latest.txt", "Peru supports wider quotas of Chile.")
    ingest(graph, [new], OPTIONS)
    assert documents(graph) == [(new.as_uri(), None), (old.as_uri(), "2021-10-19")]


def test_texts_with_files_and_other_texts_are_not_reported(graph: Graph, tmp_path: Path) -> None:
    dated, undated = file(tmp_path, "strike-2021-10-19.txt"), file(tmp_path, "story.txt")
    assert ingest(graph, [dated, undated], OPTIONS).repeats == {}
    assert len(documents(graph)) == 2
    other = file(tmp_path, "edited.txt", f"{STRIKE} They met on Sunday.")
    dated.unlink()
    assert ingest(graph, [undated, other], OPTIONS).repeats == {}
    assert len(documents(graph)) == 3


def test_each_new_document_of_one_name_is_reported_by_its_uri(graph: Graph, tmp_path: Path) -> None:
    former = [file(tmp_path / f"{number}", "index-2021-10-19.txt", f"{number}. {STRIKE}") for number in range(3)]
    ingest(graph, former, OPTIONS)
    new = [path.rename(path.with_name("index.txt")) for path in former]
    found = ingest(graph, new, OPTIONS).repeats
    assert {uri: gone.uri for uri, gone in found.items()} == {
        path.as_uri(): old.as_uri() for path, old in zip(new, former, strict=True)
    }


def test_two_documents_of_one_text_both_follow_their_renamed_folder(graph: Graph, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for name in ("story.txt", "strike-2021-10-19.txt"):
        file(old, name)
    ingest(graph, [old], OPTIONS)
    old.rename(new)
    found = ingest(graph, [new], OPTIONS)
    assert (found.added, found.repeats) == (0, {})
    assert documents(graph) == [
        ((new / "story.txt").as_uri(), None),
        ((new / "strike-2021-10-19.txt").as_uri(), "2021-10-19"),
    ]


def test_two_rows_of_one_text_both_follow_their_renamed_table(graph: Graph, tmp_path: Path) -> None:
    old, new = file(tmp_path, "old.csv", f"text,date\n{STRIKE},2021-10-19\n{STRIKE},\n"), tmp_path / "new.csv"
    ingest(graph, [old], OPTIONS)
    dates = [date for _, date in documents(graph)]
    assert len(dates) == 2
    old.rename(new)
    found = ingest(graph, [new], OPTIONS)
    assert (found.added, found.repeats) == (0, {})
    assert [date for _, date in documents(graph)] == dates
    assert all(uri.startswith(new.as_uri()) for uri, _ in documents(graph))
