"""In a heading every word may be capitalised: the text below decides which words are a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

HEADINGS: list[tuple[str, set[str]]] = [
    ("Ana Ruiz Resigns\n\nMinister Ana Ruiz left on Monday. Ruiz had asked for it.", {"Ana Ruiz"}),
    ("Talks stall as Ana Ruiz quits\n\nThe talks stopped. Ruiz had rejected the levy.", {"Ana Ruiz"}),
    ("Deputy Minister Ruiz's Travel to Oslo\n\nDeputy Minister Ana Ruiz left on Monday. Ruiz is late.", {"Ana Ruiz"}),
    ("Founder of Delta Freightways Bo Ek dies\n\nBo A. Ek, founder of Delta Freight, died. Ek was old.", {"Bo A. Ek"}),
    ("Ruiz Told A Reporter To Wait.\n\nMinister Ana Ruiz left on Monday. Ruiz is late.", {"Ana Ruiz"}),
    ("Bo Ek Likens Levy to Ana Ruiz Toasting Fate.\n\nEnvoy Bo Ek met Ana Ruiz. Ek left.", {"Bo Ek", "Ana Ruiz"}),
    (
        "The vote is lost. Will Sanders step down from it?\n\nMinister Eva Sanders left. Sanders is late.",
        {"Eva Sanders"},
    ),
    ("Will Ek resigned.\n\nThe levy fell.", {"Will Ek"}),
]


@pytest.mark.parametrize(("text", "names"), HEADINGS)
def test_a_name_in_a_heading_is_the_one_below(text: str, names: set[str], named: Named) -> None:
    assert {name for name, kind in named(text, "name", "type") if kind == "person"} == names
