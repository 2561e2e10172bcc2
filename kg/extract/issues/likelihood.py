"""How likely a matter is about each concept of the scheme: learned from some thousands of matters that readers coded.

A log-linear model over what the words of the matter, of its sentence, of its paragraph and of the text's opening mean,
the stems of the matter and of its sentence, and the signs of the scheme's labels (`kg.extract.issues.signs`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from kg.extract.arrays import Array
from kg.extract.issues.signs import Signs, of_sentence, values_of
from kg.extract.issues.weights import load_weights
from kg.extract.issues.wording import PARTS_OF_SENTENCE, Wording, stems_of
from kg.model import Passage

__all__ = ["Likelihoods", "blended", "likelihood_of_each", "likely"]

type Likelihoods = Callable[[str, Passage, Passage], Mapping[str, float]]
"""Another judge: from the text before a matter's sentence, the matter and the sentence, what `likely` indicates."""
_SHARE = 0.35
"""The weight of the other judge."""
_RARE = 1e-6


def likely(words: Wording, signs_by_concept: Mapping[str, Signs], *, alone: bool = False) -> dict[str, float]:
    """What `likelihood_of_each` gives, by concept."""
    return dict(
        zip(load_weights().names, likelihood_of_each(words, signs_by_concept, alone=alone).tolist(), strict=True)
    )


def likelihood_of_each(words: Wording, signs_by_concept: Mapping[str, Signs], *, alone: bool = False) -> Array:
    """The likelihood of each concept, 0 to 1, by a matter's words and by the signs for each, in the order of the names
    of the weights; the rest up to 1 is the likelihood that it is about none of them.

    With ``alone`` only its sentence counts.
    """
    weights = load_weights()
    scores = weights.concepts @ _hidden(words, alone=alone) + weights.bias
    worth = weights.signs[int(any(each.own for each in signs_by_concept.values()))]
    known = {place: each for name, each in signs_by_concept.items() if (place := weights.names.get(name)) is not None}
    if known:
        values = [of_sentence(values_of(each)) if alone else values_of(each) for each in known.values()]
        scores[list(known)] += np.array(values, dtype=np.float32) @ worth
    odds = np.exp(scores - scores.max())
    shares: Array = odds[:-1] / odds.sum()
    return shares


def blended(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """The weighted geometric mean of two judges' likelihoods of the same concepts.

    >>> {name: round(value, 2) for name, value in blended({"Fish": 0.6, "Tax": 0.3}, {"Fish": 0.1, "Tax": 0.8}).items()}
    {'Fish': 0.38, 'Tax': 0.5}
    """
    mean = {name: (p + _RARE) ** (1 - _SHARE) * (other[name] + _RARE) ** _SHARE for name, p in one.items()}
    none = (_none(one) + _RARE) ** (1 - _SHARE) * (_none(other) + _RARE) ** _SHARE
    total = sum(mean.values()) + none
    return {name: value / total for name, value in mean.items()}


def _none(likelihoods: Mapping[str, float]) -> float:
    return max(0.0, 1 - sum(likelihoods.values()))


def _hidden(words: Wording, *, alone: bool) -> Array:
    weights = load_weights()
    parts = words.parts[: PARTS_OF_SENTENCE if alone else None]
    hidden = sum((_meaning(part, n) for n, part in enumerate(parts)), np.float32(0))
    for said, table in ((words.matter, weights.own_stems), (words.sentence, weights.near_stems)):
        places = [place for stem in stems_of(said) if (place := weights.stems.get(stem)) is not None]
        hidden = hidden + table[places].sum(0)
    return np.asarray(hidden, dtype=np.float32)


@lru_cache(maxsize=256)
def _meaning(words: tuple[str, ...], part: int) -> Array:
    """The vector of the words of one of a wording's parts; cached, since one opening serves all matters of a text."""
    weights = load_weights()
    told: Array = weights.bag(words) @ weights.parts[part]
    return told
