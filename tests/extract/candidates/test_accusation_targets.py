"""The addressee of an accusation, found in the words of its matter."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract import Reader
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Peru condemned the raids by Chile on its ports.", "Chile"),
        ("Peru denounced Chile's raids on its ports.", "Chile"),
        ("Ana Ruiz said that Bo Ek's speech was a gift to smugglers.", "Bo Ek"),
        ("Peru condemned the raids on Chile.", None),
        ("Peru condemned Bo Ek's arrest.", None),
    ],
)
def test_the_doer_of_a_condemned_deed_is_accused(reader: Reader, text: str, addressee: str | None) -> None:
    facts = reader.read(Document(text, "own", "memory:own", date=dt.date(2024, 5, 17))).facts
    names = {actor.id: actor.name for actor in facts.actors}
    found = {names[p.addressee] if p.addressee is not None else None for p in facts.positions}
    assert found == {addressee}


def test_nobody_accuses_himself_by_his_own_deed(reader: Reader) -> None:
    facts = reader.read(Document("Peru condemned its raids.", "own", "memory:own")).facts
    assert all(p.addressee is None for p in facts.positions)
