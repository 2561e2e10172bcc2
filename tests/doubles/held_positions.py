"""Positions with their documents and ties, as tests compute answers from them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Position, PositionModality, ResolvedDocument
from kg.stores.ids import issue_ids
from kg.ties import Ties

__all__ = ["Held", "fact"]


@dataclass(frozen=True)
class Held:
    """A position together with its document."""

    position: Position
    resolved: ResolvedDocument
    fact: str
    ties: Ties

    @property
    def date(self) -> str:
        """The position's date, else the document's; empty if there is none, so that it sorts before every date."""
        day = self.position.date or self.resolved.document.date
        return day.isoformat() if day else ""

    @property
    def issues(self) -> list[str]:
        return [issue for issue, _ in issue_ids(self.position)]

    @property
    def is_asserted(self) -> bool:
        return self.position.modality is PositionModality.ASSERTED

    def is_followed_by_words_of(self, actor: str) -> bool:
        """Whether a statement of the actor begins in the position's sentence or the 300 characters after it."""
        said = self.position.evidence
        statements = (each for each in self.resolved.facts.statements if actor in each.sources)
        return any(said.start <= each.evidence.start < said.end + 300 for each in statements)

    def sibling(self, index: int) -> Position:
        """Another position of the same document."""
        return self.resolved.facts.positions[index]

    def fact_of(self, index: int) -> str:
        """The id of another position of the same document."""
        return fact(self.resolved, "position", index)


def fact(resolved: ResolvedDocument, heading: str, index: int) -> str:
    return f"{heading}/{resolved.document.id}/{index}"
