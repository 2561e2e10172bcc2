"""Remarks about supporters and opponents beside the main holder, in whatever tree the parser gives."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.extract import Reader
from kg.extract.speech.reports import REPORTS
from kg.extract.speech.side_remarks import side_remarks
from kg.model import Document
from tests.extract.conftest import Held


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


@pytest.mark.parametrize(
    "text",
    [
        "Kenya proposed that the Chair, with Fiji and Chad, draft a decision, and opposed the levy.",
        "Kenya asked that the Chair, with Fiji, redraft the decision and opposed the levy.",
        "Kenya noted that the Chair, supported by Fiji, had redrafted the decision, and opposed the levy.",
    ],
)
def test_a_remark_within_what_is_said_joins_nobody_to_the_next_verb(held: Held, reader: Reader, text: str) -> None:
    assert {row for row in held(text, "holder", "stance") if row[1] == "oppose"} == {("Kenya", "oppose")}
    doc = reader.parse(Document(text, "own", "memory:own"))
    sources = [doc[i].text for report in REPORTS(doc) if doc[report.cue].text == "opposed" for i in report.sources]
    assert sources == ["Kenya"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya, with Fiji, took the floor and opposed the levy.",
        "Kenya welcomed the text, and Mali, with Fiji, opposed the levy.",
        "Kenya said that Mali, with Fiji, had opposed the levy.",
    ],
)
def test_a_remark_beside_the_speaker_joins_its_verb(held: Held, text: str) -> None:
    assert ("Fiji", "oppose", "the levy") in held(text)
