"""The documentation page on the record matches the code."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from kg.record.opening import SCHEMA
from kg.resolve import Reason

PAGE = Path(__file__).parents[2] / "docs" / "stores" / "record.md"


def test_the_example_of_the_page_runs_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert (failed, tried > 5) == (0, True)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_explained(reason: Reason) -> None:
    table = PAGE.read_text(encoding="utf-8").split("| actor | gets | reason |")[1].split("\n\n")[0]
    assert any(reason.value in row.rsplit("|", 2)[1] for row in table.splitlines()[2:])


def test_every_step_of_the_schema_has_its_file() -> None:
    steps = sorted(path.name for path in (PAGE.parents[2] / "kg" / "record" / "migrations").iterdir())
    assert steps == [f"{number:04}.sql" for number in range(1, SCHEMA + 1)]
