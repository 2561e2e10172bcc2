"""Two posts joined before a name: those of two persons, or of one."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Held
from tests.extract.examples import Propose


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("The opposition leader and Prime Minister Ana Ruiz rejected the plan.", {"opposition leader", "Ana Ruiz"}),
        ("UN envoy and Houthi leader Bo Ek rejected the plan.", {"UN envoy", "Bo Ek"}),
        ("President Bo Ek and Prime Minister Ana Ruiz rejected the plan.", {"Bo Ek", "Ana Ruiz"}),
        ("Labour leader Bo Ek and Prime Minister Ana Ruiz rejected the plan.", {"Bo Ek", "Ana Ruiz"}),
    ],
)
def test_two_persons_stay_two(held: Held, text: str, holders: set[str]) -> None:
    assert {holder for (holder,) in held(text, "holder")} == holders


def test_the_one_without_a_name_meets_the_other(proposed: Propose) -> None:
    text = "French president and German Chancellor Bo Ek held talks in Paris."
    assert {row[:2] for row in proposed(text, "roles")} == {("French president", "France"), ("Bo Ek", "Germany")}


def test_a_minister_is_not_one_of_a_party(proposed: Propose) -> None:
    text = "Social Democratic Party chairman and Finance Minister Bo Ek rejected the plan."
    assert {row[1] for row in proposed(text, "roles") if row[-1] == "Finance Minister"} == {None}


def test_a_post_in_a_party_shares_the_party(proposed: Propose) -> None:
    text = "Social Democratic Party chairman and secretary Bo Ek rejected the plan."
    assert ("Bo Ek", "Social Democratic Party", "secretary") in proposed(text, "roles")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deputy Premier and Finance Minister Bo Ek left.", {(None, "Deputy Premier"), (None, "Finance Minister")}),
        (
            "They met Chilean Foreign Minister and Alternate Premier Bo Ek in Lima.",
            {("Chile", "Foreign Minister"), ("Chile", "Alternate Premier")},
        ),
        ("He met the prime minister and Foreign Minister Bo Ek.", {(None, "Foreign Minister")}),
        ("Peruvian President and Chilean Premier Bo Ek left.", {("Chile", "Premier")}),
        ("Congress and President Bo Ek disagree.", {(None, "President")}),
    ],
)
def test_one_person_holds_two_bare_posts(proposed: Propose, text: str, expected: set[tuple[str | None, str]]) -> None:
    assert {row[1:] for row in proposed(text, "roles") if row[0] == "Bo Ek"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chilean Deputy Prime Minister and Finance Minister Bo Ek left.",
            {("Chile", "Deputy Prime Minister"), ("Chile", "Finance Minister")},
        ),
        (
            "Bo Ek, Chile's trade minister and deputy prime minister, left.",
            {("Chile", "trade minister"), ("Chile", "deputy prime minister")},
        ),
        (
            "Chilean Foreign Minister Bo Ek left. Bo Ek, the Chilean minister of foreign affairs, had met Peru.",
            {("Chile", "Foreign Minister")},
        ),
        (
            "Bo Ek, Chile's minister of finance, left. Peruvian Finance Minister Bo Ek spoke.",
            {("Chile", "minister of finance"), ("Peru", "Finance Minister")},
        ),
        ("Chilean Foreign Minister Bo Ek left. Minister Ek had met Peru.", {("Chile", "Foreign Minister")}),
    ],
)
def test_posts_that_end_alike(proposed: Propose, text: str, expected: set[tuple[str | None, str]]) -> None:
    assert {row[1:] for row in proposed(text, "roles") if row[0] == "Bo Ek"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chilean President and Foreign Minister Bo Ek met in Lima.", {"Foreign Minister"}),
        ("Prime Minister and President Bo Ek met in Lima.", {"President"}),
        ("The Deputy Premier and Foreign Minister Bo Ek met.", {"Foreign Minister"}),
    ],
)
def test_of_two_posts_the_last_is_that_of_who_follows(proposed: Propose, text: str, expected: set[str]) -> None:
    assert {row[2] for row in proposed(text, "roles") if row[0] == "Bo Ek"} == expected


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Chile met Peru. On the Peruvian side, Foreign Minister Bo Ek attended the talks.", "Peru"),
        ("Chile is alarmed. After shots from the Peruvian side, Foreign Minister Bo Ek called for help.", None),
        ("Chile is poor. On the Peruvian side of the border, Foreign Minister Bo Ek met miners.", "Chile"),
    ],
)
def test_only_who_attends_on_a_side_is_of_it(proposed: Propose, text: str, body: str | None) -> None:
    assert {row[1] for row in proposed(text, "roles") if row[0] == "Bo Ek"} == {body}
