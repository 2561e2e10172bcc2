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

__all__ = ["Batch", "Row", "make_batch", "rows_of", "stems_in", "target_of", "without_surroundings"]

SHARE_OF_ACCEPTABLE = 0.25
"""The share of the target probability that goes to the concepts that are acceptable also. Those that tell only the form
of a thing get nothing where another tells the thing itself."""
SHARE_OF_OWN_DROPPED, SHARE_OF_NEAR_DROPPED = 0.3, 0.4
"""The share of a matter's own stems, and of its sentence's, that a training step leaves out."""
SHARE_WITHOUT_SURROUNDINGS = 0.15
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


def stems_in(matter: CodedMatter) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of a matter, and those of the rest of its sentence."""
    return stems_of(matter.wording.matter), stems_of(matter.wording.sentence)


def rows_of(
    matters: Sequence[CodedMatter], names: Sequence[str], stems: Sequence[str], vocabulary: Vocabulary
) -> list[Row]:
    """Matters as rows; concepts and stems are given by their places in ``names`` and ``stems``."""
    places = {name: place for place, name in enumerate(names)}
    stem_numbers = {stem: place for place, stem in enumerate(stems)}
    words = {word: place for place, word in enumerate(vocabulary.words)}
    return [_row(matter, places, stem_numbers, words, vocabulary) for matter in matters]


def target_of(matter: CodedMatter, names: Sequence[str]) -> Array:
    """The target probability of each concept, followed by that of none."""
    places = {name: place for place, name in enumerate(names)}
    target = np.zeros(len(places) + 1, dtype=np.float32)
    acceptable = [name for name in matter.right if name not in used_as("form")] or list(matter.right)
    other_places = [places[name] for name in acceptable[1:]]
    target[places[acceptable[0]] if acceptable else len(places)] = 1 - (SHARE_OF_ACCEPTABLE if other_places else 0)
    for place in other_places:
        target[place] += SHARE_OF_ACCEPTABLE / len(other_places)
    return target


def _row(
    matter: CodedMatter,
    places: Mapping[str, int],
    stems: Mapping[str, int],
    words: Mapping[str, int],
    vocabulary: Vocabulary,
) -> Row:
    own_stems, near_stems = (tuple(stems[stem] for stem in found if stem in stems) for found in stems_in(matter))
    return Row(
        bags=np.stack([bag(part, words, vocabulary.vectors, vocabulary.telling) for part in matter.wording.parts]),
        own=own_stems,
        near=near_stems,
        signs=tuple((places[name], values_of(found)) for name, found in matter.signs.items()),
        named=any(found.own for found in matter.signs.values()),
        wanted=target_of(matter, tuple(places)),
        made=matter.made,
    )


def without_surroundings(row: Row) -> Row:
    """A matter in its sentence, without the text around the sentence."""
    signs_of_sentence = ((place, of_sentence(values)) for place, values in row.signs)
    bags = row.bags.copy()
    bags[PARTS_OF_SENTENCE:] = 0
    return replace(
        row,
        bags=bags,
        signs=tuple(place_and_values for place_and_values in signs_of_sentence if any(place_and_values[1])),
    )


def make_batch(rows: Sequence[Row], rng: random.Random) -> Batch:
    """A batch of rows; some stems of each are left out, and for some rows the text around their sentence."""
    rows = [without_surroundings(row) if rng.random() < SHARE_WITHOUT_SURROUNDINGS else row for row in rows]
    signs_by_row = [(n, concept, values) for n, row in enumerate(rows) for concept, values in row.signs]
    return Batch(
        bags=torch.from_numpy(np.stack([row.bags for row in rows])),
        own=[[stem for stem in row.own if rng.random() > SHARE_OF_OWN_DROPPED] for row in rows],
        near=[[stem for stem in row.near if rng.random() > SHARE_OF_NEAR_DROPPED] for row in rows],
        matter=torch.tensor([n for n, _, _ in signs_by_row], dtype=torch.long),
        concept=torch.tensor([concept for _, concept, _ in signs_by_row], dtype=torch.long),
        signs=torch.tensor([values for _, _, values in signs_by_row]),
        named=torch.tensor([int(row.named) for row in rows]),
        wanted=torch.from_numpy(np.stack([row.wanted for row in rows])),
        made=torch.tensor([row.made for row in rows]),
    )
