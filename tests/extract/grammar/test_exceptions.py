"""Exceptions, which belong to the noun of which they take something out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.candidates.edges import without_loose_ends
from kg.extract.reader import Reader
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "stance", "matter"),
    [
        ("Norway opposes quotas in all waters except to spare young cod.", "oppose",
         "quotas in all waters except to spare young cod"),
        ("Norway opposes permits in every bay except for ferries.", "oppose",
         "permits in every bay except for ferries"),
        ("Norway supports the curfew in all provinces but Finnmark.", "support",
         "the curfew in all provinces but Finnmark"),
        ("Norway backs the pause in every county but Troms.", "support", "the pause in every county but Troms"),
        ("Norway opposes hunting except in years of plenty.", "oppose", "hunting except in years of plenty"),
        ("Norway opposes hunting with exceptions for elk.", "oppose", "hunting with exceptions for elk"),
        ("Norway opposes all duties with the exception of the one on fur.", "oppose",
         "all duties with the exception of the one on fur"),
        ("Norway accepts all chapters apart from the fourth.", "accept", "all chapters apart from the fourth"),
        ("Norway rejects sales to anybody but the museums.", "reject", "sales to anybody but the museums"),
        ("Norway rejected all requests but accepted the invitation.", "reject", "all requests"),
        ("Norway opposed all the quotas, but Iceland backed one.", "oppose", "all the quotas"),
        ("Norway opposes all tolls, but not taxes.", "oppose", "all tolls"),
    ],
)  # fmt: skip
def test_an_exception_belongs_to_what_it_limits(held: Held, text: str, stance: str, matter: str) -> None:
    assert ("Norway", stance, matter) in held(text)


def test_an_exception_to_all_or_nobody_as_the_subject_is_no_part_of_the_matter(held: Held) -> None:
    assert held("All members supported the merger except Norway.", "stance", "matter") == {("support", "the merger")}
    assert held("All ministers but Lund oppose the merger.", "stance", "matter") == {("oppose", "the merger")}
    assert held("Every minister but Lund opposes the merger.") == {("minister", "oppose", "the merger")}


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        ("Norway opposes hunting except in years of plenty.", "hunting", "hunting except in years of plenty"),
        ("Norway opposes all tolls, except for lorries.", "all tolls", "all tolls, except for lorries"),
        ("Norway opposes all tolls, with Iceland in the lead.", "all tolls", "all tolls"),
    ],
)
def test_a_matter_is_completed_by_its_exception(reader: Reader, text: str, short: str, whole: str) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    start = text.index(short)
    span = doc.char_span(start, start + len(short))
    assert span is not None
    first, end = without_loose_ends(doc, (span.start, span.end), span.root)
    assert doc[first:end].text == whole
