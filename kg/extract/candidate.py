"""What a rule proposes: a fact that may be one. The filter decides (`kg.extract.filter`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster

__all__ = ["Candidate", "clause_bounds", "propose", "sentence_bounds"]

Doc.set_extension("candidates", default=None, force=True)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed fact.

    ``actors`` maps the fact's fields to clusters, ``values`` its other fields; ``evidence`` is a range of tokens;
    ``features`` are what the filter looks at: a name that is true of this candidate, or a name with a number.
    """

    heading: str
    rule: str
    actors: Mapping[str, Cluster | None]
    values: Mapping[str, Any]
    evidence: tuple[int, int]
    features: Mapping[str, float] = field(default_factory=dict)


def propose(doc: Doc, candidate: Candidate) -> None:
    """Put a candidate on the document's list."""
    if doc._.candidates is None:
        doc._.candidates = []
    doc._.candidates.append(candidate)


def sentence_bounds(token: Token) -> tuple[int, int]:
    """The sentence of a token as token indices, without white space at its ends."""
    table: list[tuple[int, int]] | None = token.doc.user_data.get("kg_sentence_bounds")
    if table is None:
        table = token.doc.user_data["kg_sentence_bounds"] = _all_bounds(token.doc)
    return table[token.i]


def _all_bounds(doc: Doc) -> list[tuple[int, int]]:
    """By token. Looking for the sentence of each token anew takes as long as the sentence is."""
    table: list[tuple[int, int]] = []
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while end - 1 > start and doc[end - 1].is_space:
            end -= 1
        while start < end - 1 and doc[start].is_space:
            start += 1
        table.extend([(start, end)] * (sentence.end - sentence.start))
    return table


def clause_bounds(start: int, end: int, doc: Doc) -> tuple[int, int]:
    """The sentence(s) that hold the tokens ``[start, end)``."""
    first, _ = sentence_bounds(doc[start])
    _, last = sentence_bounds(doc[end - 1])
    return first, last
