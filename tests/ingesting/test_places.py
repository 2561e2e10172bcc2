"""Where documents lie: a file that is moved, or read in parts by now, leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.extract import Reading
from kg.graph import Graph, open_graph
from kg.ingesting import Extractor, Options, ingest
from kg.model import Document, Facts
from loaders import Options as LoadingOptions
from tests.doubles.scripted_reader import SCRIPTED

OPTIONS = Options(workers=1, extractor=SCRIPTED, loading=LoadingOptions(check_language=False))


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        yield graph


def silent(document: Document) -> Reading:
    return Reading(document, Facts(), (), "silent 1")


def start_silently() -> Callable[[Document], Reading]:
    return silent


def test_a_moved_file_leaves_its_old_place_for_another_version_too(graph: Graph, tmp_path: Path) -> None:
    old, new = tmp_path / "first.txt", tmp_path / "second.txt"
    old.write_text("China demands lower tariffs of Japan.", encoding="utf-8")
    ingest(graph, [old], OPTIONS)
    old.rename(new)
    assert ingest(graph, [new], replace(OPTIONS, extractor=Extractor("silent 1", start_silently))).changed == 1
    assert [entry.uris for entry in graph.record.documents()] == [(new.as_uri(),)]


def test_an_export_that_grows_or_shrinks_stands_in_the_graph_once(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    articles = [f"{name} demands lower tariffs of China.\nEnd of Document\n" for name in ("Japan", "Peru")]
    beside = tmp_path / "export.txt.txt"
    beside.write_text("France demands lower tariffs of China.", encoding="utf-8")
    for count, names in ((1, ["export"]), (2, ["export-1", "export-2"]), (1, ["export"])):
        file.write_text("".join(articles[:count]), encoding="utf-8")
        ingest(graph, [file, beside], OPTIONS)
        assert sorted(entry.name for entry in graph.record.documents()) == [*names, "export.txt"]
        assert len(graph.ask("positions-of-actor", {}).to_dicts()) == count + 1
