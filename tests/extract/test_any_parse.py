"""A text is read wherever it breaks off, and whatever tree the parser gives for what is left."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extract import Options, Reader, load
from kg.extract.candidates.decisions import THRESHOLD
from kg.extract.candidates.facts import FACTS
from kg.extract.stages import COMPONENTS
from kg.extract.text.document import DOCUMENT
from kg.extract.text.layout import BLOCKS, blocks
from kg.extract.text.parsing import parse
from kg.model import Document
from tests.extract.passages import check

LONGEST = 20
"""The maximum number of tokens in a piece."""


@cache
def reader() -> Reader:
    return load(Options(threshold=0.0, proposer=None))


@cache
def parsed() -> tuple[Doc, ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("tests/gold").glob("*.txt"))]
    return tuple(parse(reader().nlp, text, COMPONENTS) for text in texts)


@st.composite
def pieces(draw: st.DrawFn) -> Doc:
    """A few words of a text, under what is left of its tree."""
    doc = draw(st.sampled_from(parsed()))
    start = draw(st.integers(0, len(doc) - 1))
    piece = doc[start : start + draw(st.integers(1, LONGEST))].as_doc()
    for token in piece:
        if token.head.i == token.i:
            token.dep_ = "ROOT"  # as the parser has it, and all who climb a tree rely on
    return piece


@pytest.mark.slow
@settings(max_examples=1_000)
@given(pieces())
def test_any_piece_is_read(doc: Doc) -> None:
    BLOCKS.put(doc, blocks(doc.text))
    DOCUMENT.put(doc, Document(doc.text, "own", "memory:own"))
    THRESHOLD.put(doc, 0.0)
    for name, component in reader().nlp.pipeline:
        if name in COMPONENTS:
            doc = component(doc)
    assert all(token.i not in {above.i for above in token.ancestors} for token in doc)
    check(FACTS(doc), doc.text)
