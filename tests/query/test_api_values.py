"""Values of a wrong type or form that a program gives to the Python API: each is refused with an error of the tree."""

from __future__ import annotations

import inspect
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import KgError, ParameterValueError
from kg.graph import Graph, open_graph
from tests.test_graph import put

ODD_VALUES = (None, 7, b"x", {1: 2}, [None], object(), "\ud800", "a\0b")
GOOD_VALUES = {
    "about": "talks",
    "actor": "China",
    "asked": [("set", "talks", {"source": "The Ledger"})],
    "beginning": "ab",
    "document": "talks",
    "folder": "new.kg",
    "format": "csv",
    "ids": ["ab"],
    "judgement": "ab",
    "language": "sparql",
    "lines": ["{}"],
    "name": "who-leads",
    "part": "confirmed",
    "path": "missing.jsonl",
    "paths": ["missing.txt"],
    "text": "China",
    "verdict": "set",
    "words": "tariffs",
}
"""A value for each parameter that has no default."""
FUNCTIONS = ("export_file", "find_facts", "find_graph", "import_file", "ingest", "open_graph", "read")
METHODS = tuple(
    name
    for name, method in inspect.getmembers(Graph, inspect.isfunction)
    if not name.startswith("_") and len(inspect.signature(method).parameters) > 1
)
LOOKUPS = ("actor", "document", "documents_of", "facts", "find_actor", "find_named", "judgement", "places", "search")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with open_graph(tmp_path_factory.mktemp("odd") / "talks.kg", create=True) as graph:
        put(graph)
        yield graph


def calls(function: Callable[..., object], graph: Graph) -> Iterator[tuple[str, Callable[[], object]]]:
    """A call of the function for each of its parameters and each odd value, the other parameters being good."""
    parameters = [each for each in inspect.signature(function).parameters.values() if each.kind is not each.VAR_KEYWORD]
    good = {**GOOD_VALUES, "graph": graph, "source": graph}
    for wrong in parameters:
        for value in ODD_VALUES:
            required = {each.name: good.get(each.name) for each in parameters if each.default is each.empty}
            given = {**required, wrong.name: value}
            by_place = [given.pop(each.name) for each in parameters if each.kind is each.POSITIONAL_ONLY]
            yield f"{wrong.name}={value!a}", partial(function, *by_place, **given)


def refused_otherwise(function: Callable[..., object], graph: Graph) -> list[str]:
    """The calls that raise what is no error of the tree."""
    wrong = []
    for name, call in calls(function, graph):
        try:
            result = call()
            if isinstance(result, Iterator):
                deque(islice(result, 5), maxlen=0)
        except KgError:
            pass
        except Exception as error:  # noqa: BLE001 - any other error is what is looked for
            wrong.append(f"{name}: {type(error).__name__}: {error}")
    return wrong


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_refuse_odd_values_with_errors_of_the_tree(
    graph: Graph, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused_otherwise(getattr(kg, name), graph) == []


@pytest.mark.parametrize("name", METHODS)
def test_methods_of_a_graph_refuse_odd_values_with_errors_of_the_tree(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        put(graph)
        assert refused_otherwise(getattr(graph, name), graph) == []


@pytest.mark.parametrize("name", LOOKUPS)
def test_looking_something_up_refuses_odd_values_with_errors_of_the_tree(graph: Graph, name: str) -> None:
    assert refused_otherwise(getattr(graph.record, name), graph) == []


@pytest.mark.parametrize("given", [{"documents": None}, {"documents": "talks"}, {"period": "2018"}, {"limit": 0}])
def test_a_dossier_refuses_filters_of_another_form(graph: Graph, given: dict[str, Any]) -> None:
    with pytest.raises(ParameterValueError):
        graph.dossier("China", **given)


def test_a_file_can_be_limited_to_a_source(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no document has source=The Ledger"):
        kg.export_file(graph, "csv", tmp_path / "part.csv", source="The Ledger")


def test_text_is_not_taken_for_several_ids(graph: Graph) -> None:
    (judgement,) = graph.judge_each([("set", "talks", {"source": "The Ledger"})], by="Ana")
    with pytest.raises(ParameterValueError, match="not several, each an id"):
        graph.undo_each(judgement.id[:1], by="Ana")
