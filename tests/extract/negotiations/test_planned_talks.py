"""Talks that are planned, by "will" or "is to" before a verb above theirs or beside it."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Ana Ruiz will open the fair and meet with Bo Ek.", "planned"),
        ("Ana Ruiz is to visit Bergen and meet with Bo Ek.", "planned"),
        ("Ana Ruiz is to host the summit and negotiate with Bo Ek.", "planned"),
        ("Norway said Ana Ruiz would visit Bergen and meet with Bo Ek.", "planned"),
        ("Ana Ruiz will attend the fair in Bergen to meet with Bo Ek.", "planned"),
        ("Ana Ruiz will fly to Bergen to open the fair and meet with Bo Ek.", "planned"),
        ("Ana Ruiz will fly to Bergen, open the fair and hold talks with Bo Ek.", "planned"),
        ("Ana Ruiz may visit Bergen and meet with Bo Ek.", "possible"),
        ("Ana Ruiz visited Bergen and met with Bo Ek.", "actual"),
        ("Ana Ruiz has visited Bergen and met with Bo Ek.", "actual"),
        ("Ana Ruiz attended the fair to meet with Bo Ek.", "actual"),
        ("Ana Ruiz was in Bergen to meet with Bo Ek.", "actual"),
        ("Ana Ruiz will visit Bergen, having met with Bo Ek in May.", "actual"),
        ("Norway will resign and Ana Ruiz met with Bo Ek on Monday.", "actual"),
        ("Norway will sign the pact after Ana Ruiz visited Bergen and met with Bo Ek.", "actual"),
        ("Ana Ruiz will continue to meet with Bo Ek.", "actual"),
        ("Ana Ruiz will visit Bergen and continue talks with Bo Ek.", "actual"),
        ("Norway will open the fair and thank Ana Ruiz for her talks with Bo Ek.", "actual"),
        ("In May, Ana Ruiz would leave Bergen and meet with Bo Ek.", "actual"),
        ("Ana Ruiz will not attend the fair and meet with Bo Ek.", None),
    ],
)
def test_a_plan_for_one_verb_is_one_for_those_joined_to_it(
    proposed: Propose, sentence: str, modality: str | None
) -> None:
    found = {row for row in proposed(sentence, "negotiates_with") if "Ana Ruiz" in row}
    assert found == {("Ana Ruiz", "Bo Ek", modality)}
