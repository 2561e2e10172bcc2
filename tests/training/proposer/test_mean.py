"""The mean of two networks' weights, written as a network that can be read."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kg.extract.proposer.description import VOCABULARY
from training.proposer.mean import main


def written(folder: Path, value: float, **more: float) -> Path:
    folder.mkdir()
    arrays = {name: np.full(2, number, np.float16) for name, number in {"tag.bias": value, **more}.items()}
    np.savez_compressed(folder / "tiny.npz", **arrays)  # type: ignore[arg-type]
    (folder / "tiny.json").write_text(json.dumps({"alpha": value, "version": "theirs"}))
    (folder / VOCABULARY.format(name="tiny")).write_text("peru\n")
    return folder


@pytest.mark.parametrize("place", ["new", "old", "apart"])
def test_a_mean_can_be_written_anywhere_with_its_own_version(tmp_path: Path, place: str) -> None:
    old, new, out = written(tmp_path / "old", 0), written(tmp_path / "new", 1, more=3), tmp_path / place
    main(["tiny", str(old), str(new), "--share", "0.75", "--out", str(out)])
    with np.load(out / "tiny.npz") as arrays:
        assert {name: value.tolist() for name, value in arrays.items()} == {"tag.bias": [0.75] * 2, "more": [3, 3]}
    described = json.loads((out / "tiny.json").read_text())
    assert described["alpha"] == 1
    assert described["version"] != "theirs"
    assert (out / VOCABULARY.format(name="tiny")).read_text() == "peru\n"
