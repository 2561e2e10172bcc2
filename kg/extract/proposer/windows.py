"""A document in the runs of sentences that are read at once, each with some words before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from kg.extract.proposer.scene.scene import Scene
from kg.extract.proposer.wordpiece import WordPieces

__all__ = ["Laid", "Window", "laid_out", "windows"]

CORE, BEFORE, AFTER, MOST = 320, 80, 24, 500
"""Pieces in a run of sentences (one sentence may have more), beside it, and in all."""


@dataclass(frozen=True, slots=True)
class Window:
    """``sentences`` ``[first, last)`` are read; ``words`` ``[start, end)`` are seen."""

    sentences: tuple[int, int]
    words: tuple[int, int]


class Laid(NamedTuple):
    """A window as a network reads and learns it: its ``pieces`` by number, the kind of actor that each is part of (0
    none), whether it is in the sentences that are read (1) or beside them (0), and the ``first`` piece of each word."""

    pieces: list[int]
    kinds: list[int]
    core: list[int]
    first: list[int]


def windows(sentences: Sequence[tuple[int, int]], lengths: Sequence[int]) -> Iterator[Window]:
    """The windows of a document in order: ``sentences`` are ranges of words, ``lengths`` each word's pieces.

    >>> [w.words for w in windows([(0, 2), (2, 4)], [100, 80, 80, 100])]
    [(0, 2), (1, 4)]
    """
    ends = [0, *accumulate(lengths)]
    first = 0
    while first < len(sentences):
        last = first + 1
        total = _pieces(ends, sentences[first])
        while last < len(sentences) and total + _pieces(ends, sentences[last]) <= CORE:
            total += _pieces(ends, sentences[last])
            last += 1
        core = sentences[first][0], sentences[last - 1][1]
        yield Window((first, last), _seen(ends, core))
        first = last


def laid_out(scene: Scene, window: Window, pieces: WordPieces, opening: int, closing: int) -> Laid:
    """A window in pieces, between those that open and close a text."""
    core = range(scene.sentences[window.sentences[0]][0], scene.sentences[window.sentences[1] - 1][1])
    numbers, kinds, inside, first = [opening], [0], [0], []
    for i in range(*window.words):
        word = pieces.of(scene.words[i])
        first.append(len(numbers))
        numbers += word
        kinds += [scene.kinds[i]] * len(word)
        inside += [int(i in core)] * len(word)
    return Laid([*numbers, closing], [*kinds, 0], [*inside, 0], first)


def _pieces(ends: Sequence[int], words: tuple[int, int]) -> int:
    return ends[words[1]] - ends[words[0]]


def _seen(ends: Sequence[int], core: tuple[int, int]) -> tuple[int, int]:
    start, end = core
    while start > 0 and ends[core[0]] - ends[start - 1] <= BEFORE:
        start -= 1
    while end < len(ends) - 1 and ends[end + 1] - ends[core[1]] <= AFTER:
        end += 1
    while ends[end] - ends[start] > MOST and end > start + 1:
        if start < core[0]:
            start += 1
        else:
            end -= 1
    return start, end
