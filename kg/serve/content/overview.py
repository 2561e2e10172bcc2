"""The front page: what is in a graph, in numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.model import Evidence
from kg.serve.content.world import World
from kg.stores.ids import issue_label

__all__ = ["overview"]

type Json = dict[str, Any]

LONGEST = 12
"""The number of actors, issues and sources listed."""


def overview(world: World, name: str) -> Json:
    """The numbers of documents, facts and actors, the period, the sources, and the most frequent actors and issues.

    ``doubtful`` counts the positions that are conditional, possible or a reported belief; ``confidence`` counts the
    facts by confidence, in tenths.
    """
    days = [each.document.date.isoformat() for each in world.documents.values() if each.document.date]
    facts, actors, issues = Counter[str](), Counter[str](), Counter[str]()
    statements = [statement for each in world.documents.values() for statement in each.facts.statements]
    confidence = Counter(_tenth(statement.evidence) for statement in statements)
    doubtful = 0
    seen: set[tuple[str, str]] = set()
    for found in world.ties.values():
        for tie in found:
            pair = tie.pair
            if (issue := pair.values.get("issue")) and not tie.is_again:
                issues[str(issue)] += 1
            if (tie.kind, pair.fact) in seen or tie.kind in ("reports", "speaks of"):
                continue
            seen.add((tie.kind, pair.fact))
            facts[pair.fact.partition("/")[0]] += 1
            confidence[_tenth(pair.evidence)] += 1
            doubtful += "issue" in pair.values and pair.values["modality"] != "asserted"
            actors.update({end for end in pair.actors if end})
    facts["statement"] = len(statements)
    sources = Counter(each.document.source or "" for each in world.documents.values())
    return {
        "name": name,
        "revision": world.revision,
        "documents": len(world.documents),
        "undated": len(world.documents) - len(days),
        "first": min(days, default=None),
        "last": max(days, default=None),
        "days": dict(sorted(Counter(days).items())),
        "sources": [[source, count] for source, count in sources.most_common(LONGEST)],
        "actors": len(world.actors),
        "types": dict(Counter(actor.type.value for actor in world.actors.values()).most_common()),
        "facts": dict(facts.most_common()),
        "doubtful": doubtful,
        "confidence": [confidence[tenth] for tenth in range(10)],
        "top_actors": [
            [id_, world.names[id_], world.actors[id_].type.value, count] for id_, count in actors.most_common(LONGEST)
        ],
        "top_issues": [[id_, issue_label(id_, world.issues), count] for id_, count in issues.most_common(LONGEST)],
    }


def _tenth(evidence: Evidence) -> int:
    return min(9, int(evidence.confidence * 10))
