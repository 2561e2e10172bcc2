"""A page has the date of its article: not of its comments, of what it links to, or of another article."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest

from kg.model import Document

Read = Callable[..., Document]

OCTOBER_5 = dt.date(2021, 10, 5)
STORY = """<p>The leader of the crews said on Tuesday that her union would not sign the draft of the owners.</p>
<p>Another round is planned for November, a spokesman for the ministry of the sea told the reporters.</p>"""
TIME = "<time datetime='2021-10-05'>Tuesday</time>"
COMMENT = "<p>I have said on this site many times before that the owners of the ferries should have resigned.</p>"


def page(body: str, *nodes: object, url: str = "https://x.example/talks") -> str:
    scripts = "".join(f"<script type='application/ld+json'>{json.dumps(node)}</script>" for node in nodes)
    head = f"<title>Ferry talks fail | Gazette</title><link rel='canonical' href='{url}'>{scripts}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


BESIDE = [
    "<section id='comments'><span class='comment-date'>May 5, 2011</span>{}</section>",
    "<section id='comments'><div>joe <time datetime='2011-05-05T10:00'>5 May</time>{}</div></section>",
    "<div itemscope itemtype='https://schema.org/Comment'><i itemprop='datePublished'>2011-05-05</i>{}</div>",
    "<div class='related'><a href='/x'>Strike over</a> <span class='date'>5 May 2011</span></div>",
    "<aside><ul><li>Strike over <span class='date'>5 May 2011</span></li></ul></aside>",
    "<div class='events'><span class='date'>12 June 2030</span> Day of the sea</div>",
    "<div class='box'>Posted: 5 May 2011 by admin in jobs</div>",
]


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize(
    "wrap",
    [
        "<article><h1>Ferry talks fail</h1>{date}{story}</article>{beside}",
        "<h1>Ferry talks fail</h1><p class='date'></p>{date}<div class='text'>{story}</div>{beside}",
        "<div class='page has-sidebar'><main><h1>Ferry talks fail</h1>{date}<div>{story}</div></main>{beside}</div>",
        "<div id='content'><header><h1>Ferry talks fail</h1>{date}</header><article>{story}</article>{beside}</div>",
    ],
)
def test_a_date_beside_an_article_is_not_its_date(document: Read, wrap: str, beside: str) -> None:
    parts = {"story": STORY, "beside": beside.format(COMMENT)}
    assert document(page(wrap.format(date="", **parts)), "a.html").date is None
    assert document(page(wrap.format(date=TIME, **parts)), "a.html").date == OCTOBER_5


def test_comments_within_an_article_do_not_date_it(document: Read) -> None:
    body = f"<article><h1>Ferry talks fail</h1>{STORY}{BESIDE[0].format(COMMENT)}</article>"
    assert document(page(body), "a.html").date is None


def test_an_article_may_tell_its_date_in_its_own_footer(document: Read) -> None:
    footer = "<footer>Posted <time itemprop='datePublished' datetime='2021-10-05'>on Tuesday</time></footer>"
    body = f"<article><h1>Ferry talks fail</h1>{STORY}{footer}</article><footer class='date'>6 May 2024</footer>"
    assert document(page(body), "a.html").date == OCTOBER_5


def test_a_page_that_is_one_box_has_a_story(document: Read) -> None:
    assert document(page(f"<div class='comments'><h2>Ferry talks fail</h2>{STORY}</div>"), "a.html").date is None


@pytest.mark.parametrize(
    ("canonical", "address"), [("https://x.example/talks", "http://[::1"), ("http://[bad", "/talks")]
)
def test_an_invalid_address_tells_nothing(document: Read, canonical: str, address: str) -> None:
    node = {"@type": "NewsArticle", "url": address, "datePublished": "2021-10-05"}
    assert document(page(f"<h1>Ferry talks fail</h1>{STORY}", node, url=canonical), "a.html").date == OCTOBER_5


HEADING = "<h1>Ferry talks fail</h1>"
DATE = "<span class='date'>5 October 2021</span>"
ITEM = "<meta itemprop='datePublished' content='2021-10-05'>"
PLACES = [
    f"<div itemscope itemtype='https://schema.org/NewsArticle'>{ITEM}<div>{HEADING}{STORY}</div></div>",
    f"<div itemscope itemtype='https://schema.org/Blog'>{HEADING}{ITEM}{STORY}</div>",
    f"<div>{ITEM}</div><div>{HEADING}<div>{STORY}</div></div>",
    f"<div><meta itemprop='date' content='2021-10-05'>{HEADING}{STORY}</div>",
    f"<div class='row'><div>{DATE}</div><div>{HEADING}{STORY}</div></div>",
    f"<div>{HEADING}<div class='text'>{STORY}</div><div>{TIME}</div></div>",
    f"<header>{TIME}</header><article>{HEADING}{STORY}</article>",
    f"{HEADING}<div class='left-sidebar'>{DATE}{STORY}</div>",
    f"<article>{HEADING}<div class='meta-comments date'>{TIME} 3 comments</div>{STORY}</article>",
    f"{HEADING}<div class='newsletter'>{DATE}{STORY}</div>",
    f"<div class='x-widget'>{HEADING}</div><div class='x-widget'>{DATE}</div><div class='x-widget'>{STORY}</div>",
    f"<div class='events'><h2>Ferry talks fail</h2>{DATE}{STORY}</div>",
]


@pytest.mark.parametrize("body", PLACES)
@pytest.mark.parametrize("beside", ["", *BESIDE])
def test_the_date_of_a_page_may_be_apart_from_its_text(document: Read, body: str, beside: str) -> None:
    assert document(page(f"{body}{beside.format('')}"), "a.html").date == OCTOBER_5


@pytest.mark.parametrize(
    "other",
    [
        "<article class='card'><b>Strike over</b><time datetime='2011-05-05'>5 May</time></article>",
        "<div class='card'><h3>Strike over</h3><time datetime='2011-05-05'>5 May</time></div>",
        f"<div class='box'><time datetime='2011-05-05'>5 May</time>{COMMENT}</div>",
        "<div itemscope itemtype='https://schema.org/Comment'><time datetime='2011-05-05'>5 May</time>No.</div>",
        "<div class='comment byline'>Joe, <span class='date'>5 May 2011</span></div>",
    ],
)
def test_another_text_of_a_page_does_not_date_it(document: Read, other: str) -> None:
    assert document(page(f"<div>{HEADING}<div>{STORY * 3}</div></div>{other}"), "a.html").date is None


THIS = {"@type": "NewsArticle", "headline": "Ferry talks fail", "datePublished": "2021-10-05"}
OTHER = {"@type": "NewsArticle", "headline": "Strike over", "url": "/strike", "datePublished": "2011-05-05"}
PAGE = {"@type": "WebPage", "@id": "https://x.example/talks#page", "datePublished": "2021-10-05"}


@pytest.mark.parametrize(
    ("nodes", "date"),
    [
        ([{"@graph": [{"@type": "Comment", "datePublished": "2011-05-05", "text": "No."}]}], None),
        ([{"@type": "Event", "datePublished": "2011-05-05"}, PAGE], OCTOBER_5),
        ([[OTHER, THIS]], OCTOBER_5),
        ([OTHER, {**THIS, "headline": "Talks", "mainEntityOfPage": {"@id": "http://www.x.example/talks/"}}], OCTOBER_5),
        ([{**OTHER, "url": "https://x.example/talks"}, OTHER | {"datePublished": "2012-01-01"}], dt.date(2011, 5, 5)),
        ([OTHER], None),
        ([OTHER, PAGE], OCTOBER_5),
        ([{"@type": "Article", "datePublished": "2021-10-05"}], OCTOBER_5),
        ([{"@type": "Article", "datePublished": f"2021-10-0{day}"} for day in (5, 6)], None),
        ([{**THIS, "@type": ["NewsArticle", "ReportageNewsArticle"], "url": "https://x.example/"}], OCTOBER_5),
        ([OTHER, {**THIS, "@type": "Legislation"}], OCTOBER_5),
        ([{**OTHER, "headline": ""}, PAGE], OCTOBER_5),
        ([{**THIS, "@type": "Review"}, {**THIS, "@type": "Review", "datePublished": "2021-10-06"}], None),
        ([{**THIS, "@type": "Comment"}], None),
    ],
)
def test_of_several_articles_the_one_of_the_page_dates_it(
    document: Read, nodes: list[object], date: dt.date | None
) -> None:
    assert document(page(f"<article><h1>Ferry talks fail</h1>{STORY}</article>", *nodes), "a.html").date == date


@pytest.mark.parametrize(
    ("address", "is_found"),
    [
        ({"url": "/sea/talks?utm_source=letter"}, True),
        ({"url": "https://x.example/amp/sea/talks"}, True),
        ({"url": "/sea/talks.html"}, True),
        ({"mainEntityOfPage": "https://x.example/sea/"}, True),
        ({"@id": "https://x.example/id/1234"}, True),
        ({"url": "/air/talks"}, False),
        ({"url": "/sea/talks-2"}, False),
    ],
)
def test_a_page_may_have_several_addresses(document: Read, address: dict[str, str], is_found: bool) -> None:
    node = {**THIS, "headline": "Crews leave the table", **address}
    source = page(f"<h1>Ferry talks fail</h1>{STORY}", node, url="https://x.example/sea/talks")
    assert (document(source, "a.html").date == OCTOBER_5) is is_found


@pytest.mark.parametrize(("number", "is_found"), [(1, True), (2, False)])
def test_a_query_may_tell_pages_apart(document: Read, number: int, is_found: bool) -> None:
    node = {**THIS, "headline": "Crews leave the table", "url": f"/show?id={number}&utm_medium=x"}
    source = page(f"<h1>Ferry talks fail</h1>{STORY}", node, url="https://x.example/show?id=1")
    assert (document(source, "a.html").date == OCTOBER_5) is is_found


def test_a_headline_may_have_entities(document: Read) -> None:
    node = {**THIS, "headline": "Crews&#39; talks fail", "url": "/short"}
    assert document(page(f"<h1>Crews’ talks fail</h1>{STORY}", node), "a.html").date == OCTOBER_5


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("Tuesday 5 October 2021 06.00 BST", True),
        ("5 October 2021 at 14:05", True),
        ("October 5, 2021 Tuesday", True),
        ("Updated 7 June 2022 at 14:05 | First published 5 October 2021", True),
        ("First published 5 October 2021 | Updated 7 June 2022", True),
        ("Posted on 5 October 2021 · Last modified: 7 June 2022", True),
        ("Updated 5 October 2021", False),
        ("Round of 5 October 2021", False),
        ("5 October 2021</p><p class='meta'>7 June 2022", False),
    ],
)
def test_a_line_below_the_heading_may_be_the_date(document: Read, line: str, is_found: bool) -> None:
    heading = "Ferry talks between the union of the crews and the owners of all boats of the northern ports fail"
    body = f"<article><h1>{heading}</h1><p class='meta'>{line}</p><p>By Ana Ruiz</p>{STORY}</article>"
    assert document(page(body), "a.html").date == (OCTOBER_5 if is_found else None)


def test_a_line_within_the_text_is_not_the_date(document: Read) -> None:
    body = f"<article><h1>Ferry talks fail</h1>{STORY}<p>5 October 2021 14:05</p>{STORY}</article>"
    assert document(page(body), "a.html").date is None
