"""The document to which a parse belongs."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.text.note import Note
from kg.model import Document

__all__ = ["DOCUMENT", "document_of"]


DOCUMENT: Note[Document | None] = Note("document", lambda: None)
"""The document, as whoever starts a parse notes it; None where only a text is known."""


def document_of(doc: Doc) -> Document:
    """The document of a parse; where only a text is known, a document of that text and nothing else."""
    return DOCUMENT(doc) or Document(doc.text, "text", "memory:text")
