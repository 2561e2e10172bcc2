"""`kg evaluate`: the output of the command, and its errors."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from tests.evaluate.sheets import GOLD, sheet


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one annotated document, and beside it one of predictions."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "predicted").mkdir()
    text = {**GOLD, "genre": "news", "licence": "CC0", "affiliations": []}
    (tmp_path / "gold" / "herring.yaml").write_text(json.dumps(text), encoding="utf-8")
    prediction = sheet("leads", leader="b", of="a", evidence={"text": "w", "rule": "lead.verb", "confidence": 0.5})
    prediction["labels"] = [{"actor": "c", "label": "dove"}]
    (tmp_path / "predicted" / "herring.json").write_text(json.dumps(prediction), encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    scored = ["evaluate", str(folder / "gold"), "--predicted", str(folder / "predicted"), "--format", "tsv"]
    return CliRunner().invoke(app, [*scored, *words])


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "all\tleads\t1\t1\t1\t1\t1\t1"),
        (["--by", "genre"], "news\tentities\t1\t1\t1\t3\t3\t3"),
        (["--by", "licence"], "CC0\tlabels\t0\t0\t0\t0\t1\t1"),
        (["--by", "rule"], "leads\tlead.verb\t1\t1\t1"),
        (["--errors", "labels"], 'herring\tadded\t{"actor": "Iceland", "label": "dove"}'),
        (["--errors", "negotiates_with"], 'herring\tmissed\t{"parties": ["Norway", "Iceland"], "modality": "actual"}'),
    ],
)
def test_the_command_prints_the_figures(gold: Path, words: list[str], line: str) -> None:
    result = run(gold, *words)
    assert result.exit_code == 0, result.stderr
    assert line in result.stdout.splitlines()


def test_an_unreadable_text_is_reported(gold: Path) -> None:
    (gold / "gold" / "herring.txt").write_text("...\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", str(gold / "gold"), "--reader", "rules", "--format", "tsv"])
    assert result.stderr.startswith("kg: KG-X002: there are no words in herring")
    assert "all\tleads\t0\t0\t0\t0\t0\t1" in result.stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--errors", "holders"], "KG-C006"), (["nowhere"], "KG-C008"), (["--all"], "KG-C008")],
)
def test_the_command_reports_errors(gold: Path, words: list[str], code: str) -> None:
    result = run(gold, *words)
    assert (result.exit_code, code in result.stderr) == (2, True)


def test_without_a_folder_there_is_nothing_to_score() -> None:
    result = CliRunner().invoke(app, ["evaluate"])
    assert (result.exit_code, "KG-C006" in result.stderr) == (2, True)


def test_figures_need_the_sources_of_the_project(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "training.filter", None)
    result = CliRunner().invoke(app, ["evaluate", str(gold), "--all"])
    assert (result.exit_code, "KG-C017" in result.stderr) == (3, True)
