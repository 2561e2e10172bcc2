"""Bare names that the bodies of several states have: "Congress", "the Treasury", "Democrats"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

MEANT: list[tuple[str, str, str]] = [
    ("The Congress of Peru met. Congress rejected the levy.", "Congress", "Congress of Peru"),
    ("Congress rejected the levy. The Congress of Peru had met.", "Congress", "Congress of Peru"),
    ("The Senate of Kenya met. The Senate demands a vote.", "Senate", "Senate of Kenya"),
    ("Ghana's Treasury met the IMF. The Treasury wants a loan.", "Treasury", "Ghana's Treasury"),
    ("The Indian Congress party met. Congress rejected the levy.", "Congress", "Indian National Congress"),
    ("The Nepali Congress met. Congress rejected the levy.", "Congress", "Nepali Congress"),
    ("Chile's president, Ana Ruiz, urged Congress to act.", "Congress", "Congress"),
    ("A US envoy left. In Chile, the Senate rejected it.", "Senate", "Senate"),
    ("The Japanese Democrats met. Democrats rejected the levy.", "Democrats", "Japanese Democrats"),
    ("Peru's Congress met. The US Congress left. Congress wants a levy.", "Congress", "US Congress"),
    ("The US Senate met. Mexico's Senate met. The Senate wants a levy.", "Senate", "US Senate"),
    ("India's Congress party met. President Trump asked Congress to act.", "Congress", "US Congress"),
    ("Congress passed aid to Ukraine. The Senate had met.", "Senate", "US Senate"),
    ("Peru's Congress met. In the US, Congress wants a levy.", "Congress", "US Congress"),
    ("The US met Peru. Congress wants a levy.", "Congress", "US Congress"),
    ("Trump told Iran that Congress wants a levy.", "Congress", "US Congress"),
    ("The Secretary of State met Iran. Congress wants a levy.", "Congress", "US Congress"),
    ("Democrats in the Senate opposed the treaty with Iran.", "Senate", "US Senate"),
    ("Ohio Governor Ana Ruiz opposed the levy. The Senate wants a levy.", "Senate", "Senate"),
    ("Ohio Governor Ana Ruiz was nominated. The Senate agreed.", "Senate", "US Senate"),
    ("Ohio Governor Ana Ruiz met. The House of Representatives left. The Senate agreed.", "Senate", "US Senate"),
    ("Ohio Governor Ana Ruiz and the Republicans met. The Senate agreed.", "Senate", "US Senate"),
    ("Former Governor Ana Ruiz met. The Senate agreed.", "Senate", "US Senate"),
    ("The US left. Ohio Governor Ana Ruiz opposed the levy. The Senate wants a levy.", "Senate", "US Senate"),
    ("Congress met. Ohio Governor Ana Ruiz asked the Senate to act.", "Senate", "US Senate"),
    ("The central bank's governor, Ana Ruiz, met. The Senate wants a levy.", "Senate", "US Senate"),
    ("The Senate wants a levy.", "Senate", "US Senate"),
    ("Sen. Bo Ek met Brazil. The Senate wants a levy.", "Senate", "US Senate"),
    ("In Iraq, the Treasury said, a bank closed.", "Treasury", "US Treasury Department"),
]


@pytest.mark.parametrize(("text", "words", "name"), MEANT, ids=[text for text, _, _ in MEANT])
def test_a_bare_name_is_that_of_the_body_that_the_text_is_about(text: str, words: str, name: str, named: Named) -> None:
    assert {n for n, w in named(text, "name", "words") if w == words} == {name}
