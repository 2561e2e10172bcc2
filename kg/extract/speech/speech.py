"""Where speech begins: who says what, and who speaks which words, found once before any heading asks."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.speech.reports import find_reports
from kg.extract.speech.speakers import find_speakers

__all__ = ["speech"]


def speech(doc: Doc) -> Doc:
    """Write down the reports and the speakers of a document."""
    find_speakers(doc)
    find_reports(doc)
    return doc
