"""The types of all relationships in the property graph."""

from __future__ import annotations

from functools import cache

from kg.stores.property_graph.property_graph import ACTOR_RELATIONS, stance_types

__all__ = ["relationship_types"]


@cache
def relationship_types() -> tuple[str, ...]:
    """Every type of relationship that is written.

    >>> {"LEADS", "HOLDS", "BACKS", "DEMANDS"} <= set(relationship_types())
    True
    """
    return (
        *ACTOR_RELATIONS.values(),
        *stance_types().values(),
        *("ABOUT", "ADDRESSED_TO", "AT", "BACKS", "BROADER", "COUNTERS", "EVIDENCED_BY", "HAS_LABEL", "HAS_ROLE"),
        *("HOLDS", "IN", "MENTIONED_IN", "REPLIES_TO", "REPORTED_BY", "SIDES_WITH", "STANDS_AGAINST", "TAKES"),
        *("TARGETS", "WITHIN"),
    )
