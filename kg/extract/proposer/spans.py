"""The spans of words that may be a matter, out of how likely each word begins or goes on one.

Labels of a word: 0 for none, then for each stance one for the first word of its matter and one for the next
(Ramshaw and Marcus 1995, https://aclanthology.org/W95-0107). The best path over them is Viterbi's; with a handicap on
"none" more spans are found than are likely.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.extract.proposer.encoder import Array

__all__ = ["HANDICAPS", "likely_spans", "spans_of"]

HANDICAPS = (0.0, 1.5, 3.0, 4.5)
"""By how much the log-probability of "none" is lowered, in turn."""
IMPOSSIBLE = np.float32(-1e9)


def likely_spans(log_probabilities: Array) -> tuple[tuple[int, int], ...]:
    """Ranges of a sentence's words, each once, in the order in which they begin: from [words, labels]."""
    found = {span for path in best_paths(log_probabilities, HANDICAPS) for span in spans_of(path)}
    return tuple(sorted(found))


def best_path(log_probabilities: Array, handicap: float) -> list[int]:
    """The likeliest label of each word, where a matter's next word follows one of the same stance only."""
    return best_paths(log_probabilities, (handicap,))[0]


def best_paths(log_probabilities: Array, handicaps: Sequence[float]) -> list[list[int]]:
    """The best path with each handicap."""
    scores = np.repeat(log_probabilities.astype(np.float32)[:, None], len(handicaps), axis=1)
    scores[:, :, 0] -= np.array(handicaps, np.float32)
    best, steps = scores[0].copy(), np.zeros(scores.shape, np.intp)
    inside = np.arange(2, scores.shape[2], 2)
    best[:, 2::2] = IMPOSSIBLE
    for row, step in zip(scores[1:], steps[1:], strict=True):
        step[:] = best.argmax(axis=1)[:, None]
        first, later = best[:, 1::2], best[:, 2::2]
        begun = first >= later
        step[:, 2::2] = inside - begun
        following = np.where(begun, first, later) + row[:, 2::2]
        best = best.max(axis=1, keepdims=True) + row
        best[:, 2::2] = following
    paths = [best.argmax(axis=1)]
    for step in steps[:0:-1]:
        paths.append(step[np.arange(len(handicaps)), paths[-1]])
    found: list[list[int]] = np.stack(paths[::-1], axis=1).tolist()
    return found


def spans_of(labels: Sequence[int]) -> list[tuple[int, int]]:
    """The ranges of words that labels mark.

    >>> spans_of([0, 1, 2, 2, 0, 3, 1])
    [(1, 4), (5, 6), (6, 7)]
    """
    found: list[tuple[int, int]] = []
    going: int | None = None
    for at, label in enumerate(labels):
        if label == 0:
            going = None
        elif label % 2 == 0 and going == label - 1:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
            going = label if label % 2 else label - 1
    return found
