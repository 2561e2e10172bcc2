"""The learned weights fit the scheme that ships."""

from __future__ import annotations

import numpy as np

from kg.extract.issues.scheme import concepts
from kg.extract.issues.signs import SIGNS
from kg.extract.issues.weights import load_weights


def test_every_concept_of_the_scheme_was_learned() -> None:
    weights = load_weights()
    assert set(weights.names) == set(concepts())
    assert weights.concepts.shape[0] == len(weights.bias) == len(weights.names) + 1
    assert weights.signs.shape == (2, len(SIGNS))


def test_a_bag_has_unit_length_and_ignores_unknown_words() -> None:
    weights = load_weights()
    assert abs(float(np.linalg.norm(weights.bag(("tariff", "steel")))) - 1) < 1e-3
    assert not weights.bag(("xqzzt",)).any()
    assert np.array_equal(weights.bag(("tariff", "xqzzt")), weights.bag(("tariff",)))
