"""The possible holders of a position on a matter: every actor named near it, and its speakers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.proposer.scene.scene import SPOKEN, Scene
from kg.extract.proposer.scene.syntax import PLACES, Place, place_of

__all__ = ["BACK", "BUCKETS", "ELSEWHERE", "FORTH", "SENTENCES", "Near", "bucket", "holders", "words_apart"]

BACK, FORTH = 3, 1
"""Sentences before and after the matter's in which a holder is looked for."""
SENTENCES = BACK + 1 + FORTH + 1
"""How many values `Near.sentence` has: those sentences, and the last for actors named in none of them."""
BUCKETS = 16
"""How many values `bucket` has."""
EDGES = (0, 1, 2, 4, 8, 16, 32)
"""The greatest distance in each bucket but the last."""
FAR_AWAY = SENTENCES - 1, BUCKETS - 1
"""`Near.sentence` and `Near.distance` of a speaker who is not named near the matter."""
NEAREST = 3
"""How many of an actor's mentions count, the nearest ones."""
ELSEWHERE = PLACES.index(Place.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Near:
    """A mention of a possible holder of a matter.

    Its ``words``, None where a speaker is named too far away; the numbers of its actor's ``type`` and of its
    ``reason``; its ``sentence`` counted from the matter's, plus `BACK`; its ``distance`` from the matter as a `bucket`;
    whether it is ``inside`` the matter; whether its actor ``speaks`` the matter; and its ``place`` in the parse, a
    number of `kg.extract.proposer.scene.syntax.PLACES`.
    """

    words: tuple[int, int] | None
    type: int
    reason: int
    sentence: int
    distance: int
    inside: bool
    speaks: bool
    place: int

    @property
    def known(self) -> tuple[int, ...]:
        """The features besides the words, as numbers of embeddings."""
        return (self.type, self.reason, self.sentence, self.distance, int(self.inside), int(self.speaks), self.place)


def holders(
    scene: Scene, matter: tuple[int, int], sentence: int, visible: tuple[int, int]
) -> dict[str, tuple[Near, ...]]:
    """The possible holders of a matter in a sentence, each with its nearest mentions within the words ``visible``."""
    start, end = matter
    speakers = {actor for i in (start, end - 1) for actor in scene.speakers.get(i, ()) if actor in scene.types}
    mentions_of: dict[str, list[Near]] = {}
    for actor, near in _named_near(scene, matter, sentence, visible, speakers):
        mentions_of.setdefault(actor, []).append(near)
    for actor in sorted(speakers - mentions_of.keys()):
        mentions_of[actor] = [
            Near(None, scene.types[actor], SPOKEN, *FAR_AWAY, inside=False, speaks=True, place=ELSEWHERE)
        ]
    return {
        actor: tuple(sorted(near, key=lambda n: (abs(n.sentence - BACK), n.distance % (BUCKETS // 2)))[:NEAREST])
        for actor, near in mentions_of.items()
    }


def _named_near(
    scene: Scene, matter: tuple[int, int], sentence: int, visible: tuple[int, int], speakers: set[str]
) -> Iterator[tuple[str, Near]]:
    start, end = matter
    for k in scene.near(sentence, BACK, FORTH):
        for mention in scene.by_sentence.get(k, ()):
            if mention.start < visible[0] or mention.end > visible[1]:
                continue
            yield (
                mention.actor,
                Near(
                    (mention.start, mention.end),
                    scene.types[mention.actor],
                    mention.reason,
                    k - sentence + BACK,
                    bucket(words_apart(matter, (mention.start, mention.end))),
                    inside=mention.start < end and start < mention.end,
                    speaks=mention.actor in speakers,
                    place=place_of(scene, matter, sentence, (mention.start, mention.end)),
                ),
            )


def words_apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """The distance in words from one range to the other, below 0 where that comes before it, 0 where they overlap.

    >>> words_apart((4, 6), (8, 9)), words_apart((4, 6), (0, 2)), words_apart((4, 6), (5, 9))
    (3, -3, 0)
    """
    return other[0] - (one[1] - 1) if other[0] >= one[1] else min(0, other[1] - 1 - one[0])


def bucket(apart: int) -> int:
    """The number of the bucket for a distance in words: 8 to 15 for 0 and more, 0 to 7 for less than 0.

    >>> [bucket(n) for n in (-40, -1, 0, 1, 2, 3, 12)]
    [7, 1, 8, 9, 10, 11, 13]
    """
    return (BUCKETS // 2 if apart >= 0 else 0) + bisect_left(EDGES, abs(apart))
