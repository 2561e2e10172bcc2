"""Choosing a format, and writing a file whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO

import pyoxigraph
import pytest

from kg.errors import ExportLevelError, OutputError, UnknownExportFormatError
from kg.exports import BATCH_FORMATS, BatchFormat, Settings, export, export_file
from kg.exports.elements import elements
from kg.stores.protocol import Batch
from kg.stores.rdf.quads import batch_quads
from tests.doubles.factory import batches, resolved_documents
from tests.exports.reading import from_tables, plain

BATCHES = tuple(batches(resolved_documents(2, positions=3), 2))


@pytest.mark.parametrize("name", BATCH_FORMATS)
def test_every_format_writes_a_file_of_its_own_suffix(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"talks{BATCH_FORMATS[name].suffix}"
    export_file(BATCHES, name, path)
    output = io.BytesIO()
    export(BATCHES, name, output)
    assert path.read_bytes() == output.getvalue()
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def whole(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """A writer as CONTRIBUTING.md asks for it."""
    output.write(repr((sum(len(batch.written) for batch in batches), settings)).encode())


def test_a_format_needs_a_writer_and_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.exports.dot.write_whole", whole, raising=False)
    row = BatchFormat("whole", ".txt", "text/plain", ("full", "actors"), "a look at it", "dot:write_whole")
    monkeypatch.setattr("kg.exports.BATCH_FORMATS", {**BATCH_FORMATS, "whole": row})
    output = io.BytesIO()
    export(BATCHES, "whole", output, level="actors", model="en 1.0", raw_cells=True)
    assert output.getvalue().decode() == repr((2, Settings("actors", isolates=True, raw_cells=True, model="en 1.0")))


@pytest.mark.parametrize("format", BATCH_FORMATS.values(), ids=BATCH_FORMATS)
def test_every_writer_takes_batches_an_output_and_settings(format: BatchFormat) -> None:
    module, _, name = format.writer.partition(":")
    write = getattr(import_module(f"kg.exports.{module}"), name)
    for level in format.levels:
        output = io.BytesIO()
        write(iter(BATCHES), output, Settings(level, format.isolates))
        expected = io.BytesIO()
        export(BATCHES, format.name, expected, level=level)
        assert output.getvalue() == expected.getvalue()


def test_a_path_may_be_a_string(tmp_path: Path) -> None:
    export_file(BATCHES, "csv", f"{tmp_path}/talks")
    export_file(BATCHES, "dot", f"{tmp_path}/talks.dot")
    assert sorted(found.name for found in tmp_path.iterdir()) == ["talks", "talks.dot"]


@pytest.mark.parametrize("name", ["turtle", "nquads", "trig", "jsonld"])
def test_an_rdf_export_equals_the_content_of_an_rdf_store(name: str) -> None:
    output = io.BytesIO()
    export(BATCHES, name, output, model="en 1.0")
    kinds = {"turtle": pyoxigraph.RdfFormat.TURTLE, "nquads": pyoxigraph.RdfFormat.N_QUADS}
    kind = kinds.get(name, pyoxigraph.RdfFormat.TRIG if name == "trig" else pyoxigraph.RdfFormat.JSON_LD)
    found = {said(quad) for quad in pyoxigraph.parse(output.getvalue(), format=kind)}
    assert found == {said(quad) for quad in batch_quads(BATCHES, "en 1.0")}


def said(quad: pyoxigraph.Quad) -> tuple[object, ...]:
    """The triple, with numbers compared by value and not by spelling."""
    value = quad.object
    if isinstance(value, pyoxigraph.Literal) and value.datatype.value.endswith("#double"):
        return quad.subject, quad.predicate, float(value.value)
    return quad.subject, quad.predicate, value


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownExportFormatError, match="graphml"):
        export(BATCHES, "xlsx", io.BytesIO())


def test_an_unsupported_level_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportLevelError, match="full"):
        export_file(BATCHES, "turtle", tmp_path / "x.ttl", level="actors")
    assert list(tmp_path.iterdir()) == []


def test_two_tables_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    export_file(BATCHES, "csv", folder)
    export_file(BATCHES, "csv", folder)
    assert sorted(path.name for path in folder.iterdir()) == ["edges.csv", "nodes.csv"]
    nodes, edges = ((folder / name).read_bytes().decode() for name in ("nodes.csv", "edges.csv"))
    assert from_tables(nodes, edges, "full") == plain(elements(BATCHES))


@pytest.mark.parametrize("name", ["graphml", "csv", "nquads"])
def test_a_failed_export_keeps_the_old_file_and_leaves_no_other(name: str, tmp_path: Path) -> None:
    def failing() -> Iterator[Batch]:
        yield BATCHES[0]
        raise KeyError("gone")

    path = tmp_path / f"talks{BATCH_FORMATS[name].suffix}"
    path.write_text("old")
    with pytest.raises(KeyError):
        export_file(failing(), name, path)
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["graphml", "csv"])
def test_an_unwritable_path_is_reported(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="file"):
        export_file(BATCHES, name, tmp_path / "file" / "talks.zip")
