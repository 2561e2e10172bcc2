"""Actors that no list has, found as subjects of verbs of stance."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.extract import Reader
from kg.extract.mentions.mention_finder import MentionFinder
from kg.extract.mentions.noun_phrases import find_who_speak


@pytest.mark.parametrize(("word", "names"), [("AP9", ["AP9"]), ("We", [])])
def test_a_pronoun_that_the_tagger_takes_for_a_name_is_none(reader: Reader, word: str, names: list[str]) -> None:
    doc = Doc(
        reader.nlp.vocab,
        words=[word, "condemn", "it", "."],
        pos=["PROPN", "VERB", "PRON", "PUNCT"],
        lemmas=[word, "condemn", "it", "."],
        heads=[1, 1, 1, 1],
        deps=["nsubj", "ROOT", "dobj", "punct"],
    )
    finder = MentionFinder(doc)
    find_who_speak(doc, finder)
    assert [mention.name for mention in finder.taken.values()] == names
