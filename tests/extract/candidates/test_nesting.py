"""Nesting of statements: one within the content of another."""

from __future__ import annotations

import pytest

from kg.extract.candidates.nesting import nested
from kg.model import Evidence, Passage, Polarity, Statement

TEXT = "Norway said that Denmark denied that Sweden had told Iceland of the fees."
SAID = ("said", "that Denmark denied that Sweden had told Iceland of the fees")
DENIED = ("denied", "that Sweden had told Iceland of the fees")
TOLD = ("told", "of the fees")
WITH_ITS_CUE = ("said that", "Denmark denied that Sweden had told Iceland of the fees")


@pytest.mark.parametrize(
    ("said", "within"),
    [
        ([SAID, DENIED, TOLD], [None, 0, 1]),
        ([SAID, SAID], [None, None]),  # two who say the same
        ([SAID, ("that", "Denmark denied")], [None, 0]),  # the cue begins where the content does
        ([SAID, ("that Denmark", SAID[1])], [None, None]),  # one content
        ([("said", "that Denmark"), ("Denmark denied", DENIED[1])], [None, 0]),  # the cue only begins there
        ([TOLD, ("fees", "the fees")], [None, 0]),
        ([WITH_ITS_CUE, DENIED], [None, 0]),
        ([], []),
    ],
)
def test_a_statement_is_nested_in_the_narrowest_content_around_its_cue(
    said: list[tuple[str, str]], within: list[int | None]
) -> None:
    assert [each.within for each in nested([_statement(*each) for each in said])] == within


def _statement(cue: str, content: str) -> Statement:
    evidence = Evidence(0, len(TEXT), TEXT, "statement", 1.0)
    return Statement((), _passage(cue), _passage(content), Polarity.POSITIVE, None, evidence)


def _passage(words: str) -> Passage:
    start = TEXT.index(words)
    return Passage(start, start + len(words), words)
