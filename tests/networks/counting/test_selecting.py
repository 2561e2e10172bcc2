"""Which codings count: range, exclusions, empty fields, duplicates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kg.errors import DnaFaultError
from kg.networks.codings import Coding, Codings
from kg.networks.counting.selecting import select
from kg.networks.counting.series import event_list
from kg.networks.options import Exclusion, Options
from tests.networks.handmade import told


def kept(codings: Codings, **options: Any) -> str:
    """The ids of the codings that count, ascending, joined to one string."""
    return "".join(sorted(codings.rows[index].id for index in select(codings, Options(**options)).counted))


def test_the_range_includes_both_ends() -> None:
    codings = told("2020-01-01 A tax", "2020-01-02 A tax", "2020-01-03 A tax", "2020-01-04 A tax")
    assert kept(codings, start=datetime(2020, 1, 2), stop=datetime(2020, 1, 3)) == "23"


def test_the_range_includes_documents_without_codings() -> None:
    codings = told("2020-01-05 A tax", documents={"early": {"date": "2019-12-01"}, "undated": {"date": ""}})
    found = select(codings, Options())
    assert (found.start, found.stop) == (datetime(2019, 12, 1), datetime(2020, 1, 5))


def test_an_undated_coding_counts_and_does_not_widen_the_range() -> None:
    codings = told("0001-01-01 A tax", "2020-01-05 A tax")
    assert kept(codings) == "12"
    assert select(codings, Options()).start == datetime(2020, 1, 5)
    assert kept(codings, start=datetime(1900, 1, 1)) == "2"


@pytest.mark.parametrize(
    ("exclusions", "left"),
    [
        ([], "1234"),
        ([Exclusion("organization", ("A",))], "34"),
        ([Exclusion("organization", ("A",), invert=True)], "12"),
        ([Exclusion("organization", ("A",)), Exclusion("concept", ("coal",))], "3"),
        ([Exclusion("organization", ("A",), invert=True), Exclusion("concept", ("coal",), invert=True)], "2"),
        ([Exclusion("level", ("0",))], "24"),
        ([Exclusion("organization", ())], "1234"),
        ([Exclusion("organization", (), invert=True)], ""),
        ([Exclusion("document.source", ("Post",))], "24"),
        ([Exclusion("document.source", ("Post",), invert=True)], "13"),
        ([Exclusion("document.source", (), invert=True)], "1234"),
        ([Exclusion("document.source", ("",), invert=True)], "2"),
    ],
)
def test_all_exclusions_apply(exclusions: list[Exclusion], left: str) -> None:
    sources = {"p": {"source": "Post"}, "n": {"source": "News"}, "none": {"source": ""}}
    codings = told(
        "2020-01-01 A tax 0 p", "2020-01-01 A coal 1 none", "2020-01-01 B tax 0 p", "2020-01-01 B coal 1 n",
        documents=sources,
    )  # fmt: skip
    assert kept(codings, exclude=tuple(exclusions)) == left


def test_integers_are_excluded_by_their_decimal_digits() -> None:
    codings = told("2020-01-01 A tax -2", "2020-01-02 A tax 2", type="integer")
    assert kept(codings, exclude=(Exclusion("level", ("-2",)),)) == "2"


def test_empty_fields_do_not_count_but_are_events() -> None:
    codings = told("2020-01-01 - tax", "2020-01-02 A -", "2020-01-03 A tax")
    assert kept(codings) == "3"
    assert [row.id for row in event_list(codings, Options())] == ["1", "2", "3"]


@pytest.mark.parametrize(("aggregation", "left"), [("ignore", "12"), ("congruence", "2")])
def test_an_empty_qualifier_matters_where_it_is_not_ignored(aggregation: str, left: str) -> None:
    codings = told("2020-01-01 A tax -", "2020-01-01 A tax cost", type="short text")
    assert kept(codings, qualifier="level", aggregation=aggregation) == left


@pytest.mark.parametrize(
    ("duplicates", "left"),
    [
        ("include", "12345678"),
        ("document", "1245678"),
        ("week", "15678"),
        ("month", "1578"),
        ("year", "157"),
        ("acrossrange", "1"),
    ],
)
def test_the_first_duplicate_in_a_unit_is_kept(duplicates: str, left: str) -> None:
    codings = told(
        "2019-12-30 A tax 1 x", "2019-12-30 A tax 1 y", "2019-12-30 A tax 0 x", "2019-12-31 A tax",
        "2020-01-06 A tax", "2020-01-13 A tax", "2021-01-01 A tax", "2021-02-01 A tax",
    )  # fmt: skip
    assert kept(codings, duplicates=duplicates) == left


def test_opposite_levels_are_no_duplicates_unless_the_level_is_ignored() -> None:
    codings = told("2020-01-01 A tax 1", "2020-01-01 A tax 0")
    assert kept(codings, duplicates="document", qualifier="level") == "1"
    assert kept(codings, duplicates="document", qualifier="level", aggregation="subtract") == "12"


def test_excluded_codings_are_removed_before_duplicates() -> None:
    codings = told("2020-01-01 A tax 0", "2020-01-01 A tax 1")
    assert kept(codings, duplicates="document", exclude=(Exclusion("level", ("0",)),)) == "2"


@pytest.mark.parametrize(
    ("duplicates", "days"),
    [("month", ("2019-01-05", "2020-01-06")), ("week", ("2019-02-06", "2020-02-05"))],
)
def test_months_and_weeks_of_different_years_differ_but_not_in_dna(duplicates: str, days: tuple[str, str]) -> None:
    codings = told(*(f"{day} A tax" for day in days))
    assert kept(codings, duplicates=duplicates) == "12"
    assert kept(codings, duplicates=duplicates, as_dna=True) == "1"


@pytest.mark.parametrize(("weeks", "left"), [("iso", "13"), ("us", "12")])
def test_a_week_begins_on_monday_or_sunday(weeks: str, left: str) -> None:
    # A Saturday, a Sunday and a Monday.
    codings = told("2020-02-01 A tax", "2020-02-02 A tax", "2020-02-03 A tax")
    assert kept(codings, duplicates="week", weeks=weeks) == left


@pytest.mark.parametrize(
    ("weeks", "days", "left"),
    [
        ("iso", ("2019-12-30", "2020-01-01"), "1"),  # Week 1 of 2020 begins in 2019.
        ("iso", ("2021-01-01", "2021-01-04"), "12"),  # 1 January is still in week 53 of 2020.
        ("us", ("2020-12-27", "2021-01-02"), "1"),  # The week of 1 January is the first of its year.
        ("us", ("2021-01-02", "2021-01-03"), "12"),
    ],
)
def test_the_year_of_a_week(weeks: str, days: tuple[str, str], left: str) -> None:
    codings = told(*(f"{day} A tax" for day in days))
    assert kept(codings, duplicates="week", weeks=weeks) == left


@pytest.mark.parametrize(("level", "in_dna"), [("127", "1"), ("-128", "1"), ("128", "12"), ("-129", "12")])
def test_equal_numbers_are_duplicates_but_not_in_dna_beyond_the_cache_of_java(level: str, in_dna: str) -> None:
    codings = told(f"2020-01-01 A tax {level}", f"2020-01-01 A tax {level}", type="integer")
    options = {"qualifier": "level", "aggregation": "subtract", "duplicates": "document"}
    assert kept(codings, **options) == "1"
    assert kept(codings, **options, as_dna=True) == in_dna


def test_a_qualifier_of_documents_and_duplicates_can_be_combined_but_not_in_dna() -> None:
    codings = told("2020-01-01 A tax 1 d", "2020-01-01 A tax 1 d")
    options = {"qualifier": "document.source", "aggregation": "congruence", "duplicates": "document"}
    documents = {"d": {"source": "Post", "date": "2020-01-01"}}
    codings = Codings(codings.rows, codings.variables, documents)
    assert kept(codings, **options) == "1"
    with pytest.raises(DnaFaultError, match="a qualifier of documents"):
        kept(codings, **options, as_dna=True)
    # Without a duplicate, DNA does not reach the code that fails.
    assert kept(Codings(codings.rows[:1], codings.variables, documents), **options, as_dna=True) == "1"


def test_a_missing_value_is_none_and_in_dna_an_error() -> None:
    row = Coding("1", "", "d", datetime(2020, 1, 1), 0, 1, {"organization": "A", "concept": "tax"})
    codings = Codings((row,), {"organization": "short text", "concept": "short text", "level": "boolean"})
    assert kept(codings, qualifier="level") == "1"
    assert kept(codings, qualifier="level", aggregation="subtract") == ""
    with pytest.raises(DnaFaultError, match="the coding 1 has no value of the variable level"):
        kept(codings, qualifier="level", as_dna=True)


def test_only_codings_of_the_requested_kind() -> None:
    row = told("2020-01-01 A tax").rows[0]
    other = Coding("2", "note", row.document, row.date, 0, 1, row.values)
    assert kept(Codings((row, other), {"organization": "short text", "concept": "short text"}), kind="note") == "2"
