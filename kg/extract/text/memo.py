"""A question that many rules ask is worked out once: its answers are kept on the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from spacy.tokens import Doc, Token

from kg.extract.text.note import Note

__all__ = ["forget", "once", "once_a_document"]

ANSWERS: Note[dict[str, Any]] = Note("answers", dict)
"""By question: the answer about the document, or the answers by token."""


def once[Answer](asked: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """For what is asked of a token and no stage changes after it was first asked, `forget` apart."""
    name = _name(asked)

    @wraps(asked)
    def known(token: Token) -> Answer:
        answers: dict[int, Answer] = ANSWERS(token.doc).setdefault(name, {})
        if token.i not in answers:
            answers[token.i] = asked(token)
        return answers[token.i]

    return known


def once_a_document[Answer](asked: Callable[[Doc], Answer]) -> Callable[[Doc], Answer]:
    """For what is asked of a document and no stage changes after it was first asked, `forget` apart."""
    name = _name(asked)

    @wraps(asked)
    def known(doc: Doc) -> Answer:
        answers = ANSWERS(doc)
        if name not in answers:
            answers[name] = asked(doc)
        answer: Answer = answers[name]
        return answer

    return known


def forget(doc: Doc) -> None:
    """Let every question be worked out anew: for the stages that change the tree, and that settle who is named."""
    ANSWERS.put(doc, {})


def _name(asked: Callable[..., object]) -> str:
    return f"{asked.__module__}.{asked.__qualname__}"
