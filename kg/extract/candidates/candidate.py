"""Candidates: facts that rules propose and the filter decides on (`kg.extract.candidates.filter`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster
from kg.extract.text.note import Note

__all__ = ["CANDIDATES", "Candidate", "Reranked", "propose"]


@dataclass(frozen=True, slots=True)
class Reranked:
    """A reranker's verdict on a candidate, which replaces the filter's: the probability that it is a fact, the
    ``threshold`` from which it is one, and what each feature added to the log-odds.

    ``overlapped``: a surer candidate of the same actor holds some of its words. ``contradicted``: the grammar of its
    sentence says otherwise.
    """

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
    heading); ``evidence`` is a range of tokens; ``features`` is the filter's input: names that are true of this
    candidate, and names with a number. ``row`` is the row of data that the rule followed, "" where there is none.
    ``reranked`` replaces the filter's verdict.
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
        """Whether its words say that it is not so: no fact can be made of it."""
        return self.heading == "negotiates_with" and self.values["modality"] is None


CANDIDATES: Note[list[Candidate]] = Note("candidates", list)
"""What the rules have proposed so far, in the order in which they did."""


def propose(doc: Doc, candidate: Candidate) -> None:
    """Put a candidate on the document's list."""
    CANDIDATES(doc).append(candidate)
