"""Each layout in which Factiva, ProQuest, EBSCO and Europresse export is divided into articles without their fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Document

LEAD = "Japan opposed the plan."
TEXT = "Its envoy, Rin Abe, left the hall at noon.\n\nIN short: Peru and Chile will meet again."
TITLE = "Plan opposed; Envoy leaves"
WHOLE = f"{TITLE}\n\n{LEAD}\n\n{TEXT}"
DAY = dt.date(2018, 8, 24)

WIDE = f"""
SE  Foreign Desk
HD  {TITLE}
BY  By ANA RUIZ
WC  34 words
PD  24 August 2018
ET  23:15
SN  Harbour Gazette
SC  HARB
PG  A1
LA  English
CY  (c) 2018 Harbour Press Ltd.

LP  
{LEAD}

TD  
{TEXT}

CO  hapres : Harbour Press
IN  i1 : Shipping | i2 : Fish
NS  gdip : International Relations
RE  peru : Peru | chil : Chile
PUB Harbour Press Ltd.
AN  Document HARBGZ0020180824ee8o0001x

"""  # noqa: W291 - Factiva leaves the spaces
BELOW = f"""
HD
Plan opposed;
Envoy leaves
BY
By ANA RUIZ
WC
34 words
PD
24 August 2018
SN
Harbour Gazette
LP
{LEAD}
TD
{TEXT}
RE
peru : Peru
PUB
Harbour Press Ltd.
AN
Document HARBGZ0020180824ee8o0001x
"""
TABBED = WIDE.replace("  \n", "\t\n").replace("  ", "\t")
NARROW = "\n".join(line.replace("  ", " ", 1) for line in WIDE.split("\n"))


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("form", [WIDE, BELOW, TABBED, NARROW], ids=["wide", "below", "tabbed", "narrow"])
def test_fields_of_factiva_give_a_document_for_each_article(
    read_file: Callable[..., list[Document]], form: str, times: int
) -> None:
    found = read_file(form * times, "export.txt", check_language=False)
    assert len(found) == times
    for each in found:
        assert each.text == WHOLE
        assert (each.title, each.date, each.source) == (TITLE, DAY, "Harbour Gazette")
        assert each.metadata["author"] == "ANA RUIZ"
    assert [each.name for each in found] == (["export"] if times == 1 else ["export-1", "export-2", "export-3"])


def test_a_text_with_the_names_of_fields_stays_as_it_is(read_file: Callable[..., list[Document]]) -> None:
    text = f"HD  is the name of a headline.\n\nLP  is that of a lead.\n\n{TEXT}"
    (found,) = read_file(text, "note.txt", check_language=False)
    assert found.text == text


PAGE = f"""<html><head><title>Factiva</title></head><body><h1>Dow Jones Factiva</h1><form><div id="contentLeft">
<div id="article-HARBGZ0020180824ee8o0001x" class="article"><div class="article enArticle"><p>
<div>Foreign Desk; 1</div>
<div id="hd"><span class="enHeadline">{TITLE}  </span>
</div><div class="author">By ANA RUIZ  </div><div>Special to the Gazette</div>
<div>1,034 words</div><div>24 August 2018</div><div>23:15</div><div>Harbour Gazette</div><div>HARB</div>
<div>Late Edition - Final</div><div>English</div><div>Copyright 2018 Harbour Press Ltd.  </div>
</p>
<p class="articleParagraph enarticleParagraph">Japan opposed <b>the plan</b>.  </p>
<p class="articleParagraph enarticleParagraph">Its envoy, Rin Abe,
left the hall at noon.  </p>
<p class="articleParagraph enarticleParagraph">IN short: Peru and Chile will meet again.</p>
<p>Harbour Press Digital (Full Text)</p><p>Document HARBGZ0020180824ee8o0001x</p></div></div><br><span></span>
REST</div></form></body></html>
"""
ARTICLE = PAGE[PAGE.index('<div id="article-') : PAGE.index("<br>")]
ROWS = f"""<div class="article enArticle"><table>
<tr><td class="index"><b>HD</b></td><td><b>{TITLE}</b></td></tr>
<tr><td><b>BY</b></td><td>By ANA RUIZ</td></tr><tr><td><b>WC</b></td><td>34 words</td></tr>
<tr><td><b>PD</b></td><td>24 August 2018</td></tr><tr><td><b>SN</b></td><td>Harbour Gazette</td></tr>
<tr><td><b>LP</b></td><td><p class="articleParagraph enarticleParagraph">{LEAD}</p></td></tr>
<tr><td><b>TD</b></td><td><p class="articleParagraph enarticleParagraph">Its envoy, Rin Abe, left the hall at noon.</p>
<p class="articleParagraph enarticleParagraph">IN short: Peru and Chile will meet again.</p></td></tr>
<tr><td><b>IN</b></td><td>i1 : Shipping</td></tr><tr><td><b>AN</b></td><td>Document HARBGZ0020180824ee8o0001x</td></tr>
</table></div>"""


@pytest.mark.parametrize(
    ("page", "times"),
    [
        (PAGE.replace("REST", ""), 1),
        (PAGE.replace("REST", ARTICLE * 2), 3),
        (f"<html><body>{ROWS}{ROWS}</body></html>", 2),
    ],
)
def test_pages_of_factiva_give_a_document_for_each_article(
    read_file: Callable[..., list[Document]], page: str, times: int
) -> None:
    found = read_file(page, "export.html", check_language=False)
    assert len(found) == times
    for each in found:
        assert each.text == WHOLE
        assert (each.title, each.date, each.source) == (TITLE, DAY, "Harbour Gazette")
        assert each.metadata["author"] == "ANA RUIZ"


@pytest.mark.parametrize("export", [WIDE, PAGE.replace("REST", "").replace("<div>HARB<", "<div>HARB</div><div>A1<")])
def test_factiva_names_the_page_and_the_language(document: Callable[..., Document], export: str) -> None:
    metadata = document(export, "export", check_language=False).metadata
    assert (metadata["printed_page"], metadata["language"]) == ("A1", "English")


def test_a_page_of_factiva_in_another_language_has_no_date(read_file: Callable[..., list[Document]]) -> None:
    page = PAGE.replace("REST", "").replace("1,034 words", "1034 mots").replace("August", "août")
    (found,) = read_file(page, "export.html", check_language=False)
    assert (found.title, found.date, found.source) == (TITLE, None, None)


RECORD = f"""____________________________________________________________

{{count}}{TITLE}

Author: Ruiz, Ana

{{info}}https://login.gazette.example/docview/2637391967

Abstract: Chile supported it.

Links: https://gazette.example/openurl?title=&amp;issn=

Full text: {LEAD}

{TEXT}

Subject: Shipping; Fish

Location: Japan

Title: {TITLE}

Publication title: Harbour Gazette; Bergen, Norway

Publication year: 2018

Publication date: Aug 24, 2018

Language of publication: English

ProQuest document ID: 2637391967

Copyright: Copyright 2018 Harbour Press Ltd. All Rights Reserved.

Last updated: 2022-03-10

Database: Newsstream

"""
INFO = "Publication info: Harbour Gazette ; Bergen, Norway [Bergen]. 24 Aug 2018: A.1.\n\n"
FOOT = "____________________________________________________________\n\nContact us at: http://www.proquest.com\n"


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("info", ["", INFO])
@pytest.mark.parametrize("count", ["", "Document 1 of 3\n\n"])
def test_text_of_proquest_gives_a_document_for_each_article(
    read_file: Callable[..., list[Document]], count: str, info: str, times: int
) -> None:
    export = RECORD.format(count=count, info=info) * times + FOOT
    found = read_file(export, "export.txt", check_language=False)
    assert len(found) == times
    for each in found:
        assert each.text == WHOLE
        assert (each.title, each.date, each.source) == (TITLE, DAY, "Harbour Gazette")
        assert each.metadata["author"] == "Ruiz, Ana"


def test_a_record_of_proquest_without_fields_below_its_text(read_file: Callable[..., list[Document]]) -> None:
    export = RECORD.format(count="", info=INFO).partition("Subject:")[0]
    (found,) = read_file(export, "export.txt", check_language=False)
    assert (found.text, found.date, found.source) == (WHOLE, DAY, "Harbour Gazette")


def test_a_record_of_proquest_without_a_text_has_its_abstract(read_file: Callable[..., list[Document]]) -> None:
    export = RECORD.format(count="", info=INFO).replace(f"Full text: {LEAD}\n\n{TEXT}", "Full text: None available.")
    (found,) = read_file(export, "export.txt", check_language=False)
    assert found.text == f"{TITLE}\n\nChile supported it."


@pytest.mark.parametrize(
    "text",
    [
        f"{'_' * 60}\n\n{TITLE}\n\nFull text: {LEAD}\n\n{TEXT}",
        f"{TITLE}\n\nPublication info: none.\n\nFull text: {LEAD}",
    ],
)
def test_a_text_with_a_rule_or_a_label_is_no_export(read_file: Callable[..., list[Document]], text: str) -> None:
    (found,) = read_file(text, "note.txt", check_language=False)
    assert found.text == text


def test_a_label_in_a_text_does_not_end_it(read_file: Callable[..., list[Document]]) -> None:
    text = f"{TEXT}\n\nLocation: the hall of the port.\n\nThe crews went home."
    export = RECORD.format(count="", info="").replace(TEXT, text)
    (found,) = read_file(export, "export.txt", check_language=False)
    assert found.text == f"{TITLE}\n\n{LEAD}\n\n{text}"


PARAGRAPHS = (LEAD, *TEXT.split("\n\n"))
ON_PAGE = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
FIELDS = {
    "Subject": "Shipping; Fish",
    "Location": "Japan",
    "Title": TITLE,
    "Publication title": "Harbour Gazette; Bergen, Norway",
    "Publication date": "Aug 24, 2018",
    "Copyright": "(Copyright (c) 2018 Harbour Press Ltd.)",
    "Database": "Newsstream",
}
OF_PROQUEST = f"""<div style="border-bottom:2px solid #ccc"><a name="DocID_MSTAR_251439970"></a><p></p>
<p style="font-weight:bold;">{TITLE}</p><p><span class="newspaperArticle"><strong>Harbour Gazette</strong></span></p>
<p><strong>Author:  </strong>Ruiz, Ana</p><p><a href="https://gazette.example">ProQuest document link</a></p>
<p><strong>Abstract:  </strong><body></p><p>Chile supported it.</p><p></body></p><div style="clear:both"></div>
<div><strong>Links: </strong><a href="https://gazette.example">Check for full text</a></div>
<p><strong>Full text: </strong><Text WordCount="34" HTMLContent="true"><html><head><title></title></head><body>
<div><div class="document_view_image"><a title="Envoys of Peru">Enlarge this image.</a></div></div>
{ON_PAGE}</body></html></Text></p>
{"".join(f"<p><strong>{name}: </strong>{value}</p>" for name, value in FIELDS.items())}</div>"""
PAGE_OF_PROQUEST = f"""<html><head><title>ProQuest Export</title></head><body><div class="coverPageHeader"><h1>Report
Information from ProQuest</h1><p>August 30 2018 10:15</p></div><div class="tableOfContent"><p>1. {TITLE}</p></div>
ARTICLES<div class="copyright">Database copyright 2018 ProQuest LLC. All rights reserved.</div></body></html>"""
OF_EUROPRESSE = f"""<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Harbour
Gazette, no. 43018<br>News, vendredi 24 août 2018</span></div><div><span class="DocHeader">News,
vendredi 24 août 2018 34 mots, p. A1</span></div><div class="titreArticle">
<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{TITLE}</p></div>
<p class="sm-margin-bottomNews">Ruiz, Ana</p></header><section><div class="docOcurrContainer">
<div class="DocText clearfix">{ON_PAGE}</div></div></section><aside><p>Illustration(s): Harbour Press</p></aside>
<footer><p>This document is for the use of Bergen University.</p><div class="publiC-lblNodoc">news·20180824·HG·42</div>
</footer></article>"""

IN_ENGLISH = OF_EUROPRESSE.replace("vendredi 24 août", "Friday, August 24,").replace("news·20180824", "news")


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(
    ("page", "article"),
    [
        (PAGE_OF_PROQUEST, OF_PROQUEST),
        ("<html><body>ARTICLES</body></html>", OF_EUROPRESSE),
        ("<html><body>ARTICLES</body></html>", IN_ENGLISH),
    ],
    ids=["ProQuest", "Europresse", "Europresse without numbers"],
)
def test_pages_of_other_databases_give_a_document_for_each_article(
    read_file: Callable[..., list[Document]], page: str, article: str, times: int
) -> None:
    found = read_file(page.replace("ARTICLES", article * times), "export.html", check_language=False)
    assert len(found) == times
    for each in found:
        assert each.text == WHOLE
        assert (each.title, each.date, each.source) == (TITLE, DAY, "Harbour Gazette")
        assert each.metadata["author"] == "Ruiz, Ana"


def test_a_page_with_an_anchor_like_that_of_proquest_keeps_its_words(read_file: Callable[..., list[Document]]) -> None:
    page = f'<html><body><p><a name="DocID_1">{LEAD}</a></p><p>{TEXT}</p></body></html>'
    (found,) = read_file(page, "page.html", check_language=False)
    assert found.text.startswith(LEAD)


def test_a_mail_of_proquest_gives_its_articles_and_not_the_day_on_which_it_was_sent(
    read_file: Callable[..., list[Document]],
) -> None:
    head = "From: noreply@proquest.example\nSubject: Your ProQuest Research\nDate: Tue, 15 Aug 2023 01:02:03 -0400\n"
    page = PAGE_OF_PROQUEST.replace("ARTICLES", OF_PROQUEST * 2)
    mail = f"{head}MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}"
    found = read_file(mail, "research.eml", check_language=False)
    assert [(each.text, each.title, each.date) for each in found] == [(WHOLE, TITLE, DAY)] * 2


HEAD_OF_EBSCO = {
    "Title": f"{TITLE}.",
    "Authors": "Ruiz, Ana\nLake, Jo",
    "Source": "Harbour Gazette (Bergen). 08/24/2018, pA1. 1p.",
    "Subject Terms": "SHIPPING\nFISH",
    "Abstract": "Chile supported it.",
    "Accession Number": "2W612345678",
    "Cut and Paste": '<A href="https://gazette.example">Plan.</A>',
    "Database": "Newspaper Source Plus",
}
BELOW_EBSCO = """~~~~~~~~

By Ana Ruiz and Jo Lake

Copyright of Harbour Gazette is the property of Harbour Press Ltd. and its content may not be copied.
"""


def of_ebsco(text: str, *, below: bool = False) -> str:
    """A record of EBSCOhost, with the values of its fields ``below`` their names or beside them."""
    lines = [f"{name}:{'\n     ' if below else ' '}{value}" for name, value in HEAD_OF_EBSCO.items()]
    return "Record: 1\n" + "\n".join(lines) + f"\n\nSection: News\n{TITLE}\n\n{text}\n\n{BELOW_EBSCO}\n"


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("below", [False, True])
def test_records_of_ebsco_are_documents(read_file: Callable[..., list[Document]], below: bool, times: int) -> None:
    export = of_ebsco(f"{LEAD}\n\n{TEXT}", below=below) * times
    found = read_file(export, "export.txt", check_language=False)
    assert len(found) == times
    for each in found:
        assert each.text == WHOLE
        assert (each.title, each.date, each.source) == (TITLE, DAY, "Harbour Gazette (Bergen)")
        assert each.metadata["author"] == "Ruiz, Ana; Lake, Jo"


def test_a_record_of_ebsco_without_a_text_has_its_abstract(read_file: Callable[..., list[Document]]) -> None:
    (found,) = read_file(of_ebsco(""), "export.txt", check_language=False)
    assert found.text == f"{TITLE}\n\nChile supported it."


def test_a_month_is_no_day_of_an_issue_in_ebsco(read_file: Callable[..., list[Document]]) -> None:
    export = of_ebsco(LEAD).replace("08/24/2018, pA1", "Aug2018, Vol. 3 Issue 8")
    (found,) = read_file(export, "export.txt", check_language=False)
    assert (found.date, found.source) == (None, "Harbour Gazette (Bergen)")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"Listen: Peru objected.\n\n{LEAD}", f"Listen: Peru objected.\n\n{LEAD}"),
        (f"{LEAD}\n\nRecord: 1\n\n{TEXT}", f"{LEAD}\n\n{TEXT}"),
    ],
)
def test_a_text_in_ebsco_may_have_a_line_like_a_field(
    read_file: Callable[..., list[Document]], text: str, read: str
) -> None:
    found = read_file(of_ebsco(text) * 2, "export.txt", check_language=False)
    assert [each.text for each in found] == [f"{TITLE}\n\n{read}"] * 2


def test_a_record_of_ebsco_that_is_cut_off_leaves_the_others_as_they_are(
    read_file: Callable[..., list[Document]],
) -> None:
    export = of_ebsco(LEAD) + of_ebsco(LEAD).partition("Cut and Paste")[0]
    found = read_file(export, "export.txt", check_language=False)
    assert [each.text for each in found] == [f"{TITLE}\n\n{each}" for each in (LEAD, "Chile supported it.")]


def test_a_day_before_its_month_in_ebsco_leaves_other_days_open(read_file: Callable[..., list[Document]]) -> None:
    export = "".join(of_ebsco(LEAD).replace("08/24", day) for day in ("24/08", "04/08"))
    assert [each.date for each in read_file(export, "export.txt", check_language=False)] == [DAY, None]


@pytest.mark.parametrize("text", [f"Record: 1\n\n{LEAD}", f"Record: 1\nDatabase: ours\n\n{TEXT}"])
def test_a_text_with_numbered_records_is_no_export(read_file: Callable[..., list[Document]], text: str) -> None:
    (found,) = read_file(text, "note.txt", check_language=False)
    assert found.text == text
