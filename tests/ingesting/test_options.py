"""The options for ingesting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import kg
import loaders
from kg import extract, llm_reader
from kg.errors import ParameterValueError
from kg.ingesting import Options


@pytest.mark.parametrize("patience", [0.5, 1, float("inf")])
def test_patience_is_any_positive_number(patience: float) -> None:
    assert Options(patience=patience).patience == patience


@pytest.mark.parametrize(
    ("call", "named", "told"),
    [
        (partial(kg.read, "talks"), {"options": kg.Options()}, r"kg\.ingesting\.\S+, not of loaders\.Options"),
        (partial(kg.find_facts, "talks"), {"options": loaders.Options()}, r"loaders\.\S+, not of kg\.Options"),
        (partial(kg.find_facts, "talks"), {"options": {"workers": 1}}, r"dict, not of kg\.Options"),
        (kg.Options, {"loading": kg.Options()}, r"not of loaders\.Options"),
        (kg.Options, {"reading": loaders.Options()}, r"not of kg\.extract\.Options or kg\.llm_reader\.Options"),
        (kg.Options, {"extractor": len}, r"not of kg\.ingesting\.Extractor"),
    ],
)
def test_options_of_another_class_are_refused(call: Callable[..., object], named: dict[str, object], told: str) -> None:
    with pytest.raises(ParameterValueError, match=f"{next(iter(named))} is of the class .*{told}"):
        call(**named)


def test_options_of_either_reader_are_taken() -> None:
    models = llm_reader.Options("qwen3-8b", "http://localhost:8080/v1")
    assert [Options(reading=each).reading for each in (extract.Options(), models)] == [extract.Options(), models]


def test_ingesting_takes_its_own_options_only(tmp_path: Path) -> None:
    with (
        kg.open_graph(tmp_path / "talks.kg", create=True) as graph,
        pytest.raises(ParameterValueError, match=r"not of kg\.Options"),
    ):
        kg.ingest(graph, tmp_path, loaders.Options())  # type: ignore[arg-type]
