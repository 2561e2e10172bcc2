"""Who "he" and "she" are in a paragraph that names a speaker, and in one that names none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.model import Document, Genre

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

FIRST = "Karl Lund, the envoy, thanked the hosts. He praised the plan.\n\n"
OWN = [
    ("WMO Chair Omar Haddad (Mali) said the report was good. He noted gaps.", "Omar Haddad"),
    ("Delegates heard a talk by Daniel Okafor, Co-Chair of the panel. Noting gaps, he urged a vote.", "Daniel Okafor"),
]
EARLIER = [
    "He noted gaps.",
    "The plan failed. He noted gaps.",
    "Ms Moser spoke. He noted gaps.",
    "Before the vote, he noted gaps.",
]
NOBODY = ["Towpra spoke on rice. He noted gaps."]


def he(reader: Reader, text: str, genre: Genre | None = None) -> str:
    """To whom the last "he" of a text refers; "" if to nobody."""
    doc = reader.parse(Document(text, "own", "memory:own", genre=genre))
    last = max(t.i for t in doc if t.lower_ == "he")
    return next((c.name for c in CLUSTERS(doc) if any(m.start == last for m in c.mentions)), "")


@pytest.mark.parametrize(("paragraph", "name"), OWN)
def test_he_is_whom_the_own_paragraph_names(reader: Reader, paragraph: str, name: str) -> None:
    assert he(reader, FIRST + paragraph) == name


@pytest.mark.parametrize("paragraph", EARLIER)
def test_he_may_be_named_in_an_earlier_paragraph(reader: Reader, paragraph: str) -> None:
    assert he(reader, FIRST + paragraph) == "Karl Lund"


@pytest.mark.parametrize("paragraph", NOBODY)
def test_he_is_nobody_where_somebody_unknown_speaks(reader: Reader, paragraph: str) -> None:
    assert he(reader, FIRST + paragraph) == ""


def test_in_a_bulletin_he_may_be_the_party_that_speaks_in_the_paragraph(reader: Reader) -> None:
    said = FIRST + "Vanuatu welcomed the text. He noted gaps. Peru urged a vote on gaps. He noted costs."
    assert he(reader, said, Genre.BULLETIN) == "Peru"
    told = FIRST + "Vanuatu asked how Annex I Parties could join. He noted gaps."
    assert he(reader, told, Genre.BULLETIN) == "Vanuatu"
    names = "Togo spoke of its ships. Vanuatu liked the report. He said Vanuatu respects the plan."
    assert he(reader, names, Genre.BULLETIN) == "Vanuatu"
    assert he(reader, "Vanuatu spoke. Peru liked the report. He said Vanuatu should act.", Genre.BULLETIN) == "Peru"
    assert he(reader, FIRST + "Delegates thanked Vanuatu. He noted gaps.", Genre.BULLETIN) == "Karl Lund"
