"""Remarks about supporters and opponents beside the main holder, in whatever tree the parser gives."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract import Reader
from kg.extract.speech.side_remarks import side_remarks


def test_a_sentence_initial_participle_modifies_no_matter(reader: Reader) -> None:
    doc = Doc(
        reader.nlp.vocab,
        words=["Supported", "by", "Japan", ",", "proposals", "passed"],
        heads=[4, 0, 1, 4, 5, 5],
        deps=["acl", "agent", "pobj", "punct", "nsubj", "ROOT"],
        pos=["VERB", "ADP", "PROPN", "PUNCT", "NOUN", "VERB"],
        lemmas=["support", "by", "Japan", ",", "proposal", "pass"],
    )
    assert side_remarks(doc) == {}
