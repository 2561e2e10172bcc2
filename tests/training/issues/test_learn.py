"""From coded matters to the weights that ship."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="learning needs torch, which ships with no extra of kg")

from kg.extract.issues.likelihood import likely  # noqa: E402
from kg.extract.issues.signs import own_links, signs  # noqa: E402
from kg.extract.issues.weights import load_weights  # noqa: E402
from kg.extract.issues.wording import wording  # noqa: E402
from training.issues.coded_matters import CodedMatter, load_written  # noqa: E402
from training.issues.learn import Learned, Settings, learn, write  # noqa: E402
from training.issues.rows import make_batch, rows_of  # noqa: E402
from training.issues.vocabulary import DIRECTIONS, Vocabulary  # noqa: E402

HEAD = "sentence,concept,also\n"
WRITTEN = (
    HEAD
    + (
        "Peru wants [[cheaper ferries to the islands]].,Transport,\n"
        "Chad asked for [[ferries that sail twice a day]].,Transport,Tourism\n"
        "Mali praised [[the choir and its songs]].,CultureAndHeritage,\n"
        "Oman paid for [[new songs of the choir]].,CultureAndHeritage,\n"
    )
    * 8
)


@pytest.fixture
def matters(tmp_path: Path) -> list[CodedMatter]:
    (tmp_path / "few.csv").write_text(WRITTEN, encoding="utf-8")
    return list(load_written("few.csv", tmp_path))


@pytest.fixture
def known() -> Vocabulary:
    words = ("ferries", "islands", "choir", "songs")
    vectors = np.eye(len(words), DIRECTIONS, dtype=np.float32)
    return Vocabulary(words, vectors, np.ones(len(words), dtype=np.float32))


def test_written_weights_give_the_likelihoods_of_the_network(
    tmp_path: Path, matters: list[CodedMatter], known: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned = learn(matters, known, Settings(epochs=4))
    write(learned, tmp_path / "issues.npz")
    ours = load_weights(tmp_path / "issues.npz")
    monkeypatch.setattr("kg.extract.issues.likelihood.load_weights", lambda: ours)
    each = _as_read(matters[0])
    told = likely(each.wording, each.signs)
    assert told["Transport"] == pytest.approx(_by_network(learned, each)["Transport"], abs=0.01)
    assert told["Transport"] > told["CultureAndHeritage"]


def _by_network(learned: Learned, each: CodedMatter) -> dict[str, float]:
    class Keeping(random.Random):
        def random(self) -> float:
            return 1.0

    with torch.no_grad():
        row = rows_of([each], learned.names, learned.stems, learned.known)
        odds = learned.network(make_batch(row, Keeping())).softmax(1)[0]
    return dict(zip(learned.names, odds.tolist(), strict=False))


def _as_read(each: CodedMatter) -> CodedMatter:
    """With the opening that a sentence which was written for learning is without."""
    own = own_links(each.matter.text, each.evidence, each.text)
    return replace(
        each,
        wording=wording(each.text, each.matter, each.evidence),
        signs=signs(each.text, each.matter, each.evidence, own),
    )
