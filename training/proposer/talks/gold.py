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
        proved_here = self.by_sentence.get(pairs.sentence, frozenset())
        proved_anywhere = frozenset().union(*self.by_sentence.values())
        actor_pairs = [frozenset((pairs.mentions[i].actor, pairs.mentions[j].actor)) for i, j in pairs.places]
        return [1.0 if actors in proved_here else -1.0 if actors in proved_anywhere else 0.0 for actors in actor_pairs]


def gold_talks(
    facts: Mapping[str, Any],
    actors_by_gold: Mapping[str, Sequence[str]],
    sentences_of_evidence: Mapping[str, Sequence[int]],
) -> GoldTalks:
    """The talks of a gold document; the parameters are those of
    `training.proposer.fact_heads.gold.gold_affiliations`."""
    pairs_by_sentence: dict[int, set[frozenset[str]]] = {}
    for talk in facts.get("negotiates_with") or ():
        a, b = talk["parties"]
        pairs_of_talk = {
            frozenset((first, second))
            for first in actors_by_gold.get(a, ())
            for second in actors_by_gold.get(b, ())
            if first != second
        }
        for k in sentences_of_evidence.get(talk["evidence"], ()):
            pairs_by_sentence.setdefault(k, set()).update(pairs_of_talk)
    return GoldTalks({k: frozenset(pairs) for k, pairs in pairs_by_sentence.items()})
