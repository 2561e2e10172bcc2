"""Why names are linked to an actor, and which links wait for a person's decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.judgement_entry import judgements_of
from kg.record import Comparison, Holds, Record, open_record
from tests.doubles.cast import document, facts, person, roles, state

US = state("us", "US", "United States")


def put(record: Record, name: str, who: str, year: int, post: str | None = None) -> str:
    dated = replace(document(name), date=dt.date(year, 1, 1))
    record.put(dated, facts([person(who), US], roles=roles((who, post, None)) if post else ()), "1.0")
    return dated.id


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A father and a son of one name, a document that does not say which, and one with another spelling."""
    with open_record(tmp_path / "record.db", create=True) as opened:
        for year in (1989, 1990):
            put(opened, f"father-{year}", "Henry T. Marsh", year, "President")
        for year in (2001, 2003):
            put(opened, f"son-{year}", "Henry W. Marsh", year, "President")
        put(opened, "short", "Marsh", 2002, "President")
        put(opened, "between", "Marsh", 1993, "President")
        put(opened, "spelt", "Anna Lindqvist", 2002)
        put(opened, "misspelt", "Anna Lindkvist", 2002)
        yield opened


def held(rows: list[Comparison], name: str) -> Comparison:
    return next(row for row in rows if row.name == name)


def test_each_name_is_explained_by_reasons_for_and_against(record: Record) -> None:
    rows = record.explain_actor("person/henry-w-marsh")
    assert (held(rows, "Henry W. Marsh").holds, held(rows, "Henry W. Marsh").documents) == (Holds.IS, 2)
    short = held(rows, "Marsh")
    assert short.holds is Holds.IS
    assert short.probability is not None
    assert short.probability > 0.65
    assert short.speaks["same title"] > 0 > short.speaks["short"]
    father = record.explain_actor("person/henry-t-marsh")
    assert any(row.holds is Holds.IS_NOT and row.actor == "person/henry-w-marsh" for row in father)


def test_external_ids_follow_the_names_with_their_source(record: Record) -> None:
    rows = [row for row in record.explain_actor("state/US") if row.holds is Holds.HAS_ID]
    assert [row.name for row in rows] == ["ISO 3166-1 alpha-2 US", "ISO 3166-1 alpha-3 USA", "Wikidata Q30"]
    assert all("country-coder" in row.reason for row in rows)


def test_another_spelling_is_explained_by_the_spelling(record: Record) -> None:
    rows = record.explain_actor(record.links("spelt")["Anna Lindqvist"].actor)
    spelt = [row for row in rows if "spelling" in row.speaks]
    assert spelt
    assert all(row.holds is Holds.IS for row in spelt)


def test_doubtful_names_wait_until_a_person_has_decided(record: Record) -> None:
    (doubt, *_) = [each for each in record.doubts() if each.name == "Marsh"]
    assert doubt.actor == record.links("between")["Marsh"].actor
    assert doubt.holds is Holds.DOUBTFUL
    record.judge(judgements_of(record, [("same", (doubt.to, doubt.actor), {})], "ana", ""))
    assert record.links("between")["Marsh"].actor == doubt.to
    assert (doubt.actor, doubt.to) not in {(each.actor, each.to) for each in record.doubts()}


@pytest.mark.parametrize(
    ("who", "post", "other", "other_post", "waits"),
    [
        ("Anna Berg", "Fisheries Minister", "Ana Berg", "Fisheries Minister", True),
        ("Anna Berg", "Fisheries Minister", "Ana Berg", "Energy Minister", False),
        ("Anna Berg", "Fisheries Minister", "Anna Burg", "Fisheries Minister", True),
        ("Anna Berg", "Fisheries Minister", "Ana Berg", None, False),
        ("Anna Berg", "Fisheries Minister", "Anna Bergen", "Fisheries Minister", False),
        ("Tom Berg", "Fisheries Minister", "Tim Berg", "Fisheries Minister", False),
        ("Martin Berg", "Fisheries Minister", "Martina Berg", "Fisheries Minister", False),
    ],
)
def test_misspelt_names_of_one_post_wait_for_a_person(
    tmp_path: Path, who: str, post: str, other: str, other_post: str | None, waits: bool
) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        put(record, "one", who, 2021, post)
        put(record, "other", other, 2021, other_post)
        first, second = (record.links(name)[each].actor for name, each in (("one", who), ("other", other)))
        assert first != second
        assert [{each.actor, each.to} for each in record.doubts()] == [{first, second}] * waits
        if not waits:
            return
        for seen, theirs in ((first, second), (second, first)):
            (row,) = [each for each in record.explain_actor(seen) if each.actor == theirs]
            assert row.holds is Holds.DOUBTFUL
        record.judge(judgements_of(record, [("different", (first, second), {})], "ana", ""))
        assert record.doubts() == []
        (row,) = [each for each in record.explain_actor(first) if each.actor == second]
        assert (row.holds, row.reason) == (Holds.IS_NOT, "a person's decision")
