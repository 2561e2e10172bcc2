"""What a rule proposes: a fact that may be one. The filter decides (`kg.extract.candidates.filter`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from kg.extract.actors.actors import Cluster
from kg.extract.text.note import Note

__all__ = ["CANDIDATES", "Candidate", "Reranked", "propose"]


@dataclass(frozen=True, slots=True)
class Reranked:
    """What a reranker beside the filter says of a candidate: how likely it is a fact, from which ``threshold`` on it is
    one, and what each thing that it looked at added to the log-odds. ``overlapped``: a surer one of the same actor
    holds some of its words. ``contradicted``: the grammar of its sentence says otherwise."""

    probability: float
    threshold: float
    contributions: Mapping[str, float]
    overlapped: bool = False
    contradicted: bool = False

    @property
    def barred(self) -> bool:
        """Whether it is no fact however likely it is."""
        return self.overlapped or self.contradicted


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed fact.

    ``actors`` maps the fact's fields to clusters, ``values`` its other fields (`kg.extract.candidates.values`, by
    heading); ``evidence`` is a range of tokens; ``features`` are what the filter looks at: a name that is true of this
    candidate, or a name with a number. ``row`` is the row of data that the rule followed, "" where there is none.
    ``reranked`` stands in for the filter's word.
    """

    heading: str
    rule: str
    actors: Mapping[str, Cluster | None]
    values: Mapping[str, Any]
    evidence: tuple[int, int]
    features: Mapping[str, float] = field(default_factory=dict)
    row: str = ""
    reranked: Reranked | None = None

    @property
    def denied(self) -> bool:
        """Whether it is proposed of words that say that it is not so: no fact can be made of it."""
        return self.heading == "negotiates_with" and self.values["modality"] is None


CANDIDATES: Note[list[Candidate]] = Note("candidates", list)
"""What the rules have proposed so far, in the order in which they did."""


def propose(doc: Doc, candidate: Candidate) -> None:
    """Put a candidate on the document's list."""
    CANDIDATES(doc).append(candidate)
