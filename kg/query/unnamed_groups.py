"""Which actors of a document have no name: officials, a task force."""

from __future__ import annotations

from typing import Final

from kg.model import ActorType, ResolvedDocument
from kg.resolve.placing import is_of_one_document

__all__ = ["unnamed_groups"]

_BODIES: Final = frozenset({*ActorType} - {ActorType.PERSON, ActorType.STATE, ActorType.BLOC})


def unnamed_groups(resolved: ResolvedDocument) -> frozenset[str]:
    """The ids of groups and bodies that are known from this document only, under its own name for them, or whose name
    is in lower case."""
    names = {actor.id: actor.name for actor in resolved.facts.actors}
    return frozenset(
        actor.id
        for actor in resolved.actors
        if actor.type in _BODIES
        # A name that differs from the document's was given by a person.
        and (actor.name.islower() or (is_of_one_document(actor.id) and names.get(actor.id, actor.name) == actor.name))
    )
