"""In a digest each paragraph is a news item of its own; the paragraphs of an article go on with one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.proposer.scene.scene import scene_of
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

ITEMS = (
    "Norway closes its border.",
    "Mayors A. Ruiz and B. Lund denounce the new levy, accusing it of harming farmers.",
    "Voters in Lima reject the treaty on fishing.",
    "Chile opens a mine.",
)
ARTICLE = (ITEMS[0], "Its envoy, Ana Ruiz, said that it would open later.", "But Peru rejected the move.")


@pytest.mark.parametrize(("paragraphs", "meant"), [(ITEMS, {"its"}), (ARTICLE, {"its", "Its", "it"})])
def test_no_pronoun_reaches_another_item(paragraphs: tuple[str, ...], meant: set[str], named: Named) -> None:
    found = named("\n\n".join(paragraphs), "words", "name", "reason")
    assert {words for words, name, reason in found if name == "Norway" and reason == "pronoun"} == meant


@pytest.mark.parametrize("second", ["In Lima, she opposed the dam.", "Her government rejected the dam."])
def test_a_paragraph_with_an_open_pronoun_continues_the_item(second: str, named: Named) -> None:
    paragraphs = ("President Ana Ruiz met envoys in Norway.", second, "A court in Bogota fined a bank.")
    found = named("\n\n".join(paragraphs), "words", "name", "reason")
    assert {name for words, name, reason in found if reason == "pronoun"} == {"Ana Ruiz"}


@pytest.mark.parametrize(("paragraphs", "near"), [(ITEMS, range(1, 2)), (ARTICLE, range(3))])
def test_the_network_looks_for_holders_in_one_item(paragraphs: tuple[str, ...], near: range, reader: Reader) -> None:
    scene = scene_of(reader.parse(Document("\n\n".join(paragraphs), "own", "memory:own")))
    assert scene.near(1, 3, 1) == near
