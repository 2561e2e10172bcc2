"""Why something that a model has said of a document is not taken over."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Dropped", "Reason"]


class Reason(StrEnum):
    """What was wrong with it."""

    FORM = "not in the form that was asked for"
    SENTENCE = "no such sentence in the portion"
    WORDS = "words that the sentence does not have"
    VALUE = "a value outside the list"
    ACTOR = "an actor that the text does not mention"
    ITSELF = "one actor in both places"
    TWICE = "told twice"


class Dropped(Exception):  # noqa: N818 - it is an outcome, and no error reaches anybody
    """Raised while a fact is built; caught and counted before the next one."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
