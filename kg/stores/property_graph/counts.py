"""Counts of what a property graph holds, in Cypher."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.model import HEADINGS
from kg.stores.protocol import Rows

__all__ = ["census"]


def census(query: Callable[[str], Rows], mark: str = "") -> Mapping[str, int]:
    """The numbers of documents, actors, issues (that a position is about), facts of each heading and pieces of
    evidence; and, as ``reviewed HEADING``, of facts that people have reviewed, where there are any.

    ``mark`` is the label (with its colon) of our nodes, in a database that may have other nodes.
    """
    from kg.stores.property_graph.property_graph import ACTOR_RELATIONS  # slow to import, and needed here only

    facts = {
        heading: f"({mark})-[x:{ACTOR_RELATIONS[heading]}]->()"
        if heading in ACTOR_RELATIONS
        else f"(x{mark}:{heading.capitalize()})"
        for heading in HEADINGS
    }
    counted = {
        "documents": f"(x{mark}:Document)",
        "actors": f"(x{mark}:Actor)",
        "issues": f"({mark}:Position)-[:ABOUT]->(x:Issue)",
        **{HEADINGS[heading].field: pattern for heading, pattern in facts.items()},
        "evidence": f"(x{mark}:Evidence)",
    }
    reviewed = {f"reviewed {each}": f"{pattern} WHERE x.review IS NOT NULL" for each, pattern in facts.items()}
    found = {}
    for name, pattern in (counted | reviewed).items():
        ((count,),) = query(f"MATCH {pattern} RETURN count(DISTINCT x) AS n").rows
        if count or name in counted:
            found[name] = int(count or 0)
    return found
