"""When two names, titles or matters are the same."""

from __future__ import annotations

import pytest

from kg.evaluate.wording import accented_words, matter_fits, title_fits
from tests.evaluate.sheets import GOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Herring Board", "herring board"),
        ("Norway’s", "Norway"),
        ("the states' delegates", "States Delegates"),
        ("hard-liner", "hard liner"),
        ("U.N.", "u n"),
        ("G-77/China", "g 77 china"),
    ],
)
def test_names_are_compared_without_case_articles_and_punctuation(one: str, other: str) -> None:
    assert accented_words(one) == accented_words(other)


@pytest.mark.parametrize(
    ("title", "fits"),
    [
        ("minister", True),
        ("Minister for Fisheries", True),
        ("fisheries spokesman", True),
        ("prime minister of the realm", False),
        ("spokesman", False),
        ("", False),
    ],
)
def test_titles_match_by_their_last_word_or_half_of_all_words(title: str, fits: bool) -> None:
    assert title_fits("Fisheries Minister", title) is fits


@pytest.mark.parametrize(
    ("about", "fits"),
    [
        ("that the herring quotas be cut", True),
        ("a lower quota for cod", True),
        ("a lower tax", False),
        ("quotas", True),
        ("fish", False),
        ("the quota for herring " + "and everything else that was ever said " * 4, False),
    ],
)
def test_a_matter_matches_by_a_key_or_half_of_the_words(about: str, fits: bool) -> None:
    gold = GOLD["positions"][0]
    assert matter_fits(about, gold["about"], gold["keys"]) is fits
