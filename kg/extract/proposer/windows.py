"""The windows of a document: runs of sentences that an encoder reads at once, with some words before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from kg.extract.proposer.scene.scene import Scene
from kg.extract.proposer.wordpiece import WordPieces

__all__ = ["Window", "WindowInput", "input_of", "windows"]

CORE, BEFORE, AFTER, MOST = 320, 80, 24, 500
"""Pieces in a run of sentences (a single sentence may have more), before it, after it, and in all."""


@dataclass(frozen=True, slots=True)
class Window:
    """The sentences ``[first, last)`` that a window is read for, its core, and the words ``[start, end)`` that the
    encoder sees."""

    sentences: tuple[int, int]
    words: tuple[int, int]


class WindowInput(NamedTuple):
    """A window as input of an encoder: the numbers of its ``pieces``; the kind of actor that each is part of, 0 for
    none; whether it is in the core (1) or outside it (0); and the index of the ``first`` piece of each word."""

    pieces: list[int]
    kinds: list[int]
    core: list[int]
    first: list[int]


def windows(sentences: Sequence[tuple[int, int]], lengths: Sequence[int]) -> Iterator[Window]:
    """The windows of a document in order: ``sentences`` are ranges of words, ``lengths`` the number of each word's
    pieces.

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


def input_of(scene: Scene, window: Window, pieces: WordPieces, opening: int, closing: int) -> WindowInput:
    """The input of a window, between the pieces ``opening`` and ``closing``, which begin and end a text."""
    core = range(scene.sentences[window.sentences[0]][0], scene.sentences[window.sentences[1] - 1][1])
    numbers, kinds, inside, first = [opening], [0], [0], []
    for i in range(*window.words):
        word = pieces.of(scene.words[i])
        first.append(len(numbers))
        numbers += word
        kinds += [scene.kinds[i]] * len(word)
        inside += [int(i in core)] * len(word)
    return WindowInput([*numbers, closing], [*kinds, 0], [*inside, 0], first)


def _pieces(ends: Sequence[int], words: tuple[int, int]) -> int:
    return ends[words[1]] - ends[words[0]]


def _seen(ends: Sequence[int], core: tuple[int, int]) -> tuple[int, int]:
    """The words around a core that fit into its window."""
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
