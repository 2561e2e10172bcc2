"""Matrices in eight bits a number: no number is off by more than half a step of its row."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from kg.extract.arrays import SCALE, Array, dequantized
from training.proposer.rounding import rounded

MATRICES = arrays(
    np.float32, array_shapes(min_dims=2, max_dims=2), elements=st.floats(-30, 30, width=32, allow_subnormal=False)
)


@given(MATRICES)
def test_reading_rounded_numbers_is_exact_to_half_a_step(matrix: Array) -> None:
    numbers, worth = rounded(matrix)
    assert numbers.dtype == np.int8
    stored = {"up": numbers.astype(np.float32), f"up{SCALE}": worth.astype(np.float32), "bias": matrix[0]}
    read = dequantized(stored)
    assert set(read) == {"up", "bias"}
    assert (np.abs(read["up"] - matrix) <= worth.astype(np.float32) * 0.6).all()
