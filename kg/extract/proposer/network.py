"""The learned proposer's network: how likely each word is part of a matter, and who holds what on a matter.

An encoder gives each word the vector of its first piece. One head labels words (`kg.extract.proposer.spans`); another
looks at a span of words together with each mention of a possible holder, and adds an actor's mentions up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.proposer.encoder import Array, Encoder, gelu, linear
from kg.extract.proposer.holders import Near
from kg.extract.proposer.scene import Scene
from kg.extract.proposer.windows import Window
from kg.extract.proposer.wordpiece import WordPieces
from kg.model import Stance

__all__ = ["STANCES", "Held", "Network", "Reading"]

STANCES = (
    *(Stance.DEMAND, Stance.PROPOSE, Stance.OFFER, Stance.COMMIT, Stance.SUPPORT, Stance.ACCEPT),
    *(Stance.OPPOSE, Stance.REJECT, Stance.ACCUSE, Stance.DENY, Stance.THREATEN, Stance.CONCERN),
)
"""In the order of the network's outputs."""
ADDRESSED = len(STANCES) + 1
FARTHEST = 60.0
"""Log-odds beyond which nothing is surer, and numbers overflow."""


@dataclass(frozen=True)
class Reading:
    """What the network makes of a window: ``vectors`` and ``labels`` (log-probabilities) of its words in order;
    ``parts``: what each of several makes of it."""

    window: Window
    vectors: Array
    labels: Array
    parts: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """How an actor may stand on a matter: the probability of each of `STANCES`, that there is no position, and that
    the actor is the one to whom somebody's position on it is addressed."""

    stances: tuple[float, ...]
    none: float
    addressed: float


@dataclass(frozen=True)
class Network:
    """An encoder, the vocabulary of its pieces, and the numbers of the pieces that open and close a text."""

    encoder: Encoder
    pieces: WordPieces
    opening: int
    closing: int

    @property
    def weights(self) -> Mapping[str, Array]:
        """All weights by name."""
        return self.encoder.weights

    def read(self, scene: Scene, window: Window) -> Reading:
        """The vectors and labels of a window's words."""
        core = range(scene.sentences[window.sentences[0]][0], scene.sentences[window.sentences[1] - 1][1])
        numbers, kinds, inside, first = [self.opening], [0], [0], []
        for i in range(*window.words):
            pieces = self.pieces.of(scene.words[i])
            first.append(len(numbers))
            numbers += pieces
            kinds += [scene.kinds[i]] * len(pieces)
            inside += [int(i in core)] * len(pieces)
        vectors = self.encoder([*numbers, self.closing], [*kinds, 0], [*inside, 0])[first]
        labels = linear(gelu(linear(vectors, self.weights, "taghid")), self.weights, "tag")
        labels -= labels.max(axis=1, keepdims=True)
        return Reading(window, vectors, labels - np.log(np.exp(labels).sum(axis=1, keepdims=True)))

    def held(self, reading: Reading, matter: tuple[int, int], holders: Mapping[str, Sequence[Near]]) -> dict[str, Held]:
        """How each possible holder stands on the words of a matter."""
        counts = [len(mentions) for mentions in holders.values()]
        scores = self._scores(self._matter(reading, matter), reading, [m for near in holders.values() for m in near])
        summed = _added(scores, counts)
        odds = np.exp(np.minimum(summed[:, : len(STANCES)], FARTHEST))
        total = 1 + odds.sum(axis=1, keepdims=True)
        addressed = 1 / (1 + np.exp(np.minimum(-summed[:, ADDRESSED], FARTHEST)))
        said = zip(holders, (odds / total).tolist(), (1 / total[:, 0]).tolist(), addressed.tolist(), strict=True)
        return {actor: Held(tuple(stances), none, directed) for actor, stances, none, directed in said}

    def _matter(self, reading: Reading, matter: tuple[int, int]) -> Array:
        """The vector of a matter: of its first and last word, of all, and of the word before it."""
        start, end = (place - reading.window.words[0] for place in matter)
        words = reading.vectors
        parts = (words[start], words[end - 1], words[start:end].mean(axis=0), words[max(0, start - 1)])
        return linear(np.concatenate(parts)[None], self.weights, "span")

    def _scores(self, matter: Array, reading: Reading, mentions: Sequence[Near]) -> Array:
        """[mention, output] of a matter with each mention."""
        offset = reading.window.words[0]
        rows = [
            self.weights["nowhere"]
            if m.words is None
            else np.concatenate((reading.vectors[m.words[0] - offset], reading.vectors[m.words[1] - 1 - offset]))
            for m in mentions
        ]
        named = linear(np.stack(rows), self.weights, "ment")
        kinds = [(m.type, m.reason, m.sentence, m.distance, int(m.inside), int(m.speaks)) for m in mentions]
        how: Array = np.zeros_like(named)
        for n, column in enumerate(zip(*kinds, strict=True)):
            how = how + self.weights[f"fe.{n}.weight"][list(column)]
        both = np.concatenate((gelu(matter + named + how), matter * named, how), axis=1)
        return linear(gelu(linear(both, self.weights, "hid")), self.weights, "out")


def _added(scores: Array, counts: Sequence[int]) -> Array:
    """The log-odds of each actor, whose mentions, so many of each, stand one after another: their odds added up."""
    starts = np.cumsum([0, *counts[:-1]])
    top = np.maximum.reduceat(scores, starts)
    odds = np.add.reduceat(np.exp(scores - np.repeat(top, counts, axis=0)), starts)
    summed: Array = np.log(odds) + top
    return summed
