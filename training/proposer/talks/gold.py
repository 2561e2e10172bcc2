"""Who talks with whom in annotated documents, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract.proposer.scene.pairs import Pairs

__all__ = ["GoldTalks", "gold_talks"]


@dataclass(frozen=True)
class GoldTalks:
    """The pairs of actors whose talks each sentence proves. Other sentences may mention the same talks again."""

    by_sentence: Mapping[int, frozenset[frozenset[str]]]

    def wanted(self, pairs: Pairs) -> list[float]:
        """For each pair: 1 where the sentence proves their talks, -1 (unknown) where another does, else 0."""
        told = self.by_sentence.get(pairs.sentence, frozenset())
        anywhere = frozenset().union(*self.by_sentence.values())
        two = [frozenset((pairs.mentions[i].actor, pairs.mentions[j].actor)) for i, j in pairs.places]
        return [1.0 if one in told else -1.0 if one in anywhere else 0.0 for one in two]


def gold_talks(
    facts: Mapping[str, Any], ours: Mapping[str, Sequence[str]], proofs: Mapping[str, Sequence[int]]
) -> GoldTalks:
    """The talks of a gold document; ``ours``: the document's actors by those of the gold, ``proofs``: the sentences of
    each evidence."""
    found: dict[int, set[frozenset[str]]] = {}
    for talk in facts.get("negotiates_with") or ():
        a, b = talk["parties"]
        two = {frozenset((one, other)) for one in ours.get(a, ()) for other in ours.get(b, ()) if one != other}
        for k in proofs.get(talk["evidence"], ()):
            found.setdefault(k, set()).update(two)
    return GoldTalks({k: frozenset(pairs) for k, pairs in found.items()})
