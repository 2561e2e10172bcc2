"""Learned weights of words and concepts (``data/learned/issues.npz``), as `training.issues` writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from kg.extract.arrays import Array, dequantized
from kg.extract.words.lexicon import DATA

__all__ = ["FILE", "Weights", "bag", "load_weights", "packed", "unpacked"]

FILE = DATA / "learned" / "issues.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """``vectors`` [word, number] of unit length, by the place of a word, with how ``telling`` each word is (its inverse
    document frequency); ``parts`` [part, number, hidden] of the four parts of a wording; ``own_stems`` and
    ``near_stems`` [stem, hidden], by the place of a stem in a matter and in its sentence; ``concepts`` [concept,
    hidden], by the place of a name, with their ``bias``, the last of them none; ``signs`` [whether own words name any,
    sign].
    """

    words: Mapping[str, int]
    vectors: Array
    telling: Array
    parts: Array
    stems: Mapping[str, int]
    own_stems: Array
    near_stems: Array
    names: Mapping[str, int]
    concepts: Array
    bias: Array
    signs: Array

    def bag(self, words: Sequence[str]) -> Array:
        """The vector of words together, of unit length: each counts as much as it is telling."""
        return bag(words, self.words, self.vectors, self.telling)


def bag(words: Sequence[str], known: Mapping[str, int], vectors: Array, telling: Array) -> Array:
    """The vector of words together, of unit length, without words that are not known."""
    places = [place for word in words if (place := known.get(word)) is not None]
    summed: Array = (vectors[places] * telling[places, None]).sum(0)
    return np.asarray(summed / (np.linalg.norm(summed) + 1e-6), dtype=np.float32)


@cache
def load_weights(path: Path = FILE) -> Weights:
    """The shipped weights, or those of another file."""
    with np.load(path) as arrays:
        stored = {name: arrays[name] for name in arrays.files}
    words, stems, names = (_numbered(unpacked(stored.pop(name))) for name in ("words", "stems", "names"))
    wide = dequantized({name: value.astype(np.float32) for name, value in stored.items()})
    return Weights(words=words, stems=stems, names=names, **wide)


def _numbered(lines: Sequence[str]) -> dict[str, int]:
    return {line: place for place, line in enumerate(lines)}


def packed(lines: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Lines of text as an array of bytes."""
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def unpacked(stored: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> list[str]:
    """The lines of an array of bytes.

    >>> unpacked(packed(["a", "b"]))
    ['a', 'b']
    """
    return stored.tobytes().decode().split("\n")
