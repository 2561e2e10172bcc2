"""Which facts of a graph enter a network: the filters of the named questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kg.model import ActorType
from kg.networks.from_graph.relation import Pair
from kg.query import filters
from kg.query.question import Parameter
from kg.query.values import Finders, options

__all__ = ["FILTERS", "Selection", "selected"]

FILTERS: Final[Mapping[str, Parameter]] = MappingProxyType(
    {
        **filters.FILTERS,
        "stance": Parameter("stance", "stance", "with this stance", several=True),
        "modality": Parameter(
            "modality",
            "text",
            "as firmly as this: asserted, conditional ...; actual, planned ...",
            several=True,
        ),
    }
)
"""The filters by their names, as `kg.query` describes a parameter."""


@dataclass(frozen=True, slots=True)
class Selection(filters.Filters):
    """What has to hold of a fact, see `kg.query.filters.Filters`.

    >>> from kg.model import Document
    >>> Selection(tag=("trade",)).has(Document("Talks.", "a", "file:///a", metadata={"tags": "steel; Trade"}))
    True
    """

    stance: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()

    def takes(self, pair: Pair, type_of: Callable[[str], ActorType], ends: tuple[str, ...]) -> bool:
        """Whether this pair enters. ``ends`` are what its actors count as, of the types that
        ``type_of`` tells; an actor is asked for by that, or itself."""
        return (
            self.in_time(pair.date)
            and pair.evidence.confidence * pair.certainty >= self.min_confidence
            and (not self.issue or not set(self.issue).isdisjoint(pair.issues))
            and (not self.stance or pair.words.get("stance") in self.stance)
            and (not self.modality or pair.words.get("modality", self.modality[0]) in self.modality)
            and (not self.actor or any(end in self.actor for end in (*ends, *pair.actors[: len(ends)])))
            and (not self.type or all(type_of(end) in self.type for end in ends))
        )


def selected(given: Mapping[str, object], finders: Finders) -> Selection:
    """The selection that a person means by names, ids, dates and so on, as `kg.query.ask` understands them.

    None and empty lists are nothing given. Raises what `kg.query.filters.bound_filters` does.
    """
    values = filters.bound_filters("network", given, FILTERS, finders)
    filters.check_options("modality", values.get("modality", ()), [*options("modality"), *options("talk")])
    return Selection(**values)
