"""Articles in exports of news databases, such as Nexis or ProQuest: their text apart from what describes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.model import Document
from loaders.exports import (
    bbc_monitoring,
    ebsco,
    europresse,
    factiva,
    full_text,
    gale,
    newsbank,
    paragraphs,
    proquest,
)
from loaders.exports.article import BELOW_ARTICLE, Article
from loaders.source import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = [
    "Article",
    "articles",
    "documents",
    "is_cut",
    "number_of_articles",
    "of_page",
    "of_paragraphs",
    "texts_of_articles",
]

# The last line of an article, and the lines by which another begins.
_LAST_LINE = re.compile(rf"^[ \t]*(?:(?:AN\s+)?{BELOW_ARTICLE}|Gale Document Number:.*)[ \t]*$", re.MULTILINE)
_BEGUN = re.compile(
    r"^[ \t]*(?:Length:[ \t]*\d[\d,]* words|Full[ -]Text:|HD(?:[ \t]{2,}|[ \t]*$)|\d[\d,]* words[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)


def articles(text: str) -> list[Article]:
    """The articles of an export, without what is before the first or after the last; none if the text is no export."""
    # The other layouts have marks of their own, and the line below an article of Factiva is also a field of one.
    found = (
        factiva.of_fields(text)
        or proquest.articles(text)
        or ebsco.articles(text)
        or gale.articles(text)
        or newsbank.articles(text)
        or full_text.articles(paragraphs.with_blank_lines(text))
    )
    return [*map(bbc_monitoring.without_frame, found)] or bbc_monitoring.of_text(text)


def of_page(tree: HtmlElement) -> list[Article]:
    """The articles of a web page of a database that marks their parts; none if the page is no such export."""
    found = factiva.of_page(tree) or proquest.of_page(tree) or europresse.of_page(tree)
    return [*map(bbc_monitoring.without_frame, found)]


def of_paragraphs(texts: Sequence[str]) -> list[Article]:
    """The articles of an export as a Word, RTF or PDF file, by its paragraphs; none if it is no export."""
    return articles(paragraphs.as_text(texts)) if paragraphs.is_export(texts) else []


def number_of_articles(lines: Sequence[str]) -> int:
    """How many articles of an export are in a file of pages, by its lines."""
    return max(
        paragraphs.number_of_articles(lines),
        proquest.number_of_articles(lines),
        gale.number_of_articles(lines),
        newsbank.number_of_articles(lines),
    )


def texts_of_articles(lines: Sequence[str]) -> list[slice]:
    """The lines of a file of pages that are the text of each article of an export, in order; all lines if they are no
    such export."""
    return (
        proquest.texts_of_articles(lines)
        or gale.texts_of_articles(lines)
        or newsbank.texts_of_articles(lines)
        or paragraphs.texts_of_articles(lines)
    )


def is_cut(text: str) -> bool:
    r"""Whether an export, whose articles end with a line of the database each, ends in an article without one.

    >>> is_cut("Length: 9 words\nEnd of Document\nSearch Summary"), is_cut("End of Document\nLength: 9 words\nThey")
    (False, True)
    """
    last = max((match.end() for match in _LAST_LINE.finditer(text)), default=None)
    return proquest.is_cut(text) or (last is not None and _BEGUN.search(text, last) is not None)


def documents(articles_found: Sequence[Article], source: Source, codec: str | None = None) -> Iterator[Document]:
    """A document for each article of an export, with its title, date, source and author."""
    for number, article in enumerate(articles_found, start=1):
        is_only_article = len(articles_found) == 1
        yield Document(
            article.text,
            source.stem if is_only_article else f"{source.stem}-{number}",
            source.uri if is_only_article else f"{source.uri}#{number}",
            title=article.title,
            date=article.date,
            source=article.source,
            encoding=codec,
            metadata=article.metadata,
        )
