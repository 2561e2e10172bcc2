"""Stems: forms of one word come out alike, different words do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.words.stem import stem


@pytest.mark.parametrize(
    "family",
    [
        ("tariff", "tariffs"),
        ("subsidy", "subsidies"),
        ("withdraw", "withdrew", "withdrawn", "withdrawal"),
        ("reduce", "reducing", "reduction", "reductions"),
        ("privatise", "privatization", "privatised", "privatizing"),
        ("enrich", "enriching", "enriched", "enrichment"),
        ("deploy", "deployed", "deployment"),
        ("cut", "cuts", "cutting"),
        ("eliminate", "elimination", "eliminating"),
        ("ratify", "ratifies", "ratification"),
        ("defence", "defense"),
        ("tax", "taxes"),
        ("china's", "china", "china’s"),
    ],
)
def test_forms_of_a_word_share_a_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mine", "mining"),
        ("policy", "politics"),
        ("nation", "national"),
        ("land", "landing"),
        ("aid", "aide"),
        ("demonstrations", "demonstrate"),
        ("deposition", "deposit"),
        ("rallies", "rallying"),
        ("courts", "courting"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", min_size=3))
def test_a_stem_is_never_longer_and_rarely_nothing(word: str) -> None:
    assert len(stem(word)) <= len(word) + 1
    assert stem(word) or not word.strip("'s")
