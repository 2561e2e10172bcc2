"""Each layout in which Factiva, Nexis Uni and ProQuest export is divided into its articles, without their fields."""

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
