"""The probability that a matter is about each concept of the scheme, by an encoder's vectors of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kg.extract.arrays import Array
from kg.extract.proposer.encoder import Encoder
from kg.extract.proposer.wordpiece import WordPieces
from kg.model import Passage

__all__ = ["IssueNetwork", "pieces_around"]

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_LETTERS_BEFORE, _WORDS_BEFORE = 160, 18
"""How many letters, and then words, of the text before a matter's sentence are read."""
_WORDS, _PIECES = 56, 110
"""How many words of a sentence are read, its matter in the middle, and how many pieces in all."""


@dataclass(frozen=True, eq=False)
class IssueNetwork:
    """A pretrained encoder with its vocabulary and the numbers of the pieces that begin and end a text, and one linear
    layer, ``weight`` [concept, number] and ``bias``, over the mean of a matter's vectors and the mean of all, each at
    unit length. ``concepts`` are the names of its outputs but the last, which stands for none of them."""

    encoder: Encoder
    pieces: WordPieces
    opening: int
    closing: int
    concepts: tuple[str, ...]
    weight: Array
    bias: Array

    def __call__(self, text_before: str, matter: Passage, evidence: Passage) -> dict[str, float]:
        """The probability of each concept; what their sum lacks to 1 is the probability that it is none of them."""
        scores = self.weight @ self.vector(text_before, matter, evidence) + self.bias
        odds = np.exp(scores - scores.max())
        return dict(zip(self.concepts, (odds[:-1] / odds.sum()).tolist(), strict=True))

    def vector(self, text_before: str, matter: Passage, evidence: Passage) -> Array:
        """The input of the linear layer."""
        marked_pieces = list(pieces_around(text_before, matter, evidence, self.pieces))
        vectors = _encoded(self, (self.opening, *(number for number, _ in marked_pieces), self.closing))
        matter_vectors = vectors[[place for place, (_, inside) in enumerate(marked_pieces, start=1) if inside]]
        means = (matter_vectors.sum(0), vectors.sum(0))
        return np.concatenate([mean / (np.linalg.norm(mean) + 1e-6) for mean in means]).astype(np.float32)


@lru_cache(maxsize=64)
def _encoded(network: IssueNetwork, numbers: tuple[int, ...]) -> Array:
    """The vectors of pieces, cached, as matters of one sentence share them."""
    unmarked = [0] * len(numbers)
    return network.encoder(numbers, unmarked, unmarked, range(len(numbers)))


def pieces_around(
    text_before: str, matter: Passage, evidence: Passage, pieces: WordPieces
) -> Iterator[tuple[int, bool]]:
    """The numbers of the pieces of the last words before a matter's sentence and of the sentence, each with whether it
    is part of the matter."""
    words = [
        (match.group(), matter.start <= evidence.start + match.start() < matter.end)
        for match in _WORD.finditer(evidence.text)
    ]
    inside = [place for place, (_, is_inside) in enumerate(words) if is_inside] or [0]
    start = max(0, min((inside[0] + inside[-1]) // 2 - _WORDS // 2, len(words) - _WORDS))
    words_before = _WORD.findall(text_before[-_LETTERS_BEFORE:])[-_WORDS_BEFORE:]
    window = [*((word, False) for word in words_before), *words[start : start + _WORDS]]
    numbered = [(number, is_inside) for word, is_inside in window for number in pieces.of(word)]
    yield from numbered[:_PIECES]
