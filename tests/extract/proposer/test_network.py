"""The network: vectors of words whatever is read beside them, and probabilities that add up."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import erf

from kg.extract.proposer.encoder import bucket, gelu
from kg.extract.proposer.network import STANCES
from kg.extract.proposer.scene.holders import holders
from kg.extract.proposer.scene.scene import Scene, SceneMention
from kg.extract.proposer.windows import windows
from kg.extract.proposer.wordpiece import WordPieces
from kg.model import Stance
from tests.doubles.tiny_network import tiny_network

SCENE = Scene(
    words=("Peru", "opposed", "the", "levy", ".", "Chile", "opposed", "Peru", "."),
    sentences=((0, 5), (5, 9)),
    mentions=(SceneMention("a0", 0, 1, 0), SceneMention("a1", 5, 6, 0), SceneMention("a0", 7, 8, 0)),
    types={"a0": 1, "a1": 1},
    speakers={3: ("a1",)},
)


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_each_word_has_a_vector_and_label_probabilities_that_add_up_to_one(kind: str) -> None:
    network = tiny_network(kind)
    window = next(windows(SCENE.sentences, [1] * len(SCENE.words)))
    reading = network.read(SCENE, window)
    assert reading.vectors.shape[0] == len(SCENE.words)
    assert np.exp(reading.tags).sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_an_actor_has_one_stance_or_none_on_a_matter() -> None:
    network = tiny_network()
    window = next(windows(SCENE.sentences, [1] * len(SCENE.words)))
    possible = holders(SCENE, (2, 4), 0, window.words)
    (held,) = network.held(network.read(SCENE, window), [((2, 4), possible)])
    assert set(held) == {"a0", "a1"}
    for one in held.values():
        assert sum(one.stances) + one.none == pytest.approx(1)
        assert 0 <= one.addressed <= 1


def test_a_speaker_named_in_the_next_sentence_may_hold_the_matter() -> None:
    possible = holders(SCENE, (2, 4), 0, (0, 9))
    assert possible["a1"][0].speaks
    assert [near.words for near in possible["a0"]] == [(0, 1), (7, 8)]


def test_a_speaker_named_outside_the_window_has_no_words() -> None:
    assert holders(SCENE, (2, 4), 0, (0, 5))["a1"][0].words is None


def test_speakers_outside_the_window_have_a_stable_order() -> None:
    speakers = tuple(f"a{n}" for n in range(9, 0, -1))
    scene = Scene(("we", "left"), ((0, 2),), (), dict.fromkeys(speakers, 1), {0: speakers})
    assert list(holders(scene, (0, 2), 0, (0, 2))) == sorted(speakers)


def test_every_stance_has_one_output() -> None:
    assert set(STANCES) == set(Stance)


def test_gelu_uses_the_error_function() -> None:
    x = np.linspace(-60, 60, 1001, dtype=np.float32)[:, None]
    assert gelu(x.copy()) == pytest.approx(x * 0.5 * (1 + erf(x / np.sqrt(2))), abs=5e-4)
    assert gelu(x - 1, np.ones(1, np.float32)) == pytest.approx(gelu(x.copy()), abs=1e-4)


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_encoding_selected_pieces_gives_the_same_vectors_as_encoding_all(kind: str) -> None:
    encoder = tiny_network(kind).encoder
    pieces, actors, core = [1, 3, 4, 5, 2], [0, 1, 0, 2, 0], [0, 1, 1, 1, 0]
    every = encoder(pieces, actors, core, range(5))
    assert encoder(pieces, actors, core, [3, 1]) == pytest.approx(every[[3, 1]], abs=1e-5)


def test_near_distances_have_a_bucket_each_and_far_ones_share() -> None:
    buckets = bucket(np.arange(-200, 201))
    assert buckets.min() == 0
    assert buckets.max() == 31
    assert len(set(buckets[193:208].tolist())) == 15  # -7 to 7
    assert buckets[0] == buckets[20]


def test_only_so_many_words_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extract.proposer.wordpiece.WORDS_REMEMBERED", 2)
    pieces = WordPieces({"[UNK]": 0, "tar": 1, "##iff": 2})
    assert [pieces.of(word) for word in ("tariff", "tar", "levy", "tariff")] == [(1, 2), (1,), (0,), (1, 2)]
    assert len(pieces._known) == 2
