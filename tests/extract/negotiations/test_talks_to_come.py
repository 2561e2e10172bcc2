"""Talks that somebody only demands, and talks that lie ahead."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose


@pytest.mark.parametrize(
    "sentence",
    [
        "Mali said that Ghana should return to talks with Togo.",
        "Ghana ought to negotiate directly with Togo, Mali said.",
        "Ghana has to talk to Togo, an envoy said.",
        "Ghana will have to talk to Togo, an envoy said.",
        "Mali argued that Ghana needs to return to negotiations with Togo.",
        "Ghana should set aside its plans and return to talks with Togo.",
        "Ghana must start negotiating with Togo.",
        "The talks between Ghana and Togo should resume, Mali said.",
        "The talks between Ghana and Togo need to begin soon, Mali said.",
        "There should be talks between Ghana and Togo.",
    ],
)
def test_talks_that_are_only_demanded_are_possible(proposed: Propose, sentence: str) -> None:
    assert ("Ghana", "Togo", "possible") in proposed(sentence, "negotiates_with")


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Ghana must have met Togo.", "actual"),
        ("Ghana had to negotiate with Togo.", "actual"),
        ("Ghana has had to negotiate with Togo for years.", "actual"),
        ("Ghana should use its talks with Togo to raise the matter.", "actual"),
        ("Ghana must conclude its talks with Togo.", "actual"),
        ("The talks between Ghana and Togo should continue.", "actual"),
        ("Ghana should honour the treaty that it signed with Togo.", "actual"),
        ("Ghana set aside its plans and returned to talks with Togo.", "actual"),
        ("Ghana agreed to pay and met Togo in Lima.", "actual"),
        ("Ghana should not negotiate with Togo.", None),
    ],
)
def test_a_demand_of_something_else_leaves_talks_as_they_are(
    proposed: Propose, sentence: str, modality: str | None
) -> None:
    assert ("Ghana", "Togo", modality) in proposed(sentence, "negotiates_with")
