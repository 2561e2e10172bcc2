"""Posts of which the listed title has a field or destination, and unnamed ministers: each is held by one person."""

from __future__ import annotations

from tests.extract.conftest import Held
from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Ana Ruiz, Chile's minister of defense, said no.", {("Ana Ruiz", "Chile", "minister of defense")}),
    (
        "They met Ana Ruiz, Chile's Minister of Foreign Affairs, in Lima.",
        {("Ana Ruiz", "Chile", "Minister of Foreign Affairs")},
    ),
    (
        "Bo Ek, Chile's Minister of Foreign Affairs and International Trade, said no.",
        {("Bo Ek", "Chile", "Minister of Foreign Affairs and International Trade")},
    ),
    (
        "Chile's ambassador to the United Nations, Bo Ek, said no.",
        {("Bo Ek", "Chile", "ambassador to the United Nations")},
    ),
    ("Bo Ek met the Spanish foreign minister.", {("Spanish foreign minister", "Spain", "foreign minister")}),
    (
        "It was wrong, according to a Volta Research spokeswoman.",
        {("Volta Research spokeswoman", "Volta Research", "spokeswoman")},
    ),
]
NOTHING = [
    "The G7 Foreign Ministers demanded talks.",
    "The Ministers of Foreign Affairs of Chile and Peru met.",
    "It was wrong, according to a ministry spokesman.",
    "Chile wants a foreign minister.",
]


@examples(FOUND, NOTHING)
def test_posts(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected


def test_a_minister_of_affairs_is_one_person_who_shares_no_title(proposed: Propose) -> None:
    text = "Minister of Foreign Affairs Bo Ek and Ana Ruiz met."
    assert proposed(text, "roles") == {("Bo Ek", None, "Minister of Foreign Affairs")}


def test_an_unnamed_minister_takes_the_stance(held: Held) -> None:
    assert held("The Minister of Foreign Affairs demanded talks.", "holder") == {("Minister of Foreign Affairs",)}
