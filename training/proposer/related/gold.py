"""What annotated documents say of two actors of a sentence, and of what one of them does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract.proposer.related.sights import DEEDS, MEMBER, PAIRS, TALKS, TARGET, Sight

__all__ = ["Related", "related"]

type Told = Mapping[int, frozenset[tuple[str, str, int]]]


@dataclass(frozen=True)
class Related:
    """What the gold tells in each sentence: ``pairs`` of actors with the number of their relation, and ``deeds``: an
    actor, "", and the number of what it does. What is told in one sentence is owed there only, and may be said again in
    others."""

    pairs: Told
    deeds: Told

    def wanted_pairs(self, sight: Sight) -> list[list[float]]:
        """[pair, relation]: 1 where the sentence tells it, -1 where another does."""
        mentions = sight.mentions
        return [
            [_wanted(self.pairs, sight.sentence, (mentions[i].actor, mentions[j].actor, n)) for n in range(PAIRS)]
            for i, j in sight.pairs
        ]

    def wanted_deeds(self, sight: Sight) -> list[list[float]]:
        """[mention, deed]: 1 where the sentence tells it, -1 where another does."""
        return [
            [_wanted(self.deeds, sight.sentence, (named.actor, "", n)) for n in range(len(DEEDS))]
            for named in sight.mentions
        ]


def _wanted(told: Told, sentence: int, what: tuple[str, str, int]) -> float:
    if what in told.get(sentence, ()):
        return 1.0
    return -1.0 if any(what in others for others in told.values()) else 0.0


def related(
    facts: Mapping[str, Any], ours: Mapping[str, Sequence[str]], proofs: Mapping[str, Sequence[int]]
) -> Related:
    """What the facts of a gold document tell: ``ours`` are its actors as the reader knows them, ``proofs`` the
    sentences of an evidence."""
    pairs: dict[int, set[tuple[str, str, int]]] = {}
    deeds: dict[int, set[tuple[str, str, int]]] = {}
    for one, other, number, evidence in _pairs(facts):
        for k in proofs.get(evidence, ()):
            pairs.setdefault(k, set()).update(
                (a, b, number) for a in ours.get(one, ()) for b in ours.get(other, ()) if a != b
            )
    for action in facts.get("actions") or ():
        for k in proofs.get(action["evidence"], ()):
            kind = [str(deed) for deed in DEEDS].index(action["kind"])
            deeds.setdefault(k, set()).update((a, "", kind) for a in ours.get(action["actor"], ()))
    return Related({k: frozenset(v) for k, v in pairs.items()}, {k: frozenset(v) for k, v in deeds.items()})


def _pairs(facts: Mapping[str, Any]) -> Iterator[tuple[str, str, int, str]]:
    for talk in facts.get("negotiates_with") or ():
        a, b = talk["parties"]
        yield a, b, TALKS, talk["evidence"]
        yield b, a, TALKS, talk["evidence"]
    for tie in facts.get("affiliations") or ():
        yield tie["member"], tie["of"], MEMBER, tie["evidence"]
    for action in facts.get("actions") or ():
        if action.get("target"):
            yield action["actor"], action["target"], TARGET, action["evidence"]
