"""Every row of the rules that are data: its example has the stance that it gives, its counterexample has not."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract.frames.rules import Rule, rules
from kg.extract.reader import Reader
from kg.model import Document

ROWS = [pytest.param(family, row, id=f"{family}-{row.id}") for family, rows in rules().items() for row in rows]
NEARLY = [p for p in ROWS if p.values[1].counter]  # type: ignore[union-attr]


def proposed(reader: Reader, text: str) -> set[tuple[str, str, str]]:
    """The rule, the row and the stance of each position that is proposed."""
    doc = reader.parse(Document(text, "own", "memory:own", date=dt.date(2024, 5, 17)))
    return {
        (c.rule, c.row, str(c.values["stance"])) for c in doc._.candidates or () if c.heading == "positions" and c.row
    }


@pytest.mark.parametrize(("family", "row"), ROWS)
def test_the_example_of_a_row_has_its_stance(reader: Reader, family: str, row: Rule) -> None:
    assert (f"position.{family}", row.id, str(row.stance)) in proposed(reader, row.example)


@pytest.mark.parametrize(("family", "row"), NEARLY)
def test_the_counterexample_of_a_row_does_not_have_its_stance(reader: Reader, family: str, row: Rule) -> None:
    assert (f"position.{family}", row.id) not in {(rule, found) for rule, found, _ in proposed(reader, row.counter)}


@pytest.mark.parametrize("family", rules())
def test_each_row_has_a_name_of_its_own(family: str) -> None:
    names = [row.id for row in rules()[family]]
    assert len(names) == len(set(names))
