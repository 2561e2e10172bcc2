"""Scores of the network: each matter with its own holders, independent of other matters and within a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.proposer.scene.holders import holders
from kg.extract.proposer.scene.scene import Scene, SceneMention
from kg.extract.proposer.scores import scores_of, trimmed
from kg.extract.proposer.windows import windows
from tests.doubles.tiny_network import tiny_network

SCENE = Scene(
    words=("Peru", "opposed", "the", "levy", "that", "Chile", "wants", "."),
    sentences=((0, 8),),
    mentions=(SceneMention("a0", 0, 1, 0), SceneMention("a1", 5, 6, 0)),
    types={"a0": 1, "a1": 1},
    speakers={6: ("a2",)},
)


def test_scores_of_a_matter_are_independent_of_other_matters() -> None:
    network = tiny_network()
    (window,) = windows(SCENE.sentences, [1] * 8)
    reading = network.read(SCENE, window)
    asked = [(matter, holders(SCENE, matter, 0, window.words)) for matter in ((2, 4), (6, 7), (0, 8))]
    for one, together in zip(asked, network.held(reading, asked), strict=True):
        (alone,) = network.held(reading, [one])
        assert list(together) == list(alone) == list(one[1])
        for actor, held in together.items():
            assert held.stances == pytest.approx(alone[actor].stances, rel=1e-4)


def test_matters_beyond_every_window_have_no_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extract.proposer.windows.MOST", 20)
    scene = Scene(("Peru",) * 30, ((0, 30),), (SceneMention("a0", 0, 1, 0),), {"a0": 1}, {})
    seen = scores_of(tiny_network(), scene, [(3, 5), (18, 22), (26, 29)]).matters
    assert {what.words for what in seen} >= {(3, 5)}
    assert all(what.words[1] <= 20 for what in seen)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("the speed with which", "the speed"),
        ("the dam and for", "the dam"),
        ("the dam , and", "the dam"),
        ("the law of 1820 ( 2008 )", "the law of 1820 ( 2008 )"),
        ("the law of 1820 )", "the law of 1820"),
        ("which", "which"),
        ("the loyalty of the | troops", "the loyalty"),
        ("the crisis as well as | the floods", "the crisis"),
    ],
)
def test_trailing_words_that_need_a_continuation_are_trimmed(text: str, kept: str) -> None:
    assert trimmed_words(text, onward=True) == kept


@pytest.mark.parametrize(
    "text",
    [
        "the pact it asked for | .",
        "the rules that Peru abides by | were kept",
        "Annex A | because",
        "the farmers it spoke to | left",
    ],
)
def test_a_trailing_word_without_later_dependents_is_kept(text: str) -> None:
    assert trimmed_words(text, onward=False) == text.split(" | ")[0]


def trimmed_words(text: str, *, onward: bool) -> str:
    """The trimmed matter before the bar; the head of each word is the next word (``onward``) or the first."""
    words = tuple(text.replace("|", "").split())
    heads = tuple(min(i + 1, len(words) - 1) if onward else 0 for i in range(len(words)))
    start, end = trimmed(replace(SCENE, words=words, heads=heads), (0, len(text.split("|")[0].split())))
    return " ".join(words[start:end])
