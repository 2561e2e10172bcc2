"""From Python whatever the command line writes, with the same errors."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import kg as library
from kg.errors import (
    ExportFilterError,
    ExportGraphError,
    ExportLevelError,
    KgError,
    ParameterValueError,
    ServeFilterError,
    UnknownExportFormatError,
    UnknownParameterError,
)
from kg.exports.selection import Selection
from kg.graph_export import FORMATS
from tests.cli.conftest import Kg, folder, kg, shared_graph

__all__ = ["folder", "kg", "shared_graph"]


def written(place: Path) -> dict[str, bytes]:
    """What has been written, by the files' names; a file that is alone has none."""
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    return {file.name if place.is_dir() else "": _content(file) for file in files}


def _content(file: Path) -> bytes:
    """The bytes; of a database, whose coders have a salt of their own each time, the statements."""
    if not file.read_bytes().startswith(b"SQLite"):
        return file.read_bytes()
    with contextlib.closing(sqlite3.connect(file)) as database:
        return repr(database.execute("SELECT * FROM STATEMENTS").fetchall()).encode()


@pytest.mark.parametrize("name", FORMATS)
def test_python_writes_what_the_command_line_writes(kg: Kg, folder: Path, name: str) -> None:
    takes = FORMATS[name].filters
    filters: dict[str, Any] = {"until": "2018-08-21"} if takes is None or "until" in takes else {}
    options = [word for option, value in filters.items() for word in (f"--{option}", value)]
    assert kg("export", name, "--out", "typed", *options).exit_code == 0
    with library.open_graph(folder / "talks.kg") as graph:
        library.export_file(graph, name, folder / "called", **filters)
    assert written(folder / "called") == written(folder / "typed")
    assert written(folder / "called") or name == "gold"


def test_a_selection_can_replace_filters(folder: Path) -> None:
    with library.open_graph(folder / "talks.kg") as graph:
        library.export_file(graph, "brat", "named", document="quito")
        quito = f"document/{graph.record.document('quito').id}"
        library.export_file(graph, "brat", "selected", selection=Selection(document=(quito,)))
    assert written(folder / "named") == written(folder / "selected")
    assert sorted(written(folder / "named")) == ["annotation.conf", "quito.ann", "quito.txt"]


@pytest.mark.parametrize(
    ("format", "asked", "error", "said"),
    [
        ("xls", {}, UnknownExportFormatError, "no export format xls"),
        ("turtle", {"level": "actors"}, ExportLevelError, "turtle has no level actors"),
        ("dna", {"level": "signed"}, ExportLevelError, "dna has no level signed"),
        ("gold", {"since": "2018"}, ExportFilterError, "gold is for all there is, and takes no since"),
        ("html", {"actor": "Japan"}, ExportFilterError, "html is for whole documents, and takes no actor"),
        ("html", {"selection": Selection()}, ExportFilterError, "takes no selection"),
        ("gexf", {"since": "2018", "selection": Selection()}, ParameterValueError, "or a selection"),
        ("gexf", {"since": "soon"}, ParameterValueError, "since is 'soon'"),
        ("gexf", {"when": "2018"}, KgError, "when"),
        ("gexf", {"levels": "actors"}, UnknownParameterError, "an export does not take levels; .*no_unnamed, level, "),
        ("gexf", {"no_isolates": "no"}, ParameterValueError, "no_isolates is 'no', not yes, or nothing"),
    ],
)
def test_incompatible_arguments_are_refused(
    folder: Path, format: str, asked: dict[str, Any], error: type[KgError], said: str
) -> None:
    with library.open_graph(folder / "talks.kg") as graph, pytest.raises(error, match=said):
        library.export_file(graph, format, "none", **asked)
    assert not Path("none").exists()


def test_a_file_without_a_name_is_refused(folder: Path) -> None:
    with (
        library.open_graph(folder / "talks.kg") as graph,
        pytest.raises(ParameterValueError, match="path is None, not the path of a file"),
    ):
        library.export_file(graph, "gexf", None)  # type: ignore[arg-type]


@pytest.mark.parametrize("actors", [np.array(["China", "Japan"]), pd.Series(["China", "Japan"]), {"China", "Japan"}])
def test_a_filter_takes_the_columns_of_other_libraries(folder: Path, actors: Any) -> None:
    with library.open_graph(folder / "talks.kg") as graph:
        library.export_file(graph, "gexf", "columns.gexf", actor=actors)
        library.export_file(graph, "gexf", "names.gexf", actor=["China", "Japan"])
    assert written(folder / "columns.gexf") == written(folder / "names.gexf")


def test_a_page_of_an_empty_selection_names_the_filter(folder: Path) -> None:
    with (
        library.open_graph(folder / "talks.kg") as graph,
        graph.only("confirmed") as part,
        pytest.raises(ServeFilterError, match="status confirmed"),
    ):
        library.export_file(part, "html", "none.html")


def test_batches_are_refused_where_a_graph_is_needed(folder: Path) -> None:
    with pytest.raises(ExportGraphError, match="brat is written from a graph"):
        library.export_file([], "brat", "none")
    with pytest.raises(ParameterValueError, match="filters of a graph"):
        library.export_file([], "gexf", "none", since="2018")
    assert not Path("none").exists()
