"""Talks that there may not be, by an adjective beside them or beside the round that they are of."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The envoy spoke of possible talks between Ghana and Togo.", "possible"),
        ("The envoy spoke of unconfirmed talks between Ghana and Togo.", "possible"),
        ("The envoy left ahead of a potential third round of talks between Ghana and Togo.", "possible"),
        ("The envoy left ahead of a planned third round of talks between Ghana and Togo.", "planned"),
        ("A possible summit between Ghana and Togo was discussed.", "possible"),
        ("The first possible round of talks between Ghana and Togo took place in May.", "actual"),
        ("A potential deal between Ghana and Togo was reached in May.", "actual"),
        ("Ghana will probably meet Togo.", "possible"),
        ("Ghana is interested in a deal with Togo.", "possible"),
        ("Ghana is not interested in talks with Togo.", "refused"),
        ("Perhaps Ghana will hold talks with Togo.", "possible"),
        ("Ghana reportedly met Togo.", "actual"),
        ("Ghana met Togo, probably to talk about fish.", "actual"),
        ("Mali probably knew that Ghana had met Togo.", "actual"),
        ("Ghana probably wants to meet Togo.", "possible"),
        ("Traders fear that Ghana will strike a deal with Togo.", "possible"),
        ("Critics are worried that Ghana will hold talks with Togo.", "possible"),
        ("Officials said that Ghana will hold talks with Togo.", "planned"),
        ("Officials fear that Ghana met Togo.", "actual"),
        ("Perhaps the toughest talks were held between Ghana and Togo.", "actual"),
        ("Probably the last meeting between Ghana and Togo took place in Lima.", "actual"),
        ("The best possible agreement between Ghana and Togo was signed.", "actual"),
        ("Ghana confirmed a previously unconfirmed meeting with Togo.", "actual"),
        ("Ghana and Togo held talks on a possible pact.", "actual"),
        ("Ghana discussed a possible pact with Togo.", "actual"),
        ("The aborted talks between Ghana and Togo led to a strike.", "actual"),
        ("Officials held talks on a possible ceasefire between Ghana and Togo.", "actual"),
        ("Talks about a potential deal between Ghana and Togo went on.", "actual"),
        ("Rumoured talks between Ghana and Togo have begun.", "actual"),
        ("Rumoured talks between Ghana and Togo should have begun.", "possible"),
        ("The scheduled second round of talks between Ghana and Togo was held in Lima.", "actual"),
        ("A planned round of talks between Ghana and Togo ended in Lima.", "actual"),
        ("The upcoming round of talks between Ghana and Togo begins in May.", "planned"),
        ("Ministers met in Lima for the planned second round of talks between Ghana and Togo.", "actual"),
        ("Ghana rejected possible talks with Togo.", "refused"),
        ("Ghana refused to hold possible talks with Togo.", "refused"),
        ("Ghana cancelled a scheduled round of talks with Togo.", "refused"),
        ("A planned round of talks between Ghana and Togo was postponed.", "planned"),
        ("The cancelled talks between Ghana and Togo were held in May.", "actual"),
        ("The cancelled talks between Ghana and Togo will resume in May.", "planned"),
        ("Ghana wants to revive the cancelled talks with Togo.", "possible"),
        ("Ghana attended the once cancelled talks with Togo.", "actual"),
    ],
)
def test_an_adjective_tells_whether_there_are_talks(proposed: Propose, sentence: str, modality: str) -> None:
    assert proposed(sentence, "negotiates_with") == {("Ghana", "Togo", modality)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The envoy spoke of cancelled talks between Ghana and Togo.",
        "A planned round of talks between Ghana and Togo was cancelled.",
        "Ghana denied alleged talks with Togo.",
        "There were no alleged talks between Ghana and Togo.",
    ],
)
def test_talks_that_are_cancelled_or_denied_are_none(proposed: Propose, sentence: str) -> None:
    found = proposed(sentence, "negotiates_with")
    assert {row[-1] for row in found} == {None}


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("A Ghana-Togo deal would never be accepted by the parliament.", "possible"),
        ("A truce in the north would lead to an agreement between Ghana and Togo.", "possible"),
        ("Officials said that a deal between Ghana and Togo would help farmers.", "possible"),
        ("Ghana said that it would work towards an agreement with Togo.", "possible"),
        ("Officials said that a Ghana-Togo deal would be a breach of the law.", "possible"),
        ("The deal between Ghana and Togo would be the first of its kind.", "planned"),
        ("Officials said that a deal between Ghana and Togo would be signed in May.", "planned"),
        ("Ghana said that it would sign an agreement with Togo.", "planned"),
        ("Ghana signed a deal with Togo, with or without the levy.", "actual"),
        ("Ghana shut the port regardless of its talks with Togo.", "actual"),
        ("Ghana will go ahead with or without an agreement with Togo.", "None"),
        ("Ghana wants to leave with or without a trade deal with Togo.", "None"),
        ("Ghana will act regardless of a deal with Togo.", "None"),
    ],
)
def test_a_deal_may_be_imagined_or_left_open(proposed: Propose, sentence: str, modality: str) -> None:
    found = proposed(sentence, "negotiates_with")
    assert {tuple(map(str, row)) for row in found} == {("Ghana", "Togo", modality)}


@pytest.mark.parametrize("seen_as", ["bound by the unions", "spent", "weak"])
def test_how_somebody_sees_another_is_no_talk(proposed: Propose, seen_as: str) -> None:
    assert not proposed(f"Ana Ruiz sees Bo Ek as {seen_as}.", "negotiates_with")


def test_somebody_is_seen_while_talks_go_on(proposed: Propose) -> None:
    assert proposed("Ana Ruiz saw Bo Ek as the talks began in Lima.", "negotiates_with")
