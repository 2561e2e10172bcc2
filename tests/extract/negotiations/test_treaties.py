"""A treaty that is ended is no talks, and talks that ought to resume are only possible."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.model import Document


@pytest.mark.parametrize(
    "text",
    [
        "Ghana terminated its treaty with Togo.",
        "Ghana withdrew from its accord with Togo.",
        "Ghana pulled out of the treaty with Togo.",
        "Ghana cancelled its trade agreement with Togo.",
        "Ghana suspended its treaty with Togo.",
        "Ghana will end its agreement with Togo.",
        "The treaty between Ghana and Togo was terminated.",
        "The suspension of the treaty between Ghana and Togo was criticised.",
        "Ghana announced the suspension of the treaty with Togo.",
        "Mali discussed the suspension of the treaty between Ghana and Togo.",
        "Ghana renounced the Mutual Trade Treaty between Ghana and Togo.",
        "Ghana declared its intention to withdraw from the Border Treaty between Ghana and Togo.",
        "Ghana suspended its participation in the Border Treaty with Togo.",
    ],
)
def test_the_end_of_a_treaty_is_no_talks(reader: Reader, text: str) -> None:
    assert reader.read(Document(text, "own", "memory:own")).facts.negotiations == ()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ghana terminated talks with Togo.", "actual"),
        ("Ghana negotiated its exit from the accord with Togo.", "actual"),
        ("Ghana withdrew from talks with Togo.", "actual"),
        ("Ghana did not terminate the treaty that it had signed with Togo.", "actual"),
        ("Ghana suspended the treaty that it had signed with Togo.", "actual"),
        ("Ghana withdrew its troops under an agreement with Togo.", "actual"),
        ("Mali stressed the need to resume dialogue between Ghana and Togo.", "possible"),
        ("Mali stressed the need to restart the talks between Ghana and Togo.", "possible"),
        ("Mali stressed the need to continue the dialogue between Ghana and Togo.", "actual"),
        ("Ghana resumed dialogue with Togo.", "actual"),
        ("Ghana ratified the Mutual Trade Treaty between Ghana and Togo.", "actual"),
        ("Ghana declared its intention to honour the Border Treaty between Ghana and Togo.", "actual"),
    ],
)
def test_talks_themselves_are_told_by_their_words(reader: Reader, text: str, modality: str) -> None:
    (talks,) = reader.read(Document(text, "own", "memory:own")).facts.negotiations
    assert str(talks.modality) == modality
