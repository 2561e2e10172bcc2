"""Ids that both kinds of store use, so that answers in SPARQL and in Cypher name the same thing alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from kg.model import AnyFact, Document, Passage, Position, ResolvedActor
from kg.resolve.external.ids import external_ids
from kg.vocabulary import OWN, Concept, concepts

__all__ = [
    "all_issues",
    "context_issue",
    "document_id",
    "evidence_id",
    "fact_id",
    "issue_ids",
    "issue_label",
    "other_ids",
    "own_issue",
    "own_issue_label",
]

MANY_WORDS = 12
"""The most content words of a matter in its id: a matter may be half a sentence, and this many distinguish it."""


@cache
def _function_words() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "function-words.txt").read_text("utf-8").split())


def document_id(document: Document) -> str:
    """``document/DOC``.

    >>> document_id(Document("Talks began.", "a", "file:///a.txt"))
    'document/896bc2441a980996'
    """
    return f"document/{document.id}"


def other_ids(actor: ResolvedActor) -> tuple[str | None, tuple[str, ...]]:
    """The ISO alpha-3 code of a state (else None), and ``SCHEME: SOURCE`` for each id in another catalogue.

    >>> from kg.model import ActorType
    >>> other_ids(ResolvedActor("state/NO", "Norway", ActorType.STATE, wikidata="Q20"))[0]
    'NOR'
    >>> other_ids(ResolvedActor("organization/river-forum", "River Forum", ActorType.ORGANIZATION, wikidata="Q42"))
    (None, ('Wikidata: a list of this graph',))
    """
    ids = external_ids(actor)
    alpha3 = next((each.value for each in ids if each.scheme.endswith("alpha-3")), None)
    return alpha3, tuple(f"{each.scheme}: {each.source}" for each in ids)


def fact_id(heading: str, document: str, ordinal: int, fact: AnyFact) -> str:
    """The id of a fact; ``document`` is the bare id of its document, ``ordinal`` counts facts under its heading from 0.

    It is the id that the record gave it, ``HEADING/DOC/KEY``; for a fact from elsewhere the ordinal is the key.

    >>> from kg.model import Evidence, Lead
    >>> lead = Lead("person/a", "state/B", Evidence(0, 9, "A leads B", "r", 0.9))
    >>> fact_id("lead", "9f86d081884c7d65", 0, lead)
    'lead/9f86d081884c7d65/0'
    """
    return fact.id or f"{heading}/{document}/{ordinal}"


def evidence_id(document: str, span: Passage) -> str:
    """``evidence/DOC/START-END``: two facts proved by the same words share it.

    >>> evidence_id("9f86d081884c7d65", Passage(120, 140, "the minister refused"))
    'evidence/9f86d081884c7d65/120-140'
    """
    return f"evidence/{document}/{span.start}-{span.end}"


def own_issue(matter: str) -> str:
    """The id of the issue of a matter without a concept: its first content words, at most twelve.

    Letters keep their accents, so that the label can be read back from the id.

    >>> own_issue("a new “Principle” for the talks")
    'issue/own/new-principle-talks'
    >>> own_issue("the"), own_issue("?!")
    ('issue/own/the', 'issue/own/unnamed')
    """
    words = [word for word in re.split(r"[\W_]+", unicodedata.normalize("NFKC", matter).casefold()) if word]
    content = [word for word in words if word not in _function_words()] or words
    return OWN + ("-".join(content[:MANY_WORDS]) or "unnamed")


def own_issue_label(issue: str) -> str:
    """The label of an issue from the id that `own_issue` made, the same for all documents.

    >>> own_issue_label("issue/own/new-principle-talks")
    'new principle talks'
    """
    return issue.removeprefix(OWN).replace("-", " ")


def all_issues(listed: Iterable[Concept]) -> Mapping[str, Concept]:
    """The concepts of the scheme and of a graph's own lists (``listed``), by id."""
    return {**concepts(), **{concept.id: concept for concept in listed}}


def issue_label(issue: str, concepts_by_id: Mapping[str, Concept]) -> str:
    """The label of an issue: that in ``concepts_by_id``, else its own words or the last part of its id.

    >>> issue_label("issue/MarketAccess", all_issues(())), issue_label("issue/own/new-principle-talks", {})
    ('Market access', 'new principle talks')
    >>> issue_label("issue/Herring", {})
    'Herring'
    """
    concept = concepts_by_id.get(issue)
    if concept:
        return concept.label
    return own_issue_label(issue) if issue.startswith(OWN) else issue.rpartition("/")[2]


def issue_ids(position: Position) -> tuple[tuple[str, float], ...]:
    """The issues that a position is about, each with the confidence of the link.

    Where no concept fits the position's words, it is an issue of its own with confidence 1, since that is the matter
    itself; see `context_issue` for the issue of the surrounding text.
    """
    named = [link for link in position.issues if not link.from_context]
    if not named:
        return ((own_issue(position.matter.text), 1.0),)
    best: dict[str, float] = {}
    for link in named:
        key = f"issue/{link.concept}"
        best[key] = max(link.confidence, best.get(key, 0.0))
    return tuple(best.items())


def context_issue(position: Position) -> str | None:
    """The issue of the text around a position, if the position's own words name none, or only a way of handling it."""
    return next((f"issue/{link.concept}" for link in position.issues if link.from_context), None)
