"""The notebook of examples/networks runs and shows what it says it shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docs.making.notebook import NOTEBOOK, executed, shown


@pytest.mark.slow
def test_the_notebook_shows_the_same_when_it_is_executed_again() -> None:
    told = shown(json.loads(NOTEBOOK.read_text(encoding="utf-8")))
    assert [kind for kind, _ in told].count("image/png") == 1
    assert shown(executed()) == told


def test_a_cell_shows_what_it_prints_and_its_last_value(tmp_path: Path) -> None:
    sources = ["x = 2\nprint(x)\nx + 1", "y = x", "import pathlib\npathlib.Path.cwd().name"]
    cells = [{"cell_type": "code", "source": [source]} for source in sources]
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": ["# a"]}, *cells]}), encoding="utf-8")
    assert shown(executed(path)) == [("text", "2\n"), ("text/plain", "3"), ("text/plain", repr(tmp_path.name))]
    assert Path.cwd() != tmp_path


def test_an_error_in_a_cell_is_raised(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": ["1 / 0"]}]}), encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        executed(path)
