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
    ],
)
def test_a_position_that_is_still_held_has_its_matter(stance: Stance, sentence: str) -> None:
    assert ties_of_chile(stance, sentence).matter == "codfish-levy"


def test_the_later_position_of_the_sentence_remains() -> None:
    sentence = "Chile opposed the cod levy at first but later backed the levy on cod."
    first, second = (
        Said("Chile", Stance.OPPOSE, LEVY, sentence),
        Said("Chile", Stance.SUPPORT, "the levy on cod", sentence),
    )
    assert [ties.matter for ties in ties_of([PROPOSAL, first, second])] == ["codfish-levy", None, "codfish-levy"]
