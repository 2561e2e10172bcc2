"""Talks that a text denies, and those beside them."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.candidates.decisions import decide
from kg.model import Document

DENIED = [
    "Ghana and Togo did not meet in Lima.",
    "Ghana and Togo have yet to meet.",
    "Ghana has not yet negotiated with Togo.",
    "Ghana denied that it was holding talks with Togo.",
    "Ghana denied holding talks with Togo.",
    "Ghana rejected reports that it was holding talks with Togo.",
    "No talks between Ghana and Togo are planned.",
    "There were no talks between Ghana and Togo.",
    "Talks between Ghana and Togo were not held.",
    "A meeting between Ghana and Togo never took place.",
    "Ghana did not refuse to meet Togo.",
    "Ghana stopped negotiating with Togo.",
    "Ghana was unable to negotiate with Togo.",
    "Ghana and Togo never met again to discuss fish.",
    "Ana Ruiz did not fly to Oslo to meet Bo Ek.",
    "Nobody expected Ghana to negotiate with Togo.",
    "Ana Ruiz has met neither Bo Ek nor Liv Aasen.",
    "Ghana and Togo cautioned against negotiating with Mali.",
]


@pytest.mark.parametrize("sentence", DENIED)
def test_talks_that_are_denied_are_no_fact(reader: Reader, sentence: str) -> None:
    document = Document(sentence, "note", "memory:note")
    assert reader.read(document).facts.negotiations == ()
    decided = [d for d in decide(reader.parse(document), 0.0) if d.candidate.heading == "negotiates_with"]
    assert decided
    assert all(d.candidate.denied and not d.kept for d in decided)


def test_denied_talks_do_not_exclude_other_talks(reader: Reader) -> None:
    text = "Ghana and Togo did not hold talks in March. In April, Ghana and Togo held talks in Lima."
    (found,) = reader.read(Document(text, "note", "memory:note")).facts.negotiations
    assert (str(found.modality), found.evidence.text[:8]) == ("actual", "In April")
