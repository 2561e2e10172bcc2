"""The learned proposer's network: the probability that each word is part of a matter, and of who holds what on it.

An encoder gives each word the vector of its first piece. One head tags words (`kg.extract.proposer.spans`); another
scores a span of words together with each mention of a possible holder, and adds up the odds of an actor's mentions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from kg.extract.arrays import Array
from kg.extract.proposer.actions.words import ActionScores, ActionWords, action_words_of
from kg.extract.proposer.affiliations.pairs import affiliation_pairs
from kg.extract.proposer.encoder import Encoder, Integers, gelu, linear
from kg.extract.proposer.scene.holders import Near
from kg.extract.proposer.scene.pairs import Pairs, PairScores
from kg.extract.proposer.scene.scene import Scene
from kg.extract.proposer.talks.pairs import talk_pairs
from kg.extract.proposer.windows import Window, input_of
from kg.extract.proposer.wordpiece import WordPieces
from kg.model import Stance

__all__ = ["STANCES", "HolderProbabilities", "HolderQuery", "Network", "WindowReading"]

type HolderQuery = tuple[tuple[int, int], Mapping[str, Sequence[Near]]]
"""The words of a matter, and the mentions of each possible holder by actor."""

STANCES = (
    *(Stance.DEMAND, Stance.PROPOSE, Stance.OFFER, Stance.COMMIT, Stance.SUPPORT, Stance.ACCEPT),
    *(Stance.OPPOSE, Stance.REJECT, Stance.ACCUSE, Stance.DENY, Stance.THREATEN, Stance.CONCERN),
)
"""In the order of the network's outputs."""
ADDRESSED = len(STANCES) + 1
FARTHEST = 60.0
"""The largest log-odds, so that exponentials do not overflow."""


@dataclass(frozen=True)
class WindowReading:
    """What a network reads in a window: ``vectors`` and ``tags`` (log-probabilities) of its words in order;
    ``parts`` are the readings of several networks that read as one."""

    window: Window
    vectors: Array
    tags: Array
    parts: tuple[WindowReading, ...] = ()


@dataclass(frozen=True, slots=True)
class HolderProbabilities:
    """The probabilities of what an actor holds on a matter: of each of `STANCES`, of no position, and that the actor is
    the addressee of somebody's position on it."""

    stances: tuple[float, ...]
    none: float
    addressed: float


@dataclass(frozen=True)
class Network:
    """An encoder, its vocabulary of pieces, and the numbers of the pieces that begin and end a text."""

    encoder: Encoder
    pieces: WordPieces
    opening: int
    closing: int

    @property
    def weights(self) -> Mapping[str, Array]:
        """All weights by name."""
        return self.encoder.weights

    @property
    def has_fact_heads(self) -> bool:
        """Whether it has heads for affiliations and actions (`training.proposer.fact_heads`)."""
        return "actions.out.weight" in self.weights and "affiliations.out.weight" in self.weights

    def read(self, scene: Scene, window: Window) -> WindowReading:
        """The vectors and tags of a window's words."""
        vectors = self.encoder(*input_of(scene, window, self.pieces, self.opening, self.closing))
        tags = linear(gelu(linear(vectors, self.weights, "taghid")), self.weights, "tag")
        tags -= tags.max(axis=1, keepdims=True)
        return WindowReading(window, vectors, tags - np.log(np.exp(tags).sum(axis=1, keepdims=True)))

    def held(self, reading: WindowReading, queries: Sequence[HolderQuery]) -> list[dict[str, HolderProbabilities]]:
        """What each possible holder holds on each matter, in the order of the matters."""
        near = [m for _, holders in queries for mentions in holders.values() for m in mentions]
        if not near:
            return [{} for _ in queries]
        owners = np.repeat(range(len(queries)), [sum(map(len, holders.values())) for _, holders in queries])
        matters = linear(self._matters(reading, [matter for matter, _ in queries]), self.weights, "span")
        scores = self._scores(matters[owners], reading, near)
        summed = _summed(scores, [len(mentions) for _, holders in queries for mentions in holders.values()])
        odds = np.exp(np.minimum(summed[:, : len(STANCES)], FARTHEST))
        total = 1 + odds.sum(axis=1, keepdims=True)
        addressed = 1 / (1 + np.exp(np.minimum(-summed[:, ADDRESSED], FARTHEST)))
        probabilities = zip((odds / total).tolist(), (1 / total[:, 0]).tolist(), addressed.tolist(), strict=True)
        return [
            {
                actor: HolderProbabilities(tuple(stances), none, directed)
                for actor, (stances, none, directed) in zip(holders, islice(probabilities, len(holders)), strict=True)
            }
            for _, holders in queries
        ]

    def _matters(self, reading: WindowReading, matters: Sequence[tuple[int, int]]) -> Array:
        """The vectors of each matter: its first and last word, the mean of all, and the word before it."""
        words, offset = reading.vectors, reading.window.words[0]
        starts = np.array([start - offset for start, _ in matters])
        ends = np.array([end - offset for _, end in matters])
        sums = np.concatenate((np.zeros_like(words[:1]), words.cumsum(axis=0)))
        mean = (sums[ends] - sums[starts]) / (ends - starts)[:, None]
        return np.concatenate((words[starts], words[ends - 1], mean, words[np.maximum(0, starts - 1)]), axis=1)

    def _scores(self, matters: Array, reading: WindowReading, mentions: Sequence[Near]) -> Array:
        """The scores [mention, output] of each mention with its matter."""
        places = dict.fromkeys(m.words for m in mentions)
        vector_of = {words: n for n, words in enumerate(places)}
        vectors = linear(np.stack([self._mention(reading, words) for words in places]), self.weights, "ment")
        vectors = vectors[[vector_of[m.words] for m in mentions]]
        distinct: dict[tuple[int, ...], int] = {}
        feature_rows = [distinct.setdefault(m.known, len(distinct)) for m in mentions]
        embedded = _embedded(self.weights, "fe", np.array(list(distinct)))
        return self._pair_scores("", matters, vectors, embedded, feature_rows)

    def _pair_scores(self, name: str, one: Array, other: Array, embedded: Array, row: Sequence[int]) -> Array:
        """The scores [pair, output] of the vectors ``one`` and ``other``. ``embedded`` are the embeddings of distinct
        features, so that each is multiplied only once, and ``row`` says which of them each pair has."""
        weights = self.weights[name + "hid.weight"]
        width = one.shape[1]
        hidden = (embedded @ weights[:, 2 * width :].T)[row]
        hidden += (one * other) @ weights[:, width : 2 * width].T
        total = one + other
        total += embedded[row]
        hidden += gelu(total) @ weights[:, :width].T
        return linear(gelu(hidden, self.weights[name + "hid.bias"]), self.weights, name + "out")

    def _mention(self, reading: WindowReading, words: tuple[int, int] | None) -> Array:
        """The vectors of a mention's first and last word; for a speaker named too far away a learned one."""
        if words is None:
            return self.weights["nowhere"]
        offset = reading.window.words[0]
        return np.concatenate((reading.vectors[words[0] - offset], reading.vectors[words[1] - 1 - offset]))

    def talks(self, reading: WindowReading, scene: Scene) -> list[PairScores]:
        """The probabilities that actors talk with each other, by sentence of a window."""
        sentences = range(*reading.window.sentences)
        scores = []
        for pairs in talk_pairs(scene, sentences, reading.window.words):
            likely = self._of_pairs("talks.", reading, pairs)
            # Talks have no direction, but the scores of ordered pairs have: the mean of both.
            both_ways = {
                (one, other): (p + likely[other, one]) / 2 for (one, other), p in likely.items() if one < other
            }
            scores.append(PairScores(pairs.sentence, both_ways))
        return scores

    def affiliations(self, reading: WindowReading, scene: Scene) -> list[PairScores]:
        """The probabilities that one actor belongs to another, by sentence of a window."""
        sentences = range(*reading.window.sentences)
        pairs = affiliation_pairs(scene, sentences, reading.window.words)
        return [PairScores(one.sentence, self._of_pairs("affiliations.", reading, one)) for one in pairs]

    def actions(self, reading: WindowReading, scene: Scene) -> list[ActionScores]:
        """The probabilities of actions of each actor near a sentence, by sentence of a window."""
        action_words = action_words_of(scene, range(*reading.window.sentences), reading.window.words)
        return self._actions(reading, scene, action_words) if action_words.words else []

    def _actions(self, reading: WindowReading, scene: Scene, action_words: ActionWords) -> list[ActionScores]:
        offset = reading.window.words[0]
        lexical = np.stack([self.word_vector(scene.words[i]) for i in action_words.words])
        words = linear(reading.vectors[np.array(action_words.words) - offset], self.weights, "actions.one")
        words += lexical @ self.weights["actions.lex.weight"].T
        mentions = np.stack([self._mention(reading, (m.start, m.end)) for m in action_words.mentions])
        mention_vectors = linear(mentions, self.weights, "actions.other")
        first, second = np.array(action_words.places).T
        embedded = _embedded(self.weights, "actions.fe", np.array(action_words.known))
        scores = self._pair_scores("actions.", words[first], mention_vectors[second], embedded, range(len(embedded)))
        doer_of_pair = np.array(action_words.of)
        order = np.argsort(doer_of_pair, kind="stable")
        scores, counts = scores[order], np.bincount(doer_of_pair, minlength=len(action_words.doers))
        summed = _summed(scores, counts.tolist())
        probability_rows = (1 / (1 + np.exp(np.minimum(-summed, FARTHEST)))).tolist()
        ends = counts.cumsum()
        best = [order[end - n + scores[end - n : end].argmax(axis=0)] for n, end in zip(counts, ends, strict=True)]
        return [
            ActionScores(
                k,
                actor,
                tuple(probabilities),
                tuple(action_words.words[action_words.places[place][0]] for place in best_pairs),
            )
            for (k, actor), probabilities, best_pairs in zip(action_words.doers, probability_rows, best, strict=True)
        ]

    def word_vector(self, word: str) -> Array:
        """The vector of a word without its context: the mean of those of its pieces."""
        mean: Array = self.weights["word"][list(self.pieces.of(word))].mean(axis=0)
        return mean

    def _of_pairs(self, name: str, reading: WindowReading, pairs: Pairs) -> dict[tuple[str, str], float]:
        """The probability for each two actors, in both orders, by the head whose weights begin with ``name``."""
        mentions = np.stack([self._mention(reading, (m.start, m.end)) for m in pairs.mentions])
        first, second = np.array(pairs.places).T
        first_vectors = linear(mentions, self.weights, f"{name}one")[first]
        second_vectors = linear(mentions, self.weights, f"{name}other")[second]
        embedded = _embedded(self.weights, f"{name}fe", np.array(pairs.known))
        scores = self._pair_scores(name, first_vectors, second_vectors, embedded, range(len(embedded)))
        places: dict[tuple[str, str], list[int]] = {}
        for n, (i, j) in enumerate(pairs.places):
            places.setdefault((pairs.mentions[i].actor, pairs.mentions[j].actor), []).append(n)
        summed = _summed(scores[[n for rows in places.values() for n in rows]], [len(rows) for rows in places.values()])
        probabilities = 1 / (1 + np.exp(np.minimum(-summed[:, 0], FARTHEST)))
        return dict(zip(places, probabilities.tolist(), strict=True))


def _embedded(weights: Mapping[str, Array], name: str, numbers: Integers) -> Array:
    """The sum of the embeddings of the features [row, feature], of which each column has a table of its own."""
    total = weights[f"{name}.0.weight"][numbers[:, 0]]
    for n in range(1, numbers.shape[1]):
        total = total + weights[f"{name}.{n}.weight"][numbers[:, n]]
    return total


def _summed(scores: Array, counts: Sequence[int]) -> Array:
    """The log-odds of each group of rows that follow each other, ``counts`` of each: their odds added up."""
    starts = np.cumsum([0, *counts[:-1]])
    top = np.maximum.reduceat(scores, starts)
    odds = np.add.reduceat(np.exp(scores - np.repeat(top, counts, axis=0)), starts)
    summed: Array = np.log(odds) + top
    return summed
