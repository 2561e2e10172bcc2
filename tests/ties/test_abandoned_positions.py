"""Positions that their own sentence says were given up."""

from __future__ import annotations

import pytest

from kg.model import Stance
from kg.ties import Ties
from tests.ties.talks import Said, ties_of

LEVY = "the cod levy"
PROPOSAL = Said("Peru", Stance.PROPOSE, LEVY, "Peru proposed the cod levy.")


def ties_of_chile(stance: Stance, sentence: str, matter: str = LEVY) -> Ties:
    return ties_of([PROPOSAL, Said("Chile", stance, matter, sentence)])[1]


@pytest.mark.parametrize(
    ("stance", "sentence"),
    [
        (Stance.OPPOSE, "Chile opposed the cod levy at first but later accepted it."),
        (Stance.OPPOSE, "Chile opposed the cod levy, initially."),
        (Stance.OPPOSE, "At first, Chile opposed the cod levy."),
        (Stance.OPPOSE, "Chile initially voiced its opposition to the cod levy."),
        (Stance.OPPOSE, "Chile, which had opposed the cod levy, now supports it."),
        (Stance.OPPOSE, "Chile opposed the cod levy but has since agreed to it."),
        (Stance.SUPPORT, "Chile originally supported the cod levy."),
        (Stance.SUPPORT, "Chile supported the cod levy but later rejected it."),
        (Stance.SUPPORT, "Chile supported the cod levy at first, and now opposes it."),
        (Stance.OPPOSE, "Chile opposed the cod levy but has since agreed to that."),
        (Stance.OPPOSE, "Chile opposed the cod levy, then accepted this, Peru said."),
    ],
)
def test_a_position_that_was_given_up_ties_nobody(stance: Stance, sentence: str) -> None:
    assert ties_of_chile(stance, sentence) == Ties()


def test_whoever_at_first_rejected_a_plan_does_not_stand_against_its_author() -> None:
    sentence = "Chile at first rejected Peru's plan."
    assert ties_of_chile(Stance.REJECT, sentence, "Peru's plan").stands_against == ()


@pytest.mark.parametrize(
    ("stance", "sentence"),
    [
        (Stance.OPPOSE, "Chile opposed the cod levy at first reading."),
        (Stance.OPPOSE, "At first reading Chile opposed the cod levy."),
        (Stance.OPPOSE, "Initially Peru was silent, but Chile opposed the cod levy."),
        (Stance.OPPOSE, "Kenya, initially in favour, and Chile opposed the cod levy."),
        (Stance.OPPOSE, "Chile opposed the cod levy originally proposed by Peru."),
        (Stance.OPPOSE, "Chile opposed the cod levy but later accepted a lower one."),
        (Stance.OPPOSE, "Chile opposed the cod levy and later rejected it."),
        (Stance.SUPPORT, "Chile supported the cod levy and later endorsed it."),
        (Stance.PROPOSE, "Chile originally proposed the cod levy."),
        (Stance.REJECT, "Chile rejected the cod levy and later signed this quota deal."),
        (Stance.OPPOSE, "Chile opposed the cod levy but now welcomes this debate."),
        (Stance.SUPPORT, "Chile supported the cod levy and later withdrew from that meeting."),
        (Stance.OPPOSE, "Chile opposed the cod levy, but later agreed that it would hurt fishermen."),
        (Stance.OPPOSE, "Chile opposed the cod levy, but later agreed it would help fishermen."),
        (Stance.OPPOSE, "Chile opposed the cod levy, then agreed with them on a cod quota."),
        (Stance.OPPOSE, "Chile opposed the cod levy, and has since backed that stance with a law."),
        (Stance.OPPOSE, "Chile initially opposed the cod levy and still does."),
        (Stance.OPPOSE, "Chile initially opposed the cod levy, and opposes it to this day."),
        (Stance.OPPOSE, "Chile, which initially opposed the cod levy, remains opposed to it."),
        (Stance.SUPPORT, "Chile supported the cod levy at first, and now strongly backs it."),
        (Stance.OPPOSE, "Chile opposed the cod levy at first and even more so after the vote."),
        (Stance.SUPPORT, "Chile will initially support the cod levy."),
    ],
)
def test_a_position_that_is_still_held_has_its_matter(stance: Stance, sentence: str) -> None:
    assert ties_of_chile(stance, sentence).matter == "codfish-levy"


@pytest.mark.parametrize(
    "sentence", ["Chile initially rejected the demand.", "Chile at first rejected the demand, but later accepted it."]
)
def test_an_answer_that_was_given_up_was_an_answer_all_the_same(sentence: str) -> None:
    demand = Said("Peru", Stance.DEMAND, "a cod levy", "Peru demanded a cod levy of Chile.", to="Chile")
    ties = ties_of([demand, Said("Chile", Stance.REJECT, "the demand", sentence)])
    assert ties[1] == Ties(counters=(0,))


def test_the_later_position_of_the_sentence_remains() -> None:
    sentence = "Chile opposed the cod levy at first but later backed the levy on cod."
    first, second = (
        Said("Chile", Stance.OPPOSE, LEVY, sentence),
        Said("Chile", Stance.SUPPORT, "the levy on cod", sentence),
    )
    assert [ties.matter for ties in ties_of([PROPOSAL, first, second])] == ["codfish-levy", None, "codfish-levy"]
