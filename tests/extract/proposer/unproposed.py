"""A document with every candidate of the rules, before any network has seen it."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract import Reader
from kg.extract.stages import COMPONENTS
from kg.extract.text.document import DOCUMENT
from kg.extract.text.parsing import parse
from kg.model import Document

__all__ = ["unproposed"]


def unproposed(reader: Reader, text: str) -> Doc:
    doc = parse(reader.nlp, text, COMPONENTS)
    DOCUMENT.put(doc, Document(text, "told", "file:///told.txt"))
    for name, component in reader.nlp.pipeline:
        if name in COMPONENTS and name not in {"kg_propose", "kg_facts"}:
            doc = component(doc)
    return doc
