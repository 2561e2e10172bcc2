"""Places of documents: a file that is moved, or split into other documents, leaves nothing behind."""

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


def test_a_moved_file_leaves_its_old_place_under_another_reader(graph: Graph, tmp_path: Path) -> None:
    old, new = tmp_path / "first.txt", tmp_path / "second.txt"
    old.write_text("China demands lower tariffs of Japan.", encoding="utf-8")
    ingest(graph, [old], OPTIONS)
    old.rename(new)
    assert ingest(graph, [new], replace(OPTIONS, extractor=Extractor("silent 1", start_silently))).changed == 1
    assert [entry.uris for entry in graph.record.documents()] == [(new.as_uri(),)]


def test_a_file_that_gains_or_loses_documents_is_stored_once(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    articles = [f"{name} demands lower tariffs of China.\nEnd of Document\n" for name in ("Japan", "Peru")]
    beside = tmp_path / "export.txt.txt"
    beside.write_text("France demands lower tariffs of China.", encoding="utf-8")
    for count, names in ((1, ["export"]), (2, ["export-1", "export-2"]), (1, ["export"])):
        file.write_text("".join(articles[:count]), encoding="utf-8")
        ingest(graph, [file, beside], OPTIONS)
        assert sorted(entry.name for entry in graph.record.documents()) == [*names, "export.txt"]
        assert len(graph.ask("positions-of-actor", {}).to_dicts()) == count + 1


def capture(address: str, text: str) -> bytes:
    """A WARC record of a page."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}"
    about = f"WARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-01-01T00:00:00Z"
    kind = "Content-Type: application/http;msgtype=response"
    return f"WARC/1.0\r\n{about}\r\n{kind}\r\nContent-Length: {len(answer)}\r\n\r\n{answer}\r\n\r\n".encode()


@pytest.mark.parametrize(("metadata", "left"), [({"warc:date": "2024-01-01T00:00:00Z"}, []), ({}, ["was"])])
def test_an_archived_page_replaces_the_place_of_its_bare_address(
    graph: Graph, tmp_path: Path, metadata: dict[str, str], left: list[str]
) -> None:
    address = "https://x.example/talks%20on?day=1&part=2"
    graph.record.put(Document("Japan sells fish.", "was", address, metadata=metadata), Facts(), "silent 1")
    archive = tmp_path / "talks.warc"
    archive.write_bytes(capture(address, "China demands lower tariffs of Japan."))
    assert ingest(graph, [archive], OPTIONS).added == 1
    assert sorted(entry.name for entry in graph.record.documents()) == ["talks%20on", *left]
