"""What to expect of each reader."""

from __future__ import annotations

import pytest

from kg.extract.expectation import expectations


@pytest.mark.parametrize("proposer", [None, "careful"])
def test_each_reader_has_been_measured_on_each_genre(proposer: str | None) -> None:
    assert [e.genre for e in expectations(proposer)] == ["news", "official statements"]
    assert all(0 < e.right < e.stored for e in expectations(proposer))


def test_the_careful_reader_is_right_more_often() -> None:
    for rules, careful in zip(expectations(None), expectations("careful"), strict=True):
        assert careful.right / careful.stored > rules.right / rules.stored
