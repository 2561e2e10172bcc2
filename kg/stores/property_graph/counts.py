"""How many things of each kind a property graph holds, counted in Cypher."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from kg.stores.protocol import Rows

__all__ = ["census"]

_COUNTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "documents": "(x{mark}:Document)",
        "actors": "(x{mark}:Actor)",
        "issues": "({mark}:Position)-[:ABOUT]->(x:Issue)",
        "roles": "(x{mark}:Role)",
        "affiliations": "({mark})-[x:AFFILIATED_WITH]->()",
        "leads": "({mark})-[x:LEADS]->()",
        "negotiations": "({mark})-[x:NEGOTIATES_WITH]->()",
        "statements": "(x{mark}:Statement)",
        "positions": "(x{mark}:Position)",
        "labels": "(x{mark}:Label)",
        "actions": "(x{mark}:Action)",
        "evidence": "(x{mark}:Evidence)",
    }
)


def census(query: Callable[[str], Rows], mark: str = "") -> Mapping[str, int]:
    """How many documents, actors, issues (that a position is about), facts of each heading, pieces of evidence.

    ``mark`` is the label that tells our nodes from others', with its colon, where there may be others.
    """
    found = {}
    for name, pattern in _COUNTED.items():
        ((count,),) = query(f"MATCH {pattern.format(mark=mark)} RETURN count(DISTINCT x) AS n").rows
        found[name] = int(count or 0)
    return found
