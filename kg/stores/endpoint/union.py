"""Makes a service query the union of all graphs, which a query without ``GRAPH`` means here.

The SPARQL standard leaves the default graph to each service. For many it is the union of all graphs, some need a
parameter for that, and for the others the query is rewritten so that each pattern is matched in every named graph. What
a service needs is found with a probe that only the union can answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from kg.stores.rdf.named_graphs import in_named_graphs
from kg.stores.rdf.terms import NEG, SCHEME, SKOS, STORE

__all__ = ["AS_IT_IS", "UNIONS", "Union", "find_union"]


@dataclass(frozen=True, slots=True)
class Union:
    """A way to query the union: with ``parameters`` of the request, or with the query ``rewritten``."""

    name: str
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rewritten: bool = False

    def text(self, query: str) -> str:
        """The query in the form that the service gets."""
        return in_named_graphs(query) if self.rewritten else query


AS_IT_IS: Final = Union("as it is")
UNIONS: Final = (
    AS_IT_IS,
    Union("union-default-graph", MappingProxyType({"union-default-graph": "true"})),
    Union("urn:x-arq:UnionGraph", MappingProxyType({"default-graph-uri": "urn:x-arq:UnionGraph"})),
    Union("a graph for each pattern", rewritten=True),
)
"""The cheapest first: for services whose default is the union, for Oxigraph, for Jena, and for any other."""

PROBE: Final = (
    f"ASK {{ {SCHEME} a {SKOS['ConceptScheme']} . "
    f"{{ {STORE} {NEG['layout']} ?layout }} UNION {{ ?document a {NEG['Document']} }} }}"
)
"""A query that is true only over the union of the scheme of issues and another graph of ours."""


def find_union(ask: Callable[[str, Mapping[str, str]], bool]) -> Union | None:
    """The first way in which the service answers over the union; None if it holds nothing of ours.

    ``ask`` sends an ``ASK`` query with parameters of the request to the service.
    """
    return next((union for union in UNIONS if ask(union.text(PROBE), union.parameters)), None)
