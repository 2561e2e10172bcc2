"""Pairs of the actors of a sentence, as input of the network.

Each mention is paired with each mention of another actor in the same sentence, in both orders; the odds of all pairs of
mentions of two actors are added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from kg.extract.proposer.scene.scene import Scene, SceneMention

__all__ = ["PairScores", "Pairs", "likeliest", "pairs_of"]

type PairFeatures = Callable[[Scene, int, SceneMention, SceneMention], tuple[int, ...]]
"""The features of two mentions in a sentence, besides their words, as numbers of embeddings."""

MENTIONS_PAIRED = 16
"""How many mentions of a sentence, actor by actor, are paired: a longer list says nothing of each two."""


@dataclass(frozen=True)
class Pairs:
    """The actors of a sentence: its ``mentions``; the ``places``, indices of two mentions of different actors; and what
    is ``known`` of each of these pairs besides the words, its features as numbers of embeddings."""

    sentence: int
    mentions: tuple[SceneMention, ...]
    places: tuple[tuple[int, int], ...]
    known: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class PairScores:
    """The probability that a sentence tells something of two actors: that they talk (by ids, in their order), or that
    the first belongs to the second."""

    sentence: int
    likely: Mapping[tuple[str, str], float]


def likeliest(told: Iterable[PairScores]) -> dict[tuple[str, str], tuple[float, int]]:
    """The highest probability for each two actors, and its sentence."""
    best: dict[tuple[str, str], tuple[float, int]] = {}
    for one in told:
        for actors, sure in one.likely.items():
            if actors not in best or best[actors][0] < sure:
                best[actors] = (sure, one.sentence)
    return best


def pairs_of(
    scene: Scene, sentences: Sequence[int], visible: tuple[int, int], features: PairFeatures
) -> Iterator[Pairs]:
    """The sentences with two actors, in order; only mentions within the words ``visible`` count."""
    for k in sentences:
        inside = [n for n in scene.by_sentence.get(k, ()) if n.start >= visible[0] and n.end <= visible[1]]
        mentions = tuple(inside[:MENTIONS_PAIRED])
        two = permutations(range(len(mentions)), 2)
        places = tuple((i, j) for i, j in two if mentions[i].actor != mentions[j].actor)
        if places:
            yield Pairs(k, mentions, places, tuple(features(scene, k, mentions[i], mentions[j]) for i, j in places))
