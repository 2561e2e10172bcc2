"""Named questions: each is a pair of queries in SPARQL and Cypher with the same parameters, columns, order and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.processes.lazy import lazy_names
from kg.query.answer import ask
from kg.query.question import Column, Parameter, Question, question, questions, text
from kg.query.table import Table

if TYPE_CHECKING:
    from kg.query.actor_dossier import DOSSIER_COLUMNS, dossier

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

if not TYPE_CHECKING:  # a type checker that sees `__getattr__` accepts any name
    __getattr__ = lazy_names(__name__, {"actor_dossier": "DOSSIER_COLUMNS dossier"})
