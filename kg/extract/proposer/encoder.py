"""The forward pass of a transformer encoder, with numpy alone: MPNet's and BERT's layers, which differ in how they
encode positions.

Vaswani et al. 2017, https://arxiv.org/abs/1706.03762; Devlin et al. 2019, https://arxiv.org/abs/1810.04805; Song et al.
2020, https://arxiv.org/abs/2004.09297 (relative positions, in buckets). Weights are ``float32``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.arrays import Array

__all__ = ["EPSILON", "Encoder", "bucket", "gelu", "linear"]

type Integers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

EPSILON = {"mpnet": 1e-5, "bert": 1e-12}
BUCKETS, FARTHEST = 32, 128
LINEAR = np.float32(-2 * math.sqrt(2 / math.pi))
CUBED = LINEAR * np.float32(0.044715)
LARGEST_EXPONENT = np.float32(80)
BLOCK = 24_576
"""Numbers that `gelu` takes at a time."""


@dataclass(frozen=True)
class Encoder:
    """``weights`` by name as `training.proposer` writes them; ``kind`` is ``mpnet`` or ``bert``; ``marked`` is the
    number of the layer before which the embeddings of actors and of the core are added."""

    kind: str
    heads: int
    layers: int
    marked: int
    weights: Mapping[str, Array]

    def __call__(
        self, pieces: Sequence[int], actors: Sequence[int], core: Sequence[int], wanted: Sequence[int]
    ) -> Array:
        """The vectors of the pieces at the indices ``wanted``, in their order. Of each piece: its number, the kind of
        actor that it is part of (0 for none), and whether it is in the core (1) or outside it (0)."""
        w = self.weights
        numbers = np.asarray(pieces)
        places = np.arange(len(numbers)) + (2 if self.kind == "mpnet" else 0)
        x = self._normal(w["word"][numbers] + w["place"][places], "first")
        bias = self._bias(len(numbers))
        for layer in range(self.layers):
            if layer == self.marked:
                x += w["actor"][np.asarray(actors)]
                x += w["core"][np.asarray(core)]
            x = self._layer(x, layer, bias, np.asarray(wanted) if layer == self.layers - 1 else None)
        return x

    def _layer(self, x: Array, number: int, bias: Array | None, wanted: Integers | None) -> Array:
        """The output of a layer for all pieces, or for those that are wanted, which attend to all."""
        name = f"{number}."
        k, v = (linear(x, self.weights, name + part) for part in "kv")
        if wanted is not None:
            x, bias = x[wanted], None if bias is None else bias[:, wanted]
        q = linear(x, self.weights, name + "q")
        q *= np.float32((x.shape[1] // self.heads) ** -0.5)
        seen = linear(self._attended(q, k, v, bias), self.weights, name + "o")
        seen += x
        x = self._normal(seen, name + "n1")
        inner = x @ self.weights[name + "up.weight"].T
        out = linear(gelu(inner, self.weights[name + "up.bias"]), self.weights, name + "down")
        out += x
        return self._normal(out, name + "n2")

    def _attended(self, q: Array, k: Array, v: Array, bias: Array | None) -> Array:
        """Attention, head after head, so that the scores of one head stay in the processor's cache."""
        out = np.empty_like(q)
        scores = np.empty((len(q), len(k)), np.float32)
        ones = np.ones(len(k), np.float32)
        size = q.shape[1] // self.heads
        for head in range(self.heads):
            at = slice(head * size, (head + 1) * size)
            np.matmul(q[:, at], k[:, at].T, out=scores)
            if bias is not None:
                scores += bias[head]
            scores -= scores.max(axis=1, keepdims=True)
            np.exp(scores, out=scores)
            np.matmul(scores, v[:, at], out=out[:, at])
            out[:, at] /= (scores @ ones)[:, None]
        return out

    def _normal(self, x: Array, name: str) -> Array:
        """Layer normalisation, in place."""
        x -= x.mean(axis=1, keepdims=True, dtype=np.float32)
        spread = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1])
        x /= np.sqrt(spread + np.float32(EPSILON[self.kind]))[:, None]
        x *= self.weights[name + ".weight"]
        x += self.weights[name + ".bias"]
        return x

    def _bias(self, length: int) -> Array | None:
        """The bias of each head for the distance of two pieces; None for BERT, which has absolute positions."""
        if self.kind != "mpnet":
            return None
        apart = self.weights["apart"][bucket(np.arange(1 - length, length))]
        out: Array = np.lib.stride_tricks.sliding_window_view(apart.T.copy(), length, axis=1)[:, ::-1]
        return out


def bucket(apart: Integers) -> Integers:
    """The number of the bucket for a distance: one for each short distance, then ever wider ones."""
    half = BUCKETS // 2
    near = half // 2
    far = np.abs(apart)
    scale = np.log(np.maximum(far, 1) / near) / math.log(FARTHEST / near) * (half - near)
    out: Integers = np.where(far < near, far, np.minimum(near + scale.astype(np.int64), half - 1)) + half * (apart > 0)
    return out


def linear(x: Array, weights: Mapping[str, Array], name: str) -> Array:
    """A linear layer: its matrix and its bias."""
    out: Array = x @ weights[name + ".weight"].T
    out += weights[name + ".bias"]
    return out


def gelu(x: Array, bias: Array | None = None) -> Array:
    """Gaussian error linear units of ``x`` plus a bias, in place: Hendrycks and Gimpel 2016,
    https://arxiv.org/abs/1606.08415, by their approximation with tanh, off by 0.0005 at most.

    A few rows at a time, so that intermediate values stay in the processor's cache.

    >>> [round(float(y), 3) for y in gelu(np.array([[-1, 0, 2]], np.float32))[0]]
    [-0.159, 0.0, 1.955]
    """
    rows = max(1, BLOCK // x.shape[1])
    room = np.empty((rows, x.shape[1]), np.float32)
    for first in range(0, len(x), rows):
        some = x[first : first + rows]
        if bias is not None:
            some += bias
        inner = room[: len(some)]
        np.multiply(some, some, out=inner)
        inner *= CUBED
        inner += LINEAR
        inner *= some
        np.minimum(inner, LARGEST_EXPONENT, out=inner)
        np.exp(inner, out=inner)
        inner += np.float32(1)
        some /= inner
    return x
