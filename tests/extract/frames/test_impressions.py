"""Words that look like a stance, or like the opposite one, because of the words beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Held = Callable[..., set[tuple[object, ...]]]


@pytest.mark.parametrize(
    "text",
    [
        "Peru is considering charging cyclists a fee.",
        "Peru was weighing a boycott of the summit.",
        "Peru has not endorsed a candidate.",
        "Peru had not backed either plan.",
        "Peru sought to portray the visit as routine.",
        "Ana Ruiz tried to convey that she was calm.",
        "Ana Ruiz said she would deliver a speech in Lima.",
        "Ana Ruiz said she would speak at the summit.",
        "A historian might wonder whether the pact was meant to last.",
        "The envoys expected that Chile would pay.",
        "The envoys believed that Chile would pay.",
        "Ana Ruiz asserted that Cuzco was an integral part of Peru.",
    ],
)
def test_considering_portraying_or_expecting_is_no_stance(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru would consider charging cyclists a fee.", ("Peru", "offer", "charging cyclists a fee")),
        ("Peru has never endorsed the plan.", ("Peru", "oppose", "the plan")),
        ("Peru sought to end the war.", ("Peru", "support", "end the war")),
        ("Ana Ruiz said she would deliver the ships.", ("Ana Ruiz", "commit", "deliver the ships")),
        ("Chile believed that it would pay in May.", ("Chile", "commit", "pay in May")),
        (
            "Ana Ruiz asserted that the port was an integral part of the plan.",
            ("Ana Ruiz", "support", "the port was an integral part of the plan"),
        ),
    ],
)
def test_similar_words_that_take_a_stance(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru is willing to impose sanctions on Chile.", ("threaten", "impose sanctions on Chile")),
        ("Peru is willing to lift sanctions on Chile.", ("offer", "lift sanctions on Chile")),
        ("Peru said it would pause its exports.", ("threaten", "pause its exports")),
        ("Peru said it would pause the shelling.", ("commit", "pause the shelling")),
        ("Peru said it would renounce all claims.", ("commit", "renounce all claims")),
        ("Peru said it would renounce the pact.", ("reject", "the pact")),
        ("Peru said it will no longer claim the rights.", ("reject", "claim the rights")),
        ("Peru said it will not claim the rights.", ("reject", "claim the rights")),
    ],
)
def test_the_object_of_a_verb_decides_the_stance(held: Held, text: str, row: tuple[str, str]) -> None:
    assert held(text, "stance", "matter") == {row}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Rumours spread about Peru's possible endorsement of the levy.", "possible"),
        ("Rumours spread about Peru's alleged support for the levy.", "reported-belief"),
        ("News spread about Peru's warm endorsement of the levy.", "asserted"),
    ],
)
def test_an_adjective_before_a_noun_gives_the_modality(held: Held, text: str, modality: str) -> None:
    assert held(text, "holder", "stance", "matter", "modality") == {("Peru", "support", "the levy", modality)}
