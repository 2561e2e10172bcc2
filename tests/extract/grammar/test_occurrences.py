"""The index of the words of a document, after its notes are forgotten."""

from __future__ import annotations

from spacy.lang.en import English

from kg.extract.grammar.occurrences import lemmatized, occurrences
from kg.extract.text.memo import forget


def test_forgetting_rebuilds_the_index_only_if_a_lemma_changed() -> None:
    doc = English()("Peru opposed the levy")
    first = lemmatized(doc)
    forget(doc)
    assert lemmatized(doc) is first
    doc[1].lemma_ = "oppose"
    forget(doc)
    assert [token.i for token in occurrences(doc, lemmas={"oppose"})] == [1]
