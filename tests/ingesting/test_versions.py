"""The version of a reader tells whether a document has to be read again."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import KgWarning
from kg.graph import open_graph
from kg.ingesting import Options, ingest
from loaders import Options as LoadingOptions
from tests.doubles.scripted_reader import SCRIPTED


def test_readings_of_another_version_than_their_extractor_are_kept_with_one_warning(tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = f"China demands lower tariffs of Japan in round {name}."
        (tmp_path / f"{name}.txt").write_text(f"{text} China demands lower tariffs of Japan.", encoding="utf-8")
    paths = sorted(tmp_path.glob("*.txt"))
    options = Options(workers=1, extractor=SCRIPTED, loading=LoadingOptions(check_language=False))
    other = replace(options, extractor=replace(SCRIPTED, version="scripted 7"))
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        with pytest.warns(KgWarning, match="'scripted 1', and their Extractor has 'scripted 7': every ingest") as told:
            summary = ingest(graph, paths, other)
        assert (summary.added, summary.problems, len(told)) == (2, (), 1)
        assert Path(told[0].filename) == Path(__file__)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert ingest(graph, paths, options).unchanged == 2
