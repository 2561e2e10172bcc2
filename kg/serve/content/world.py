"""The content of a graph in memory as of one revision: most answers are made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.model import ActorType, ResolvedActor, ResolvedDocument
from kg.networks.from_graph.naming import unique_names
from kg.serve.content.ties import Tie, ties
from kg.stores.ids import all_issues
from kg.stores.protocol import Batch
from kg.vocabulary import Concept

__all__ = ["World", "caught_up"]


@dataclass(frozen=True)
class World:
    """Documents with their facts and ties, by id, undated ones first and then by date; the actors that they name, by
    id; and the issues of the graph's own lists."""

    revision: int = 0
    documents: Mapping[str, ResolvedDocument] = field(default_factory=dict)
    ties: Mapping[str, tuple[Tie, ...]] = field(default_factory=dict)
    actors: Mapping[str, ResolvedActor] = field(default_factory=dict)
    listed: tuple[Concept, ...] = ()

    @cached_property
    def types(self) -> Mapping[str, ActorType]:
        """The type of each actor."""
        return {id_: actor.type for id_, actor in self.actors.items()}

    @cached_property
    def issues(self) -> Mapping[str, Concept]:
        """The concepts of the scheme and of the lists, by id."""
        return all_issues(self.listed)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each actor that no other one has, as in `kg network`."""
        return unique_names(self.actors.values(), {id_: each.document.name for id_, each in self.documents.items()})

    def batches(self) -> Iterator[Batch]:
        """The same as `kg.graph.Graph.batches`."""
        yield Batch(self.revision, tuple(self.documents.values()), (), tuple(self.actors.values()), self.listed)


def caught_up(world: World, batches: Iterable[Batch]) -> World:
    """The world after applying the changes since its revision."""
    revision, listed = world.revision, world.listed
    documents, known = dict(world.documents), dict(world.ties)
    actors = dict(world.actors)
    for batch in batches:
        revision, listed = max(revision, batch.revision), batch.issues
        for resolved in batch.written:
            documents[resolved.document.id] = resolved
            known[resolved.document.id] = tuple(ties(resolved))
        for id_ in batch.removed:
            documents.pop(id_, None)
            known.pop(id_, None)
        actors |= {actor.id: actor for resolved in batch.written for actor in resolved.actors}
        actors |= {actor.id: actor for actor in batch.actors}
    named = {actor.id for resolved in documents.values() for actor in resolved.actors}
    ordered = dict(sorted(documents.items(), key=lambda item: _place(item[1])))
    return World(revision, ordered, known, {id_: actors[id_] for id_ in sorted(named)}, listed)


def _place(resolved: ResolvedDocument) -> tuple[str, str, str]:
    document = resolved.document
    return (document.date.isoformat() if document.date else "", document.name, document.id)
