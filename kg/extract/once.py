"""A question put to a token is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from spacy.tokens import Token

__all__ = ["once"]


def once[Answer](asked: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """The question with its answers kept on the document, for what many rules ask of the same words.

    Only for what no component changes after it was first asked.
    """
    name = f"kg_{asked.__name__}"

    @wraps(asked)
    def known(token: Token) -> Answer:
        answers: dict[int, Answer] = token.doc.user_data.setdefault(name, {})
        if token.i not in answers:
            answers[token.i] = asked(token)
        return answers[token.i]

    return known
