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


def assemble(cast: DocumentActors, found: CollectedFacts) -> Facts:
    """The facts of a document. Actors without a fact are left out."""
    facts: dict[str, Any] = {
        name: sorted(found.facts[each.key], key=lambda fact: fact.evidence.span) for name, each in HEADINGS.items()
    }
    named = {actor for heading, those in facts.items() for fact in those for actor in actors_of(heading, fact)}
    facts["statement"] = nested(facts["statement"])
    facts["position"] = answered(facts["position"])
    actors = sorted((a for a in cast.listed() if a.id in named), key=lambda actor: actor.mentions[0].start)
    return Facts.of(tuple(actors), facts)
