"""The reasons for which a part of a model's answer is dropped."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ItemDropped", "Reason"]


class Reason(StrEnum):
    """What is wrong with the dropped part."""

    FORM = "not in the form that was asked for"
    SENTENCE = "no such sentence in the portion"
    WORDS = "words that the sentence does not have"
    VALUE = "a value outside the list"
    ACTOR = "an actor that the text does not mention"
    ITSELF = "one actor in both places"
    TWICE = "told twice"


class ItemDropped(Exception):  # noqa: N818 - an outcome, not an error: it is always caught
    """Raised while a fact or an actor is built; caught and counted, before the next one is built."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
