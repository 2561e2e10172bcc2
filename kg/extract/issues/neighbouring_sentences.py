"""What the sentences around a matter's are about, which in a bulletin indicates its issue: an item of the agenda is
named once, and then one party after the other speaks to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from math import exp

import numpy as np

from kg.extract.issues.context import BEFORE_SENTENCES, named, paragraph_of
from kg.extract.issues.likelihood import likelihood_of_each
from kg.extract.issues.signs import own_links, signs
from kg.extract.issues.weights import load_weights
from kg.extract.issues.wording import wording
from kg.lists import OwnList
from kg.model import Passage

__all__ = ["of_neighbours"]

_MOST = 5
"""Sentences before and after that count."""
_FADING = 2.0
"""The number of sentences over which the weight of a neighbour falls to 1/e."""
_ELSEWHERE = 0.3
"""The weight of a neighbour in another paragraph, as a share of what it has in the same."""
_SHARPER = 1.8
"""The power to which the mean is raised: a mean is less sure than what it is made of."""
_EVERYWHERE = {"NegotiatingText": 0.1}
"""What every item of an agenda has, and the share that counts: of a "draft decision" one asks on what."""


def of_neighbours(text: str, evidence: Passage, lists: tuple[OwnList, ...] = ()) -> Mapping[str, float] | None:
    """The likelihood of each concept, 0 to 1, by the sentences around a matter's, the nearer the more; none if there
    are no others.

    >>> text = "On tuna, Chad wants a lower quota. Peru asked for more time. Mali wants fish stocks to recover."
    >>> found = of_neighbours(text, Passage(35, 60, "Peru asked for more time."))
    >>> max(found, key=found.get)
    'Fisheries'
    """
    sentences = named(text, lists)
    spans = list(pairwise((0, *sentences.ends)))
    own = sentences.places(evidence.start, evidence.end)
    start, end = paragraph_of(text, evidence)
    total, whole = 0.0, np.zeros(len(load_weights().names))
    for place in range(max(0, own.start - _MOST), min(len(spans), own.stop + _MOST)):
        if place in own:
            continue
        distance = own.start - place if place < own.start else place - own.stop + 1
        inside = spans[place][1] > start and spans[place][0] < end
        weight = exp(-distance / _FADING) * (1.0 if inside else _ELSEWHERE)
        total += weight
        whole += weight * _of_sentence(text, *spans[place], lists)
    return _sharpened(dict(zip(load_weights().names, (whole / total).tolist(), strict=True))) if total else None


@lru_cache(maxsize=2048)
def _of_sentence(
    text: str, start: int, end: int, lists: tuple[OwnList, ...]
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The likelihood of each concept, in the order of the weights, for a whole sentence, as if it were a matter;
    ``start`` is where the one before ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(BEFORE_SENTENCES))
    sentence = Passage(start, end, text[start:end])
    own = own_links(sentence.text, sentence, text, lists)
    signs_by_concept = signs(text, sentence, sentence, own, lists)
    return likelihood_of_each(wording(text, sentence, sentence), signs_by_concept).astype(np.float64)


def _sharpened(likelihoods: Mapping[str, float]) -> Mapping[str, float]:
    sharp = {concept: _EVERYWHERE.get(concept, 1.0) * value**_SHARPER for concept, value in likelihoods.items()}
    total = sum(sharp.values()) + max(0.0, 1 - sum(likelihoods.values())) ** _SHARPER
    return {concept: value / total for concept, value in sharp.items()}
