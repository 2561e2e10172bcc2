"""Combines the facts of all portions: in text order, linked to each other, with the actors that they name."""

from __future__ import annotations

from typing import Any

from kg.extract.candidates.nesting import nested
from kg.extract.candidates.replies import answered
from kg.judgements.fields import actors_of
from kg.llm_reader.document_actors import DocumentActors
from kg.llm_reader.fact import CollectedFacts
from kg.model import HEADINGS, Facts

__all__ = ["assemble"]


def assemble(document_actors: DocumentActors, collected: CollectedFacts) -> Facts:
    """The facts of a document. Actors without a fact are left out."""
    facts: dict[str, Any] = {
        name: sorted(collected.facts[heading.key], key=lambda fact: fact.evidence.span)
        for name, heading in HEADINGS.items()
    }
    named_ids = {actor for name, listed in facts.items() for fact in listed for actor in actors_of(name, fact)}
    facts["statement"] = nested(facts["statement"])
    facts["position"] = answered(facts["position"])
    named = (actor for actor in document_actors.listed() if actor.id in named_ids)
    return Facts.of(tuple(sorted(named, key=lambda actor: actor.mentions[0].start)), facts)
