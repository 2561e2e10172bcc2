"""Windows of annotated documents as rows of numbers, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.extract.arrays import Array
from kg.extract.proposer.windows import Window, input_of, windows
from kg.extract.proposer.wordpiece import WordPieces
from training.proposer.annotated_documents import AnnotatedDocument
from training.proposer.targets import tags_of
from training.proposer.teacher_readings import TeacherReading

__all__ = ["Row", "batches", "rows_of"]

TOGETHER = 64
"""So many windows are drawn at random, and those of similar length among them share a batch."""


@dataclass(eq=False)
class Row:
    """A window of a document as the network reads it (`kg.extract.proposer.windows`), the target probabilities ``[word,
    tag]`` of the core's words, and ``lower``: the output of the frozen layers, once that is known."""

    document: AnnotatedDocument | TeacherReading
    window: Window
    pieces: list[int]
    kinds: list[int]
    core: list[int]
    first: list[int]
    tags: Array
    lower: Any = field(default=None, repr=False)

    @property
    def bounds(self) -> tuple[int, int]:
        """The range of the core's words."""
        sentences = self.document.scene.sentences
        return sentences[self.window.sentences[0]][0], sentences[self.window.sentences[1] - 1][1]


def rows_of(document: AnnotatedDocument | TeacherReading, pieces: WordPieces, opening: int, closing: int) -> list[Row]:
    """The windows of a document."""
    scene = document.scene
    return [
        Row(document, window, *input_of(scene, window, pieces, opening, closing), tags_of(document, window))
        for window in windows(scene.sentences, [len(pieces.of(word)) for word in scene.words])
        if not isinstance(document, TeacherReading) or window.sentences[0] in document.tags
    ]


def batches(rows: Sequence[Row], size: int, rng: random.Random) -> list[list[Row]]:
    """All rows once, in batches of at most ``size`` pieces, padding included."""
    shuffled = list(rows)
    rng.shuffle(shuffled)
    batches_so_far: list[list[Row]] = []
    for start in range(0, len(shuffled), TOGETHER):
        batch: list[Row] = []
        for row in sorted(shuffled[start : start + TOGETHER], key=lambda r: len(r.pieces)):
            if batch and (len(batch) + 1) * len(row.pieces) > size:
                batches_so_far.append(batch)
                batch = []
            batch.append(row)
        batches_so_far.append(batch)
    rng.shuffle(batches_so_far)
    return batches_so_far
