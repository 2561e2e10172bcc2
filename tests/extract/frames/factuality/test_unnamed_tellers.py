"""What is told on the word of nobody named is a reported belief; what somebody named tells has its source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    "text",
    [
        "It was reported that Kenya had rejected the levy.",
        "It has been alleged that Kenya rejected the levy.",
        "There are reports that Kenya has rejected the levy.",
        "The visit comes amid claims that Kenya rejected the levy.",
        "The visit follows allegations Kenya rejected the levy.",
        "Reports said that Kenya had rejected the levy.",
        "Unconfirmed media reports suggest that Kenya rejected the levy.",
    ],
)
def test_on_the_word_of_nobody(held: Held, text: str) -> None:
    assert ("Kenya", "reject", "the levy", "reported-belief") in held(text, "holder", "stance", "matter", "modality")


def test_the_word_of_nobody_covers_joined_verbs(held: Held) -> None:
    text = "It is claimed that Kenya rejected the levy and condemned the raid."
    assert held(text, "stance", "modality") == {("reject", "reported-belief"), ("accuse", "reported-belief")}


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Chile made claims that Kenya had rejected the levy.", ("Chile",)),
        ("It was reported by the BBC that Kenya had rejected the levy.", ("BBC",)),
        ("Chile's claim is that Kenya rejected the levy.", ("Chile",)),
        ("Chile verified reports that Kenya had rejected the levy.", ()),
        ("It was announced that Kenya rejects the levy.", ()),
        ("It was said in a statement that Kenya rejects the levy.", ()),
        ("It was stated that Kenya rejects the levy.", ()),
        ("A BBC report that Kenya rejected the levy was read out.", ()),
    ],
)
def test_on_the_word_of_somebody(held: Held, text: str, sources: tuple[str, ...]) -> None:
    rows = held(text, "holder", "stance", "modality", "sources")
    assert [row for row in rows if row[0] == "Kenya"] == [("Kenya", "reject", "asserted", sources)]
