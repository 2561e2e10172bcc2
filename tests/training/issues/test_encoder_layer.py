"""The layer that finds issues from an encoder: learned, written and read."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="learning needs torch, which ships with no extra of kg")

from kg.extract.proposer.description import FOLDER, described_in  # noqa: E402
from kg.extract.proposer.weights import own_weights  # noqa: E402
from training.issues.coded_matters import load_written  # noqa: E402
from training.issues.encoder_adaptation import adapt  # noqa: E402
from training.issues.encoder_layer import fit_layer, write  # noqa: E402
from training.issues.learn import Settings  # noqa: E402

NAMES = ("Transport", "CultureAndHeritage")
WRITTEN = "sentence,concept,also\nPeru wants [[ferries]].,Transport,\nMali praised [[the choir]].,CultureAndHeritage,\n"


def test_a_layer_is_learned_and_written_beside_the_reader(tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text(WRITTEN, encoding="utf-8")
    matters = [*load_written("two.csv", tmp_path)] * 100
    vectors = np.tile(np.eye(2, 8, dtype=np.float32), (100, 1))
    layer = fit_layer(vectors, matters, NAMES, Settings())
    for file in ("careful.npz", "careful.json"):
        shutil.copy(FOLDER / file, tmp_path)
    before = described_in("careful", tmp_path)["version"]
    changes = {"5.q.a": torch.eye(2, 4), "5.q.b": torch.eye(4, 2)}
    write("careful", layer, NAMES, changes, tmp_path)
    own = own_weights(tmp_path / "careful.npz")
    scores = vectors[:2] @ own["issues.weight"].T + own["issues.bias"]
    assert np.allclose(own["issues.5.q.b"] @ own["issues.5.q.a"], np.eye(4) * [1, 1, 0, 0], atol=0.01)
    assert scores.argmax(axis=1).tolist() == [0, 1]
    assert described_in("careful", tmp_path)["issues"] == list(NAMES)
    assert described_in("careful", tmp_path)["version"] != before


def test_an_encoder_is_changed_to_tell_two_issues_apart(tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text(WRITTEN, encoding="utf-8")
    matters = [*load_written("two.csv", tmp_path)] * 100
    adapted = adapt(matters, NAMES, Settings())
    changed = {name.removesuffix(".a") for name in adapted.changes if name.endswith(".a")}
    assert changed == {f"{layer}.{part}" for layer in range(2, 6) for part in ("q", "k", "v", "o", "up", "down")}
    assert any(float(value.abs().sum()) > 0 for name, value in adapted.changes.items() if name.endswith(".b"))
    assert adapted.layer.weight.shape == (len(NAMES) + 1, 768)
