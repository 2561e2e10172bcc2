"""Put the facts of all portions together: in text order, tied to each other, with the actors that they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kg.extract.candidates.replies import answered
from kg.llm_reader.cast import Cast
from kg.llm_reader.fact import Found
from kg.model import Action, Affiliation, AnyFact, Facts, Label, Lead, Negotiation, Passage, Position, Role, Statement

__all__ = ["assemble"]


def assemble(cast: Cast, found: Found) -> Facts:
    """The facts of a document. Actors that no fact names are left out."""

    def each(heading: str) -> tuple[Any, ...]:
        return tuple(sorted(found.facts[heading], key=lambda fact: (fact.evidence.start, fact.evidence.end)))

    used = {id_ for facts in found.facts.values() for fact in facts for id_ in _actors(fact)}
    return Facts(
        actors=tuple(
            sorted((a for a in cast.listed() if a.id in used), key=lambda actor: actor.mentions[0].start),
        ),
        roles=each("roles"),
        affiliations=each("affiliations"),
        leads=each("leads"),
        negotiations=each("negotiates_with"),
        statements=_nested(each("statements")),
        positions=answered(each("positions")),
        labels=each("labels"),
        actions=each("actions"),
    )


def _actors(fact: AnyFact) -> Iterator[str]:
    match fact:
        case Role():
            named: tuple[str | None, ...] = (fact.person, fact.organization)
        case Affiliation():
            named = (fact.member, fact.of)
        case Lead():
            named = (fact.leader, fact.of)
        case Negotiation():
            named = fact.parties
        case Statement():
            named = fact.sources
        case Position():
            named = (fact.holder, fact.addressee, *fact.sources)
        case Label():
            named = (fact.actor, fact.source)
        case Action():
            named = (fact.actor, fact.target)
    yield from (id_ for id_ in named if id_ is not None)


def _nested(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Each with the index of the statement in whose content its cue stands, of several the narrowest."""
    nested = []
    for index, inner in enumerate(statements):
        around = [
            (outer.content.end - outer.content.start, at)
            for at, outer in enumerate(statements)
            if at != index and _holds(outer.content, inner.cue) and outer.content != inner.content
        ]
        nested.append(replace(inner, within=min(around)[1] if around else None))
    return tuple(nested)


def _holds(outer: Passage, inner: Passage) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
