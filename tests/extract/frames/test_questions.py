"""What a text only asks is no fact: questions as sentences, behind labels and in quotation marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.model import Document

type Rows = set[tuple[object, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "Did Ghana and Togo hold talks last week?",
        "Are Ghana and Togo holding talks in Lima?",
        "Will Ghana and Togo negotiate a treaty?",
        "Could Ghana and Togo reach an agreement?",
        "Is it true that Ghana has met Togo?",
        "Q: Is Ghana in talks with Togo?",
        '"Did Ghana meet Togo?" a reporter asked.',
        "Will Ghana meet Togo; and will Mali join in?",
    ],
)
def test_talks_that_are_only_asked_about_are_no_fact(reader: Reader, text: str) -> None:
    assert reader.read(Document(text, "own", "memory:own")).facts.negotiations == ()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Why did Ghana hold talks with Togo?", "actual"),
        ("Do the talks between Ghana and Togo go on?", "actual"),
        ("Do you know that Ghana met Togo?", "actual"),
        ("Is Ana Ruiz of Ghana, who met Bo Ek of Togo, in favour?", "actual"),
        ("When will Ghana and Togo hold talks?", "planned"),
        ("Ghana met Togo; will Mali join in?", "actual"),
        ("Ghana met Togo: will Mali join in?", "actual"),
        ("Ghana signed a deal with Togo - will Mali join in?", "actual"),
        ("Journalists asked whether Ghana had met Togo.", "possible"),
    ],
)
def test_talks_that_a_question_takes_for_granted_are_a_fact(reader: Reader, text: str, modality: str) -> None:
    (talks,) = reader.read(Document(text, "own", "memory:own")).facts.negotiations
    assert str(talks.modality) == modality


@pytest.mark.parametrize(
    "text",
    [
        "QUESTION: Will Norway lift the sanctions on Peru?",
        "Q: Did Norway bomb Peru?",
        '"Has Norway imposed tariffs on Peru?" a reporter asked.',
    ],
)
def test_a_measure_that_is_only_asked_about_is_not_taken(reader: Reader, text: str) -> None:
    assert reader.read(Document(text, "own", "memory:own")).facts.actions == ()


def test_a_measure_before_a_question_is_taken(reader: Reader) -> None:
    text = "Norway bombed Peru; will Chile join in?"
    (action,) = reader.read(Document(text, "own", "memory:own")).facts.actions
    assert str(action.status) == "in-force"


@pytest.mark.parametrize(
    "text", ["Q: Is Kenya opposed to the levy?", '"Does Kenya oppose the levy?" a reporter asked.']
)
def test_a_stance_that_is_only_asked_about_is_not_taken(held: Callable[..., Rows], text: str) -> None:
    assert not [row for row in held(text) if row[0] == "Kenya"]
