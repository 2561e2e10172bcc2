"""The version of a reader tells whether a document has to be read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.graph import open_graph
from kg.ingesting import Options, ingest
from loaders import Options as LoadingOptions
from tests.doubles.scripted_reader import SCRIPTED


def test_a_reading_of_another_version_than_its_extractor_is_refused(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text("China demands lower tariffs of Japan.", encoding="utf-8")
    options = Options(workers=1, extractor=SCRIPTED, loading=LoadingOptions(check_language=False))
    other = replace(SCRIPTED, version="scripted 7")
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        summary = ingest(graph, [tmp_path / "talks.txt"], replace(options, extractor=other))
        assert summary.added == 0
        (problem,) = summary.problems
        assert "has the version 'scripted 1', and its Extractor has 'scripted 7'" in str(problem)
        assert ingest(graph, [tmp_path / "talks.txt"], options).added == 1
        assert ingest(graph, [tmp_path / "talks.txt"], options).unchanged == 1
