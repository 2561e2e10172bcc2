"""The document that a parse is of."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.text.note import Note
from kg.model import Document

__all__ = ["DOCUMENT", "document_of"]


DOCUMENT: Note[Document | None] = Note("document", lambda: None)
"""Whoever starts a parse fills it; None where only a text is known."""


def document_of(doc: Doc) -> Document:
    """The document of a parse; where only a text is known, one that has nothing else."""
    return DOCUMENT(doc) or Document(doc.text, "text", "memory:text")
