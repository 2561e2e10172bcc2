"""One object of a model's answer, and the portion of the document that it must stand up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kg.llm_reader.dropped import Dropped, Reason
from kg.llm_reader.grounding import find, inside
from kg.llm_reader.text import Portion
from kg.model import Evidence, Passage

__all__ = ["Item"]


@dataclass(frozen=True, slots=True)
class Item:
    """Every method gives what it promises, or raises `Dropped`.

    ``actors`` leads from the ids of this answer to those that hold for the document; ``rule`` and ``confidence`` are
    what the evidence is marked with.
    """

    value: Any
    portion: Portion
    actors: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
    confidence: float = 0.0

    def text(self, name: str) -> str:
        """A string with a word in it."""
        found = self.value.get(name) if isinstance(self.value, Mapping) else None
        if not isinstance(found, str) or not found.strip():
            raise Dropped(Reason.FORM)
        return found

    def has(self, name: str) -> bool:
        """Whether the field is there and not null; an empty string counts as null."""
        return isinstance(self.value, Mapping) and self.value.get(name) not in (None, "")

    def items(self, name: str) -> list[Item]:
        """The objects in a list."""
        found = self.value.get(name) if isinstance(self.value, Mapping) else None
        if not isinstance(found, list):
            raise Dropped(Reason.FORM)
        return [Item(each, self.portion, self.actors, self.rule, self.confidence) for each in found]

    def chosen[E: StrEnum](self, name: str, words: type[E]) -> E:
        """One of the words of a list."""
        try:
            return words(self.text(name))
        except ValueError as error:
            raise Dropped(Reason.VALUE) from error

    def number(self) -> int:
        """The number of the sentence in which its words begin."""
        found = self.value.get("sentence") if isinstance(self.value, Mapping) else None
        if not isinstance(found, int) or isinstance(found, bool):
            raise Dropped(Reason.FORM)
        if self.portion.sentence(found) is None:
            raise Dropped(Reason.SENTENCE)
        return found

    def words(self, name: str) -> Passage:
        """Where the words of a field stand in the sentence."""
        return self._grounded(find(self.portion, self.text(name), self.number()))

    def evidence(self) -> Evidence:
        """The proof, where it stands in the sentence."""
        found = self.words("evidence")
        return Evidence(found.start, found.end, found.text, self.rule, self.confidence)

    def within(self, evidence: Evidence, name: str) -> Passage:
        """Where the words of a field stand in the evidence, or at least in its sentence."""
        return self._grounded(inside(self.portion, evidence, self.text(name), self.number()))

    def within_or_none(self, evidence: Evidence, name: str) -> Passage | None:
        """The same of a field that may be null."""
        return self.within(evidence, name) if self.has(name) else None

    def actor(self, name: str) -> str:
        """The id of an actor that the text mentions."""
        return self._known(self.text(name))

    def actor_or_none(self, name: str) -> str | None:
        """The same of a field that may be null."""
        return self.actor(name) if self.has(name) else None

    def actors_of(self, name: str) -> tuple[str, ...]:
        """The ids of a list of actors, each once."""
        found = self.value.get(name) if isinstance(self.value, Mapping) else None
        if not isinstance(found, list):
            raise Dropped(Reason.FORM)
        return tuple(dict.fromkeys(self._known(each) for each in found))

    def two(self, first: str | None, second: str | None) -> None:
        """Make sure that a fact ties two actors, not one to itself."""
        if first == second:
            raise Dropped(Reason.ITSELF)

    def _known(self, name: object) -> str:
        if not isinstance(name, str) or name not in self.actors:
            raise Dropped(Reason.ACTOR)
        return self.actors[name]

    def _grounded(self, found: Passage | None) -> Passage:
        if found is None:
            raise Dropped(Reason.WORDS)
        return found
