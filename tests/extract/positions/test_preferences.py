"""What somebody would rather have, and what it would do that harms or that ends harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("China would rather keep buying cheap oil.", ("China", "support", "keep buying cheap oil")),
        ("The family would sooner see the branch sold.", ("family", "support", "see the branch sold")),
        ("Peru would rather pay than leave the pact.", ("Peru", "reject", "leave the pact")),
        ("The members voted to keep the levy.", ("members", "support", "keep the levy")),
        ("The union intends to appeal the ruling.", ("union", "oppose", "the ruling")),
    ],
)
def test_expressions_of_preference_are_positions(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("France would veto any accord that hurt its farmers, President Henri Blanc said.",
         ("France", "threaten", "any accord that hurt its farmers")),
        ("Kenya said that it would block the text.", ("Kenya", "threaten", "the text")),
        ("The government will withdraw the bill, Ana Ruiz said.", ("government", "commit", "withdraw the bill")),
        ("Togo said it would suspend the strikes.", ("Togo", "commit", "suspend the strikes")),
        ("Togo said it would suspend the talks.", ("Togo", "threaten", "suspend the talks")),
        ("Kenya said it would lay off 90 guards.", ("Kenya", "threaten", "lay off 90 guards")),
        ("Kenya said it would take on 90 guards.", ("Kenya", "commit", "take on 90 guards")),
        ("Kenya is committed to carrying out the plan.", ("Kenya", "commit", "carrying out the plan")),
        ("Kenya seeks to overthrow the council.", ("Kenya", "support", "overthrow the council")),
        ("Kenya seeks to win a seat.", ("Kenya", "commit", "win a seat")),
        ("Kenya blocked the text.", ("Kenya", "reject", "the text")),
        ("Kenya said that it would not block the text.", None),
        ("Russia, which chairs the group, is not in favour of a new cut.", ("Russia", "oppose", "a new cut")),
    ],
)  # fmt: skip
def test_a_plan_is_a_threat_where_it_harms(held: Held, text: str, row: tuple[str, str, str] | None) -> None:
    rows = held(text)
    assert row in rows if row is not None else all(stance != "threaten" for _, stance, _ in rows)


@pytest.mark.parametrize(
    "text",
    [
        "Spain has the runway, which was closed in May.",
        "Spain would have the money.",
        "China keeps buying rather cheap oil.",
        "The members voted on Friday.",
    ],
)
def test_statements_without_a_preference_are_no_position(held: Held, text: str) -> None:
    assert not held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Togo warned that Ghana would call a strike in the ports.",
         ("Ghana", "threaten", "call a strike in the ports")),
        ("Failing that, Kenya wrote, it would look elsewhere.", ("Kenya", "threaten")),
        ("If not, Spain is to start stamping papers.", ("Spain", "threaten", "start stamping papers")),
        ("Peru said it would have to retaliate.", ("Peru", "threaten", "have to retaliate")),
        ("Peru said it would build the road if Chile paid.", ("Peru", "commit", "build the road")),
    ],
)  # fmt: skip
def test_an_announced_consequence_is_a_threat_if_it_harms(held: Held, text: str, row: tuple[str, ...]) -> None:
    assert any(found[: len(row)] == row for found in held(text))


@pytest.mark.parametrize(
    "text",
    [
        "Peru asked whether the toll must be paid.",
        "Omar Haddad said he would have to let twenty people go.",
        "Kenya said that it would be too early to tell.",
    ],
)
def test_no_demand_in_questions_and_necessities(held: Held, text: str) -> None:
    assert not {row for row in held(text) if row[1] == "demand"}


def test_considering_something_good_or_bad_is_no_offer(held: Held) -> None:
    assert {row[1] for row in held("Togo considers the sum far too low.")} == {"concern"}
    assert {row[1] for row in held("Togo would consider the sum.")} == {"offer"}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru would like the arms embargo to end at once.", ("Peru", "demand", "the arms embargo to end at once")),
        ('"We want our water back," said Rita Vogel.', ("Rita Vogel", "demand", "our water back")),
        ("It was an idea that Bangkok never entertained.", ("Thailand", "reject", "an idea")),
        ('"Members of the league, let\'s settle this by Friday!" said Rita Vogel.',
         ("Rita Vogel", "propose", "settle this by Friday")),
        ("Togo added that the sums were wrong, but Ghana and Mali disagreed.",
         ("Mali", "oppose", "the sums were wrong")),
    ],
)  # fmt: skip
def test_less_common_expressions_of_a_position(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru would like to end the ban.", ("Peru", "demand", "end the ban")),
        ("It is a ban that Peru would like to end.", ("Peru", "demand", "end")),
        ("Togo said the sums were wrong. Ghana rejected the levy, but Mali disagreed.",
         ("Mali", "oppose", "the sums were wrong")),
    ],
)  # fmt: skip
def test_similar_expressions_without_that_position(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row not in held(text)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("If it rains, Peru will lower its levy and reject the pact.", "conditional"),
        ("Peru lowered its levy and will reject the pact.", "asserted"),
    ],
)
def test_a_condition_before_joined_plans_holds_for_each(held: Held, text: str, modality: str) -> None:
    assert ("reject", modality) in held(text, "stance", "modality")
