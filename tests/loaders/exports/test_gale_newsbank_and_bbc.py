"""Exports of Gale and NewsBank, and reports of BBC Monitoring, keep the words of their articles only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document
from tests.loaders.exports.test_exports import FACTIVA, NEXIS, UNI
from tests.loaders.exports.test_exports_as_files import FILES, TEXT, TITLE
from tests.loaders.exports.test_layouts_of_exports import RECORD, WIDE
from tests.loaders.pages.test_read_pdf import pdf_file
from tests.loaders.results import ReadFile

DAY = dt.date(2018, 8, 24)
GALE = f"""
{TITLE}
Author: Ana Ruiz
Date: Aug. 24, 2018
From: Harbour Gazette(Vol. 12, Issue 3)
Publisher: Harbour Press Ltd.
Document Type: Article
Length: 34 words

Full Text:
COPYRIGHT 2018 Harbour Press Ltd.
http://gazette.example

{TEXT}

Source Citation (MLA 9th Edition)

Ruiz, Ana. "{TITLE}." Harbour Gazette, vol. 12, no. 3, 24 Aug. 2018, p. A1. Gale OneFile: News,
link.gale.com/apps/doc/A552034/STND. Accessed 1 Sept. 2018.

Gale Document Number: GALE|A552034
"""
OLD_GALE = f"""
Title: {TITLE}
Author(s): Ana Ruiz
Source: Harbour Gazette. (Aug. 24, 2018): pA1.
Document Type: Article
Page: A1
Full Text: COPYRIGHT 2018 Harbour Press Ltd.
{TEXT}

Copyright: COPYRIGHT 2018 Harbour Press Ltd.
Source Citation
"{TITLE}." Harbour Gazette 24 Aug. 2018: A1.
Gale Document Number: A552034
"""
NEWSBANK = f"""
{TITLE}

 August 24, 2018 | Harbour Gazette | Page A1

 Author/Byline: Ana Ruiz | Section: News
 
 34
 Words

 Read News Document

 {TEXT}

 © Copyright © 2018 Harbour Gazette, Harbour Press (Bergen). All rights reserved.
"""  # noqa: W293 - NewsBank leaves the spaces
NEWSBANK_WITHOUT_NOTICE = NEWSBANK.partition(" ©")[0].replace("Read News Document", "OpenURL Link")
FORMS = {
    "Gale": GALE,
    "old Gale": OLD_GALE,
    "NewsBank": NEWSBANK,
    "NewsBank without a notice": NEWSBANK_WITHOUT_NOTICE,
}


def assert_is_article(document: Document) -> None:
    """That a document is the article of `TEXT` with all that its export says."""
    assert document.text == f"{TITLE}\n\n{TEXT}"
    assert (document.title, document.date, document.source) == (TITLE, DAY, "Harbour Gazette")
    assert (document.metadata["author"], document.metadata["printed_page"]) == ("Ana Ruiz", "A1")


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_article_of_an_export_is_a_document(
    read_file: Callable[..., list[Document]], form: str, times: int
) -> None:
    found = read_file(form * times, "export.txt", check_language=False)
    assert len(found) == times
    for each in found:
        assert_is_article(each)


def test_an_export_as_plain_text_may_be_called_a_page(read_file: Callable[..., list[Document]]) -> None:
    found = read_file(GALE * 2, "export.html", check_language=False)
    assert [each.text for each in found] == [f"{TITLE}\n\n{TEXT}"] * 2


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("form", [GALE, NEWSBANK], ids=["Gale", "NewsBank"])
def test_each_article_of_a_file_is_a_document(read_file: Callable[..., list[Document]], form: str, name: str) -> None:
    lines = [line.strip() for line in form.split("\n")]
    found = read_file(FILES[name]([*lines, *lines]), name, check_language=False)
    assert len(found) == 2
    for each in found:
        assert_is_article(each)


@pytest.mark.parametrize("form", [GALE, NEWSBANK], ids=["Gale", "NewsBank"])
def test_each_article_of_a_pdf_file_is_a_document(read_file: Callable[..., list[Document]], form: str) -> None:
    head, _, foot = form.replace(TITLE, TITLE.replace("; ", ";\n"), 1).partition(TEXT)
    texts = [
        [f"{word} said {number} times that the crews of {word} would not sign." for number in range(20)]
        for word in ("Peru", "Chile")
    ]
    pages = [[line.strip() for line in (*head.split("\n"), *text, *foot.split("\n")) if line.strip()] for text in texts]
    found = read_file(pdf_file(*pages), "export.pdf", check_language=False)
    assert [(each.title, each.date, each.source) for each in found] == [(TITLE, DAY, "Harbour Gazette")] * 2
    assert [each.text.split() for each in found] == [" ".join([TITLE, *text]).split() for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\nAugust 24, 2018 | Harbour Gazette\n\n{TEXT}",
        f"{TITLE}\n\nFull Text: {TEXT}\n\nGale Document Number: A552034",
        f"{TITLE}\n\nText of report by the crews\n\n{TEXT}",
        f"{TITLE}\n\n{TEXT}\n\nSource: Andina news agency, Lima, in English 1015 gmt 24 Aug 18",
    ],
)
def test_one_mark_makes_no_export(read_file: Callable[..., list[Document]], text: str) -> None:
    (found,) = read_file(text, "note.txt", check_language=False)
    assert found.text == text


@pytest.mark.parametrize(
    "form",
    [
        UNI.format(date="August 24, 2018", text=TEXT),
        FACTIVA.format(date="24 August 2018", text=TEXT),
        WIDE,
        GALE,
        RECORD.format(count="", info=""),
    ],
    ids=["Nexis Uni", "Factiva", "fields of Factiva", "Gale", "ProQuest"],
)
def test_an_article_that_is_cut_off_is_reported_and_left_out(read_file: ReadFile, form: str) -> None:
    cut = form * 2 + form[: form.index("Japan opposed") + 20]
    first, second, fault = read_file(cut, "export.txt", check_language=False)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(fault, DocumentError)
    assert (fault.code, fault.fields["place"]) == ("KG-L005", first.uri.removeprefix("file://").partition("#")[0])
    assert "within the article after number 2" in str(fault)


@pytest.mark.parametrize("form", [FACTIVA.format(date="24 August 2018", text=TEXT), WIDE], ids=["text", "fields"])
def test_what_was_searched_for_is_no_article_that_is_cut_off(read_file: ReadFile, form: str) -> None:
    search = "\nSearch Summary\n\nText\nplan and envoy\nDate\nAll Dates\nResults Found\n2\n\n© 2018 Factiva, Inc.\n"
    found = read_file(form * 2 + search, "export.txt", check_language=False)
    assert [type(each) for each in found] == [Document, Document]


REPORTED = f"""Text of report in English by Peruvian news agency
Andina on 24 August

{TEXT}

Source: Andina news agency, Lima, in English 1015 gmt 24 Aug 18

BBC Mon LA1 LatPol ar"""
MEDIUM = "Andina news agency, Lima, in English 1015 gmt 24 Aug 18"


def test_a_report_of_bbc_monitoring_is_the_words_of_its_medium(document: Callable[..., Document]) -> None:
    notice = "(c) Copyright British Broadcasting Corporation 2018"
    found = document(f"{TITLE}\n\n{REPORTED}\n\n{notice}", "report-2018-09-01.txt", check_language=False)
    assert (found.text, found.title) == (f"{TITLE}\n\n{TEXT}", TITLE)
    assert (found.date, found.source) == (DAY, "BBC Monitoring")
    assert found.metadata["report_of"] == MEDIUM


def test_a_report_of_bbc_monitoring_in_nexis_has_the_service_as_its_source(document: Callable[..., Document]) -> None:
    service = "BBC Monitoring Latin America - Political\n   Supplied by BBC Worldwide Monitoring"
    export = NEXIS.format(number=1, date="August 25, 2018 Saturday", text=REPORTED)
    export = export.replace("HIGHLIGHT: Chile supported it.\n\n", "")
    found = document(export.replace("Harbour Gazette (Bergen, Norway)", service), "export.txt", check_language=False)
    assert found.text == f"{TITLE}\n\n{TEXT}"
    assert (found.source, found.date) == ("BBC Monitoring Latin America - Political", dt.date(2018, 8, 25))
    assert {"report_of": MEDIUM, "printed_page": "1", "language": "ENGLISH"}.items() <= found.metadata.items()
