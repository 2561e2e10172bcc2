"""Who talks with whom, who belongs to whom, and who does what to whom: what the network says of the actors of a
sentence, two by two and one by one.

Each mention is looked at with each of another actor in the same sentence, and what the mentions say of two actors is
added up as odds. Any of it may hold beside any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from kg.extract.proposer.scene.holders import bucket
from kg.extract.proposer.scene.scene import Named, Scene
from kg.model import ActionKind

__all__ = ["DEEDS", "MEMBER", "PAIRS", "TALKS", "TARGET", "Related", "Sight", "sights"]

TALKS, MEMBER, TARGET = 0, 1, 2
PAIRS = 3
"""What two actors may be to each other: the first talks with the second, belongs to it, does something to it."""
DEEDS = tuple(ActionKind)
"""What an actor may do."""
MOST = 16
"""Mentions of a sentence that are looked at: a longer list says nothing of each two."""


@dataclass(frozen=True)
class Sight:
    """The actors of a sentence: its ``mentions``, and the pairs of them, by their places there, that are of two
    actors, each with the numbers of what is known of it beside the words."""

    sentence: int
    mentions: tuple[Named, ...]
    pairs: tuple[tuple[int, int], ...]
    known: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Related:
    """What is likely of the actors of a sentence: of each two in order what they are to each other, `PAIRS`
    probabilities, and of each what it does, by `DEEDS`."""

    sentence: int
    pairs: Mapping[tuple[str, str], tuple[float, ...]]
    deeds: Mapping[str, tuple[float, ...]]


def sights(scene: Scene, sentences: Sequence[int], seen: tuple[int, int]) -> Iterator[Sight]:
    """The sentences with an actor, in order; mentions within the words seen."""
    for k in sentences:
        mentions = tuple(n for n in scene.by_sentence.get(k, ()) if n.start >= seen[0] and n.end <= seen[1])[:MOST]
        if mentions:
            pairs = tuple(
                (i, j) for i, j in permutations(range(len(mentions)), 2) if mentions[i].actor != mentions[j].actor
            )
            yield Sight(k, mentions, pairs, tuple(_known(scene, mentions[i], mentions[j]) for i, j in pairs))


def _known(scene: Scene, one: Named, other: Named) -> tuple[int, ...]:
    apart = other.start - (one.end - 1) if other.start >= one.end else min(0, other.end - 1 - one.start)
    return scene.types[one.actor], scene.types[other.actor], one.reason, other.reason, bucket(apart)
