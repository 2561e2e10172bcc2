"""Learning the weights of name similarities: those that ship are learned from the sightings."""

from __future__ import annotations

import pytest

from kg.resolve.likeness import weights
from training.actors import weights_file


def test_the_weights_that_ship_are_learned_from_the_sightings() -> None:
    sorts = weights_file()["sorts"]
    assert sorts.keys() == weights().bias.keys() == weights().weights.keys()
    for sort, row in sorts.items():
        assert row["bias"] == pytest.approx(weights().bias[sort], abs=0.1)
        assert row["weights"] == pytest.approx(weights().weights[sort], abs=0.1)
