"""Who tells of talks with somebody tells of its own, unless the sentence names others who may hold them."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Ghana said that negotiations with Togo over the dam had stalled.", "actual"),
        ("Ghana announced that talks with Togo would begin in May.", "planned"),
        ("Ghana said that talks with Togo may resume.", "possible"),
    ],
)
def test_who_tells_of_talks_holds_them(proposed: Propose, sentence: str, modality: str) -> None:
    assert ("Ghana", "Togo", modality) in proposed(sentence, "negotiates_with")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Guardian said that talks with Togo had failed.",
        "Analysts said that talks with Togo had failed.",
        "Ghana said that US talks with Togo had failed.",
        "Ghana said that talks with Togo by Mali had failed.",
        "Ghana said that talks with Togo on a truce between Mali and Togo had failed.",
        "Ghana said that talks with Togo were out of the question.",
        "Ghana said that an agreement with Togo was near.",
    ],
)
def test_who_tells_of_other_talks_does_not_hold_them(proposed: Propose, sentence: str) -> None:
    assert not any({"Ghana", "Togo"} <= {*row} for row in proposed(sentence, "negotiates_with"))
