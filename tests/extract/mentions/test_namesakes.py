"""The referent of a family name that is also the name of a state or its capital."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Jorge Lima rejected the cap. Lima, who led the team, opposed the levy.", "Lima", {"Jorge Lima"}),
        ("Jorge Lima rejected the cap. Lima also opposed the levy.", "Lima", {"Jorge Lima"}),
        ("Jorge Lima rejected the cap of Peru. Lima, who led the team, opposed the levy.", "Lima", {"Jorge Lima"}),
        ("Jorge Lima rejected the cap. Peru opposed the levy. Lima rejected the draft.", "Lima", set()),
        ("Jorge Lima rejected the cap. Chile wants a levy of Lima.", "Lima", set()),
        ("Jorge Lima rejected the cap. The talks in Lima opened on Monday.", "Lima", {"Peru"}),
        ("Lima rejected the draft. Jorge Lima opposed the cap.", "Lima", {"Peru"}),
        ("Bo Ek rejected the cap. Lima also opposed the levy.", "Lima", {"Peru"}),
        ("Hamilton Jordan rejected the cap. Jordan, who led the team, opposed it.", "Jordan", {"Hamilton Jordan"}),
        ("Hamilton Jordan rejected the cap. Jordan opposed the levy.", "Jordan", set()),
        ("Hamilton Jordan rejected the cap of Amman. Jordan opposed the levy.", "Jordan", {"Jordan"}),
        ("Hamilton Jordan rejected the cap. Chile wants a levy of Jordan.", "Jordan", {"Jordan"}),
        ("Karl German rejected the cap. German opposed the levy.", "German", {"Karl German"}),
        ("Karl German rejected the cap. A German envoy opposed the levy.", "German", {"Germany"}),
        ("Bo Ek rejected the cap. German opposed the levy.", "German", {"Germany"}),
    ],
)
def test_a_family_name_refers_to_the_person_or_nobody(named: Named, text: str, word: str, meant: set[str]) -> None:
    assert {name for words, name in named(text, "words", "name") if words == word} == meant
