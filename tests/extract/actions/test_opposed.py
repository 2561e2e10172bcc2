"""An actor that opposes a measure or only talks of it has not taken it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]


@pytest.mark.parametrize(
    "sentence",
    [
        "Chile argued against imposing sanctions on Peru.",
        "Norway warned against imposing sanctions on Peru.",
        "Spain opposed shelling Mali and sending troops to Niger.",
        "Chile objected to imposing tariffs on Peru.",
        "Chile voiced its opposition to imposing tariffs on Peru.",
        "Chile argued against lifting its sanctions on Peru.",
    ],
)
def test_a_measure_that_somebody_opposes_has_not_been_taken(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "actions") == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Hurdles remain on the road to imposing a new round of U.N. sanctions on Mali.",
        "Envoys spoke of the difficulty of imposing EU sanctions on Mali.",
        "Envoys spoke of the risk of imposing EU sanctions on Mali.",
        "The obstacles to imposing new Chilean sanctions against Mali are many.",
        "Peru saw no path towards new Chilean sanctions against Mali.",
    ],
)
def test_a_measure_that_is_feared_or_hindered_has_not_been_taken(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "actions") == set()


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Five soldiers were killed on the road in an attack by Mali.", ("Mali", None, "strike", None)),
        ("Two men died on their way after an attack by Mali on Chad.", ("Mali", "Chad", "strike", None)),
        ("Norway opened talks after its attack on Peru.", ("Norway", "Peru", "strike", None)),
        ("Norway cancelled talks over the invasion of Mali by Peru.", ("Peru", "Mali", "strike", None)),
        ("The disagreement over tariffs imposed by Norway on Peru went on.", ("Norway", "Peru", "tariff", None)),
    ],
)
def test_words_of_hindrance_elsewhere_do_not_undo_a_measure(
    proposed: Propose, sentence: str, row: tuple[object, ...]
) -> None:
    assert row in proposed(sentence, "actions")


@pytest.mark.parametrize(
    "sentence",
    [
        "Chile opposed the plan by imposing sanctions on Peru.",
        "Chile rejected the criticism after imposing sanctions on Peru.",
        "Chile vetoed the resolution before imposing sanctions on Peru.",
    ],
)
def test_a_measure_taken_beside_opposition_has_been_taken(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "actions") == {("Chile", "Peru", "sanction", None)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru's plan to annex Mali was thwarted.",
        "Peru's plans to annex Mali have failed.",
        "Peru's plans to send troops to Mali have come to nothing.",
        "Peru's plan to annex Mali was dealt a devastating blow.",
        "Chile foiled Peru's plan to annex Mali.",
        "Peru has not announced plans to annex Mali.",
        "Peru never made any plans to annex Mali.",
    ],
)
def test_a_measure_whose_plan_failed_is_not_announced(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "actions") == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru's plan to annex Mali has not failed.",
        "Peru's plan to annex Mali could fail.",
        "Peru's plan to annex Mali failed to convince Chile.",
        "Peru's plan to annex Mali has come to light.",
        "Peru's plan to annex Mali was dealt a blow.",
        "Peru's plan to annex Mali dealt Chile a devastating blow.",
        "Peru's plan to annex Mali failed the poor, critics said.",
        "Peru's plan to annex Mali failed a first test in court.",
        "Peru's plan to annex Mali failed in March but was revived on Friday.",
        "Chile fears that Peru's plan to annex Mali failed.",
        "Chile wants to foil Peru's plan to annex Mali.",
        "Peru has not disclosed its plans to annex Mali.",
        "Peru did not abandon plans to annex Mali.",
        "Peru announced plans to annex Mali.",
    ],
)
def test_a_measure_whose_plan_goes_on_is_announced(proposed: Propose, sentence: str) -> None:
    assert ("Peru", "Mali", "other", None) in proposed(sentence, "actions")
