"""Where a matter ends: before reasons and contrasts, and before a condition, which is a demand of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Spain said it would lift the ban, though it wanted guarantees first.", ("Spain", "commit", "lift the ban")),
        ("Egypt said the dam must be filled slowly, while Ethiopia said the filling would go on.",
         ("Egypt", "demand", "the dam must be filled slowly")),
        ("Chile insisted that the fund be audited every year, which Peru found excessive.",
         ("Chile", "demand", "the fund be audited every year")),
        ("Ghana promised to reopen the border, but it gave no date.", ("Ghana", "commit", "reopen the border")),
        ("Oman demanded that the ships turn back, whereas Iran said they could stay.",
         ("Oman", "demand", "the ships turn back")),
        ("Kenya urged that the force be doubled because the militia was gaining ground.",
         ("Kenya", "demand", "the force be doubled")),
        ("Sweden argued that the quota should be cut, although fishermen would suffer.",
         ("Sweden", "demand", "the quota should be cut")),
        ("The rebels threatened to leave unless the siege is lifted.", ("rebels", "threaten", "leave")),
    ],
)  # fmt: skip
def test_matter_ends_before_reasons_and_contrasts(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "own", "demanded"),
    [
        ("Bolivia will not sign until Chile restores access to the port.",
         ("Bolivia", "reject", "sign"), "Chile restores access to the port"),
        ("Tonga would accept the text provided that the islands keep their fishing rights.",
         ("Tonga", "accept", "the text"), "the islands keep their fishing rights"),
        ("Fiji offered to take the refugees on condition that Australia pays.",
         ("Fiji", "offer", "take the refugees"), "Australia pays"),
        ("Latvia agreed to host the talks, subject to a guarantee of safe passage.",
         ("Latvia", "accept", "host the talks"), "a guarantee of safe passage"),
        ("Malawi would back the plan only if the loans were forgiven.",
         ("Malawi", "support", "the plan"), "the loans were forgiven"),
    ],
)  # fmt: skip
def test_condition_of_own_conduct_is_a_demand(held: Held, text: str, own: tuple[str, str, str], demanded: str) -> None:
    rows = held(text, "holder", "stance", "matter", "modality")
    assert {(*own, "conditional"), (own[0], "demand", demanded, "asserted")} <= rows


def test_if_only_because_is_no_condition(held: Held) -> None:
    assert held("Peru will not sign, if only because Chile objects.", "holder", "modality") >= {("Peru", "asserted")}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Opposing this, KENYA urged keeping the footnote.", ("Kenya", "demand", "keeping the footnote")),
        ("Citing the costs, KENYA proposed deleting the footnote.", ("Kenya", "propose", "deleting the footnote")),
    ],
)
def test_an_introductory_participle_is_no_matter(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert {found for found in held(text) if found[1] == row[1]} == {row}
