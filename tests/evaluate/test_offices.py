"""Resolution of persons by name, office and date alone, against a list of appointments."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import GoldFormatError
from kg.evaluate import Figures
from kg.evaluate.offices import load_offices, measure_offices, undated

APPOINTMENTS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "pocom_roles.jsonl"

type Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A list of appointments: person, her id, place, first and last day."""

    def written(*rows: tuple[str, str, str, str | None, str | None]) -> Path:
        names = ("person", "person_id", "place", "started", "ended")
        lines = (json.dumps({**dict(zip(names, row, strict=True)), "role": "ambassador-e-p"}) for row in rows)
        (path := tmp_path / "roles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return written


EARLIER = ("Ann Mary Holt", "holt-ann-mary", "norway", "1951-02-03", "1955-01-01")
LATER = ("Karl Erik Holt", "holt-karl-erik", "peru", "1999-05-06", "2003-01-01")


def test_a_term_becomes_three_documents_with_three_forms_of_the_name(write: Write) -> None:
    named = [(one.actor.name, one.year, *one.posts) for one in load_offices(write(LATER))]
    assert named == [
        ("Karl Erik Holt", 1999, ("ambassador to Peru", "US")),
        ("Karl E. Holt", 2001, ("ambassador to Peru", "US")),
        ("Holt", 2003, ("ambassador", "US")),
    ]


def test_only_dates_distinguish_two_holders_of_one_family_name(write: Write) -> None:
    path = write(EARLIER, LATER, ("Nobody Knows", "knows-nobody", "peru", None, None))
    assert measure_offices(load_offices(path)).by_family_name == Figures(2, 2, 2)
    assert measure_offices(load_offices(path)).whole.f1 == 1.0
    assert measure_offices(undated(load_offices(path))).by_family_name == Figures(0, 0, 2)


@pytest.mark.parametrize(("person", "started"), [("Ann Holt", "long ago"), ("", "1951-02-03")])
def test_an_invalid_line_is_named(write: Write, person: str, started: str) -> None:
    with pytest.raises(GoldFormatError, match="line 1"):
        load_offices(write((person, "holt-ann", "norway", started, None)))


@pytest.mark.skipif(not APPOINTMENTS.exists(), reason="shared/corpora is not here")
def test_seven_thousand_appointments_are_resolved() -> None:
    found = measure_offices(load_offices(APPOINTMENTS))
    assert found.whole.pairs.f1 >= 0.97
    assert found.by_family_name.precision >= 0.99
    assert found.by_family_name.recall >= 0.92
