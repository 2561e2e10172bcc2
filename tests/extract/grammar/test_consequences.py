"""What followed from how strongly somebody feels or acts is no matter of the feeling."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    "text",
    [
        "Bakers are worried enough that they have stored flour.",
        "Bakers are so worried that they have stored flour.",
        "Bakers were so pleased that they baked a cake.",
        "Bakers objected so loudly that the meeting was closed.",
        "Bakers have so far objected so loudly that the meeting was closed.",
    ],
)
def test_a_consequence_is_no_matter(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    ("text", "stance", "matter"),
    [
        ("Bakers are worried that they have stored too little flour.", "concern",
         "they have stored too little flour"),
        ("Bakers are so worried that flour will run out.", "concern", "flour will run out"),
        ("Bakers are so worried that the miller stored his flour.", "concern", "the miller stored his flour"),
        ("Bakers are so sorry that the mill closed.", "concern", "the mill closed"),
        ("Bakers are so deeply worried that the mill closed.", "concern", "the mill closed"),
        ("Bakers have so far demanded that fares be cut.", "demand", "fares be cut"),
        ("Bakers have so far denied that the mill is safe.", "deny", "the mill is safe"),
        ("Bakers have so consistently warned that flour is scarce.", "concern", "flour is scarce"),
        ("Bakers are so worried about flour that the miller stored it.", "concern", "flour"),
        ("Bakers are not so sure that the mill is safe.", "concern", "the mill is safe"),
        ("Bakers are so worried about flour that they have stored it.", "concern", "flour"),
        ("Bakers opposed the levy so loudly that the mayor dropped it.", "oppose", "the levy"),
    ],
)  # fmt: skip
def test_the_matter_beside_it_is_read(held: Held, text: str, stance: str, matter: str) -> None:
    assert ("Bakers", stance, matter) in held(text)
