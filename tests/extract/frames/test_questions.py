"""What a text only asks is no fact: questions as sentences, behind labels and in quotation marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


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


NO_DEMANDS = [
    "The panel asked Ana Ruiz if Peru would close the dam.",
    "Chile asked the panel if the map could be changed.",
    "Chile asked Peru if closing the dam was right.",
    "Farmers asked the panel for how many weeks the dam would stay closed.",
    "Farmers asked the panel for how long Peru would keep the dam closed.",
    "Chile's envoy asked the miners would they leave the dam.",
    "Ana Ruiz relied on Bo Ek and Eva Lund to write her speeches.",
    "Peru relies on Chile to run the trains.",
    "Peru counted on Chile to run the trains.",
]
DEMANDS = [
    ("Chile asked, if Peru agreed, to speak first.", "speak first"),
    ("Chile asked for what Peru had promised.", "what Peru had promised"),
    ("Chile asked Peru to pay if it could.", "pay if it could"),
    ("Chile asked that the map be changed.", "the map be changed"),
    ("Chile asked Peru for a list of dams.", "a list of dams"),
    ("Chile asked Peru to say if it would pay.", "say if it would pay"),
    ("Peru is relying on Chile to run the trains.", "run the trains"),
    ('"We rely on Chile to run the trains," Ana Ruiz said.', "run the trains"),
]


@pytest.mark.parametrize("text", NO_DEMANDS)
def test_a_question_is_no_demand(text: str, held: Held) -> None:
    assert "demand" not in {stance for (stance,) in held(text, "stance")}


@pytest.mark.parametrize(("text", "matter"), DEMANDS)
def test_a_request_is_a_demand(text: str, matter: str, held: Held) -> None:
    assert ("demand", matter) in held(text, "stance", "matter")
