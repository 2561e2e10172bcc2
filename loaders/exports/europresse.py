"""Articles of a web page that Europresse exports: an element each, with its parts marked by their classes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from loaders import dates, markup
from loaders.exports.article import Article, article_of, without_by

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["of_page"]

_PAPER, _HEADLINE, _HEADER, _NUMBER = "DocPublicationName", "titreArticle", "DocHeader", "publiC-lblNodoc"
_AUTHORS, _BELOW_HEADLINE = "docAuthors", "sm-margin-bottomNews"
_TEXTS = ("docOcurrContainer", "DocText")
# The number of an article holds its day, whatever the language of the page: news·20180824·HG·0042.
_DAY_IN_NUMBER = re.compile(r"\w+[·.](?P<day>\d{8})[·.]")
# What follows the name of a paper: the number of the issue, its pages, the edition.
_ISSUE = re.compile(r",? n[o°º]\.? ?\d.*|\s+[-–] .*|, \d.*|\n.*", re.DOTALL | re.IGNORECASE)
_PAGE = re.compile(r"\bp\. ?([A-Z]?\d[\w-]*)")
_SURROUNDINGS = ("aside", "footer", "img", "header")


def of_page(tree: HtmlElement) -> list[Article]:
    """The articles of such a page; none if the page is no such export."""
    return [article for element in tree.iter("article") if (article := _article(element))]


def _article(element: HtmlElement) -> Article | None:
    papers, headlines = [*_of_class(element, _PAPER)], [*_of_class(element, _HEADLINE)]
    texts = next((found for name in _TEXTS if (found := [*_of_class(element, name)])), [])
    if not papers or not headlines:
        return None
    title = " ".join(next(markup.blocks(_innermost(headlines[0])), "").split())
    date = _date(element)
    author = _author(element)
    for text in texts:
        for inner in [*text.iter(*_SURROUNDINGS)]:
            inner.drop_tree()
    body = [block for text in texts for block in markup.blocks(text)]
    if not title and not body:
        return None
    paper = _ISSUE.sub("", next(markup.blocks(papers[0]), "")).strip()
    header = " ".join(headers[0].text_content().split()) if (headers := [*_of_class(element, _HEADER)]) else ""
    page = match[1] if (match := _PAGE.search(header)) else None
    return article_of(title, body, date=date, source=paper, author=without_by(author), page=page)


def _of_class(element: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """The outermost elements of which a class is this name, or begins with it."""
    found = [
        each
        for each in element.iterdescendants()
        if any(word.startswith(name) for word in (each.get("class") or "").split())
    ]
    return (each for each in found if not any(above in found for above in each.iterancestors()))


def _author(element: HtmlElement) -> str:
    """The authors, in an element of their own or in the line below the headline; empty without any."""
    lines = [each for each in _of_class(element, _BELOW_HEADLINE) if each.getprevious() is not None]
    below = [each for each in lines if _HEADLINE in (each.getprevious().get("class") or "").split()]
    found = [*_of_class(element, _AUTHORS), *below]
    return " ".join(found[0].text_content().split()) if found else ""


def _innermost(headline: HtmlElement) -> HtmlElement:
    """The element that is the headline alone, without the lines above and below it."""
    marked = [*_of_class(headline, "titreArticleVisu")]
    return marked[0] if marked else headline


def _date(element: HtmlElement) -> dt.date | None:
    """The day in the number of an article, else in the line below its paper."""
    numbers = (_DAY_IN_NUMBER.match(each.text_content().strip()) for each in _of_class(element, _NUMBER))
    days = [dates.parse(number["day"]) for number in numbers if number]
    headers = (dates.find(each.text_content()) for name in (_HEADER, _PAPER) for each in _of_class(element, name))
    return next((day for day in (*days, *headers) if day), None)
