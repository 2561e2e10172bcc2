"""Ministries, spokespeople and officials: each an actor of its own, tied to the body that the words name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

TIED: list[tuple[str, tuple[str, str]]] = [
    (
        "A spokesman for the Ministry of Finance declined to comment.",
        ("spokesman for the Ministry of Finance", "Ministry of Finance"),
    ),
    ("A ministry official said the talks would go on.", ("ministry official", "ministry")),
    ("White House officials met the envoy.", ("White House officials", "White House")),
    ("The Commerce Ministry in Beijing blamed Washington.", ("Commerce Ministry", "China")),
    (
        "Officials from Kenya's trade ministry met the envoy.",
        ("Officials from Kenya's trade ministry", "Kenya's trade ministry"),
    ),
    ("Kenya's trade ministry objected.", ("Kenya's trade ministry", "Kenya")),
    ("The union official said the strike would go on.", ("union official", "union")),
    ("A union spokesman said the strike would go on.", ("union spokesman", "union")),
    ("The Dock Union waits. The union officials met Peru.", ("union officials", "Dock Union")),
    ("The Dock Union waits. A union official met Peru.", ("union official", "Dock Union")),
    ("The European Union waits. Union officials met Peru.", ("Union officials", "European Union")),
    ("The Ministry of Trade of Peru objected.", ("Ministry of Trade of Peru", "Peru")),
    ("The Iranian delegation left.", ("Iranian delegation", "Iran")),
    ("US officials declined to comment.", ("US officials", "United States")),
    ("Ana Ruiz (CITUB) objected.", ("Ana Ruiz", "CITUB")),
    ("Speaker Paul Royle (R-Wis.) objected.", ("Paul Royle", "Republican Party")),
    ("Sen. Joyce Abner, D-Minn., objected.", ("Joyce Abner", "Democratic Party")),
]
UNTIED: list[tuple[str, tuple[str, str]]] = [
    ("Several delegations, including Peru, objected.", ("Peru", "Several delegations")),
    ("A number of parties, including Peru, objected.", ("Peru", "A number of parties")),
    ("A majority of senators, including Ana Ruiz, objected.", ("Ana Ruiz", "majority of senators")),
    ("The Ministry of Trade met Peru's farmers.", ("Peru", "Ministry of Trade")),
    ("Ana Ruiz met Bo Ek (CITUB).", ("Ana Ruiz", "CITUB")),
    ("The government rejects Peru's price.", ("government", "Peru")),
    ("The Ministry of Trade rejected Peru's offer.", ("Ministry of Trade", "Peru")),
    ("The union met the ministry.", ("union", "ministry")),
    # Of a kind, which any body has.
    ("The Dock Union waits. Many union officials met Peru.", ("Many union officials", "Dock Union")),
    ("Peru waits. Union officials met Chile.", ("Union officials", "Union")),
    ("Hexa Steel waits. Company executives met Peru.", ("Company executives", "Company")),
    ("Approval of Peru waits as company executives object.", ("company executives", "Approval")),
    ("Peru met officials of Chile.", ("officials", "Peru")),
    ("A spokesman said Peru had left.", ("spokesman", "Peru")),
    ("Talks in Lima failed, the envoy of Chile said.", ("envoy of Chile", "Peru")),
    ("Kenya and Ghana objected.", ("Kenya", "Ghana")),
    ("Peru opposed Chile for a year.", ("Peru", "Chile")),
    ("The ministry was founded in Peru's capital by Ana Ruiz.", ("Peru", "ministry")),
]
POSTS: list[tuple[str, tuple[str, str, str]]] = [
    ("In Lima, foreign ministry spokeswoman Ana Ruiz objected.", ("Ana Ruiz", "foreign ministry", "spokeswoman")),
    ("The ministry's spokesman, Bo Ek, objected.", ("Bo Ek", "ministry", "spokesman")),
    ("Chinese Foreign Ministry spokeswoman Ana Ruiz left.", ("Ana Ruiz", "Chinese Foreign Ministry", "spokeswoman")),
    ("The central bank governor, Bo Ek, objected.", ("Bo Ek", "central bank", "governor")),
    ("Ana Ruiz, the treasury secretary, objected.", ("Ana Ruiz", "treasury", "secretary")),
]


@pytest.mark.parametrize(("text", "pair"), TIED, ids=[text for text, _ in TIED])
def test_the_actor_belongs_to_the_body(proposed: Propose, text: str, pair: tuple[str, str]) -> None:
    assert pair in proposed(text, "affiliations")


@pytest.mark.parametrize(("text", "pair"), UNTIED, ids=[text for text, _ in UNTIED])
def test_the_actor_does_not_belong_to_the_body(proposed: Propose, text: str, pair: tuple[str, str]) -> None:
    assert pair not in proposed(text, "affiliations")


@pytest.mark.parametrize(("text", "row"), POSTS, ids=[text for text, _ in POSTS])
def test_the_ministry_gives_the_post(proposed: Propose, text: str, row: tuple[str, str, str]) -> None:
    assert row in proposed(text, "roles")


def test_a_delegation_is_not_of_the_state_that_it_goes_to(proposed: Propose) -> None:
    before = "Peru is ready for talks. Peru welcomed the offer of Chile. "
    assert ("delegation", "Peru") in proposed(before + "Ana Ruiz will lead a delegation.", "affiliations")
    assert ("delegation", "Peru") not in proposed(before + "Ana Ruiz will lead a delegation to Peru.", "affiliations")
