"""CodedMatter matters as rows of numbers, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from kg.extract.arrays import Array
from kg.extract.issues.matching import used_as
from kg.extract.issues.signs import of_sentence, values_of
from kg.extract.issues.weights import bag
from kg.extract.issues.wording import PARTS_OF_SENTENCE, stems_of
from training.issues.coded_matters import CodedMatter
from training.issues.vocabulary import Vocabulary

__all__ = ["Batch", "Row", "alone", "batch_of", "rows_of", "stems_in", "wanted_of"]

SHARE_OF_ALSO = 0.25
"""The share of the target probability that goes to the concepts that are acceptable also. Those that tell only the form
of a thing get nothing where another tells the thing itself."""
DROPPED_OWN, DROPPED_NEAR = 0.3, 0.4
"""The share of a matter's own stems, and of its sentence's, that a training step leaves out."""
ALONE = 0.15
"""The share of the matters of which a training step sees only the sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """A matter: the ``bags`` [part, number] of its wording, its ``own`` stems and its sentence's (``near``), the signs
    of concepts by their places, whether its own words name a concept, and the target probability of each concept and
    of none (``wanted``)."""

    bags: Array
    own: tuple[int, ...]
    near: tuple[int, ...]
    signs: tuple[tuple[int, tuple[float, ...]], ...]
    named: bool
    wanted: Array
    made: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of matters: ``bags`` [matter, part, number]; stems; the ``signs`` [row, number] with the ``matter`` and
    the ``concept`` that each row is about; ``named`` [matter]; ``wanted`` [matter, concept]."""

    bags: Tensor
    own: Sequence[Sequence[int]]
    near: Sequence[Sequence[int]]
    matter: Tensor
    concept: Tensor
    signs: Tensor
    named: Tensor
    wanted: Tensor
    made: Tensor


def stems_in(each: CodedMatter) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of a matter, and those of the rest of its sentence."""
    return stems_of(each.wording.matter), stems_of(each.wording.sentence)


def rows_of(matters: Sequence[CodedMatter], names: Sequence[str], stems: Sequence[str], known: Vocabulary) -> list[Row]:
    """Matters as rows; concepts and stems are given by their places in ``names`` and ``stems``."""
    places = {name: place for place, name in enumerate(names)}
    numbered = {stem: place for place, stem in enumerate(stems)}
    words = {word: place for place, word in enumerate(known.words)}
    return [_row(each, places, numbered, words, known) for each in matters]


def wanted_of(each: CodedMatter, names: Sequence[str]) -> Array:
    """The target probability of each concept, followed by that of none."""
    places = {name: place for place, name in enumerate(names)}
    wanted = np.zeros(len(places) + 1, dtype=np.float32)
    told = [name for name in each.right if name not in used_as("form")] or list(each.right)
    others = [places[name] for name in told[1:]]
    wanted[places[told[0]] if told else len(places)] = 1 - (SHARE_OF_ALSO if others else 0)
    for other in others:
        wanted[other] += SHARE_OF_ALSO / len(others)
    return wanted


def _row(
    each: CodedMatter, places: Mapping[str, int], stems: Mapping[str, int], words: Mapping[str, int], known: Vocabulary
) -> Row:
    own, near = (tuple(stems[stem] for stem in found if stem in stems) for found in stems_in(each))
    return Row(
        bags=np.stack([bag(part, words, known.vectors, known.telling) for part in each.wording.parts]),
        own=own,
        near=near,
        signs=tuple((places[name], values_of(found)) for name, found in each.signs.items()),
        named=any(found.own for found in each.signs.values()),
        wanted=wanted_of(each, tuple(places)),
        made=each.made,
    )


def alone(row: Row) -> Row:
    """A matter in its sentence, without the text around the sentence."""
    told = ((place, of_sentence(values)) for place, values in row.signs)
    bags = row.bags.copy()
    bags[PARTS_OF_SENTENCE:] = 0
    return replace(row, bags=bags, signs=tuple(each for each in told if any(each[1])))


def batch_of(rows: Sequence[Row], rng: random.Random) -> Batch:
    """A batch of rows; some stems of each are left out, and for some rows the text around their sentence."""
    rows = [alone(row) if rng.random() < ALONE else row for row in rows]
    told = [(n, concept, values) for n, row in enumerate(rows) for concept, values in row.signs]
    return Batch(
        bags=torch.from_numpy(np.stack([row.bags for row in rows])),
        own=[[stem for stem in row.own if rng.random() > DROPPED_OWN] for row in rows],
        near=[[stem for stem in row.near if rng.random() > DROPPED_NEAR] for row in rows],
        matter=torch.tensor([n for n, _, _ in told], dtype=torch.long),
        concept=torch.tensor([concept for _, concept, _ in told], dtype=torch.long),
        signs=torch.tensor([values for _, _, values in told]),
        named=torch.tensor([int(row.named) for row in rows]),
        wanted=torch.from_numpy(np.stack([row.wanted for row in rows])),
        made=torch.tensor([row.made for row in rows]),
    )
