"""Actors once `kg.resolve` has been through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kg.model.kinds import ActorType

__all__ = ["Named", "ResolvedActor"]


class Named(Protocol):
    """As much of an actor as has to be known to ask about it."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


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
