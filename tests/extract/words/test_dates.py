"""Dates against the day of publication, as fine as the words say; bounds, durations and decades are none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.grammar.dating import dated, dated_around
from kg.extract.reader import Reader
from kg.extract.words.dates import when, when_within
from kg.model import Document, Granularity, When

FRIDAY = dt.date(2024, 5, 17)

PAST = [
    ("on Tuesday", "2024-05-14", "day"),
    ("on Friday", "2024-05-17", "day"),
    ("last Friday", "2024-05-10", "day"),
    ("late on Sunday night", "2024-05-12", "day"),
    ("yesterday", "2024-05-16", "day"),
    ("the day before yesterday", "2024-05-15", "day"),
    ("three days ago", "2024-05-14", "day"),
    ("on 23 August", "2023-08-23", "day"),
    ("on May 3", "2024-05-03", "day"),
    ("on 1 January 2019", "2019-01-01", "day"),
    ("Sept. 9, 2021", "2021-09-09", "day"),
    ("on the 5th of April", "2024-04-05", "day"),
    ("2018-08-24", "2018-08-24", "day"),
    ("last week", "2024-05-06", "week"),
    ("two weeks ago", "2024-04-29", "week"),
    ("last month", "2024-04-01", "month"),
    ("in March", "2024-03-01", "month"),
    ("last May", "2023-05-01", "month"),
    ("in May", "2024-05-01", "month"),
    ("in December", "2023-12-01", "month"),
    ("in October 2015", "2015-10-01", "month"),
    ("three months ago", "2024-02-01", "month"),
    ("last year", "2023-01-01", "year"),
    ("on 4 March last year", "2023-03-04", "day"),
    ("on May 3 of the previous year", "2023-05-03", "day"),
    ("in March of last year", "2023-03-01", "month"),
    ("on 4 March this year", "2024-03-04", "day"),
    ("in 2019", "2019-01-01", "year"),
    ("a year ago", "2023-01-01", "year"),
    ("twenty-five years ago", "1999-01-01", "year"),
    ("thirty-two days ago", "2024-04-15", "day"),
    ("1,200 days ago", "2021-02-02", "day"),
    ("one hundred and five years ago", "1919-01-01", "year"),
]
COMING = [
    ("on Tuesday", "2024-05-21", "day"),
    ("next Friday", "2024-05-24", "day"),
    ("tomorrow", "2024-05-18", "day"),
    ("on 23 August", "2024-08-23", "day"),
    ("on 1 March", "2025-03-01", "day"),
    ("next week", "2024-05-20", "week"),
    ("next month", "2024-06-01", "month"),
    ("in March", "2025-03-01", "month"),
    ("next May", "2025-05-01", "month"),
    ("next year", "2025-01-01", "year"),
    ("in 2030", "2030-01-01", "year"),
    ("in twenty-five years", "2049-01-01", "year"),
]
NONE = ["for five days", "in the 1990s", "years ago", "in recent weeks", "30 February", "soon", "at noon"]
PARTS = ["1.5 years ago", "half a year ago", "1 1/2 years ago"]
RANGES = [
    "10-12 years ago",
    "10 to 12 years ago",
    "ten or twelve years ago",
    "two-three weeks ago",
    "in two-three weeks",
]
IN_SEVERAL_WORDS = ["twenty five years ago", "a hundred and five years ago", "1 200 days ago"]
NO_YEARS = ["3000 years ago", "10,000 years ago", "in 9000 years", "March 0000", "5000000 days ago"]


@pytest.mark.parametrize(("words", "day", "granularity"), PAST, ids=[w for w, _, _ in PAST])
def test_dates_in_the_past(words: str, day: str, granularity: str) -> None:
    found = when(words, FRIDAY)
    assert found is not None
    assert (found.day.isoformat(), found.granularity) == (day, granularity)


@pytest.mark.parametrize(("words", "day", "granularity"), COMING, ids=[w for w, _, _ in COMING])
def test_dates_in_the_future(words: str, day: str, granularity: str) -> None:
    found = when(words, FRIDAY, coming=True)
    assert found is not None
    assert (found.day.isoformat(), found.granularity) == (day, granularity)


@pytest.mark.parametrize("words", NONE + PARTS + RANGES + IN_SEVERAL_WORDS + NO_YEARS)
def test_no_date(words: str) -> None:
    assert when(words, FRIDAY) is None


@pytest.mark.parametrize(
    ("words", "published", "year"),
    [
        ("over two years ago", dt.date(2026, 1, 10), 2023),
        ("more than a year ago", dt.date(2026, 1, 10), 2024),
        ("just over a year ago", dt.date(2026, 1, 10), 2025),
        ("two years ago", dt.date(2026, 1, 10), 2024),
        ("over two years ago", dt.date(2026, 1, 30), 2024),
    ],
)
def test_over_so_many_years_ago_was_no_later(words: str, published: dt.date, year: int) -> None:
    assert when(words, published) == When(dt.date(year, 1, 1), Granularity.YEAR)


WITHIN = [
    ("2018-08", "last year", "2017"),
    ("2018-08", "this month", "2018-08"),
    ("2018-08", "in May", "2018-05"),
    ("2018-08", "on 20 August 2018", "2018-08-20"),
    ("2018-08", "on 20 July", "2018-07-20"),
    ("2018-08", "on 20 August", None),
    ("2018-08", "on Monday", None),
    ("2018-08", "yesterday", None),
    ("2018-08", "last week", None),
    ("2018-W34", "last week", "2018-08-13/2018-08-19"),
    ("2018-W34", "on Monday", "2018-08-20"),
    ("2018-W34", "on Friday", None),
    ("1962", "this year", "1962"),
    ("1962", "last month", None),
    ("1962", "in May", None),
]


@pytest.mark.parametrize(("published", "words", "date"), WITHIN)
def test_what_depends_on_the_day_within_the_period_of_publication_is_no_date(
    published: str, words: str, date: str | None
) -> None:
    found = when_within(words, When.parsed(published))
    assert (str(found) if found else None) == date


@given(
    st.dates(dt.date(1901, 1, 1), dt.date(2098, 1, 1)),
    st.sampled_from([*Granularity]),
    st.sampled_from([words for words, _, _ in (*PAST, *COMING)]),
    st.booleans(),
)
def test_a_date_within_a_period_is_that_of_each_of_its_days(
    day: dt.date, granularity: Granularity, words: str, coming: bool
) -> None:
    first = {Granularity.MONTH: day.replace(day=1), Granularity.YEAR: day.replace(month=1, day=1)}.get(granularity, day)
    period = When(first, granularity)
    days = [first + dt.timedelta(n) for n in range((period.last_day - first).days + 1)]
    found = when_within(words, period, coming=coming)
    assert found is None or {found} == {when(words, each, coming=coming) for each in days}


COARSE = [
    ("Chile opposed the ban on Monday.", "2018-08"),
    ("Chile opposed the ban.", "2018-08"),
    ("On 20 August 2018, Chile opposed the ban.", "2018-08-20"),
    ("Chile opposed the ban last year.", "2017"),
    ("Chile demanded a vote in the council on 20 August 2018.", "2018-08"),
    ("Chile demanded a vote in the council on 1 August 2018.", "2018-08"),
    ("Chile demanded a vote in the council in July 2018.", "2018-07"),
    ("Chile opposed the ban on 1 August 2018.", "2018-08-01"),
    ("Chile opposes the ban on 1 August 2018.", "2018-08"),
]


@pytest.mark.parametrize(("sentence", "date"), COARSE)
def test_a_fact_without_a_date_of_its_own_is_as_coarsely_dated_as_its_text(
    reader: Reader, sentence: str, date: str
) -> None:
    document = Document(sentence, "own", "memory:own").dated(When.parsed("2018-08"))
    (position,) = reader.read(document).facts.positions
    assert str(document.when_of(position)) == date
    assert (position.date, position.granularity) == (When.parsed(date).day, When.parsed(date).granularity)


@pytest.mark.parametrize(
    ("published", "words", "date"),
    [
        ("2018", "in January 2018", "2018"),
        ("2018", "in May 2018", "2018"),
        ("2018-W34", "on Monday", "2018-08-20"),
        ("2018-08-01", "in August", "2018-08"),
    ],
)
def test_what_was_demanded_may_be_for_any_part_of_the_period_of_publication(
    reader: Reader, published: str, words: str, date: str
) -> None:
    document = Document(f"Chile demanded a vote {words}.", "own", "memory:own").dated(When.parsed(published))
    (position,) = reader.read(document).facts.positions
    assert str(document.when_of(position)) == date


SENTENCES = [
    ("Norway closed the harbour on Tuesday.", "closed", "2024-05-14"),
    ("Norway will close the harbour on Tuesday.", "close", "2024-05-21"),
    ("Last month Norway closed the harbour.", "closed", "2024-04-01"),
    ("Norway rejected the plan yesterday.", "rejected", "2024-05-16"),
    ("Norway imposed tariffs in 2019.", "imposed", "2019-01-01"),
    ("On 4 May last year, Norway closed the harbour.", "closed", "2023-05-04"),
    ("Norway praised the pact of May 2018.", "praised", None),
    ("Norway praised the pact in May 2018.", "praised", "2018-05-01"),
    ("Norway may close the harbour on Tuesday.", "close", "2024-05-21"),
    ("Norway closed the harbour until Tuesday.", "closed", None),
    ("Norway closed the harbour before 12 June.", "closed", None),
    ("Norway closed the harbour.", "closed", None),
]


@pytest.mark.parametrize(("sentence", "word", "day"), SENTENCES, ids=[s for s, _, _ in SENTENCES])
def test_a_date_belongs_to_the_verb_that_it_modifies(reader: Reader, sentence: str, word: str, day: str | None) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own", date=FRIDAY))
    found = dated([token for token in doc if token.text == word], When(FRIDAY))
    assert (found.day.isoformat() if found is not None else None) == day


def test_a_planned_event_is_dated_ahead_whatever_the_tense(reader: Reader) -> None:
    doc = reader.parse(Document("Norway threatens a blockade on Tuesday.", "own", "memory:own", date=FRIDAY))
    found = dated(list(doc), When(FRIDAY), coming=True)
    assert found is not None
    assert found.day.isoformat() == "2024-05-21"


def test_a_past_announcement_is_dated_before_the_text(reader: Reader) -> None:
    text = "Norway announced a blockade on Tuesday. Norway announced a levy on fish from 1 July."
    first, second = reader.parse(Document(text, "own", "memory:own", date=FRIDAY)).sents
    days = [dated(list(sentence), When(FRIDAY), coming=True) for sentence in (first, second)]
    assert [found.day.isoformat() for found in days if found is not None] == ["2024-05-14", "2024-07-01"]


AROUND = [
    ("Exports grew in 2003 after Norway invaded Atlantis and ousted its king.", "ousted", "2003-01-01"),
    ("Norway joined the fleet when Spain closed the strait in May 2014.", "joined", "2014-05-01"),
    ("Norway closed the harbour in 2019, after Spain had raised the levy.", "raised", "2019-01-01"),
    ("Norway said on Tuesday that it rejected the plan.", "rejected", "2024-05-14"),
    ("Exports grew on Tuesday after Norway lifted the ban.", "lifted", None),
    ("On Tuesday, Norway voiced its support for the plan.", "support", "2024-05-14"),
    ("On Tuesday, Norway told Spain of its refusal to pay.", "refusal", "2024-05-14"),
    ("On Tuesday, Norway began work despite its opposition to the plan.", "opposition", None),
    ("The levy of 2019 hurts a town that Norway supports.", "supports", None),
]


@pytest.mark.parametrize(("sentence", "word", "day"), AROUND, ids=[s for s, _, _ in AROUND])
def test_the_date_of_a_surrounding_clause_counts(reader: Reader, sentence: str, word: str, day: str | None) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own", date=FRIDAY))
    (verb,) = (token for token in doc if token.text == word)
    found = dated_around(verb, When(FRIDAY), telling_counts=True)
    assert (found.day.isoformat() if found is not None else None) == day


def test_nothing_is_dated_in_a_text_without_a_date(reader: Reader) -> None:
    doc = reader.parse(Document("Norway closed the harbour on Tuesday.", "own", "memory:own"))
    assert dated(doc, None) is None
