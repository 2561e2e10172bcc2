"""Titles that only one state gives: their holders act for it, or for the house or department that they lead."""

from __future__ import annotations

import pytest

from kg.extract.words import gazetteer
from kg.extract.words.lexicon import rows
from tests.extract.examples import Propose, Rows, examples

TITLES = [(row["title"], state) for row in rows("actors/titles_of_states") for state in row["state"].split("|")]
STATES = {each.country: each.name for each in gazetteer.entries() if each.id.startswith("state/")}
BODIES = {
    "homeland security secretary": "US Department of Homeland Security",
    "senate majority leader": "US Senate",
    "senate minority leader": "US Senate",
    "senate majority whip": "US Senate",
    "joint chiefs chairman": "Joint Chiefs of Staff",
}
SMALL = {"of", "for", "the"}


@pytest.mark.parametrize(("title", "state"), TITLES)
def test_each_title_gives_its_state(proposed: Propose, title: str, state: str) -> None:
    before = " ".join(word if word in SMALL else word.capitalize() for word in title.split())
    found = proposed(f"{before} Ana Roy rejected the plan. Paraguay and {STATES[state]} will meet in May.", "roles")
    assert {body for _, body, _ in found} == {BODIES.get(title, STATES[state])}


FOUND: list[tuple[str, Rows]] = [
    ("Togo met India. Union Minister Bo Ek left.", {("Bo Ek", "India", "Union Minister")}),
    ("Myanmar met India. Union Minister Bo Ek left.", {("Bo Ek", None, "Union Minister")}),
    (
        "India met the Customs Union. The Union Trade Minister Bo Ek left.",
        {("Bo Ek", "Customs Union", "Trade Minister")},
    ),
    ("Austria left its talks with Germany. Bundeskanzler Bo Ek left.", {("Bo Ek", "Austria", "Bundeskanzler")}),
    ("Customs Union Minister Bo Ek left.", {("Bo Ek", "Customs Union", "Minister")}),
    ("African Union Minister Bo Ek left.", {("Bo Ek", "African Union", "Minister")}),
    ("Union President Bo Ek left.", {("Bo Ek", "Union", "President")}),
    ("The UK left. Northern Ireland Justice Minister Bo Ek left.", {("Bo Ek", "Northern Ireland", "Justice Minister")}),
    ("Northern Ireland's Secretary Bo Ek left.", {("Bo Ek", "Northern Ireland", "Secretary")}),
    (
        "Australia met the US. The Energy Minister, Bo Ek, left. Senator Ek was late.",
        {("Bo Ek", "Australia", "Energy Minister"), ("Bo Ek", None, "Senator")},
    ),
    ("Mexico left. New Mexico governor Bo Ek left.", {("Bo Ek", "New Mexico", "governor")}),
    ("New Mexican President Bo Ek left.", {("Bo Ek", "Mexico", "President")}),
    ("Mexico left. Former New Mexico governor Bo Ek left.", set()),
    ("Mexico left. The new Mexico ambassador, Bo Ek, left.", {("Bo Ek", "Mexico", "ambassador")}),
    ("Germany left. Austrian Bundeskanzler Bo Ek left.", {("Bo Ek", "Austria", "Bundeskanzler")}),
]


@examples(FOUND, [])
def test_what_only_looks_like_such_a_title_keeps_its_body(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected
