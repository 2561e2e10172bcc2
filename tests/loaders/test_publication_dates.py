"""Dates are read if they are unambiguous, and left out otherwise."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Granularity, When
from kg.record import Given
from loaders import DateOrder, dates

Read = Callable[..., Document]

AUGUST_24 = dt.date(2018, 8, 24)


@pytest.mark.parametrize(
    "written",
    [
        "2018-08-24",
        "2018/8/24",
        "20180824",
        "2018-08-24T23:30:00-04:00",
        "2018-08-24 10:15:00+00:00",
        "2018-08-24Z",
        "Fri, 24 Aug 2018 23:30:00 -0400",
        "Fri, 24 Aug 18 10:00:00 GMT",
        "Fri Aug 24 23:30:00 +0000 2018",
        "24 August 2018",
        "24th of August, 2018",
        "24-Aug-2018",
        "24-Aug-18",
        "August 24, 2018",
        "Aug. 24, 2018",
        "Friday, August 24th, 2018 at 10:15 GMT",
        "  24 August\n2018 ",
        "August 24, 2018 Friday",
        "August 24, 2018, Friday 10:15 AM GMT",
        "24/08/2018",
        "08/24/2018",
        "24.08.2018",
    ],
)
def test_an_unambiguous_date_is_read(written: str) -> None:
    assert dates.parse(written) == AUGUST_24


@pytest.mark.parametrize(
    "written",
    [
        *(
            "03/04/2018",
            "24-25 August 2018",
            "August 2018",
            "2018",
            "24/08/18",
            "2018-02-30",
            "2018-13-01",
            "0018-08-24",
        ),
        *("1535068800", "20180824101500", "yesterday", "", "24 August 2018 and more words", "x" * 10_000),
    ],
)
def test_an_invalid_or_ambiguous_date_is_left_out(written: str) -> None:
    assert dates.parse(written) is None


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("03/04/2018", DateOrder.DAY_FIRST, dt.date(2018, 4, 3)),
        ("03/04/2018", DateOrder.MONTH_FIRST, dt.date(2018, 3, 4)),
        ("04/04/2018", None, dt.date(2018, 4, 4)),
        ("24/08/2018", DateOrder.MONTH_FIRST, AUGUST_24),
    ],
)
def test_a_given_order_of_day_and_month_decides(written: str, order: DateOrder | None, day: dt.date) -> None:
    assert dates.parse(written, order) == day


@given(st.dates(dt.date(1500, 1, 1), dt.date(2199, 12, 31)))
def test_a_written_date_is_read_back(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 GMT"):
        assert dates.parse(f"{day:{form}}") == day
    assert dates.in_name(f"talks-{day.isoformat()}.txt") == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("us-china-2018-08-24.txt", AUGUST_24),
        ("2018-08-24_title.txt", AUGUST_24),
        ("2018.08.24", AUGUST_24),
        ("a-20180824-b", AUGUST_24),
        ("doc20180824", None),
        ("12345678", None),
        ("2018-08-24-to-2018-08-25", None),
        ("talks-24-08-2018", None),
    ],
)
def test_a_file_name_has_at_most_one_date(name: str, day: dt.date | None) -> None:
    assert dates.in_name(name) == day


def test_a_file_name_dates_an_undated_document(document: Read) -> None:
    found = document("The envoys met.", "talks-2018-08-24.txt", date=dt.date(2000, 1, 1))
    assert (found.date, found.metadata["date_from"]) == (AUGUST_24, "filename")


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("date 2018-08-24 Envoys leave the palace in Lima.\n\nThe envoys met.", AUGUST_24),
        ("LIMA, Aug. 24, 2018 (Wire) -- The envoys met.", AUGUST_24),
        ("LA PAZ, Aug. 24, 2018 — The envoys of Peru and Chile met on Friday in a palace.", AUGUST_24),
        ("La Paz, Bolivia (24 August 2018) — The envoys met.", None),
        ("Envoys meet\nBy ANA RUIZ\nFriday, August 24, 2018\n\nThe envoys met.", AUGUST_24),
        ("Lima, 24 August 2018\nBy Ana Ruiz\n\nThe envoys met.", AUGUST_24),
        ("Accord of 24 August 2018\nThe envoys met.", None),
        ("Remembering Lima, August 24, 2018\nThe envoys met.", None),
        ("Palace Day, 24 August 2018 – what happens next\nThe envoys met.", None),
        ("PALACE DAY, 24 August 2018 – what happens next\nThe envoys met.", None),
        ("UN Fish Summit, August 24, 2018\nThe envoys met.", None),
        ("Born 24 August 2018\nThe envoys met.", None),
        ("Deadline: 24 August 2018\nThe envoys met.", None),
        ("LIMA, Aug. 24 (Wire) -- The envoys met.", None),
        ("The treaty of 24 August 2018 was signed.", None),
        ("On 24 August 2018 - a Friday - the envoys met.", None),
        ("24 August 2018\nThe envoys met.\n25 August 2018\nThey left.", None),
        ("24 August 2018\n" + "The envoys met.\n" * 60 + "25 August 2018\nThey left.", None),
        ("24 August 2018\n" + "The envoys met.\n" * 60 + "The round of 25 August 2018 ended.", AUGUST_24),
        ("Harbour Gazette\nAugust 24, 2018 Friday\nThe envoys met.", AUGUST_24),
    ],
)
def test_the_dateline_of_a_text_dates_it(document: Read, opening: str, day: dt.date | None) -> None:
    found = document(opening, "talks.txt")
    assert (found.date, found.metadata.get("date_from")) == (day, "text" if day else None)


@pytest.mark.parametrize(
    "line",
    [
        "24.08.2018",
        "Fri 24 Aug 2018 17.35 BST",
        "Buenos Aires, 24 August 2018",
        "Lima, Peru, Friday, 24 August 2018, 20:15",
        "of 24 August 2018",
        "Friday, 24 August 2018 - Lima",
        "By Ana Ruiz, Harbour Gazette - 24 Aug 2018",
        "By Ana Ruiz, August 24, 2018",
        "by Ana Ruiz in Lima 24 Aug 2018",
        "Harbour Gazette | Friday, 24 August 2018 | 3 min read",
        "Harbour Gazette, 24 August 2018",
        "The Port of Lima Herald - Friday, August 24, 2018",
        "Vol. 12 No. 3 · August 24, 2018",
        "Posted by Ana Ruiz on August 24, 2018 at 10:15 AM",
        "Released on 08/24/2018 10:15 AM",
        "12th meeting\nFriday, 24 August 2018, 10 a.m.",
        "12th meeting Friday, 24 August 2018, 10.15 a.m.",
        "LIMA, Peru, Aug. 24, 2018 /Wire/ -- The envoys left.",
    ],
)
def test_a_line_that_tells_no_more_than_when_and_where_dates_a_text(document: Read, line: str) -> None:
    found = document(f"Envoys meet\n\n{line}\n\nThe envoys met.", "talks.txt")
    assert (found.date, found.metadata["date_from"]) == (AUGUST_24, "text")
    if "Wire" not in line:
        other = line.replace("24", "25")
        assert document(f"{line}\n\nThe envoys met.\n\nThey left\n{other}\nThey left.", "talks.txt").date is None


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2018",
        "Friday, 24 August 2018, 10 a.m.",
        "Summit, 24 August 2018",
        "By Friday, 24 August 2018",
        "By Presidential Decree of 24 August 2018",
        "By Resolution 12 of 24 August 2018",
        "Webinar on duties | 24 August 2018",
        "Photo: Ana Ruiz | 24 August 2018",
        "Referendum, 24 August 2018",
        "Signing, 24 August 2018",
        "Adoption, 24 August 2018",
        "The Treaty, 24 August 2018",
        "Save the date: Lima, 24 August 2018",
        "Updated, 24 August 2018",
        "Retrieved 24 August 2018",
        "Deadline | 24 August 2018",
        "Last updated | 24 August 2018",
        "24 August 2018 | Harbour Gazette | 25 August 2018",
        "Answer to the Harbour Gazette, 24 August 2018",
        "Gazette Summit, 24 August 2018",
        "Lima, 24 August 2018: what happens next",
    ],
)
def test_a_line_that_may_tell_another_day_dates_no_text(document: Read, line: str) -> None:
    assert document(f"Envoys meet\n\n{line}\n\nThe envoys met.", "talks.txt").date is None


@pytest.mark.parametrize(
    "head",
    [
        "[Federal Register Volume 83, Number 165 (Friday, August 24, 2018)]\n[Notices]",
        "[Congressional Record Volume 164, Number 143 (Friday, August 24, 2018)]",
        "42880 Federal Register / Vol. 83, No. 165 / Friday, August 24, 2018 / Notices",
    ],
)
def test_an_issue_of_the_federal_register_dates_what_is_in_it(document: Read, head: str) -> None:
    text = f"{head}\n[FR Doc No: 2018-18300]\n\nThe envoys met.\n\nAugust 20, 2018\n\n[Filed 8-23-18; 8:45 am]"
    found = document(text, "notice.txt")
    assert (found.date, found.metadata["date_from"]) == (AUGUST_24, "text")


def test_the_file_name_and_the_given_date_come_before_the_dateline(document: Read) -> None:
    opening = "LIMA, Aug. 23, 2018 (Wire) -- The envoys met."
    assert document(opening, "talks-2018-08-24.txt").date == AUGUST_24
    assert document(opening, "talks.txt", date=AUGUST_24).date == AUGUST_24
    assert document(opening, "talks.txt").date == dt.date(2018, 8, 23)


@pytest.mark.parametrize("name", ["talks.txt", "talks-2018-08-22.txt"])
@pytest.mark.parametrize("text", ["The envoys met.", "LIMA, Aug. 23, 2018 (Wire) -- The envoys met."])
def test_a_date_given_earlier_counts_like_one_given_at_reading(document: Read, name: str, text: str) -> None:
    assert Given(When(AUGUST_24)).filled(document(text, name)) == document(text, name, date=AUGUST_24)


def test_the_date_in_the_document_comes_first(document: Read) -> None:
    found = document("---\ndate: 2018-08-24\n---\nThe envoys met.", "talks-2019-01-01.md")
    assert found.date == AUGUST_24
    assert "date_from" not in found.metadata


def test_a_default_date_is_the_last_resort(document: Read) -> None:
    found = document("The envoys met.", "talks.txt", date=AUGUST_24)
    assert (found.date, found.metadata["date_from"]) == (AUGUST_24, "options")


def test_the_day_of_reading_is_never_the_date(document: Read) -> None:
    assert document("The envoys met.", "talks.txt").date is None


def test_an_ambiguous_date_is_kept_as_written(document: Read) -> None:
    content = '{"text": "The envoys met.", "date": "03/04/2018"}'
    found = document(content, "a.jsonl")
    assert (found.date, found.metadata["date_as_written"]) == (None, "03/04/2018")
    assert document(content, "a.jsonl", date_order=DateOrder.DAY_FIRST).date == dt.date(2018, 4, 3)


AUGUST = When.parsed("2018-08")


@pytest.mark.parametrize(
    ("content", "name", "when"),
    [
        ("date 2018-08\n\nThe envoys met.", "talks.txt", AUGUST),
        ("Harbour Gazette\nPublished: August 2018\n\nThe envoys met.", "talks.txt", AUGUST),
        ("Issued: 1962\nThe envoys met.", "talks.txt", None),
        ("Released: 1630\nThe envoys met.", "talks.txt", None),
        ("Date: 2018-W34\nThe envoys met.", "talks.txt", When.parsed("2018-W34")),
        ("Date: August 2018\nLIMA, Aug. 24, 2018 (Wire) -- The envoys met.", "talks.txt", When(AUGUST_24)),
        ("Issued 2017-05\n24 August 2018\nThe envoys met.", "talks.txt", When(AUGUST_24)),
        ("Posted: 2018-08-24\nIssued: August 2018\nThe envoys met.", "talks.txt", When(AUGUST_24)),
        ("Date: 2018-08\n" + "The envoys met.\n" * 60 + "31 August 2018\nThey left.", "talks.txt", AUGUST),
        ("Date: 2018-08\n" + "The envoys met.\n" * 60 + "25 September 2018\nThey left.", "talks.txt", None),
        ("Date: 2018-08\nThey met.\n2018-08-24\nThey ate.\n2018-09-25\nThey left.", "talks.txt", None),
        ("August 2018\n\nThe envoys met.", "talks.txt", None),
        ("date 2018-08 Envoys leave the palace.\nThe envoys met.", "talks.txt", None),
        ("date 2018-13\nThe envoys met.", "talks.txt", None),
        ("date 2018-08\ndate 2018-09\nThe envoys met.", "talks.txt", None),
        ("---\ndate: 2018-08\n---\nThe envoys met.", "talks.md", AUGUST),
        ("---\ndate: 1962\n---\nThe envoys met.", "talks.md", When.parsed("1962")),
        ('{"text": "The envoys met.", "date": "2018-08"}', "a.jsonl", AUGUST),
        ('{"text": "The envoys met.", "date": 1962}', "a.jsonl", When.parsed("1962")),
        ('{"text": "The envoys met.", "issued": 2018, "date": "2018-08-24"}', "a.jsonl", When(AUGUST_24)),
        ('{"text": "The envoys met.", "issued": 12, "date": "Aug. 2018"}', "a.jsonl", AUGUST),
        ("text,date\nThe envoys met.,2018-08-20/2018-08-26\n", "a.csv", When.parsed("2018-W34")),
        ("text,date\nThe envoys met.,2018-08-20/2018-09-26\n", "a.csv", None),
        ('<meta name="date" content="2018-08"><p>The envoys of Peru met.</p>', "a.html", AUGUST),
        (
            '<meta name="date" content="2018"><meta name="pubdate" content="2018-08-24"><p>The envoys of Peru met.</p>',
            "a.html",
            When(AUGUST_24),
        ),
    ],
)
def test_a_date_may_be_a_month_a_year_or_a_week(document: Read, content: str, name: str, when: When | None) -> None:
    assert document(content, name).when == when


@given(st.dates(dt.date(1500, 1, 1), dt.date(2199, 12, 24)), st.sampled_from(Granularity))
def test_a_written_period_is_read_back(day: dt.date, granularity: Granularity) -> None:
    first = {Granularity.MONTH: day.replace(day=1), Granularity.YEAR: day.replace(month=1, day=1)}.get(granularity, day)
    when = When(first, granularity)
    assert When.parsed(str(when)) == when
    assert dates.period(str(when)) == (None if granularity is Granularity.DAY else when)


def test_a_default_date_may_be_a_month(document: Read) -> None:
    found = document("The envoys met.", "talks.txt", date=AUGUST.day, granularity=AUGUST.granularity)
    assert found.when == AUGUST
    assert found.id != document("The envoys met.", "talks.txt", date=AUGUST.day).id


@pytest.mark.parametrize(
    ("written", "day"),
    [(1535068800000, AUGUST_24), ("1535068800000", AUGUST_24), (1535068800, None), (20180824101500, None)],
)
def test_milliseconds_are_a_date_in_a_column_of_dates(document: Read, written: object, day: dt.date | None) -> None:
    assert document(json.dumps({"text": "The envoys met.", "date": written}), "a.jsonl").date == day


@pytest.mark.parametrize("other", [True, 1, "yes", "n/a", "No. 12", "03/04/2018", None])
def test_a_column_that_holds_no_date_hides_none_that_does(document: Read, other: object) -> None:
    row = {"published": other, "text": "The envoys met."}
    assert document(json.dumps({**row, "date": "2018-08-24"}), "a.jsonl").date == AUGUST_24
    assert document(json.dumps({**row, "meta": {"date": "24 Aug 2018"}}), "a.jsonl").date == AUGUST_24


def test_an_ambiguous_date_is_kept_as_written_beside_a_flag(document: Read) -> None:
    content = '{"published": true, "text": "The envoys met.", "date": "03/04/2018"}'
    assert document(content, "a.jsonl").metadata["date_as_written"] == "03/04/2018"
