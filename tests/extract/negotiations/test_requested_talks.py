"""Talks that somebody asks for, tries to bring about or awaits, and talks that went before something else."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Peru made an offer of talks with Chile.", "possible"),
        ("Peru left on Monday for talks with Chile.", "planned"),
        ("Peru stressed its openness to talks with Chile.", "possible"),
        ("Peru cleared the way for talks with Chile.", "possible"),
        ("Peru sent a request for talks with Chile.", "possible"),
        ("Peru rejected a proposal for talks with Chile.", "refused"),
        ("Bolivia stepped up its efforts to revive talks between Peru and Chile.", "possible"),
        ("Bolivia tried to revive talks between Peru and Chile.", "possible"),
        ("Peru succeeded in its efforts to revive talks with Chile.", "actual"),
        ("Ana Ek states that talks between Peru and Chile would resume if Bolivia agrees.", "possible"),
        ("Peru will hold talks with Chile if Bolivia agrees.", "possible"),
        ("Peru will hold talks with Chile.", "planned"),
        ("Peru will hold talks with Chile without preconditions.", "planned"),
        ("Peru will hold talks with Chile without mediators.", "planned"),
        ("Bolivia looks forward in the autumn to hosting talks between Peru and Chile.", "planned"),
        ("Bolivia will reopen the port after talks between Peru and Chile.", "planned"),
        ("Bolivia will reopen the port only after talks between Peru and Chile.", "planned"),
        ("Bolivia will not reopen the port until after talks between Peru and Chile.", "planned"),
        ("Bolivia plans to reopen the port after talks between Peru and Chile.", "planned"),
        ("Bolivia has reopened the port after talks between Peru and Chile.", "actual"),
        ("Bolivia agreed to reopen the port after talks between Peru and Chile.", "actual"),
        ("Bolivia called for a truce for the duration of the talks between Peru and Chile.", "actual"),
        ("Bolivia will reopen the port after upcoming talks between Peru and Chile.", "planned"),
        ("Bolivia promised to stay neutral during talks between Peru and Chile.", "possible"),
        ("Bolivia stayed neutral during talks between Peru and Chile.", "actual"),
        ("Bolivia promised to stay neutral during the talks between Peru and Chile.", "actual"),
        ("Bolivia promised to send help during talks between Peru and Chile.", "actual"),
        ("A memo alluded to a meeting between Peru and Chile in 2015.", "possible"),
        ("A memo alluded to the meeting between Peru and Chile in 2015.", "actual"),
        ("Bolivia fears that Peru will hold talks with Chile.", "possible"),
        ("Bolivia says that Peru will hold talks with Chile.", "planned"),
        ("Bolivia hopes that the talks between Peru and Chile next week will bring a truce.", "planned"),
        ("Bolivia hopes that the talks between Peru and Chile will be held next week.", "possible"),
        ("Bolivia hopes that a meeting between Peru and Chile will be possible.", "possible"),
        ("Bolivia hopes that talks between Peru and Chile will go ahead.", "possible"),
        ("Peru requested talks with Chile.", "possible"),
        ("Peru requested the talks with Chile.", "actual"),
        ("Peru made every effort for a resumption of talks with Chile.", "possible"),
        ("Peru is working towards a truce with Chile.", "possible"),
        ("Peru worked for a year in talks with Chile.", "actual"),
        ("Peru worked on the talks with Chile.", "actual"),
        ("Peru succeeded in its efforts towards a truce with Chile.", "actual"),
        ("Bolivia convinced Peru to seek talks with Chile.", "possible"),
    ],
)
def test_the_modality_of_talks(proposed: Propose, sentence: str, modality: str) -> None:
    rows = proposed(sentence, "negotiates_with")
    assert {row[-1] for row in rows if {"Peru", "Chile"} <= set(row)} == {modality}


def test_who_is_convinced_to_talk_is_the_party(proposed: Propose) -> None:
    sentence = "Mali used its influence to convince Peru to seek talks with Chile."
    assert proposed(sentence, "negotiates_with") == {("Peru", "Chile", "possible")}


@pytest.mark.parametrize("other", ["Ana Ruiz", "John Ruiz"])
def test_who_convinces_somebody_to_meet_himself_is_a_party(proposed: Propose, other: str) -> None:
    (row,) = proposed(f"Thomas Ek convinced {other} to meet him in Lima.", "negotiates_with")
    assert {*row[:2]} == {"Thomas Ek", other}
