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
        ("The best possible agreement between Ghana and Togo was signed.", "actual"),
        ("Ghana confirmed a previously unconfirmed meeting with Togo.", "actual"),
        ("Ghana and Togo held talks on a possible pact.", "actual"),
        ("Ghana discussed a possible pact with Togo.", "actual"),
        ("The aborted talks between Ghana and Togo led to a strike.", "actual"),
    ],
)
def test_an_adjective_tells_whether_there_are_talks(proposed: Propose, sentence: str, modality: str) -> None:
    assert proposed(sentence, "negotiates_with") == {("Ghana", "Togo", modality)}


def test_cancelled_talks_are_none(proposed: Propose) -> None:
    found = proposed("The envoy spoke of cancelled talks between Ghana and Togo.", "negotiates_with")
    assert {row[-1] for row in found} == {None}
