"""Who may hold a position on a matter: every actor named near it, and whoever speaks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.proposer.scene.scene import SPOKEN, Scene
from kg.extract.proposer.scene.syntax import PLACES, Place, place_of

__all__ = ["BACK", "BUCKETS", "ELSEWHERE", "FORTH", "SENTENCES", "Near", "bucket", "holders", "words_apart"]

BACK, FORTH = 3, 1
"""Sentences before and after the matter's in which a holder is looked for."""
SENTENCES = BACK + 1 + FORTH + 1
"""How many numbers `Near.sentence` has: those sentences, and the last for who is named in none of them."""
BUCKETS = 16
"""How many numbers `bucket` has."""
NEAREST = 3
"""Of how many of an actor's mentions the nearest are looked at."""
ELSEWHERE = PLACES.index(Place.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Near:
    """A mention of a possible holder: its ``words``, None where a speaker is named too far away; the numbers of its
    actor's type and of its reason; how many sentences from the matter, plus `BACK`; in which bucket of words before
    (0 to 7) or after it (8 to 15); whether it is part of the matter; whether its actor speaks the matter; the number of
    its place in the parse (`kg.extract.proposer.scene.syntax.PLACES`)."""

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
        """All that is known beside the words, as numbers."""
        return (self.type, self.reason, self.sentence, self.distance, int(self.inside), int(self.speaks), self.place)


def holders(scene: Scene, matter: tuple[int, int], sentence: int, seen: tuple[int, int]) -> dict[str, tuple[Near, ...]]:
    """The possible holders of a matter in a sentence, each with its nearest mentions within the words seen."""
    start, end = matter
    speakers = {actor for i in (start, end - 1) for actor in scene.speakers.get(i, ()) if actor in scene.types}
    found: dict[str, list[Near]] = {}
    for actor, near in _named_near(scene, matter, sentence, seen, speakers):
        found.setdefault(actor, []).append(near)
    for actor in sorted(speakers - found.keys()):
        found[actor] = [
            Near(
                None,
                scene.types[actor],
                SPOKEN,
                SENTENCES - 1,
                BUCKETS - 1,
                inside=False,
                speaks=True,
                place=ELSEWHERE,
            )
        ]
    return {
        actor: tuple(sorted(near, key=lambda n: (abs(n.sentence - BACK), n.distance % (BUCKETS // 2)))[:NEAREST])
        for actor, near in found.items()
    }


def _named_near(
    scene: Scene, matter: tuple[int, int], sentence: int, seen: tuple[int, int], speakers: set[str]
) -> Iterator[tuple[str, Near]]:
    start, end = matter
    for k in scene.near(sentence, BACK, FORTH):
        for mention in scene.by_sentence.get(k, ()):
            if mention.start < seen[0] or mention.end > seen[1]:
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
    """How many words the other range stands after the one, before it if below 0; 0 where they share words.

    >>> words_apart((4, 6), (8, 9)), words_apart((4, 6), (0, 2)), words_apart((4, 6), (5, 9))
    (3, -3, 0)
    """
    return other[0] - (one[1] - 1) if other[0] >= one[1] else min(0, other[1] - 1 - one[0])


def bucket(apart: int) -> int:
    """The bucket of a distance in words: before the matter 0 to 7, in or after it 8 to 15.

    >>> [bucket(n) for n in (-40, -1, 0, 1, 2, 3, 12)]
    [7, 1, 8, 9, 10, 11, 13]
    """
    far = abs(apart)
    edges = (0, 1, 2, 4, 8, 16, 32)
    return (BUCKETS // 2 if apart >= 0 else 0) + sum(far > edge for edge in edges)
