"""Counts of what an RDF store holds, by the same queries for each store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kg.model import HEADINGS
from kg.stores.protocol import Rows, Value
from kg.stores.rdf.terms import NEG

__all__ = ["counts"]


def counts(answer: Callable[[str], Rows]) -> Mapping[str, int]:
    """The numbers of documents, actors, issues, pieces of evidence, and facts of each heading; and, as ``reviewed
    HEADING``, of facts that people have reviewed, where there are any.

    ``answer`` runs a query, all of whose patterns are within ``GRAPH``.
    """
    classes = {"documents": "Document", "actors": "Actor", "evidence": "Evidence"} | {
        heading.field: name.capitalize() for name, heading in HEADINGS.items()
    }
    kinds = " ".join(str(NEG[kind]) for kind in classes.values())

    def by_kind(pattern: str) -> Mapping[Value, int]:
        found = f"{{ VALUES ?kind {{ {kinds} }} GRAPH ?g {{ {pattern} }} }}"
        return {kind: int(n or 0) for kind, n in answer(f"SELECT ?kind (COUNT(*) AS ?n) {found} GROUP BY ?kind").rows}

    held, reviewed = by_kind("?x a ?kind"), by_kind(f"?x a ?kind ; {NEG['review']} ?review")
    raised = f"SELECT (COUNT(DISTINCT ?issue) AS ?n) {{ GRAPH ?g {{ ?position {NEG['issue']} ?issue }} }}"
    issues = sum(int(n or 0) for (n,) in answer(raised).rows)
    return MappingProxyType(
        {name: held.get(NEG[kind].value, 0) for name, kind in classes.items()}
        | {"issues": issues}
        | {
            f"reviewed {heading}": reviewed[iri]
            for heading in HEADINGS
            if (iri := NEG[heading.capitalize()].value) in reviewed
        }
    )
