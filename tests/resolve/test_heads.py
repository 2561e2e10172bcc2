"""Which head of state or government or foreign minister a name refers to, and when it refers to none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from kg.model import ActorType, ResolvedActor
from kg.offices import Head, heads
from kg.resolve import external_ids
from kg.resolve.external.heads import Seen, head_of
from kg.resolve.gazetteer_entries import gazetteer


def seen(*texts: str, countries: Mapping[str, int] | None = None, years: Sequence[int | None] = ()) -> Head | None:
    return head_of(Seen(texts, countries or {}, Counter(years)))


def test_the_rows_are_complete() -> None:
    states = {row.country for row in gazetteer().values() if row.id.startswith("state/")}
    persons: dict[str, str] = {}
    for head in heads():
        assert re.fullmatch(r"Q[1-9]\d*", head.wikidata)
        assert head.state in states
        assert head.end is None or head.start <= head.end
        assert persons.setdefault(head.id, head.wikidata) == head.wikidata
        found = external_ids(ResolvedActor(head.id, head.name, ActorType.PERSON, wikidata=head.wikidata))
        assert [each.source for each in found] != ["a list of this graph"]
    assert len(set(persons.values())) == len(persons)
    assert len({(head.id, head.office, head.state, head.start) for head in heads()}) == len(heads())


@pytest.mark.parametrize(
    ("texts", "countries", "years"),
    [
        (("Giorgia Meloni",), {"IT": 1}, (2023,)),
        (("Giorgia Meloni",), {"IT": 1}, ()),  # undated, but the country matches
        (("Giorgia Meloni",), {}, (2024,)),  # no country, but the time in office matches
        (("Giorgia Meloni",), {"IT": 3}, (2013,)),  # a few years before the term: the same person
        (("Giorgia Meloni", "Prime Minister Meloni"), {"IT": 3}, (2009,)),  # long before the term, but with her title
        (("Giorgia Meloni",), {"FR": 1}, (2023, 2023, 2024)),  # one outlier among three documents
        (("Meloni", "Prime Minister Meloni"), {"IT": 1}, (2023,)),
        (("Meloni", "the speaker", "Giorgia Meloni"), {"IT": 1}, (2023,)),
    ],
)
def test_a_person_is_identified_by_name_country_and_dates(
    texts: Sequence[str], countries: Mapping[str, int], years: Sequence[int]
) -> None:
    head = seen(*texts, countries=countries, years=years)
    assert head is not None
    assert head.wikidata == "Q451791"


@pytest.mark.parametrize(
    ("texts", "countries", "years"),
    [
        (("Giorgia Meloni",), {"US": 1}, (2023,)),  # another country
        (("Giorgia Meloni",), {}, (1999,)),  # no country, and outside the term
        (("Giorgia Meloni",), {}, ()),
        (("Giorgia Meloni",), {"IT": 1}, (2009,)),  # too long before the term for a name of two words
        (("Giorgia Meloni", "Prime Minister Meloni"), {"IT": 1}, (1890,)),  # nobody lives that long
        (("Meloni",), {"IT": 1}, (2023,)),  # no title
        (("Meloni", "Prime Minister Meloni"), {}, (2023,)),  # no country
        (("Meloni", "Prime Minister Meloni"), {"IT": 1}, (2009, 2023)),  # one of the years is outside the term
        (("Meloni", "Prime Minister Meloni"), {"IT": 1}, (None,)),
        (("Meloni", "President Meloni"), {"IT": 1}, (2023,)),  # another office
        (("Giorgia Meloni", "Mario Draghi"), {"IT": 1}, (2022,)),  # names of two people
        (("President Berdimuhamedow",), {"TM": 1}, (2022,)),  # father and son both held office in that year
        (("Nobody Known",), {"IT": 1}, (2023,)),
        (("William C. Rogers",), {"US": 1}, (1970,)),  # William P. Rogers was in office
    ],
)
def test_a_person_is_not_identified_on_weak_or_contrary_evidence(
    texts: Sequence[str], countries: Mapping[str, int], years: Sequence[int | None]
) -> None:
    assert seen(*texts, countries=countries, years=years) is None


@pytest.mark.parametrize(
    ("texts", "year", "wikidata"),
    [
        (("John Adams",), None, None),  # a common name, and most undated texts are recent
        (("John Adams",), 1799, "Q11806"),
        (("John Adams", "President Adams"), None, "Q11806"),
        (("James Baker",), 2005, "Q223151"),
        (("James Baker",), 2025, None),
        (("James A. Baker",), 2025, "Q223151"),  # with his initial
        (("James Baker", "Secretary of State Baker"), 2025, "Q223151"),
        (("James Baker",), None, "Q223151"),
        (("William Rogers",), 1970, "Q433180"),
        (("William Rogers",), 1988, None),  # without his usual initial
        (("William P. Rogers",), 1988, "Q433180"),
        (("William P. Rogers",), None, None),
    ],
)
def test_a_name_of_two_words_identifies_only_near_the_time_in_office(
    texts: Sequence[str], year: int | None, wikidata: str | None
) -> None:
    found = seen(*texts, countries={"US": 1}, years=(year,))
    assert (found.wikidata if found else None) == wikidata


def test_a_president_of_1990_and_one_of_2005_are_two() -> None:
    items = {"George H. W. Bush": "Q23505", "George W. Bush": "Q207"}
    for name, item in items.items():
        found = seen(name, countries={"US": 1}, years=(2014,))
        assert found is not None
        assert found.wikidata == item
    for year, item in ((1990, "Q23505"), (2005, "Q207")):
        for texts in (("George Bush",), ("Bush", "President Bush")):
            found = seen(*texts, countries={"US": 1}, years=(year,))
            assert found is not None
            assert found.wikidata == item
    assert seen("Bush", "President Bush", countries={"US": 2}, years=(1990, 2005)) is None
    assert seen("George Bush", countries={"US": 2}, years=(1990, 2005)) is None
