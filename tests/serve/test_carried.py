"""The standalone HTML page that carries its data."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from kg.errors import ServeFilterError
from kg.graph import open_graph
from kg.serve.carried import export_page


def test_an_empty_page_is_refused_with_its_filters(folder: Path, tmp_path: Path) -> None:
    with (
        open_graph(folder) as graph,
        pytest.raises(ServeFilterError, match="since 2030-01-01; document geneva, quito"),
    ):
        export_page(graph, tmp_path / "talks.html", since=dt.date(2030, 1, 1), document=["geneva", "quito"])
    assert not (tmp_path / "talks.html").exists()


def test_the_matrix_of_a_page_includes_actors_with_a_single_position(folder: Path, tmp_path: Path) -> None:
    with open_graph(folder) as graph:
        export_page(graph, tmp_path / "talks.html")
    page = (tmp_path / "talks.html").read_text(encoding="utf-8")
    (told,) = re.findall('id="data:matrix/actor">(.*?)</script>', page)
    (window,) = json.loads(told)["windows"]
    assert {row["name"] for row in window["rows"]} == {"China", "France", "Japan"}
