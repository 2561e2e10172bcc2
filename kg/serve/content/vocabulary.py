"""The names that a query may use: the terms of the ontology, and the labels and relationships of the property graph."""

from __future__ import annotations

from typing import Any

from kg.judgements.fields import FIELDS
from kg.stores.property_graph.property_graph import NODE_PROPERTIES, RELATIONSHIP_PROPERTIES
from kg.stores.property_graph.relationship_types import relationship_types
from kg.vocabulary import PREFIXES, labels, prefixed

__all__ = ["vocabulary"]

SPARQL = (
    "SELECT",
    "CONSTRUCT",
    "ASK",
    "WHERE",
    "OPTIONAL",
    "FILTER",
    "GROUP BY",
    "ORDER BY",
    "LIMIT",
    "COUNT",
    "GRAPH",
)
CYPHER = ("MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "WITH", "ORDER BY", "LIMIT", "count", "collect", "DISTINCT")


def vocabulary() -> dict[str, Any]:
    """Names for completion by language, each with its meaning; the prefixes of SPARQL; and the fields of each heading
    of facts, for making judgements."""
    terms = [{"name": prefixed(iri), "about": label} for iri, label in sorted(labels().items())]
    properties = {name: "property" for each in NODE_PROPERTIES.values() for name in each}
    properties |= dict.fromkeys(RELATIONSHIP_PROPERTIES, "property")
    relations = dict.fromkeys(relationship_types(), "relationship")
    nodes = dict.fromkeys(NODE_PROPERTIES, "label")
    return {
        "prefixes": dict(PREFIXES),
        "fields": {
            heading: [
                {"name": each.name, "kind": each.kind.value, "choices": list(each.choices), "needed": each.is_needed}
                for each in fields
            ]
            for heading, fields in FIELDS.items()
        },
        "sparql": [*terms, *({"name": word, "about": ""} for word in SPARQL)],
        "cypher": [
            *({"name": name, "about": about} for name, about in {**nodes, **relations, **properties}.items()),
            *({"name": word, "about": ""} for word in CYPHER),
        ],
    }
