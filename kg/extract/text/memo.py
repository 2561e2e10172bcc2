"""Caches of functions of a token or a document, kept on the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from spacy.tokens import Doc, Token

from kg.extract.text.note import Note

__all__ = ["forget", "once", "once_a_document"]

ANSWERS: Note[dict[str, Any]] = Note("answers", dict)
"""The kept results by function: the one for the document, or those by token index."""


def once[Answer](function: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """Decorate a function of a token to be computed once for each, until `forget`: for results that no later stage
    changes."""
    name = _name(function)

    @wraps(function)
    def cached(token: Token) -> Answer:
        answers: dict[int, Answer] = ANSWERS(token.doc).setdefault(name, {})
        if token.i not in answers:
            answers[token.i] = function(token)
        return answers[token.i]

    return cached


def once_a_document[Answer](function: Callable[[Doc], Answer]) -> Callable[[Doc], Answer]:
    """Decorate a function of a document to be computed once, until `forget`: for results no later stage changes."""
    name = _name(function)

    @wraps(function)
    def cached(doc: Doc) -> Answer:
        answers = ANSWERS(doc)
        if name not in answers:
            answers[name] = function(doc)
        answer: Answer = answers[name]
        return answer

    return cached


def forget(doc: Doc) -> None:
    """Drop all kept results: for stages that change the tree or the actors."""
    ANSWERS.put(doc, {})


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
