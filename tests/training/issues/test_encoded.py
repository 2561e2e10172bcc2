"""The layer that finds issues from an encoder: learned, written and read."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="learning needs torch, which ships with no extra of kg")

from kg.extract.proposer.description import FOLDER, described_in  # noqa: E402
from kg.extract.proposer.weights import own_weights  # noqa: E402
from training.issues.coded import written  # noqa: E402
from training.issues.encoded import fit_layer, write  # noqa: E402
from training.issues.learn import Settings  # noqa: E402

NAMES = ("Transport", "CultureAndHeritage")
WRITTEN = "sentence,concept,also\nPeru wants [[ferries]].,Transport,\nMali praised [[the choir]].,CultureAndHeritage,\n"


def test_a_layer_is_learned_and_written_beside_the_reader(tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text(WRITTEN, encoding="utf-8")
    matters = [*written("two.csv", tmp_path)] * 100
    vectors = np.tile(np.eye(2, 8, dtype=np.float32), (100, 1))
    layer = fit_layer(vectors, matters, NAMES, Settings())
    for file in ("careful.npz", "careful.json"):
        shutil.copy(FOLDER / file, tmp_path)
    before = described_in("careful", tmp_path)["version"]
    write(layer, NAMES, tmp_path)
    own = own_weights(tmp_path / "careful.npz")
    scores = vectors[:2] @ own["issues.weight"].T + own["issues.bias"]
    assert scores.argmax(axis=1).tolist() == [0, 1]
    assert described_in("careful", tmp_path)["issues"] == list(NAMES)
    assert described_in("careful", tmp_path)["version"] != before
