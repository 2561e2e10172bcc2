"""Which stance words carry depends on what they are said of: a plan, a deed, a wish for others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.frames.courtesies import takes_no_stance
from kg.model import Document

type Rows = set[tuple[str, ...]]
type Held = Callable[..., Rows]


STANCES = [
    ("Peru invited Chile to visit Lima.", ("propose", "visit Lima")),
    ("Peru invited Chile to submit its views.", ("demand", "submit its views")),
    ("Peru hopes the talks will be a success.", ("support", "the talks will be a success")),
    ("Peru hopes Chile will lift the ban.", ("demand", "Chile will lift the ban")),
    ("Peru hoped that Chile would be able to trade.", ("support", "Chile would be able to trade")),
    ("Peru will support the fishermen.", ("commit", "the fishermen")),
    ("Peru will continue to protect the bay.", ("commit", "protect the bay")),
    ("Peru will support the bill.", ("support", "the bill")),
    ("Peru will support the tariffs.", ("support", "the tariffs")),
    ("Peru will support the accession of Chile.", ("support", "the accession of Chile")),
    ("Peru invited Chile to return the statue.", ("demand", "return the statue")),
    ("Peru hopes Chile will be ready to sign.", ("demand", "Chile will be ready to sign")),
    ("Peru said pension cuts were unacceptable.", ("reject", "pension cuts")),
    ("Peru has provided a guarantee to Chile.", ("commit", "a guarantee to Chile")),
    ("Peru will add 500 troops to the mission.", ("commit", "add 500 troops to the mission")),
    ("Peru advocated against the levy.", ("oppose", "the levy")),
    ("Peru would lift the ban if the levy was removed.", ("demand", "the levy was removed")),
    ("Peru would support a ban on mining.", ("support", "a ban on mining")),
    ("Peru said the levy was unacceptable.", ("reject", "the levy")),
    ("Peru said it was unacceptable for Chile to vote.", ("reject", "it was unacceptable for Chile to vote")),
    ("Peru said the raid was unacceptable.", ("accuse", "the raid was unacceptable")),
    (
        "Peru said it was unacceptable that the ships had left.",
        ("accuse", "it was unacceptable that the ships had left"),
    ),
    ("Peru said the plan was contrary to the treaty.", ("accuse", "the plan was contrary to the treaty")),
    ("Peru would consider a levy on copper.", ("offer", "a levy on copper")),
    ("Peru will provide aid to Chile.", ("commit", "aid")),
    ("Peru will not allow the ships to pass.", ("reject", "the ships to pass")),
    ("Peru came out against the levy.", ("oppose", "the levy")),
    ("Peru would lift the ban if Chile paid its share.", ("demand", "Chile paid its share")),
    ("Peru would lift the ban only if the mine closed.", ("demand", "the mine closed")),
    ("Peru spoke of betrayal.", ("accuse", "betrayal")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STANCES)
def test_the_stance_is_that_of_the_words_together(held: Held, text: str, expected: tuple[str, str]) -> None:
    assert expected in {row[1:] for row in held(text) if row[0] == "Peru"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru provided 3 million dollars to Chile.",
        "Peru has provided aid to Chile since 1990.",
        "Peru continued its talks with Chile.",
        "Peru considered a levy on copper.",
        "Peru allowed the ships to pass.",
        "Peru's decision to close the port surprised the crew.",
        "Peru offered its condolences to Chile.",
        "Peru went to war against Chile.",
        "Peru played against Chile on Monday.",
        "Peru spoke of a quiet summer.",
        "Peru and Chile will discuss the levy.",
    ],
)
def test_what_is_done_thought_about_or_only_named_is_no_stance(held: Held, text: str) -> None:
    assert not any(row[0] == "Peru" for row in held(text))


@pytest.mark.parametrize("condition", ["it rains", "we can", "the talks fail", "Chile attacks the port"])
def test_an_if_that_asks_nobody_for_anything_is_no_demand(held: Held, condition: str) -> None:
    assert "demand" not in {row[1] for row in held(f"Peru will send its troops if {condition}.")}


def test_a_proviso_provides_nothing(reader: Reader) -> None:
    doc = reader.parse(Document("Peru backed it, provided that Chile paid its share.", "own", "memory:own"))
    assert not takes_no_stance(doc[4], doc[7])
