"""Matters that one verb has, joined by "and"."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.proposer.coordinated_matters import joined_matters
from kg.extract.proposer.reranker import Proposed
from kg.model import Document, Stance


@pytest.mark.parametrize(
    ("text", "matters", "wanted"),
    [
        ("Peru condemned the raid and the arrests.", ("the raid", "the arrests"), ["the raid and the arrests", None]),
        (
            "Peru condemned the raid, the arrests and the trials.",
            ("the raid", "the arrests", "the trials"),
            ["the raid, the arrests and the trials", None, None],
        ),
        ("Peru wants to sell copper and to buy grain.", ("to sell copper", "to buy grain"), []),
        ("Peru condemned the raid and praised the trials.", ("the raid", "the trials"), []),
    ],
)
def test_nouns_that_are_joined_are_one_matter(
    reader: Reader, text: str, matters: tuple[str, ...], wanted: list[str | None]
) -> None:
    doc = reader.parse(Document(text, "talks", "file:///talks.txt"))
    spans = [doc.char_span(text.index(matter), text.index(matter) + len(matter)) for matter in matters]
    proposals = [Proposed("a0", Stance.ACCUSE, (span.start, span.end), None) for span in spans if span is not None]
    found = joined_matters(doc, proposals)
    assert [words if words is None else doc[words[0] : words[1]].text for words in found.values()] == wanted


def test_matters_of_two_actors_are_not_joined(reader: Reader) -> None:
    doc = reader.parse(Document("Peru and Chile condemned the raid and the arrests.", "talks", "file:///talks.txt"))
    one, other = Proposed("a0", Stance.ACCUSE, (4, 6), None), Proposed("a1", Stance.ACCUSE, (7, 9), None)
    assert joined_matters(doc, [one, other]) == {}
