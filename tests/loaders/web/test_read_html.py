"""Web pages: the main text and what the page says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document
from loaders import DateOrder

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Ferry crews and owners meet | The Harbour Gazette</title>
<meta charset="utf-8"><meta property="og:site_name" content="The Harbour Gazette">
<meta property="og:title" content="Ferry crews and owners meet">
<meta property="article:modified_time" content="2021-10-09T08:00:00Z">
<link rel="canonical" href="https://gazette.example/2021/10/ferry">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebPage", "datePublished": "2020-01-01"},
  {"@type": "NewsArticle", "datePublished": "2021-10-05T23:30:00-04:00", "dateModified": "2021-10-09"}]}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site better for you.</p></div>
<article><h1>Ferry crews and owners meet</h1>
<figure><img src="a.jpg"><figcaption>A ferry leaves the port on Monday. Photo: B. Lake</figcaption></figure>
<div class="wp-caption"><img src="b.jpg"><p class="wp-caption-text">The owners arrive.</p></div>
<p>BERGEN, Oct. 5 (Sea Agency) — Crews and <a href="/owners">owners</a> met for the <em>second</em> time on Tuesday,
   officials of the port said. Jürgen Müller opened the meeting.</p>
<p>“We will not sign this draft,” said the leader of the crews, Ada Stone.<br>She left at noon.</p>
<blockquote><p>The owners want a text that both sides can sign, and they want it before the winter.</p></blockquote>
<ul><li>Shorter shifts on all the ferries of the company.</li>
<li>Higher wages for the crews that sail at night.</li></ul>
<p>A third round is planned for November, a spokesman for the ministry told reporters on the quay.</p>
</article>
<aside><h3>Read more</h3><ul><li><a href="/x">Ten best ferries</a></li></ul></aside>
<footer><p>© 2024 The Harbour Gazette. All rights reserved.</p></footer></body></html>
"""


def test_the_main_text_is_read_in_paragraphs(document: Read) -> None:
    assert document(PAGE, "ferry.html").text.split("\n\n") == [
        "Ferry crews and owners meet",
        "BERGEN, Oct. 5 (Sea Agency) — Crews and owners met for the second time on Tuesday, officials of the port said."
        " Jürgen Müller opened the meeting.",
        "“We will not sign this draft,” said the leader of the crews, Ada Stone.\nShe left at noon.",
        "The owners want a text that both sides can sign, and they want it before the winter.",
        "Shorter shifts on all the ferries of the company.",
        "Higher wages for the crews that sail at night.",
        "A third round is planned for November, a spokesman for the ministry told reporters on the quay.",
    ]


DEEP = f"<p>Crews agreed on Monday.</p>{'<div>' * 30_000}<p>Owners refused.</p>{'</div>' * 30_000}<p>Both left.</p>"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (f"<html><body>{DEEP}</body></html>", "deep.html"),
        (f"# Ferries\n\n{DEEP}", "deep.md"),
        (f"text\n{DEEP}\n", "deep.csv"),
        (
            f"<rss version='2.0'><channel><item><description><![CDATA[{DEEP}]]></description></item></channel></rss>",
            "d.xml",
        ),
    ],
)
def test_too_deeply_nested_content_is_an_error(content: str, name: str, refusal: Refuse) -> None:
    error = refusal(content, name)
    assert (error.code, error.fields["depth"]) == ("KG-L024", "2,048")
    assert name in str(error)


def test_title_date_and_publisher_are_those_of_the_page(document: Read) -> None:
    found = document(PAGE, "ferry.html")
    assert found.title == "Ferry crews and owners meet"
    # The day of the article in its own time zone, not that of the surrounding page or of a change.
    assert found.date == dt.date(2021, 10, 5)
    assert found.source == "The Harbour Gazette"
    assert found.metadata["date_as_written"] == "2021-10-05T23:30:00-04:00"
    assert found.metadata["url"] == "https://gazette.example/2021/10/ferry"


SENTENCES = "".join(
    f"<p>{text}</p>"
    for text in (
        "The leader of the crews said on Tuesday that her union would not sign the draft of the owners.",
        "Another round is planned for November, a spokesman for the ministry told the reporters.",
    )
)


def page(head: str = "", before: str = "", after: str = "") -> str:
    body = f"<article>{before}{SENTENCES}</article>{after}"
    return f"<html><head><title>Ferries</title>{head}</head><body>{body}</body></html>"


OCTOBER_5 = dt.date(2021, 10, 5)


@pytest.mark.parametrize(
    ("html", "date"),
    [
        (page('<meta property="article:published_time" content="2021-10-05T23:30:00-04:00">'), OCTOBER_5),
        (page('<meta name="DC.date.issued" content="5 October 2021">'), OCTOBER_5),
        (page(before='<time datetime="2021-10-05">yesterday</time>'), OCTOBER_5),
        (page(before='<span itemprop="datePublished" content="2021-10-05">Tuesday</span>'), OCTOBER_5),
        (page(before='<div class="byline">By Jo on <span class="published">Oct. 5, 2021</span></div>'), OCTOBER_5),
        (page(before="<p>Published: Tuesday, October 5, 2021 | 10:15 GMT</p>"), OCTOBER_5),
        (page('<link rel="canonical" href="https://example.org/2021/10/05/ferries">'), OCTOBER_5),
        (page(), None),
        (page('<meta property="article:modified_time" content="2021-10-05">'), None),
        (page('<meta name="date" content="03/04/2018">'), None),
        (page(before="<p>Updated: 5 October 2021</p>"), None),
        (page(before="<p>The treaty was signed on 2 March 2009.</p>"), None),
        (page(after="<footer>© 2021 The Gazette, 5 October 2021</footer>"), None),
        (page(before='<time datetime="2021-10-05">a</time><time datetime="2021-10-06">b</time>'), None),
        (page('<script type="application/ld+json">{broken</script>'), None),
    ],
)
def test_only_a_date_of_publication_dates_a_page(document: Read, html: str, date: dt.date | None) -> None:
    assert document(html, "ferry.html").date == date


ADDRESS = "https://www.gazette.example/2021/10/05/ferries"


@pytest.mark.parametrize(
    "html",
    [
        f"<!DOCTYPE html>\n<!-- saved from url=(0046){ADDRESS} -->\n{page()}",
        f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: 1 -->{page()[6:]}",
        page(f'<link rel="canonical" href="https://web.archive.org/web/20230102101112/{ADDRESS}">'),
        f"<!-- saved from url=(0080)https://web.archive.org/web/20230102101112id_/{ADDRESS} -->\n{page()}",
    ],
    ids=["browser", "SingleFile", "archive", "browser from archive"],
)
def test_a_saved_page_has_the_address_that_it_had(document: Read, html: str) -> None:
    found = document(html, "ferry.html")
    assert (found.metadata["url"], found.date, found.source) == (ADDRESS, OCTOBER_5, "gazette.example")


def test_a_page_saved_from_a_disk_has_no_address(document: Read) -> None:
    assert "url" not in document(f"<!-- saved from url=(0014)about:internet -->\n{page()}", "ferry.html").metadata


def test_an_ambiguous_date_is_kept_as_written(document: Read) -> None:
    html = page('<meta name="date" content="03/04/2018">')
    assert document(html, "a.html").metadata["date_as_written"] == "03/04/2018"
    assert document(html, "a.html", date_order=DateOrder.MONTH_FIRST).date == dt.date(2018, 3, 4)


@pytest.mark.parametrize(
    "before",
    [
        '<time datetime="2021-10-05">5 October 2021</time>',
        "<h1>Ferries and crews</h1><div class='by'>By Jo</div>",
        "<figure><figcaption>A ferry leaves.</figcaption></figure>",
        "A line that stands loose",
    ],
)
def test_the_first_sentence_of_a_short_page_stays_separate(document: Read, before: str) -> None:
    paragraphs = document(page(before=before), "ferry.html").text.split("\n\n")
    assert (
        "The leader of the crews said on Tuesday that her union would not sign the draft of the owners." in paragraphs
    )


@pytest.mark.parametrize(
    "words", ["story-body no-caption", "has-caption", "content caption-below", "without-photo-caption", "uncaptioned"]
)
@pytest.mark.parametrize(
    "wrap", ["<article><div class='{}'>{}</div></article>", "<section id='a' class='{}'>{}</section>"]
)
def test_a_text_with_a_class_about_captions_is_no_caption(document: Read, words: str, wrap: str) -> None:
    caption = (
        "<div class='wp-caption'><p class='caption-text'>The owners arrive at the port on a ferry of theirs.</p></div>"
    )
    html = f"<html><body><h1>Ferries</h1>{wrap.format(words, caption + SENTENCES)}</body></html>"
    text = document(html, "ferry.html").text
    assert "would not sign the draft" in text
    assert "Another round is planned" in text
    assert "arrive" not in text


def test_a_page_of_one_sentence_is_read_without_navigation(document: Read) -> None:
    html = "<html><body><nav><a href='/'>Home</a></nav><p>The crews met.</p><footer>Imprint</footer></body></html>"
    assert "The crews met." in document(html, "a.html").text
    assert "Home" not in document(html, "a.html").text


@pytest.mark.parametrize(
    ("meta", "encoding", "codec"),
    [
        ('<meta charset="windows-1252">', "cp1252", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252", "cp1252"),
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8"),
        ("", "cp1252", "cp1252"),
        ("", "utf-16", "utf-16"),
    ],
)
def test_the_encoding_is_declared_or_detected(document: Read, meta: str, encoding: str, codec: str) -> None:
    html = page(meta, before="<p>Jürgen Müller, who leads the owners’ side, said “no” to the café owners again.</p>")
    found = document(html.encode(encoding), "ferry.html")
    assert "Jürgen Müller, who leads the owners’ side, said “no”" in found.text
    assert found.encoding == codec


def test_a_page_with_an_xhtml_declaration_is_read(document: Read) -> None:
    found = document(f'<?xml version="1.0" encoding="utf-8"?>\n{page()}', "ferry.xhtml")
    assert found.text.startswith("The leader of the crews")


@pytest.mark.parametrize("name", ["page.txt", "page.pdf", "page", "page.xml"])
def test_a_page_is_recognized_by_its_content(document: Read, name: str) -> None:
    assert document(PAGE, name).metadata["format"] == "html"


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<!DOCTYPE html><html><script>x()</script></html>"])
def test_a_page_without_text_is_refused(refusal: Refuse, html: str) -> None:
    assert refusal(html, "a.html").code == "KG-L001"


def test_nested_tags_are_read(document: Read) -> None:
    assert "The crews met." in document("<html><body>" + "<div>" * 200 + "The crews met.", "a.html").text


def test_q_elements_become_quotation_marks(document: Read) -> None:
    found = document(page(before="<p>The owners said <q>never</q> to the crews on Tuesday.</p>"), "ferry.html")
    assert 'The owners said "never" to the crews on Tuesday.' in found.text


def test_a_page_of_a_wiki_has_no_apparatus_and_no_date_of_its_beginning(document: Callable[..., Document]) -> None:
    began = '<script type="application/ld+json">{"@type": "Article", "name": "Ferries", "datePublished": "2006-03-14"}'
    note = '<p>The crews<sup class="reference">[1]</sup> left.<span class="mw-editsection">[edit]</span></p>'
    beside = '<table class="infobox"><tr><td>Ships</td></tr></table><div class="reflist">Ek, 2018.</div>'
    found = document(page(f"{began}</script><meta name='generator' content='MediaWiki 1.41'>", beside, note), "a.html")
    assert found.date is None
    assert "The crews left." in found.text
    assert not any(word in found.text for word in ("[1]", "[edit]", "Ships", "Ek, 2018"))


def test_the_name_of_a_file_is_no_title(document: Callable[..., Document]) -> None:
    assert document(page().replace("Ferries</title>", "L_2018215EN.xml</title>"), "a.html").title is None
