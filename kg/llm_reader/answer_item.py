"""One object of a model's answer, checked against the portion of the document that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from kg.llm_reader.drop_reasons import ItemDropped, Reason
from kg.llm_reader.grounding import find, inside
from kg.llm_reader.text import Portion
from kg.model import Evidence, Passage

__all__ = ["AnswerItem"]


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """An object of an answer. All methods that read a field raise `ItemDropped` if it is missing or invalid.

    ``actors`` maps ids of the answer to ids of the document; ``rule`` and ``confidence`` are those of the evidence.
    """

    value: Any
    portion: Portion
    actors: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
    confidence: float = 0.0

    def text(self, name: str) -> str:
        """A string that is not blank."""
        value = self._field(name)
        if not isinstance(value, str) or not value.strip():
            raise ItemDropped(Reason.FORM)
        return value

    def has(self, name: str) -> bool:
        """Whether the field exists and is neither null nor an empty string."""
        return self._field(name) not in (None, "")

    def items(self, name: str) -> list[AnswerItem]:
        """The items of a list."""
        return [replace(self, value=each) for each in self._list(name)]

    def chosen[E: StrEnum](self, name: str, words: type[E]) -> E:
        """One of the values of an enumeration."""
        try:
            return words(self.text(name))
        except ValueError as error:
            raise ItemDropped(Reason.VALUE) from error

    def sentence_number(self) -> int:
        """The number of the sentence in which the words of the item begin."""
        number = self._field("sentence")
        if not isinstance(number, int) or isinstance(number, bool):
            raise ItemDropped(Reason.FORM)
        if self.portion.sentence(number) is None:
            raise ItemDropped(Reason.SENTENCE)
        return number

    def words(self, name: str) -> Passage:
        """The place of a field's words in the sentence."""
        return self._checked_passage(find(self.portion, self.text(name), self.sentence_number()))

    def evidence(self) -> Evidence:
        """The evidence, at its place in the sentence."""
        passage = self.words("evidence")
        return Evidence(passage.start, passage.end, passage.text, self.rule, self.confidence)

    def within(self, evidence: Evidence, name: str) -> Passage:
        """The place of a field's words in the evidence, or else in the sentence."""
        return self._checked_passage(inside(self.portion, evidence, self.text(name), self.sentence_number()))

    def within_or_none(self, evidence: Evidence, name: str) -> Passage | None:
        """As `within`, for a field that may be null."""
        return self.within(evidence, name) if self.has(name) else None

    def actor(self, name: str) -> str:
        """The id of an actor in the document."""
        return self._document_id(self.text(name))

    def actor_or_none(self, name: str) -> str | None:
        """As `actor`, for a field that may be null."""
        return self.actor(name) if self.has(name) else None

    def actors_of(self, name: str) -> tuple[str, ...]:
        """The distinct ids of a list of actors."""
        return tuple(dict.fromkeys(self._document_id(each) for each in self._list(name)))

    def check_distinct(self, first: str | None, second: str | None) -> None:
        """Check that a fact relates two different actors."""
        if first == second:
            raise ItemDropped(Reason.ITSELF)

    def _field(self, name: str) -> Any:
        return self.value.get(name) if isinstance(self.value, Mapping) else None

    def _list(self, name: str) -> list[Any]:
        value = self._field(name)
        if not isinstance(value, list):
            raise ItemDropped(Reason.FORM)
        return value

    def _document_id(self, name: object) -> str:
        if not isinstance(name, str) or name not in self.actors:
            raise ItemDropped(Reason.ACTOR)
        return self.actors[name]

    def _checked_passage(self, passage: Passage | None) -> Passage:
        if passage is None:
            raise ItemDropped(Reason.WORDS)
        return passage
