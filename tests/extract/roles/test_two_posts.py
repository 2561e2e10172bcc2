"""Two posts of one person, joined before the name."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Held
from tests.extract.examples import Propose


@pytest.mark.parametrize(
    "text",
    [
        "Labour leader and Prime Minister Ana Ruiz rejected the plan.",
        "Social Democratic Party chairman and Finance Minister Bo Ek rejected the plan.",
        "Opposition leader and former minister Bo Ek rejected the plan.",
    ],
)
def test_a_post_without_an_article_is_of_the_person_named_after_the_next(held: Held, text: str) -> None:
    assert {holder for (holder,) in held(text, "holder")} <= {"Ana Ruiz", "Bo Ek"}


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("The opposition leader and Prime Minister Ana Ruiz rejected the plan.", {"opposition leader", "Ana Ruiz"}),
        ("President Bo Ek and Prime Minister Ana Ruiz rejected the plan.", {"Bo Ek", "Ana Ruiz"}),
        ("Labour leader Bo Ek and Prime Minister Ana Ruiz rejected the plan.", {"Bo Ek", "Ana Ruiz"}),
    ],
)
def test_two_persons_stay_two(held: Held, text: str, holders: set[str]) -> None:
    assert {holder for (holder,) in held(text, "holder")} == holders


def test_a_minister_is_not_one_of_a_party(proposed: Propose) -> None:
    text = "Social Democratic Party chairman and Finance Minister Bo Ek rejected the plan."
    assert {row[1] for row in proposed(text, "roles") if row[-1] == "Finance Minister"} == {None}


def test_a_post_in_a_party_shares_the_party(proposed: Propose) -> None:
    text = "Social Democratic Party chairman and secretary Bo Ek rejected the plan."
    assert ("Bo Ek", "Social Democratic Party", "secretary") in proposed(text, "roles")
