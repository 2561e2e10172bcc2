"""The named questions as forms, and their answers as tables."""

from __future__ import annotations

from typing import Any

from kg.query import Question, Table, text
from kg.query.values import options

__all__ = ["described", "table"]

type Json = dict[str, Any]


def described(question: Question) -> Json:
    """A question, its parameters, and its texts in both languages without parameters.

    A parameter with a closed list of values has them as ``options``.
    """
    return {
        "name": question.name,
        "title": question.title,
        "description": question.description,
        "order": question.order,
        "parameters": [
            {
                "name": each.name,
                "type": each.type,
                "help": each.help,
                "required": each.required,
                "several": each.several,
                "default": list(each.default),
                "options": list(options(each.type)),
            }
            for each in question.parameters
        ],
        "columns": [{"name": column.name, "meaning": column.meaning} for column in question.columns],
        "sparql": text(question, "sparql", ()),
        "cypher": text(question, "cypher", ()),
    }


def table(answer: Table) -> Json:
    """The columns and rows of an answer."""
    return {"columns": list(answer.columns), "rows": [list(row) for row in answer.rows]}
