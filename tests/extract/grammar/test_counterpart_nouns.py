"""Nouns for the holder of the same post elsewhere."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.extract.grammar.counterpart_nouns import is_counterpart


@pytest.mark.parametrize(
    ("words", "noun", "expected"),
    [
        (["her", "Omani", "counterpart"], "counterpart", True),
        (["his", "opposite", "number"], "number", True),
        (["their", "opposite", "numbers"], "number", True),
        (["her", "Omani", "number"], "number", False),
        (["said", "the", "opposite"], "opposite", False),
    ],
)
def test_a_counterpart_has_nouns_of_its_own(words: list[str], noun: str, expected: bool) -> None:
    doc = Doc(English().vocab, words, heads=[2, 2, 2], deps=["det", "amod", "ROOT"], lemmas=[*words[:2], noun])
    assert is_counterpart(doc[2]) == expected
