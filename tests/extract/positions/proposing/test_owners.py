"""Nouns of stance: who holds what they name, before and after them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The ministers took note of the offer of the Government of Chile to host the next session.",
         ("Chile", "offer", "host the next session")),
        ("The communiqué records the readiness of Japan to train the border police.",
         ("Japan", "offer", "train the border police")),
        ("The refusal of Hungary to release the funds angered Slovakia.", ("Hungary", "reject", "release the funds")),
        ("The objections of Denmark to the quota were noted.", ("Denmark", "oppose", "the quota")),
        ("The pledge by Canada of 40 million dollars was paid in March.", ("Canada", "commit", "40 million dollars")),
        ("The willingness of both Peru and Ecuador to submit the dispute to arbitration was praised.",
         ("Ecuador", "offer", "submit the dispute to arbitration")),
        ("There were calls by Malawi and Zambia for the bank to forgive the loans.",
         ("Zambia", "demand", "forgive the loans")),
        ("Under pressure from the World Bank to sell the airline, the cabinet met twice.",
         ("World Bank", "demand", "sell the airline")),
        ("Kenya's call for an arms embargo found no echo.", ("Kenya", "demand", "an arms embargo")),
        ("The meeting was put off at Cambodia's request.", ("Cambodia", "demand", "The meeting was put off")),
        ("Norway welcomed the pledge by Canada to reopen its embassy.", ("Canada", "commit", "reopen its embassy")),
        ("Norway welcomed the pledge by Canada to reopen its embassy.",
         ("Norway", "support", "the pledge by Canada to reopen its embassy")),
        ("The Heads of State took note with satisfaction of the readiness of Brazil to host the secretariat.",
         ("Brazil", "offer", "host the secretariat")),
    ],
)  # fmt: skip
def test_noun_has_its_holder_and_matter(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The criticism of Denmark went on for weeks.", "Denmark"),
        ("Norway voiced its support of Ukraine.", "Ukraine"),
        ("At the request of the chair the talks went on, and Japan listened.", "Japan"),
    ],
)
def test_the_target_of_a_noun_of_stance_is_not_its_holder(held: Held, text: str, holder: str) -> None:
    assert (holder,) not in held(text, "holder")


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Kenya adopted a motion urging Uganda to open the road.", "Kenya"),
        ("Miners carried placards demanding a pension.", "Miners"),
        ("Miners marched with placards demanding a pension.", "Miners"),
        ("Miners staged a march calling for a pension.", "Miners"),
        ("Kenya replied with a note demanding an apology.", "Kenya"),
        ("Kenya drew up a memo demanding an apology.", "Kenya"),
        ("Kenya composed a letter demanding an apology.", "Kenya"),
        ("Miners collected names for a petition demanding a pension.", "Miners"),
        ("There were brawls between the guards and miners demanding a pension.", "miners"),
    ],
)
def test_whoever_makes_a_document_their_own_says_what_it_says(held: Held, text: str, holder: str) -> None:
    assert (holder, "demand") in held(text, "holder", "stance")


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Kenya vetoed a motion demanding an immediate truce.", "Kenya"),
        ("Kenya voted against a motion calling for a truce.", "Kenya"),
        ("Kenya abstained on a motion calling for a truce.", "Kenya"),
        ("Kenya ignored a motion demanding its withdrawal from Somalia.", "Kenya"),
        ("Kenya received a letter demanding its withdrawal.", "Kenya"),
        ("Kenya drew on a letter demanding its withdrawal.", "Kenya"),
        ("Kenya banned a march calling for an end to the war.", "Kenya"),
        ("Kenya cast its veto over a draft motion calling for a truce.", "Kenya"),
        ("There were brawls between the guards and miners demanding a pension.", "guards"),
    ],
)
def test_whoever_stops_or_receives_a_document_does_not_say_what_it_says(held: Held, text: str, holder: str) -> None:
    assert (holder, "demand") not in held(text, "holder", "stance")


def test_whoever_abstains_takes_no_stance(held: Held) -> None:
    assert held("Kenya abstained on a motion calling for a truce.", "stance") == set()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru filed a suit accusing Chile of fraud.", ("Peru", "accuse", "Chile")),
        ("Peru lodged a complaint in the regional court accusing Chile of fraud.", ("Peru", "accuse", "Chile")),
        ("Chile dismissed Peru's suit accusing it of fraud.", ("Peru", "accuse", "Chile")),
        ("Chile dismissed a Peruvian statement accusing it of fraud.", ("Peru", "accuse", "Chile")),
        ("Ghana vetoed a US draft resolution accusing Chile of fraud.", ("United States", "accuse", "Chile")),
        ("Chile dismissed a World Bank statement accusing it of fraud.", ("World Bank", "accuse", "Chile")),
    ],
)
def test_who_goes_to_court_accuses(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text, "holder", "stance", "addressee")


@pytest.mark.parametrize(
    "text",
    [
        "Peru withdrew its suit in the regional court accusing Chile of fraud.",
        "Chile vetoed a Security Council resolution accusing Peru of fraud.",
        "Chile cast a veto over a Security Council resolution accusing Peru of fraud.",
    ],
)
def test_what_is_withdrawn_or_vetoed_accuses_nobody(held: Held, text: str) -> None:
    assert "accuse" not in {stance for (stance,) in held(text, "stance")}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The Chair noted a proposal for a new levy.", set()),
        ("Kenya recalled a request for a vote.", set()),
        ("Kenya mentioned a demand to end the levy.", set()),
        ("Kenya noted Chile's proposal for a new levy.", {("Chile", "propose")}),
        ("Kenya recalled its request for a vote.", {("Kenya", "demand")}),
        ("Kenya presented a proposal for a new levy.", {("Kenya", "propose")}),
    ],
)
def test_noting_a_proposal_is_not_making_it(held: Held, text: str, rows: set[tuple[str, str]]) -> None:
    assert {row for row in held(text, "holder", "stance") if row[1] in {"propose", "demand"}} == rows
