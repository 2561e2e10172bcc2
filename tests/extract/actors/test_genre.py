"""Which texts without a genre are read as bulletins, since they are written so."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.genre import GENRE, is_bulletin
from kg.model import Document, Genre

STATES = (
    *("Peru", "Chile", "Kenya", "Norway", "Japan", "Samoa", "Ghana", "Mali"),
    *("Fiji", "Iceland", "Canada", "Brazil", "Egypt", "Nepal", "Cuba", "Tonga"),
)
PARTIES = " ".join(f"{state} urged a vote on cod." for state in STATES[:8])
SESSION = " ".join(f"The Chair said that item {n} was open. {state} asked for time." for n, state in enumerate(STATES))
DELEGATES = " ".join(f"Delegates agreed to close item {n}." for n in range(1, 7))
BULLETINS = {
    "states in capitals": "On cod, KENYA asked for time.",
    "parties are most of those who speak": PARTIES,
    "many parties speak beside the chair": SESSION,
    "delegates speak beside some parties": f"{DELEGATES} Peru urged a vote. Chile asked for time. Mali agreed.",
}
OTHERS = {
    "a dateline": "BEIJING/LIMA, Aug 23 - China rejected the levy.",
    "an acronym with a curly apostrophe": "We hail the UK’s new law.",
    "two parties speak often": "Peru said it would pay. Chile said it would not. " * 6,
    "some parties speak among persons": " ".join(f"{s} agreed. Bo Ek said no." for s in STATES[:10]),
    "delegates speak at a party's congress": f"{DELEGATES} Peru's Green Party said it was glad.",
    "delegates speak once": "Delegates agreed to meet. The union opposed the plan.",
}


def read(reader: Reader, text: str, genre: Genre | None = None) -> Genre | None:
    doc = reader.parse(Document(text, "own", "memory:own", genre=genre))
    assert is_bulletin(doc) == (GENRE(doc) is Genre.BULLETIN)
    return GENRE(doc)


@pytest.mark.parametrize("text", BULLETINS.values(), ids=BULLETINS)
def test_a_text_written_as_a_bulletin_is_read_as_one(reader: Reader, text: str) -> None:
    assert read(reader, text) is Genre.BULLETIN


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_another_text_is_not(reader: Reader, text: str) -> None:
    assert read(reader, text) is None


def test_the_genre_of_the_document_counts(reader: Reader) -> None:
    assert read(reader, PARTIES, Genre.NEWS) is Genre.NEWS
    assert read(reader, "Peru said it would pay.", Genre.BULLETIN) is Genre.BULLETIN


def test_a_reading_tells_that_the_genre_was_recognized(reader: Reader) -> None:
    assert reader.read(Document(PARTIES, "own", "memory:own")).recognized is Genre.BULLETIN
    assert reader.read(Document(PARTIES, "own", "memory:own", genre=Genre.BULLETIN)).recognized is None
    assert reader.read(Document("Peru said it would pay.", "own", "memory:own")).recognized is None
