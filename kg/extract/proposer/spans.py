"""The spans of words that may be a matter, by the probabilities that each word begins or continues one.

Tags of a word: 0 for none, then two for each stance, for the first word of its matter and for the next ones (BIO:
Ramshaw and Marcus 1995, https://aclanthology.org/W95-0107). The best path of tags is Viterbi's; a handicap on "none"
makes it find more spans.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.extract.arrays import Array

__all__ = ["HANDICAPS", "best_path", "likely_spans", "spans_of"]

HANDICAPS = (0.0, 1.5, 3.0, 4.5)
"""By how much the log-probability of "none" is lowered, in turn."""
IMPOSSIBLE = np.float32(-1e9)


def likely_spans(sentences: Sequence[Array]) -> list[list[tuple[int, int]]]:
    """The spans of each sentence, given its log-probabilities [words, tags], with any of `HANDICAPS`: ranges of words,
    each once, sorted."""
    return [sorted({span for path in paths for span in spans_of(path)}) for paths in _best_paths(sentences, HANDICAPS)]


def best_path(log_probabilities: Array, handicap: float) -> list[int]:
    """The likeliest tags of the words, where a matter goes on only after a word of the same stance."""
    return _best_paths([log_probabilities], (handicap,))[0][0]


def _best_paths(sentences: Sequence[Array], handicaps: Sequence[float]) -> list[list[list[int]]]:
    """The best path of each sentence with each handicap, all at once word after word; shorter sentences are padded with
    "none"."""
    if not sentences:
        return []
    longest, tags = max(map(len, sentences)), sentences[0].shape[1]
    scores = np.full((longest, len(sentences), len(handicaps), tags), IMPOSSIBLE)
    scores[..., 0] = 0
    for number, table in enumerate(sentences):
        scores[: len(table), number] = table[:, None]
        scores[: len(table), number, :, 0] -= np.array(handicaps, np.float32)
    rows = scores.reshape(longest, -1, tags)
    best, steps = rows[0].copy(), np.zeros(rows.shape, np.int8)
    inside = np.arange(2, tags, 2, dtype=np.int8)
    best[:, 2::2] = IMPOSSIBLE
    for row, step in zip(rows[1:], steps[1:], strict=True):
        step[:] = best.argmax(axis=1)[:, None]
        first, later = best[:, 1::2], best[:, 2::2]
        begun = first >= later
        step[:, 2::2] = inside - begun
        following = np.where(begun, first, later) + row[:, 2::2]
        best = best.max(axis=1, keepdims=True) + row
        best[:, 2::2] = following
    paths = [best.argmax(axis=1)]
    every = np.arange(len(best))
    for step in steps[:0:-1]:
        paths.append(step[every, paths[-1]])
    found = np.stack(paths[::-1], axis=1).reshape(len(sentences), len(handicaps), longest).tolist()
    return [[path[: len(table)] for path in by] for by, table in zip(found, sentences, strict=True)]


def spans_of(tags: Sequence[int]) -> list[tuple[int, int]]:
    """The ranges of words that are tagged as a matter.

    >>> spans_of([0, 1, 2, 2, 0, 3, 1])
    [(1, 4), (5, 6), (6, 7)]
    """
    found: list[tuple[int, int]] = []
    going: int | None = None
    for at, tag in enumerate(tags):
        if tag == 0:
            going = None
        elif tag % 2 == 0 and going == tag - 1:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
            going = tag if tag % 2 else tag - 1
    return found
