"""A question put to a token is worked out once: its answers are kept on the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from spacy.tokens import Token

__all__ = [
    "OF_DOC",
    "once",
    "once_named",
]

OF_DOC: Any = ("._.", "cluster_of", None, None)
"""Where spaCy keeps ``doc._.cluster_of``: the way through the extension costs several times what is asked here."""


def once[Answer](asked: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """For what many rules ask of the same words, and no component changes after it was first asked."""
    name = _name(asked)

    @wraps(asked)
    def known(token: Token) -> Answer:
        answers: dict[int, Answer] = token.doc.user_data.setdefault(name, {})
        if token.i not in answers:
            answers[token.i] = asked(token)
        return answers[token.i]

    return known


def once_named[Answer](asked: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """For what depends on who is named: asked anew once a later component has found who else is."""
    name = _name(asked)

    @wraps(asked)
    def known(token: Token) -> Answer:
        data = token.doc.user_data
        answers: dict[tuple[int, int], Answer] = data.setdefault(name, {})
        key = (token.i, len(data.get(OF_DOC) or ()))
        if key not in answers:
            answers[key] = asked(token)
        return answers[key]

    return known


def _name(asked: Callable[..., object]) -> str:
    return f"kg_{asked.__module__}.{asked.__qualname__}"
