"""The articles of an export keep their text only; what describes them becomes their title, date, source and author."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Document, When
from loaders import dates
from loaders.text.openings import date_in_opening

TEXT = "Japan opposed the plan.\n\nIts envoy, Rin Abe, left the hall\nat noon."
NEXIS = """
                              {number} of 2 DOCUMENTS

                   Copyright 2018 Harbour Press Ltd.
                          All Rights Reserved
                     Harbour Gazette (Bergen, Norway)

                     {date}

Plan opposed; Envoy leaves

BYLINE: By ANA RUIZ; Jo Lake contributed reporting
from Lima.

SECTION: Section A; Column 0; Pg. 1

LENGTH: 34 words

DATELINE: BERGEN, Norway

HIGHLIGHT: Chile supported it.

{text}

URL: http://gazette.example

SUBJECT: SHIPPING (90%); TALKS & MEETINGS (78%)

PERSON: RIN ABE (90%)

LOAD-DATE: August 25, 2018

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: Envoys of Peru and Chile in the hall.

The envoy of Peru rejected the plan, too.

CORRECTION: An article on Friday said that Iran had accepted the plan.

PUBLICATION-TYPE: Newspaper

Copyright 2018 Harbour Press Ltd.
"""
UNI = """
Plan opposed; Envoy leaves
Harbour Gazette (Bergen, Norway)
{date}
Late Edition - Final

Copyright 2018 Harbour Press Ltd. All Rights Reserved
Section: Section A; Column 0; Pg. 1
Length: 34 words
Byline: By ANA RUIZ; Jo Lake contributed reporting
from Lima.
Dateline: BERGEN, Norway
Highlight: Chile supported it.
Body

{text}

Graphic

PHOTO: Envoys of Peru and Chile in the hall.

Classification

Language: ENGLISH

Load-Date: August 25, 2018

End of Document
"""
FACTIVA = """
Plan opposed; Envoy leaves
By ANA RUIZ; Jo Lake contributed reporting from Lima.
34 words
24 August 2018
Harbour Gazette (Bergen, Norway)
HARB
English
(c) 2018 Harbour Press Ltd.

Chile supported it.

{text}

Document HARBGZ0020180824ee8o0001x
"""
DAYS = ["August 24, 2018 Friday", "August 24, 2018 Friday 10:15 AM GMT", "August 24, 2018, Friday, Final Edition"]


def assert_is_article(document: Document) -> None:
    """That a document is the article of `TEXT`, of which only the fields differ from form to form."""
    assert document.text == f"Plan opposed; Envoy leaves\n\nChile supported it.\n\n{TEXT}"
    assert (document.title, document.date) == ("Plan opposed; Envoy leaves", dt.date(2018, 8, 24))
    assert document.source == "Harbour Gazette (Bergen, Norway)"


@pytest.mark.parametrize("date", DAYS)
@pytest.mark.parametrize("form", [NEXIS, UNI, FACTIVA], ids=["Nexis", "Nexis Uni", "Factiva"])
@pytest.mark.parametrize("times", [1, 2])
def test_only_the_text_of_an_article_is_read(
    read_file: Callable[..., list[Document]], form: str, date: str, times: int
) -> None:
    export = "".join(form.format(number=number, date=date, text=TEXT) for number in range(1, times + 1))
    found = read_file(export, "export.txt", check_language=False)
    assert len(found) == times
    for each in found:
        assert_is_article(each)
        assert each.metadata["author"] == "ANA RUIZ; Jo Lake contributed reporting from Lima."
        assert each.metadata["language"].title() == "English"
        assert each.metadata.get("printed_page") == (None if form is FACTIVA else "1")
    assert [each.name for each in found] == (["export"] if times == 1 else ["export-1", "export-2"])


def test_an_index_above_the_text_does_not_end_it(read_file: Callable[..., list[Document]]) -> None:
    export = NEXIS.format(number=1, date=DAYS[0], text=TEXT).replace("SECTION:", "SUBJECT: TRADE IN FISH\n\nSECTION:")
    (found,) = read_file(export, "export.txt", check_language=False)
    assert found.text.endswith(TEXT)


def test_an_article_without_a_known_head_keeps_its_text(read_file: Callable[..., list[Document]]) -> None:
    text = f"{TEXT} {'He did not return. ' * 5}\n\n24 August 2018\n\nCopyright was no topic."
    (found,) = read_file(f"1 of 1 DOCUMENT\n\n{text}", "export.txt", check_language=False)
    assert found.text == text
    assert (found.title, found.source) == (None, None)


@pytest.mark.parametrize("text", [f"BYLINE: By Ana Ruiz\n\n{TEXT}", f"{TEXT}\n\nSUBJECT: TRADE (90%)\n\nThey met."])
def test_a_text_that_is_no_export_stays_as_it_is(read_file: Callable[..., list[Document]], text: str) -> None:
    (found,) = read_file(text, "note.txt", check_language=False)
    assert found.text == text


LATER = [
    "Section: two of the parts was left out.",
    "Language: the tongue of the crews was in dispute.",
    "LANGUAGE: the tongue of the crews was in dispute.",
    "Section: two",
    "All rights reserved for the crews is what the draft says.",
]


@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize("form", [NEXIS, UNI, FACTIVA], ids=["Nexis", "Nexis Uni", "Factiva"])
def test_text_like_a_field_is_text(read_file: Callable[..., list[Document]], form: str, later: str) -> None:
    text = f"{TEXT}\n\n{later}\n\nThe crews went home."
    (found,) = read_file(form.format(number=1, date=DAYS[0], text=text), "export.txt", check_language=False)
    assert found.text.endswith(text)


def test_captions_are_no_text(read_file: Callable[..., list[Document]]) -> None:
    export = NEXIS.replace("URL:", "GRAPHIC: PHOTO: The crews in the hall.\n\nPHOTO: The crews leave.\n\nURL:", 1)
    (found,) = read_file(export.format(number=1, date=DAYS[0], text=TEXT), "export.txt", check_language=False)
    assert found.text.endswith(TEXT)


def test_a_second_headline_does_not_begin_the_text(read_file: Callable[..., list[Document]]) -> None:
    export = NEXIS.replace("BYLINE:", "The crews did not sign.\n\nBYLINE:", 1)
    (found,) = read_file(export.format(number=1, date=DAYS[0], text=TEXT), "export.txt", check_language=False)
    assert found.metadata["author"].startswith("ANA RUIZ")
    assert "SECTION" not in found.text


@pytest.mark.parametrize("time", ["", "23:15\n", "23:15 GMT\n", "11:15 PM\n"])
@pytest.mark.parametrize("credit", ["", "Special to the Gazette\n"])
@pytest.mark.parametrize("section", ["", "NEWS\n", "Foreign Desk; 1\n", "World\nThe Week at Sea\n"])
def test_the_headline_of_factiva_is_below_its_section(
    read_file: Callable[..., list[Document]], section: str, credit: str, time: str
) -> None:
    export = FACTIVA.replace("Plan opposed", f"{section}Plan opposed", 1).replace("34 words", f"{credit}34 words", 1)
    export = export.replace("{date}\n", f"{{date}}\n{time}", 1)
    (found,) = read_file(export.format(date=DAYS[0], text=TEXT), "export.txt", check_language=False)
    assert found.text == f"Plan opposed; Envoy leaves\n\nChile supported it.\n\n{TEXT}"
    assert (found.title, found.date) == ("Plan opposed; Envoy leaves", dt.date(2018, 8, 24))
    assert found.source == "Harbour Gazette (Bergen, Norway)"
    assert found.metadata["author"] == "ANA RUIZ; Jo Lake contributed reporting from Lima."


@pytest.mark.parametrize("section", ["", "NEWS\n"])
@pytest.mark.parametrize("credit", ["", "Special to the Gazette\n", "Ana Ruiz, Staff Writer\n", "Ana Ruiz\n"])
def test_a_headline_of_factiva_without_an_author(
    read_file: Callable[..., list[Document]], credit: str, section: str
) -> None:
    export = FACTIVA.replace("By ANA RUIZ; Jo Lake contributed reporting from Lima.\n", credit)
    export = export.replace("Plan opposed", f"{section}Plan opposed", 1)
    (found,) = read_file(export.format(date=DAYS[0], text=TEXT), "export.txt", check_language=False)
    assert (found.title, found.source) == ("Plan opposed; Envoy leaves", "Harbour Gazette (Bergen, Norway)")


COVER = """User Name: Ana Ruiz
Date and Time: Monday, June 1, 2020 10:00:00 AM EDT
Job Number: 12345

Documents (2)

1. Plan opposed; Envoy leaves
Client/Matter: -None-
Search Terms: plan
Search Type: Natural Language

2. Plan opposed; Envoy leaves
Client/Matter: -None-
Search Terms: plan
Search Type: Natural Language
"""
COVERS = [
    COVER,
    COVER + "Narrowed by:\n   Content Type   Narrowed by\n   News   -None-\n",
    COVER + "Narrowed by:\n\nContent Type   Narrowed by\n\nNews\n\n-None-\n",
    COVER.replace("\n\n", "\n") + "| About LexisNexis | Privacy Policy | Copyright © 2020 LexisNexis\n",
    COVER.replace("1. Plan opposed; Envoy leaves", "1. A plan is opposed..."),
]


@pytest.mark.parametrize("cover", COVERS)
@pytest.mark.parametrize("times", [1, 2])
def test_the_cover_of_nexis_uni_is_no_text(read_file: Callable[..., list[Document]], times: int, cover: str) -> None:
    export = cover + UNI.format(date=DAYS[0], text=TEXT) * times
    found = read_file(export, "export.txt", check_language=False)
    assert len(found) == times
    for each in found:
        assert_is_article(each)


def test_a_text_with_the_labels_of_a_cover_is_kept(read_file: Callable[..., list[Document]]) -> None:
    text = f"{TEXT}\n\nSearch Terms: the crews looked for a plan."
    (found,) = read_file(UNI.format(date=DAYS[0], text=text), "export.txt", check_language=False)
    assert found.text.endswith(text)


AFTER = f"{TEXT}\n\nEnd of Document\n\nAnnex: the crews may leave at noon."


@pytest.mark.parametrize("text", [AFTER, f"24 August 2018\n\n{AFTER}", f"{TEXT}\n\n3 of 10 DOCUMENTS\n\n{TEXT}"])
def test_one_mark_makes_no_export(read_file: Callable[..., list[Document]], text: str) -> None:
    (found,) = read_file(text, "note.txt", check_language=False)
    assert found.text == text


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("January 14, 2008 Monday 10:15 AM GMT", dt.date(2008, 1, 14)),
        ("14 January 2008, Monday 22:15", dt.date(2008, 1, 14)),
        ("January 14, 2008 Monday morning", None),
        ("The treaty of January 14, 2008 Monday", None),
    ],
)
def test_a_date_may_stand_before_its_weekday_and_time(line: str, day: dt.date | None) -> None:
    assert dates.of_line(line) == day
    assert date_in_opening(f"Harbour Gazette\n{line}\nThe envoys met.") == (day and When(day))
