"""What to expect of each reader."""

from __future__ import annotations

import pytest

from kg.extract.expectation import expectations


@pytest.mark.parametrize("proposer", [None, "small", "careful"])
def test_each_reader_has_been_measured_on_each_genre(proposer: str | None) -> None:
    assert [e.genre for e in expectations(proposer)] == ["news", "official statements"]
    assert all(0 < e.right < e.stored for e in expectations(proposer))
