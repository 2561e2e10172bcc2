"""One person whose name is written with letters of its language in one place and without them in another."""

from __future__ import annotations

import pytest

from kg.extract.words.folding import fold
from tests.extract.conftest import Held


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Opposition leader Zofia Wołek rejected the plan. On Tuesday Wolek demanded new talks.", "Zofia Wołek"),
        ("Foreign Minister Michał Kos rejected the plan. Later Michal Kos demanded new talks.", "Michał Kos"),
        ("Lars Tørring rejected the plan. On Tuesday Torring demanded new talks.", "Lars Tørring"),
        ("Ms Guðnadóttir rejected the plan. On Tuesday Gudnadottir demanded new talks.", "Guðnadóttir"),
    ],
)
def test_a_name_without_its_marks_is_the_same_person(named: Held, text: str, person: str) -> None:
    assert named(text, "name", "type") == {(person, "person")}


def test_names_of_two_persons_stay_apart(named: Held) -> None:
    text = "Michał Wołek rejected the plan. On Tuesday Michał Walek demanded new talks."
    assert named(text, "name") == {("Michał Wołek",), ("Michał Walek",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Wałęsa", "Walesa"), ("MÆRSK", "Maersk"), ("Đinđić", "Dindic"), ("Þórður", "Thordur"), ("Straße’s", "STRASSE")],
)
def test_letters_without_a_base_letter_are_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_ampersand_stays_apart_from_the_word_and() -> None:
    assert fold("Dow&Co") == "dow co"
