"""Where the words of a matter begin and end, whoever proposed them."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.candidates.edges import within_clause, without_loose_ends
from kg.model import Document
from tests.extract.words_in_text import words_in_text


@pytest.mark.parametrize(
    ("text", "proposed", "told"),
    [
        ("Peru ordered the port to cut its fees by 25%.", "cut its fees by 25", "cut its fees by 25%"),
        ("Peru opposed the will of the people.", "the will", "the will of the people"),
        ("Peru opposed the will of people who left.", "the will", "the will of people"),
        ("Peru thanked Ana Ruiz-Salas for her help.", "Ana Ruiz", "Ana Ruiz-Salas"),
        ("Peru backs the camps for displaced persons.", "the camps for displaced", "the camps for displaced persons"),
        ("Peru urged Chile to press on in order to win.", "press on in", "press on in order to win"),
        ("Peru backed the talks as well as the vote.", "the talks as well as", "the talks as well as the vote"),
        ('Peru opposed the idea of "two ports" in Lima.', 'the idea of "two ports', 'the idea of "two ports"'),
        ('Peru saw a "work horse, not a show horse".', 'a "work horse, not', 'a "work horse, not a show horse"'),
        ('"I ask Chile to open the port," Ruiz wrote.', 'open the port," Ruiz wrote', "open the port"),
        ("Peru urged Chile to do what it will do.", "what it will", "what it will do"),
        ("First, the port must open.", "First, the port must open", "the port must open"),
        ("Secondly, in this regard, it must open.", "Secondly, in this regard, it must open", "it must open"),
        ("Peru agreed not only to let in Chile, but also", "not only to let in Chile, but also", "let in Chile"),
        ("Peru accused Chile of dumping fish while Bolivia left.", "dumping fish while Bolivia left", "dumping fish"),
    ],
)
def test_a_matter_is_completed_and_trimmed(reader: Reader, text: str, proposed: str, told: str) -> None:
    doc = reader.parse(Document(text, "talks", "file:///talks.txt"))
    start, end = words_in_text(doc, text, proposed)
    assert doc[slice(*without_loose_ends(doc, (start, end), doc[start:end].root))].text == told


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Peru opposed the levy of which Chile spoke.", "the levy"),
        ("In Lima, the port must open.", "In Lima, the port must open"),
        ("Peru opposed dumping fish while claiming aid.", "dumping fish while claiming aid"),
        ('Peru called it "unfair," Ruiz wrote.', '"unfair'),
        ("Peru bought 25 ships.", "25 ships"),
        ("Peru wants not only aid but also a port.", "not only aid but also a port"),
    ],
)
def test_a_whole_matter_is_not_changed(reader: Reader, text: str, matter: str) -> None:
    doc = reader.parse(Document(text, "talks", "file:///talks.txt"))
    start, end = words_in_text(doc, text, matter)
    assert without_loose_ends(doc, (start, end), doc[start:end].root) == (start, end)


def test_a_matter_is_not_extended_into_its_condition(reader: Reader) -> None:
    text = "Peru will pay the price of peace."
    doc = reader.parse(Document(text, "talks", "file:///talks.txt"))
    assert without_loose_ends(doc, (2, 5), doc[2], stop=5) == (2, 5)


@pytest.mark.parametrize(
    ("text", "proposed", "told"),
    [
        ("Ruiz's arguments against holding a vote won again.", "holding a vote won again", "holding a vote"),
        ("Peru agreed to admit Chile and left the room.", "admit Chile and left the room", "admit Chile"),
        ("Peru said that Chile lied and left.", "Chile lied and left", "Chile lied and left"),
        ("Peru's envoy Ana Ruiz left.", "Ana Ruiz left", "Ana Ruiz left"),
    ],
)
def test_a_matter_stays_within_its_first_clause(reader: Reader, text: str, proposed: str, told: str) -> None:
    doc = reader.parse(Document(text, "talks", "file:///talks.txt"))
    assert doc[slice(*within_clause(doc, words_in_text(doc, text, proposed)))].text == told
