"""Appositions that rename a matter, and whose relative clause tells an answer to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

LEVY = "a levy on shipping fuel"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Norway proposed a levy on shipping fuel, an idea that Paraguay applauded.", ("Paraguay", "support", LEVY)),
        ("Norway proposed a levy on shipping fuel, an idea that Paraguay applauded and that Brazil killed at once.",
         ("Brazil", "reject", LEVY)),
        ("Kenya offered to host the secretariat, a gesture that Uganda welcomed.",
         ("Uganda", "support", "host the secretariat")),
        ("The minister suggested freezing the tariffs, a step favoured by Japan but resisted by Canada.",
         ("Japan", "support", "freezing the tariffs")),
        ("The minister suggested freezing the tariffs, a step favoured by Japan but resisted by Canada.",
         ("Canada", "oppose", "freezing the tariffs")),
        ("Egypt wants the dam filled over seven years, something that Ethiopia has refused to accept.",
         ("Ethiopia", "reject", "the dam filled over seven years")),
        ("The union demanded full back pay, something that Acme has promised and that Borealis has declined to give.",
         ("Acme", "commit", "full back pay")),
        ("The union demanded full back pay, something that Acme has promised and that Borealis has declined to give.",
         ("Borealis", "reject", "full back pay")),
        ("France urged a cap on the price of gas, a measure opposed by Germany.",
         ("Germany", "oppose", "a cap on the price of gas")),
        ("Ghana demanded that the mine be closed, a request that was rejected by Mali.",
         ("Mali", "reject", "the mine be closed")),
        ("The bank wants to sell the refinery, a move that Austria ruled out.",
         ("Austria", "reject", "sell the refinery")),
        ("It was suggested by Norway that the text be shortened, to which Iceland agreed.",
         ("Iceland", "accept", "the text be shortened")),
        ("Thailand asked for a joint inquiry, which Cambodia rejected.", ("Cambodia", "reject", "a joint inquiry")),
    ],
)  # fmt: skip
def test_answer_takes_the_words_before_the_apposition(held: Held, text: str, answer: tuple[str, str, str]) -> None:
    assert answer in held(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Norway proposed a levy on shipping fuel, an idea that Paraguay applauded.", ("Norway", "propose", LEVY)),
        ("Ghana demanded that the mine be closed, a request that Mali rejected.",
         ("Ghana", "demand", "the mine be closed")),
        ("It was suggested by Norway that the text be shortened, to which Iceland agreed.",
         ("Norway", "propose", "the text be shortened")),
    ],
)  # fmt: skip
def test_matter_ends_before_its_apposition(held: Held, text: str, asked: tuple[str, str, str]) -> None:
    assert asked in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru rejected a plan that Chile had proposed.",
        "Kenya opposes the offer that Uganda made.",
    ],
)
def test_noun_without_a_matter_before_it_names_its_own(held: Held, text: str) -> None:
    matters = {matter for (matter,) in held(text, "matter")}
    assert any("plan" in str(m) or "offer" in str(m) for m in matters)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Fiji backed the levy. Mali rejected it.", None),
        ("Chad proposed a levy. Fiji supported the proposal, but Mali rejected it.", None),
        ("Fiji demanded a levy. Mali rejected it.", "Fiji"),
        ("Fiji proposed a levy, but Mali rejected it.", "Fiji"),
        ("Fiji offered a truce. Mali rejected it.", "Fiji"),
    ],
)
def test_a_mere_supporter_is_not_the_addressee_of_a_rejection(held: Held, text: str, addressee: str | None) -> None:
    rows = held(text, "holder", "stance", "addressee")
    assert [row for row in rows if row[:2] == ("Mali", "reject")] == [("Mali", "reject", addressee)]
