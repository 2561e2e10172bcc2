"""The words whose meaning is known before anything is learned of issues."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

from kg.extract.arrays import Array
from kg.extract.issues.wording import words_of
from training.issues.coded import ROOT
from training.proposer.bases import base_of

__all__ = ["DIRECTIONS", "Vocabulary", "vocabulary"]

DIRECTIONS = 128
"""Numbers that a word's vector is cut to."""
_SAMPLED = 3
"""Of so many words one is looked at for the main directions."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with their vectors [word, number] of unit length, and how telling each is."""

    words: tuple[str, ...]
    vectors: Array
    telling: Array


def vocabulary() -> Vocabulary:
    """The whole words of the vocabulary of all-MiniLM-L6-v2, along the main directions of their vectors; a word is the
    more telling the fewer real texts have it."""
    base = base_of("small")
    table = base.weights["word"].numpy().astype(np.float32)
    places = {word: place for word, place in base.pieces.numbers.items() if word.isascii() and word.isalnum()}
    vectors = table[list(places.values())]
    vectors = vectors - vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors[::_SAMPLED], full_matrices=False)
    vectors = vectors @ directions[:DIRECTIONS].T
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    return Vocabulary(tuple(places), vectors.astype(np.float32), _telling(tuple(places)))


def _telling(words: tuple[str, ...]) -> Array:
    texts = sorted((ROOT / "tests" / "gold" / "real").glob("*.txt"))
    seen: Counter[str] = Counter()
    for path in texts:
        seen.update(set(words_of(path.read_text(encoding="utf-8"))))
    return np.array([math.log((len(texts) + 1) / (1 + seen[word])) for word in words], dtype=np.float32)
