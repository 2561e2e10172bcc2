"""What a network should say of a window: what is annotated in gold documents, what a teacher says of other texts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from kg.extract.arrays import Array
from kg.extract.proposer.network import STANCES
from kg.extract.proposer.scores import MatterScores
from kg.extract.proposer.spans import best_path, spans_of
from kg.extract.proposer.windows import Window
from training.proposer.annotated_documents import AnnotatedDocument, GoldPosition
from training.proposer.teacher_readings import TeacherReading

__all__ = ["UNHELD", "Span", "spans_of_gold", "spans_of_teacher", "tags_of"]

UNHELD = (*(0.0 for _ in STANCES), 1.0)
"""The stances of an actor who has none, and then the probability of none."""
HANDICAPS = (0.0, 2.0)
OWN_SPANS, RANDOM_SPANS = 0.6, 0.5
"""The shares of sentences that give matters found by the network, and one drawn at random."""
DOUBTED_SPANS, LIKELY = 0.3, 0.1
"""The share of doubted matters that the network is asked about; a matter is doubted if the teacher gives no actor this
probability of holding it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A matter whose holders the network is asked for: its sentence and words; by actor, the probabilities of the
    stances and then of none; by actor, the probability of being addressed, None where that is not known."""

    sentence: int
    words: tuple[int, int]
    held: Mapping[str, Sequence[float]]
    addressed: Mapping[str, float] | None


def tags_of(document: AnnotatedDocument | TeacherReading, window: Window) -> Array:
    """The target probabilities ``[word, tag]`` of the words of a window's sentences, white space tokens included."""
    sentences = document.scene.sentences
    start, end = sentences[window.sentences[0]][0], sentences[window.sentences[1] - 1][1]
    certain = np.eye(2 * len(STANCES) + 1, dtype=np.float32)
    if isinstance(document, AnnotatedDocument):
        return certain[_gold_tags(document, window, start, end)]
    tags = np.repeat(certain[:1], end - start, axis=0)
    for k in range(*window.sentences):
        a, b = sentences[k]
        tags[a - start : b - start] = document.tags[k]
    return tags


def _gold_tags(document: AnnotatedDocument, window: Window, start: int, end: int) -> list[int]:
    """The number of each word's tag; of matters that share words, the shortest is tagged."""
    tags = [0] * (end - start)
    positions = (sorted(document.positions.get(k, ()), key=_length) for k in range(*window.sentences))
    for position in chain.from_iterable(positions):
        a, b = position.words[0] - start, position.words[1] - start
        if not any(tags[a:b]):
            tags[a:b] = [1 + 2 * position.stance, *[2 + 2 * position.stance] * (b - a - 1)]
    return tags


def _length(position: GoldPosition) -> int:
    return position.words[1] - position.words[0]


def spans_of_gold(
    document: AnnotatedDocument, window: Window, rng: random.Random, tags: Array | None
) -> Iterator[Span]:
    """The matters that the network is asked about: those of the gold, those of the rules, some drawn at random, and
    some that it finds itself by ``tags``, its log-probabilities ``[word, tag]`` of the window; none twice."""
    sentences = range(*window.sentences)
    seen_words = set()
    for k in sentences:
        for position in document.positions.get(k, ()):
            stances_held = document.stances(k, position.words) | dict.fromkeys(position.holders, position.stance)
            seen_words.add(position.words)
            yield Span(k, position.words, _certain(stances_held), dict.fromkeys(position.addressees, 1.0))
    other_spans = [(k, position.words) for position, k in document.rules if k in sentences]
    for k in sentences:
        start, end = document.scene.sentences[k]
        if end - start > 3 and rng.random() < RANDOM_SPANS:
            first_word = rng.randrange(start, end - 1)
            other_spans.append((k, (first_word, min(end, first_word + rng.randrange(2, 14)))))
        if tags is not None and rng.random() < OWN_SPANS:
            offset = window.words[0]
            path = best_path(tags[start - offset : end - offset], rng.choice(HANDICAPS))
            other_spans += [(k, (a + start, b + start)) for a, b in spans_of(path)]
    for k, words in other_spans:
        if words not in seen_words:
            seen_words.add(words)
            yield Span(k, words, _certain(document.stances(k, words)), None)


def _certain(held: Mapping[str, int]) -> dict[str, Sequence[float]]:
    return {actor: [float(n == stance) for n in range(len(UNHELD))] for actor, stance in held.items()}


def spans_of_teacher(document: TeacherReading, window: Window, rng: random.Random) -> Iterator[Span]:
    """The matters for which the teacher gives holders, but only some of those that it doubts."""
    for k in range(*window.sentences):
        scores_by_words: dict[tuple[int, int], list[MatterScores]] = {}
        for matter_scores in document.seen.get(k, ()):
            scores_by_words.setdefault(matter_scores.words, []).append(matter_scores)
        for words, scores in scores_by_words.items():
            if max(1 - s.held.none for s in scores) >= LIKELY or rng.random() < DOUBTED_SPANS:
                stances_held = {s.actor: (*s.held.stances, s.held.none) for s in scores}
                yield Span(k, words, stances_held, {s.actor: s.held.addressed for s in scores})
