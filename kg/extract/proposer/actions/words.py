"""Words that may tell of an action, each paired with the actors who may do it, as input of the network.

No annotation says which word tells of an action: each verb and noun of a sentence is paired with each mention near it,
and the odds of all pairs of an actor are added up, so that learning finds the word that tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.proposer.scene.holders import ELSEWHERE, bucket, words_apart
from kg.extract.proposer.scene.scene import Scene, SceneMention
from kg.extract.proposer.scene.syntax import place_of
from kg.model import ActionKind

__all__ = ["BACK", "KINDS", "ActionScores", "ActionWords", "action_words_of"]

KINDS = tuple(ActionKind)
"""In the order of the network's outputs."""
BACK = 2
"""Sentences before the word's in which a doer is looked for."""
MENTIONS_PAIRED = 24
"""How many mentions, the last ones, each word is paired with."""


@dataclass(frozen=True)
class ActionWords:
    """Pairs of the ``words`` and ``mentions`` of a window: ``places`` are the indices of each pair's word and mention;
    ``of`` is the index of its doer among the ``doers``, each an actor in a sentence; ``known`` are its features besides
    the words, as numbers of embeddings."""

    words: tuple[int, ...]
    mentions: tuple[SceneMention, ...]
    places: tuple[tuple[int, int], ...]
    of: tuple[int, ...]
    doers: tuple[tuple[int, str], ...]
    known: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class ActionScores:
    """The probability of an action of each of `KINDS` by an actor in a sentence, and the word that tells it best."""

    sentence: int
    actor: str
    likely: tuple[float, ...]
    words: tuple[int, ...]


def action_words_of(scene: Scene, sentences: Sequence[int], visible: tuple[int, int]) -> ActionWords:
    """The words of some sentences that may tell of actions, paired with mentions within the words ``visible``."""
    words: list[int] = []
    mentions: dict[SceneMention, int] = {}
    pairs: list[tuple[int, int]] = []
    doer_of_pair: list[int] = []
    doers: dict[tuple[int, str], int] = {}
    features_of_pair: list[tuple[int, ...]] = []
    for k in sentences:
        near = _near(scene, k, visible)
        start, end = scene.sentences[k]
        for word in (i for i in range(start, min(end, visible[1])) if near and i in scene.telling):
            for sentences_back, mention in near:
                pairs.append((len(words), mentions.setdefault(mention, len(mentions))))
                doer_of_pair.append(doers.setdefault((k, mention.actor), len(doers)))
                features_of_pair.append(_features(scene, word, k, mention, sentences_back))
            words.append(word)
    return ActionWords(
        tuple(words), tuple(mentions), tuple(pairs), tuple(doer_of_pair), tuple(doers), tuple(features_of_pair)
    )


def _near(scene: Scene, sentence: int, visible: tuple[int, int]) -> list[tuple[int, SceneMention]]:
    """The last mentions in a sentence and those before it, in text order, each with how many sentences before."""
    mentions = [
        (sentence - k, mention)
        for k in scene.near(sentence, BACK, 0)
        for mention in scene.by_sentence.get(k, ())
        if mention.start >= visible[0] and mention.end <= visible[1]
    ]
    return sorted(mentions, key=lambda each: each[1].start)[-MENTIONS_PAIRED:]


def _features(scene: Scene, word: int, sentence: int, mention: SceneMention, sentences_back: int) -> tuple[int, ...]:
    words = mention.start, mention.end
    place = ELSEWHERE if sentences_back else place_of(scene, (word, word + 1), sentence, words)
    return (
        scene.types[mention.actor],
        mention.reason,
        place,
        bucket(words_apart((word, word + 1), words)),
        sentences_back,
    )
