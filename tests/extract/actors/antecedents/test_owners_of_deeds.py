"""What "its" owns is the subject's who voices it, or the object's who is thanked, blamed or punished for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Named = Callable[..., set[tuple[object, ...]]]


def owners(named: Named, text: str) -> set[object]:
    return {name for name, reason in named(text, "name", "reason") if reason == "pronoun"}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Clashes shook Peru. The group stressed its readiness to talk and its concern over the siege.", "group"),
        ("Clashes shook Peru. The committee reconfirmed its support for the plan.", "committee"),
        ("Peru is calm. Ana Ruiz stressed its commitment to the pact.", "Peru"),
        ("Peru is calm. The group stressed its importance.", "Peru"),
        ("Peru is calm. The group conveyed its concern.", "Peru"),
    ],
)
def test_what_is_voiced_is_the_subjects_own(named: Named, text: str, owner: str) -> None:
    assert owners(named, text) == {owner}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Norway thanked Peru for its support for the plan.", "Peru"),
        ("Norway praised Peru for keeping its word.", "Peru"),
        ("Karl Lund thanked Bo Ek for his support for the plan.", "Bo Ek"),
        ("Norway fined the bank due to its opposition to the plan.", "bank"),
        ("Norway imposed a tariff on Peru due to its purchases of oil.", "Peru"),
        ("Norway raised the duty on Peruvian timber over its purchases of oil.", "Peru"),
        ("Norway threatened Peru with tariffs because of its purchases of oil.", "Peru"),
        ("Norway condemned Peru over its support for the coup.", "Peru"),
        ("Norway sanctioned Peru for its support for the coup.", "Peru"),
        # next door
        ("Norway sanctioned Peru because of its commitment to Chile.", "Norway"),
        ("Norway thanked Peru, and its envoy left.", "Norway"),
        ("Norway blamed Peru for its losses.", "Norway"),
        ("Norway joined the pact with Peru because of its support for free trade.", "Norway"),
        ("Norway lifted the sanctions on Peru due to its interest in peace.", "Norway"),
        ("Norway announced sanctions on Peru due to its fears of a war.", "Norway"),
        ("Karl Lund thanked Ana Ruiz for his visit.", "Karl Lund"),
    ],
)
def test_a_deed_is_theirs_who_are_judged_for_it(named: Named, text: str, owner: str) -> None:
    assert owners(named, text) == {owner}


def test_a_country_is_the_one_that_is_judged(held: Named) -> None:
    text = "Norway imposed sanctions on Peruvian officials over the country's support for the coup."
    assert {holder for holder, matter in held(text, "holder", "matter") if matter == "the coup"} == {"Peru"}
