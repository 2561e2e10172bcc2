"""How something is received, and by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The plan has the backing of Norway and Chile.",
         {("Norway", "support", "The plan"), ("Chile", "support", "The plan")}),
        ("The levy met with resistance from Norway.", {("Norway", "oppose", "The levy")}),
        ("The bill won the support of the opposition.", {("opposition", "support", "The bill")}),
        ("The raid has angered Norway.", {("Norway", "accuse", "The raid")}),
        ("The raid has alarmed Norway.", {("Norway", "concern", "The raid")}),
    ],
)  # fmt: skip
def test_a_reception_is_held_by_whoever_gives_it(held: Held, text: str, rows: set[tuple[str, str, str]]) -> None:
    assert rows <= held(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ship has no support from Norway.",
        "The team met farmers from Norway.",
        "Chile met with resistance from Norway.",
        "The raid has not angered Norway.",
        "It is unclear whether the raid has angered Norway.",
    ],
)
def test_nobody_takes_a_stance(held: Held, text: str) -> None:
    assert not {row for row in held(text) if row[0] == "Norway"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Ghana has yet to sign off on the deal.", set()),
        ('"We are not going to pay," said Omar Haddad.', {("Omar Haddad", "reject", "pay")}),
        ("Under the deal, Iran will ship its uranium abroad.", {("Iran", "commit", "ship its uranium abroad")}),
    ],
)
def test_future_and_outstanding_deeds(held: Held, text: str, rows: set[tuple[str, str, str]]) -> None:
    assert held(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The levy was imposed over the objections of Lima.", {("Peru", "oppose", "The levy")}),
        ("The town raised the toll despite criticism by Norway and Chile.",
         {("Norway", "accuse", "the toll"), ("Chile", "accuse", "the toll")}),
        ("The board sold the land despite protests from farmers.", {("farmers", "oppose", "the land")}),
        ("Ghana's parliament voted down the bill.", {("Ghana's parliament", "reject", "the bill")}),
    ],
)  # fmt: skip
def test_an_objection_to_an_action_is_a_position(held: Held, text: str, rows: set[tuple[str, str, str]]) -> None:
    assert rows <= held(text)


@pytest.mark.parametrize(
    "text",
    [
        "The town raised the toll despite Norway's opposition to the mine.",
        "The town raised the toll despite support from Norway.",
        "The town looked over the objections of Norway.",
    ],
)
def test_another_matter_is_not_resisted(held: Held, text: str) -> None:
    assert not {row for row in held(text) if row[2] == "the toll"}


@pytest.mark.parametrize("between", ["despite", "amid"])
def test_fears_of_others_are_not_held_by_the_agent(held: Held, between: str) -> None:
    text = f"Norway agreed to raise the quota {between} fears that the stock would collapse."
    assert {row[1] for row in held(text)} == {"accept"}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("There is deep skepticism in Norway about the loan.", ("Norway", "concern", "the loan")),
        ("Skepticism among French voters about the treaty is growing.", ("French voters", "concern", "the treaty")),
        ("There was fierce opposition from Norway to the levy.", ("Norway", "oppose", "the levy")),
        ("There is little enthusiasm in Norway for the levy.", ("Norway", "oppose", "the levy")),
        ("Fears in Norway over new tariffs have grown.", ("Norway", "concern", "new tariffs")),
        ("The decision was greeted with dismay in Norway.", ("Norway", "concern", "The decision")),
        ("The toll drew howls of protest from Norway.", ("Norway", "oppose", "The toll")),
        ("The verdict led to outrage in Norway.", ("Norway", "accuse", "The verdict")),
        ("The plan has Norway's backing.", ("Norway", "support", "The plan")),
        ("The deal got the green light from Norway.", ("Norway", "accept", "The deal")),
        ("The offer received short shrift from Norway.", ("Norway", "reject", "The offer")),
    ],
)
def test_a_feeling_is_held_by_those_who_have_it(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "There was an election in Norway about that time.",
        "To the north of Norway, the bank built a tower.",
    ],
)
def test_similar_phrases_without_a_feeling_are_no_position(held: Held, text: str) -> None:
    assert not {row for row in held(text) if row[0] == "Norway"}
