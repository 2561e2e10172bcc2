"""The actors of a sentence two by two, as the network looks at them.

Each mention is looked at with each of another actor in the same sentence, in both orders, and what the mentions say of
two actors is added up as odds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from kg.extract.proposer.scene.scene import Scene, SceneMention

__all__ = ["PairScores", "Pairs", "likeliest", "pairs_of"]

type Known = Callable[[Scene, int, SceneMention, SceneMention], tuple[int, ...]]
"""The numbers of what is known of two mentions in a sentence beside their words."""

MENTIONS_PAIRED = 16
"""Of so many mentions of a sentence, actor by actor, are pairs looked at: a longer list says nothing of each two."""


@dataclass(frozen=True)
class Pairs:
    """The actors of a sentence: its ``mentions``; the ``places`` there of each two that are of two actors, and the
    numbers of what is known of these beside the words."""

    sentence: int
    mentions: tuple[SceneMention, ...]
    places: tuple[tuple[int, int], ...]
    known: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class PairScores:
    """How likely a sentence tells something of each two actors: that they talk, in the order of their ids, or that the
    first belongs to the second."""

    sentence: int
    likely: Mapping[tuple[str, str], float]


def likeliest(told: Iterable[PairScores]) -> dict[tuple[str, str], tuple[float, int]]:
    """Of each two actors how likely it is where it is likeliest, and the sentence of that."""
    best: dict[tuple[str, str], tuple[float, int]] = {}
    for one in told:
        for actors, sure in one.likely.items():
            if actors not in best or best[actors][0] < sure:
                best[actors] = (sure, one.sentence)
    return best


def pairs_of(scene: Scene, sentences: Sequence[int], seen: tuple[int, int], known: Known) -> Iterator[Pairs]:
    """The sentences with two actors, in order; mentions within the words seen."""
    for k in sentences:
        mentions = tuple(n for n in scene.by_sentence.get(k, ()) if n.start >= seen[0] and n.end <= seen[1])[
            :MENTIONS_PAIRED
        ]
        places = tuple(
            (i, j) for i, j in permutations(range(len(mentions)), 2) if mentions[i].actor != mentions[j].actor
        )
        if places:
            yield Pairs(k, mentions, places, tuple(known(scene, k, mentions[i], mentions[j]) for i, j in places))
