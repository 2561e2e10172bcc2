"""How a service is made to look at all graphs at once, which a query without ``GRAPH`` means here.

The SPARQL standard leaves it to each service what a query sees that names no graph. Many show the union of all graphs,
some do so when they are asked, and for the others the query itself is written so that each of its patterns looks into
every graph. Which of it a service needs is found by asking it something that only the union can answer.
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
    """A way to ask for the union: ``parameters`` of the request, or patterns that are ``rewritten``."""

    name: str
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rewritten: bool = False

    def text(self, query: str) -> str:
        """The query as the service is to get it."""
        return in_named_graphs(query) if self.rewritten else query


AS_IT_IS: Final = Union("as it is")
UNIONS: Final = (
    AS_IT_IS,
    Union("union-default-graph", MappingProxyType({"union-default-graph": "true"})),
    Union("urn:x-arq:UnionGraph", MappingProxyType({"default-graph-uri": "urn:x-arq:UnionGraph"})),
    Union("a graph for each pattern", rewritten=True),
)
"""From the cheapest on: services that show the union anyway, Oxigraph, Jena, and any other."""

PROBE: Final = (
    f"ASK {{ {SCHEME} a {SKOS['ConceptScheme']} . "
    f"{{ {STORE} {NEG['layout']} ?layout }} UNION {{ ?document a {NEG['Document']} }} }}"
)
"""What only the union of the scheme of issues and another graph of ours can answer."""


def find_union(is_so: Callable[[str, Mapping[str, str]], bool]) -> Union | None:
    """The first way in which the service answers as the union does; None where it holds nothing of ours.

    ``is_so`` asks the service a question of yes or no, with parameters of the request.
    """
    return next((union for union in UNIONS if is_so(union.text(PROBE), union.parameters)), None)
