"""Pairs of the actors of a sentence, for which the network says whether they talk with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.proposer.scene.holders import bucket, words_apart
from kg.extract.proposer.scene.pairs import Pairs, pairs_of
from kg.extract.proposer.scene.scene import Scene, SceneMention

__all__ = ["talk_pairs"]


def talk_pairs(scene: Scene, sentences: Sequence[int], visible: tuple[int, int]) -> Iterator[Pairs]:
    """The pairs of each of the ``sentences`` (indices) with two actors, in order, among the mentions within the words
    ``visible``. What is known of a pair: the types of both actors, why the words name them, and how far apart they are.
    """
    return pairs_of(scene, sentences, visible, _features)


def _features(scene: Scene, _: int, one: SceneMention, other: SceneMention) -> tuple[int, ...]:
    apart = bucket(words_apart((one.start, one.end), (other.start, other.end)))
    return scene.types[one.actor], scene.types[other.actor], one.reason, other.reason, apart
