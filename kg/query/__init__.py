"""Named questions: each a pair of texts in SPARQL and Cypher with the same parameters, columns, order and rows."""

from __future__ import annotations

from kg.query.answer import ask
from kg.query.dossier import DOSSIER_COLUMNS, dossier
from kg.query.question import Column, Parameter, Question, question, questions, text
from kg.query.table import Table

__all__ = [
    "DOSSIER_COLUMNS",
    "Column",
    "Parameter",
    "Question",
    "Table",
    "ask",
    "dossier",
    "question",
    "questions",
    "text",
]
