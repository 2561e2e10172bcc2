"""The addressee who is called by a post ("Mr President"), where speakers take turns."""

from __future__ import annotations

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.model import Document

TURNS = """President Ana Ruiz (interpreted): Welcome, Mr President. We reject the levy.

President Bo Ek: Thank you, Madam President. My own country has no levy, Mr Speaker, and wants none."""
ALONE = """Ana Ruiz: We reject the levy.

President Bo Ek: My own country has no levy, Mr President."""
THREE = (
    TURNS
    + """

President Eva Lund: Thank you, Mr President."""
)


def called(reader: Reader, text: str) -> dict[str, str]:
    """The name of the actor that each phrase refers to."""
    doc = reader.parse(Document(text, "own", "memory:own"))
    return {doc[m.start : m.end].text: cluster.name for cluster in CLUSTERS(doc) for m in cluster.mentions}


def test_the_addressee_holds_the_post_and_does_not_speak(reader: Reader) -> None:
    found = called(reader, TURNS)
    assert found["Mr President"] == "Bo Ek"
    assert found["Madam President"] == "Ana Ruiz"


def test_a_post_that_no_speaker_holds_is_nobody_s(reader: Reader) -> None:
    assert "Mr Speaker" not in called(reader, TURNS)


def test_a_speaker_is_not_their_own_addressee(reader: Reader) -> None:
    assert "Mr President" not in called(reader, ALONE)


def test_with_two_possible_addressees_none_is_chosen(reader: Reader) -> None:
    assert "Mr President" not in called(reader, THREE)


def test_thank_you_after_a_post_names_no_addressee(reader: Reader) -> None:
    assert "Mr Speaker" not in called(reader, "Mr Speaker, thank you for your report. Kenya backs the plan.")
