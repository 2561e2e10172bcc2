"""Actors and documents once `kg.resolve` has been through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model.kinds import ActorType

if TYPE_CHECKING:  # an actor is found without all that may be said of it
    from kg.model.facts import Document, Facts

__all__ = ["ResolvedActor", "ResolvedDocument"]


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """One real actor, the same in every document: what `kg.resolve` makes of one or more `Actor`.

    ``id`` is ``type/slug`` (``state/CN``, ``person/liu-he``). ``name`` comes from the gazetteer where it knows the
    actor, else from the documents; ``aliases`` (sorted) are what the documents call it, and what people do.
    ``wikidata`` is a QID where the gazetteer or a list of the graph has one.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """A document as the stores write it: every actor id in ``facts`` is the id of one of ``actors``.

    ``facts.actors`` keeps the document's own mentions under the resolved ids, one `Actor` an id.
    """

    document: Document
    facts: Facts
    actors: tuple[ResolvedActor, ...]
