"""A question that many rules ask is worked out once: its answers are kept on the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from spacy.tokens import Doc, Token

from kg.extract.text.note import Note

__all__ = ["once", "once_a_document"]

ANSWERS: Note[dict[str, Any]] = Note("answers", dict)
"""By question: the answer about the document, or the answers by token (and by what else they depend on)."""


def once[Answer](
    asked: Callable[[Token], Answer], depending_on: Callable[[Doc], object] | None = None
) -> Callable[[Token], Answer]:
    """For what is asked of a token and no stage changes after it was first asked.

    An answer that a later stage may change names what it depends on: it is worked out anew when that is another.
    """
    name = _name(asked)

    @wraps(asked)
    def known(token: Token) -> Answer:
        doc = token.doc
        answers: dict[object, Answer] = ANSWERS(doc).setdefault(name, {})
        key = token.i if depending_on is None else (token.i, depending_on(doc))
        if key not in answers:
            answers[key] = asked(token)
        return answers[key]

    return known


def once_a_document[Answer](asked: Callable[[Doc], Answer]) -> Callable[[Doc], Answer]:
    """For what is asked of a document and no stage changes after it was first asked."""
    name = _name(asked)

    @wraps(asked)
    def known(doc: Doc) -> Answer:
        answers = ANSWERS(doc)
        if name not in answers:
            answers[name] = asked(doc)
        answer: Answer = answers[name]
        return answer

    return known


def _name(asked: Callable[..., object]) -> str:
    return f"{asked.__module__}.{asked.__qualname__}"
