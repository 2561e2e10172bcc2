"""What was learned of words and concepts (``data/learned/issues.npz``), as `training.issues` writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

__all__ = ["FILE", "Array", "Weights", "bag", "load_weights", "packed", "unpacked"]

Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
_SCALE = ".scale"
"""What the name of an array ends in that tells what the whole numbers of another are worth."""
FILE = Path(__file__).parents[1] / "data" / "learned" / "issues.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """``vectors`` [word, number] of unit length, by the place of a word, with how ``telling`` each word is (its inverse
    document frequency); ``parts`` [part, number, hidden] of the four parts of a wording; ``own_stems`` and
    ``near_stems`` [stem, hidden], by the place of a stem in a matter and in its sentence; ``concepts`` [concept,
    hidden] with their ``bias``, the last of them none; ``signs`` [whether own words name any, sign].
    """

    words: Mapping[str, int]
    vectors: Array
    telling: Array
    parts: Array
    stems: Mapping[str, int]
    own_stems: Array
    near_stems: Array
    names: tuple[str, ...]
    concepts: Array
    bias: Array
    signs: Array

    def bag(self, words: Sequence[str]) -> Array:
        """What words mean together, at unit length: each as much as it is telling."""
        return bag(words, self.words, self.vectors, self.telling)


def bag(words: Sequence[str], known: Mapping[str, int], vectors: Array, telling: Array) -> Array:
    """What words mean together, at unit length, those left out that are not known."""
    places = [place for word in words if (place := known.get(word)) is not None]
    summed: Array = (vectors[places] * telling[places, None]).sum(0)
    return np.asarray(summed / (np.linalg.norm(summed) + 1e-6), dtype=np.float32)


@cache
def load_weights(path: Path = FILE) -> Weights:
    """The weights that ship, or those of another file."""
    with np.load(path) as arrays:
        rounded = {name: arrays[name] for name in arrays.files}
    lines = {name: unpacked(value) for name, value in rounded.items() if value.dtype == np.uint8}
    wide = {
        name: value.astype(np.float32) * rounded.get(f"{name}{_SCALE}", np.float32(1))
        for name, value in rounded.items()
        if name not in lines and not name.endswith(_SCALE)
    }
    return Weights(
        words={word: place for place, word in enumerate(lines["words"])},
        stems={stem: place for place, stem in enumerate(lines["stems"])},
        names=tuple(lines["names"]),
        **wide,
    )


def packed(lines: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Lines of text as an array of bytes."""
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def unpacked(stored: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> list[str]:
    """The lines of an array of bytes.

    >>> unpacked(packed(["a", "b"]))
    ['a', 'b']
    """
    return stored.tobytes().decode().split("\n")
