"""The options for ingesting."""

from __future__ import annotations

import pytest

from kg.ingesting import Options


@pytest.mark.parametrize("patience", [0.5, 1, float("inf")])
def test_patience_is_any_positive_number(patience: float) -> None:
    assert Options(patience=patience).patience == patience
