"""Pairs of the actors of a sentence, for which the network says whether one belongs to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.proposer.scene.holders import bucket, words_apart
from kg.extract.proposer.scene.pairs import Pairs, pairs_of
from kg.extract.proposer.scene.scene import Scene, SceneMention
from kg.extract.proposer.scene.syntax import place_of

__all__ = ["affiliation_pairs"]


def affiliation_pairs(scene: Scene, sentences: Sequence[int], visible: tuple[int, int]) -> Iterator[Pairs]:
    """The sentences with two actors, in order, with types, reasons, distance, and the place in the parse of each actor
    of a pair relative to the other."""
    return pairs_of(scene, sentences, visible, _features)


def _features(scene: Scene, sentence: int, one: SceneMention, other: SceneMention) -> tuple[int, ...]:
    member, body = (one.start, one.end), (other.start, other.end)
    return (
        *(scene.types[one.actor], scene.types[other.actor], one.reason, other.reason),
        *(place_of(scene, member, sentence, body), place_of(scene, body, sentence, member)),
        bucket(words_apart(member, body)),
    )
