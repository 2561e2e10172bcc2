"""What a rule proposes: a fact that may be one. The filter decides (`kg.extract.candidates.filter`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from kg.extract.actors.actors import Cluster
from kg.extract.text.note import Note

__all__ = ["CANDIDATES", "Candidate", "propose"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed fact.

    ``actors`` maps the fact's fields to clusters, ``values`` its other fields; ``evidence`` is a range of tokens;
    ``features`` are what the filter looks at: a name that is true of this candidate, or a name with a number. ``row``
    is the row of data that the rule followed, "" where there is none.
    """

    heading: str
    rule: str
    actors: Mapping[str, Cluster | None]
    values: Mapping[str, Any]
    evidence: tuple[int, int]
    features: Mapping[str, float] = field(default_factory=dict)
    row: str = ""


CANDIDATES: Note[list[Candidate]] = Note("candidates", list)
"""What the rules have proposed so far, in the order in which they did."""


def propose(doc: Doc, candidate: Candidate) -> None:
    """Put a candidate on the document's list."""
    CANDIDATES(doc).append(candidate)
