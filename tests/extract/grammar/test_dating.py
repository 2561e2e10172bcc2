"""The day on which a sentence says that something was done or said."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract.reader import Reader
from kg.model import Document, Granularity

PUBLISHED = dt.date(2026, 5, 19)


@pytest.mark.parametrize("year", range(2014, 2026))
@pytest.mark.parametrize(
    "sentence",
    [
        "In {year}, Chile supported the ban.",
        "Chile supported the ban back in {year}.",
        "In spring {year}, Spain opposed the tax.",
        "Spain opposed the tax in fall {year}.",
        "In early {year}, Spain opposed the tax.",
    ],
)
def test_a_year_after_a_preposition_is_the_date(reader: Reader, sentence: str, year: int) -> None:
    (position,) = reader.read(Document(sentence.format(year=year), "own", "memory:own", date=PUBLISHED)).facts.positions
    assert (position.date, position.granularity) == (dt.date(year, 1, 1), Granularity.YEAR)


@pytest.mark.parametrize(
    ("sentence", "holder", "date"),
    [
        ("On 5 May Chile supported the ban on imports.", "Chile", dt.date(2026, 5, 5)),
        ("On May 5 Peru supported the ban on imports.", "Peru", dt.date(2026, 5, 5)),
        ("On Friday Chile supported the ban on imports.", "Chile", dt.date(2026, 5, 15)),
        ("On 14 October Germany demanded the release of the crew.", "Germany", dt.date(2025, 10, 14)),
        ("On 5 October 2019 Turkish officials condemned the ban.", "Turkish officials", dt.date(2019, 10, 5)),
        ("In July French officials condemned the ban.", "French officials", dt.date(2025, 7, 1)),
        ("In 2019 Peru opposed the steel tariff.", "Peru", dt.date(2019, 1, 1)),
        ("On 12 March the Chilean government rejected the plan.", "Chile", dt.date(2026, 3, 12)),
        ("On Monday, Chile supported the ban.", "Chile", dt.date(2026, 5, 18)),
        ("In May Theresa May rejected the plan.", "Theresa May", dt.date(2026, 5, 1)),
        ("In April 20, Chilean firms condemned the ban.", "Chilean firms", dt.date(2026, 4, 20)),
    ],
)
def test_a_date_right_before_the_subject_is_no_part_of_its_name(
    reader: Reader, sentence: str, holder: str, date: dt.date
) -> None:
    facts = reader.read(Document(sentence, "own", "memory:own", date=PUBLISHED)).facts
    names = {actor.id: actor.name for actor in facts.actors}
    assert {(names[each.holder], each.date) for each in facts.positions} == {(holder, date)}


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2022 cases, Chile backed the ban.",
        "Chile supported the ban on 2022 trawlers.",
        "France supported the ban in UN resolution 1973.",
        "Peru blamed Chile in Directive 2014.",
        "Peru blamed Chile in room 2012.",
    ],
)
def test_a_number_of_or_after_a_thing_is_no_year(reader: Reader, sentence: str) -> None:
    (position,) = reader.read(Document(sentence, "own", "memory:own", date=PUBLISHED)).facts.positions
    assert position.date in {None, PUBLISHED}


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Ireland proposed a ban in a meeting of the General Assembly in 1961.", dt.date(1961, 1, 1)),
        ("A ban was proposed by Sweden at a conference in Geneva in 2001.", dt.date(2001, 1, 1)),
    ],
)
def test_a_year_is_found_below_the_meeting_before_it(reader: Reader, sentence: str, date: dt.date) -> None:
    (position,) = reader.read(Document(sentence, "own", "memory:own", date=PUBLISHED)).facts.positions
    assert position.date == date


@pytest.mark.parametrize("sentence", ["Spain will host the game in July.", "Spain will not join the talks on 12 June."])
def test_a_position_on_a_future_event_has_the_date_of_the_text(reader: Reader, sentence: str) -> None:
    (position,) = reader.read(Document(sentence, "own", "memory:own", date=PUBLISHED)).facts.positions
    assert (position.date, position.granularity) == (PUBLISHED, Granularity.DAY)


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Spain demands a vote in October.", PUBLISHED),
        ("Spain demanded a vote in October.", PUBLISHED),
        ("Spain renewed its call for elections in October.", PUBLISHED),
        ("Spain supports a conference in Geneva on 3 July.", PUBLISHED),
        ("Spain welcomes the conference in March.", PUBLISHED),
        ("Spain calls for elections in 2026.", PUBLISHED),
        ("Spain looks forward to a vote later in 2026.", PUBLISHED),
        ("In October, Spain demanded a vote.", dt.date(2025, 10, 1)),
        ("Spain demanded a vote last October.", dt.date(2025, 10, 1)),
        ("Spain demanded in October that Chile pay the levy.", dt.date(2025, 10, 1)),
        ("Spain demanded a vote in April.", dt.date(2026, 4, 1)),
        ("Spain opposes the tax on Friday.", dt.date(2026, 5, 15)),
        ("Spain opposes the tax in 2019.", dt.date(2019, 1, 1)),
        ("Spain rejected the treaty in October.", dt.date(2025, 10, 1)),
        ("On 3 May, Spain rejects the treaty.", dt.date(2026, 5, 3)),
        # The date behind or in a noun for an event is the event's ...
        ("Spain praised the launch of the Oslo Round in October 2021.", PUBLISHED),
        ("Spain deplored the expulsion of its envoys in June 2011.", PUBLISHED),
        ("The shelling of Oslo in June 2011 was condemned by Spain.", PUBLISHED),
        ("Spain supports the referendum in June 2011.", PUBLISHED),
        ("Spain welcomed the April 2024 pact.", PUBLISHED),
        ("Spain welcomed last month's pact.", PUBLISHED),
        # ... but not one of these days, a mere year, one before the verb, behind an occasion or behind a thing.
        ("Spain welcomed Friday's pact.", dt.date(2026, 5, 15)),
        ("Spain welcomed the launch on Friday.", dt.date(2026, 5, 15)),
        ("Spain condemned the invasion in 2003.", dt.date(2003, 1, 1)),
        ("In October 2021 Spain praised the launch of the Oslo Round.", dt.date(2021, 10, 1)),
        ("Spain condemned the raid at a meeting in Oslo in June 2011.", dt.date(2011, 6, 1)),
        ("Spain condemned the raid in a statement in June 2011.", dt.date(2011, 6, 1)),
        ("Spain welcomed the pact in June 2011.", dt.date(2011, 6, 1)),
        # Nor one that is not directly behind the event, of what is only decided on, or of the writing.
        ("Spain condemned the raid by Peru in June 2011.", PUBLISHED),
        ("Spain condemned the attack on the embassy in June 2011.", PUBLISHED),
        ("Spain condemned the raid in public in June 2011.", dt.date(2011, 6, 1)),
        ("Spain condemned the raid again in June 2011.", dt.date(2011, 6, 1)),
        ("Spain condemned the shelling for the first time in June 2011.", dt.date(2011, 6, 1)),
        ("Spain condemned the raid as early as June 2011.", dt.date(2011, 6, 1)),
        ("Spain condemned the raid before the UN General Assembly in June 2011.", dt.date(2011, 6, 1)),
        ("Spain condemned the raid through its embassy in Oslo on 3 June 2011.", dt.date(2011, 6, 3)),
        ("Spain has opposed the withdrawal since June 2011.", dt.date(2011, 6, 1)),
        ("Spain endorsed the creation of a tribunal in June 2011.", dt.date(2011, 6, 1)),
        ("Spain praised the creation of a tribunal in June 2011.", PUBLISHED),
        ("Spain signed a June 2011 declaration condemning the raid.", dt.date(2011, 6, 1)),
        ("Spain renewed its June 2011 call for a vote.", dt.date(2011, 6, 1)),
    ],
)
def test_the_date_of_a_matter_is_not_that_of_the_stance(reader: Reader, sentence: str, date: dt.date) -> None:
    positions = reader.read(Document(sentence, "own", "memory:own", date=PUBLISHED)).facts.positions
    assert {position.date for position in positions} == {date}


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("On 13 September 1993, Peru demanded that Chile withdraw its fleet.", (dt.date(1993, 9, 13), Granularity.DAY)),
        ("In October 1998, Peru rejected the plan.", (dt.date(1998, 10, 1), Granularity.MONTH)),
        ("Peru rejected the plan in 1994.", (dt.date(1994, 1, 1), Granularity.YEAR)),
        ("Peru demanded elections in 1995.", (None, Granularity.DAY)),
        ("Peru supports a summit in June 2025.", (None, Granularity.DAY)),
        ("On Tuesday Peru rejected the plan.", (None, Granularity.DAY)),
        ("In March Peru rejected the plan.", (None, Granularity.DAY)),
    ],
)
def test_a_text_without_a_date_is_dated_by_years_in_its_words(
    reader: Reader, sentence: str, date: tuple[dt.date | None, Granularity]
) -> None:
    (position,) = reader.read(Document(sentence, "own", "memory:own")).facts.positions
    assert (position.date, position.granularity) == date


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Spain imposed sanctions on Peru over two years ago.", (dt.date(2024, 1, 1), Granularity.YEAR)),
        ("Spain imposed sanctions on Peru nearly three decades ago.", (PUBLISHED, Granularity.DAY)),
        (
            "Spain imposed sanctions on Peru two decades earlier this month.",
            (PUBLISHED.replace(day=1), Granularity.MONTH),
        ),
        ("Spain has imposed sanctions on Peru over two years.", (PUBLISHED, Granularity.DAY)),
    ],
)
def test_over_so_many_years_ago_is_a_date(reader: Reader, sentence: str, date: tuple[dt.date, Granularity]) -> None:
    (action,) = reader.read(Document(sentence, "own", "memory:own", date=PUBLISHED)).facts.actions
    assert (action.date, action.granularity) == date


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ('Ana Ruiz said on Friday, "We are committed to peace."', dt.date(2026, 5, 15)),
        ("Late on Friday the Council issued a statement condemning Chile.", dt.date(2026, 5, 15)),
        ("On Friday Peru arrested a reporter calling for a truce.", PUBLISHED),
        ("Spain is opposed to the tax.", PUBLISHED),
    ],
)
def test_the_date_of_the_clause_above_is_that_of_what_is_said_in_it(
    reader: Reader, sentence: str, date: dt.date
) -> None:
    positions = reader.read(Document(sentence, "own", "memory:own", date=PUBLISHED)).facts.positions
    assert {position.date for position in positions} == {date}


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Norway approved sanctions on Peru on 9 June.", dt.date(2025, 6, 9)),
        ("Norway had announced attacks on Peru in July.", dt.date(2025, 7, 1)),
        ("Norway announced sanctions on Peru on 9 June during the summit.", dt.date(2025, 6, 9)),
        ("Norway announced a blockade of Peru in December.", dt.date(2025, 12, 1)),
        ("Norway announced a blockade of Peru on 4 April.", dt.date(2026, 4, 4)),
        ("Norway announced a blockade of Peru on Friday.", dt.date(2026, 5, 15)),
        ("On 9 June, the rail union announced a strike.", dt.date(2025, 6, 9)),
        ("Norway pledged 5 million euros to Mali on 9 June.", dt.date(2025, 6, 9)),
        ("Norway imposed sanctions on Peru on 9 June.", dt.date(2025, 6, 9)),
    ],
)
def test_the_date_of_what_is_announced_is_that_of_the_telling(reader: Reader, sentence: str, date: dt.date) -> None:
    (action,) = reader.read(Document(sentence, "own", "memory:own", date=PUBLISHED)).facts.actions
    assert action.date == date


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Bo Ek was fined over a 2019 speech, in which he called for a ban on trawlers.", dt.date(2019, 1, 1)),
        ("Bo Ek recalled the May 2021 meeting, at which he demanded a ban on trawlers.", dt.date(2021, 5, 1)),
        ("Bo Ek gave a speech, in which he called for a ban on trawlers.", PUBLISHED),
        ("Bo Ek quoted a 2019 speech in which he now sees a case for a ban on trawlers.", PUBLISHED),
    ],
)
def test_what_was_said_in_a_speech_has_its_date(reader: Reader, sentence: str, date: dt.date) -> None:
    positions = reader.read(Document(sentence, "own", "memory:own", date=PUBLISHED)).facts.positions
    assert {position.date for position in positions} <= {date}
