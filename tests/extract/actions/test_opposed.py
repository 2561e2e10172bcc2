"""Who is against a measure, or only talks of it, has not taken it."""

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
def test_what_somebody_is_against_he_has_not_done(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "actions") == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Hurdles remain on the road to imposing a new round of U.N. sanctions on Mali.",
        "Envoys spoke of the difficulty of imposing EU sanctions on Mali.",
        "Envoys spoke of the risk of imposing EU sanctions on Mali.",
        "The obstacles to imposing new Chilean sanctions against Mali are many.",
        "The debate over Chilean sanctions on Mali went on for months.",
    ],
)
def test_what_is_only_talked_of_or_stands_in_the_way_has_not_been_done(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "actions") == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Chile opposed the plan by imposing sanctions on Peru.",
        "Chile rejected the criticism after imposing sanctions on Peru.",
        "Chile vetoed the resolution before imposing sanctions on Peru.",
    ],
)
def test_what_somebody_does_beside_being_against_others_he_has_done(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "actions") == {("Chile", "Peru", "sanction", None)}
