"""Actors after resolution by `kg.resolve`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kg.model.kinds import ActorType

__all__ = ["Named", "ResolvedActor"]


class Named(Protocol):
    """As much of an actor as a query needs."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """One real actor across documents: `kg.resolve` makes it of one or more `Actor`.

    ``id`` is ``type/slug`` (``state/CN``, ``person/liu-he``). ``name`` comes from a list of the graph or the gazetteer
    if one has the actor, else from the documents, unless people have set it; ``aliases`` (sorted) come from documents,
    lists and people. ``wikidata`` is the QID of the actor, if one is known.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
