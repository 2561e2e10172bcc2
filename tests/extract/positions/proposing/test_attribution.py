"""Who is the source of a position."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Held


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The ministry mentioned that Ana Ruiz supported the tax.", "ministry"),
        ("The ministry did not mention that Ana Ruiz supported the tax.", None),
        ("The ministry did not only say that Ana Ruiz supported the tax, it thanked her.", "ministry"),
        ("The miners demanded more than the money that Ana Ruiz promised to pay.", None),
        ("The miners said that they had got the money that Ana Ruiz promised to pay.", "miners"),
    ],
)
def test_who_keeps_silent_or_demands_more_is_no_source(held: Held, sentence: str, source: str | None) -> None:
    sources = {row[1] for row in held(sentence, "holder", "sources") if row[0] == "Ana Ruiz"}
    assert sources == {() if source is None else (source,)}
