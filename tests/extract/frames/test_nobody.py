"""What "no state that ..." does: nobody takes such a stance, and nobody says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES
from kg.model import Document

type Held = Callable[..., set[tuple[object, ...]]]


@pytest.mark.parametrize(
    "text",
    [
        "No state has been found that is ready to host the talks.",
        "There is no union that opposes the ban.",
        "There are no states opposing the ban.",
        "There is no party opposed to the ban.",
        "There is no partner willing to sign the pact.",
    ],
)
def test_nobody_takes_a_stance_that_no_actor_takes(reader: Reader, held: Held, text: str) -> None:
    assert held(text) == set()
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert [c for c in CANDIDATES(doc) if c.heading == "statements" and c.values["sources"]] == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("There is no state but Peru that is ready to host the talks.", ("Peru", "offer", "host the talks")),
        ("Peru, which has no doubts, supports the ban.", ("Peru", "support", "the ban")),
        ("No state bordering Peru supports the ban.", ("state", "oppose", "the ban")),
        ("No senator who supports Peru backed the ban.", ("senator", "oppose", "the ban")),
        ("The union that opposes the ban has no say.", ("union", "oppose", "the ban")),
        ("Peru sees no reason to sign the pact.", ("Peru", "reject", "sign the pact")),
    ],
)
def test_those_beside_no_take_one(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


def test_nobody_in_a_description_leaves_the_stance_to_the_noun(held: Held) -> None:
    assert held("No senator who supports Peru backed the ban.", "holder") == {("senator",)}
