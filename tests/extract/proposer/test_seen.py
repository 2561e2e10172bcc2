"""What the network sees: each matter with its own holders, whatever else is asked, and as far as a window goes."""

from __future__ import annotations

import pytest

from kg.extract.proposer.scene.holders import holders
from kg.extract.proposer.scene.scene import Scene, SceneMention
from kg.extract.proposer.seen import look, trimmed
from kg.extract.proposer.windows import windows
from tests.doubles.tiny_network import tiny_network

SCENE = Scene(
    words=("Peru", "opposed", "the", "levy", "that", "Chile", "wants", "."),
    sentences=((0, 8),),
    mentions=(SceneMention("a0", 0, 1, 0), SceneMention("a1", 5, 6, 0)),
    types={"a0": 1, "a1": 1},
    speakers={6: ("a2",)},
)


def test_what_is_said_of_a_matter_does_not_hang_on_the_others_asked() -> None:
    network = tiny_network()
    (window,) = windows(SCENE.sentences, [1] * 8)
    reading = network.read(SCENE, window)
    asked = [(matter, holders(SCENE, matter, 0, window.words)) for matter in ((2, 4), (6, 7), (0, 8))]
    for one, together in zip(asked, network.held(reading, asked), strict=True):
        (alone,) = network.held(reading, [one])
        assert list(together) == list(alone) == list(one[1])
        for actor, held in together.items():
            assert held.stances == pytest.approx(alone[actor].stances, rel=1e-4)


def test_of_the_end_of_a_sentence_that_no_window_holds_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extract.proposer.windows.MOST", 20)
    scene = Scene(("Peru",) * 30, ((0, 30),), (SceneMention("a0", 0, 1, 0),), {"a0": 1}, {})
    seen = look(tiny_network(), scene, [(3, 5), (18, 22), (26, 29)]).seen
    assert {what.words for what in seen} >= {(3, 5)}
    assert all(what.words[1] <= 20 for what in seen)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("the speed with which", "the speed"),
        ("the dam and for", "the dam"),
        ("the dam , and", "the dam"),
        ("the ban they called for .", "the ban they called for"),
        ("the law of 1820 ( 2008 )", "the law of 1820 ( 2008 )"),
        ("the law of 1820 )", "the law of 1820"),
        ("which", "which"),
        ("the loyalty of the | troops", "the loyalty"),
        ("the crisis as well as | the floods", "the crisis"),
        ("the pact it asked for | .", "the pact it asked for"),
    ],
)
def test_a_matter_ends_with_no_word_that_leads_to_others(text: str, kept: str) -> None:
    matter, *rest = (part.split() for part in text.split("|"))
    start, end = trimmed([*matter, *(word for part in rest for word in part)], (0, len(matter)))
    assert " ".join(matter[start:end]) == kept
