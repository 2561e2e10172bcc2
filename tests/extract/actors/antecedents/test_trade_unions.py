"""The body that "the union" refers to: one that the text tells to be a union, never an employer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

MEANT: list[tuple[str, str]] = [
    ("The KTU, which represents 900 nurses, met SKF. The union rejected the offer.", "KTU"),
    ("The UAW met SKF. The union rejected the offer.", "United Auto Workers"),
    ("The Dockers' Union met SKF. The union rejected the offer.", "Dockers' Union"),
    ("The Pilots Federation met SKF. The union rejected the offer.", "Pilots Federation"),
    ("The Longshoremen's Guild met the Retail Traders Federation. The union left.", "Longshoremen's Guild"),
    ("The KTU called a strike at SKF. The African Union met. The union rejected the offer.", "African Union"),
    ("The African Union met the KTU. The union rejected the offer.", "African Union"),
]
UNNAMED: list[str] = [
    "SKF offered 3 percent. The union, led by Ana Ruiz, rejected the offer.",
    "Machinists at SKF in Oslo walked out. SKF offered 3 percent. The union rejected the offer.",
    "SKF said the walkout was a mistake. The union rejected the offer.",
    "The Toy Merchants Federation offered 2 percent. The union rejected the offer.",
    "The Confederation of Nordic Industry offered 2 percent. The union rejected the offer.",
    "Union Boreal offered 2 percent. The union rejected the offer.",
    "SKF walked out of the talks. The union rejected the offer.",
    "SKF was struck by a walkout. The union rejected the offer.",
    "SKF wants 3 percent of Boreal. SKF's pilots left. The union rejected the offer.",
    "SKF wants a 9 percent pay cut. The union rejected the offer.",
    "IG Metall wants 6 percent. SKF rejected the claim. The union rejected the offer.",
    "Members of the KTU discussed the strike. The union rejected the offer.",
    "The IRB represents all members. The union rejected the offer.",
    "The Tin Miners Association met SKF. The union rejected the offer.",
]


@pytest.mark.parametrize(("text", "name"), MEANT, ids=[text for text, _ in MEANT])
def test_the_union_is_the_body_that_is_told_to_be_one(named: Named, text: str, name: str) -> None:
    assert ("The union", name) in named(text, "words", "name")


@pytest.mark.parametrize("text", UNNAMED)
def test_the_union_is_no_employer(named: Named, text: str) -> None:
    assert ("The union", "union") in named(text, "words", "name")
