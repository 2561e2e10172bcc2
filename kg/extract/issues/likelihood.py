"""How likely a matter is about each concept of the scheme: learned from some thousands of matters that readers coded.

A log-linear model: what the words of the matter, of its sentence, of its paragraph and of the text's opening mean,
which stems the matter and its sentence have, and the signs of the scheme's labels (`kg.extract.issues.signs`).
"""

from __future__ import annotations

from dataclasses import astuple

import numpy as np

from kg.extract.issues.signs import signs
from kg.extract.issues.weights import Array, Weights, load_weights
from kg.extract.issues.wording import PARTS_OF_SENTENCE, Wording, stems_of, wording
from kg.lists import OwnList
from kg.model import Passage

__all__ = ["likely"]


def likely(
    text: str, matter: Passage, evidence: Passage, lists: tuple[OwnList, ...] = (), *, alone: bool = False
) -> dict[str, float]:
    """The likelihood of each concept, 0 to 1; what is missing to 1 together is that it is about none of them.

    Where its sentence stands ``alone``, only the words of that are looked at.
    """
    weights = load_weights()
    words = wording(text, matter, evidence)
    scores = weights.concepts @ _hidden(words, weights, alone=alone) + weights.bias
    found = signs(text, matter, evidence, lists, alone=alone)
    worth = weights.signs[int(any(each.own for each in found.values()))]
    for place, name in enumerate(weights.names):
        if name in found:
            scores[place] += worth @ np.array(astuple(found[name]), dtype=np.float32)
    odds = np.exp(scores - scores.max())
    return dict(zip(weights.names, (odds[:-1] / odds.sum()).tolist(), strict=True))


def _hidden(words: Wording, weights: Weights, *, alone: bool) -> Array:
    parts = astuple(words)[: PARTS_OF_SENTENCE if alone else None]
    hidden = sum((weights.bag(part) @ weights.parts[n] for n, part in enumerate(parts)), np.float32(0))
    for said, table in ((words.matter, weights.own_stems), (words.sentence, weights.near_stems)):
        places = [place for stem in stems_of(said) if (place := weights.stems.get(stem)) is not None]
        hidden = hidden + table[places].sum(0)
    return np.asarray(hidden, dtype=np.float32)
