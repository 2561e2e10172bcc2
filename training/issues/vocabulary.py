"""The words whose vectors are known before the model of issues is trained."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch

from kg.extract.arrays import Array
from kg.extract.issues.wording import words_of
from training.places import GOLD
from training.proposer.bases import Base, base_of
from training.proposer.modules.torch_network import TorchNetwork

__all__ = ["DIRECTIONS", "Vocabulary", "vocabulary"]

DIRECTIONS = 192
"""Numbers in a word's vector: one half from the encoder's embedding, one half from its output for the word alone."""
_AT_ONCE = 512
_EVERY = 3
"""The principal components are computed from every third word."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with their vectors [word, number] of unit length, and how telling each is: the rarer, the more."""

    words: tuple[str, ...]
    vectors: Array
    telling: Array


def vocabulary() -> Vocabulary:
    """The whole words of the vocabulary of all-MiniLM-L6-v2. The vector of each holds the principal components of its
    embedding and of the encoder's output for it alone ([Model2Vec](https://github.com/MinishLab/model2vec) takes the
    latter); a word is the more telling the fewer real texts have it."""
    base = base_of("small")
    places = {word: place for word, place in base.pieces.numbers.items() if word.isascii() and word.isalnum()}
    pieces = torch.tensor(list(places.values()))
    tables = base.weights["word"][pieces].numpy(), _outputs(pieces, base)
    vectors = np.concatenate([_principal_components(table, DIRECTIONS // 2) for table in tables], axis=1)
    return Vocabulary(tuple(places), (vectors / math.sqrt(2)).astype(np.float32), _telling(tuple(places)))


def _outputs(pieces: torch.Tensor, base: Base) -> Array:
    """The encoder's output for each piece alone, [piece, number]."""
    network = TorchNetwork(base.kind, base.heads, base.layers, base.marked, base.weights, rank=0).eval()
    with torch.no_grad():
        opening, closing = (torch.full_like(pieces, end) for end in (base.opening, base.closing))
        rows = torch.stack((opening, pieces, closing), dim=1)
        outputs = [
            network.lower(part, torch.ones_like(part, dtype=torch.bool)).mean(1) for part in rows.split(_AT_ONCE)
        ]
    return np.asarray(torch.cat(outputs).numpy(), dtype=np.float32)


def _principal_components(table: Array, count: int) -> Array:
    """The first ``count`` principal components of each row of a table, scaled to unit length."""
    centred = table - table.mean(0)
    _, _, directions = np.linalg.svd(centred[::_EVERY], full_matrices=False)
    components = centred @ directions[:count].T
    return np.asarray(components / (np.linalg.norm(components, axis=1, keepdims=True) + 1e-6), dtype=np.float32)


def _telling(words: tuple[str, ...]) -> Array:
    texts = sorted((GOLD / "real").glob("*.txt"))
    texts_by_word: Counter[str] = Counter()
    for path in texts:
        texts_by_word.update(set(words_of(path.read_text(encoding="utf-8"))))
    return np.array([math.log((len(texts) + 1) / (1 + texts_by_word[word])) for word in words], dtype=np.float32)
