"""Exports of Nexis Uni and Factiva as Word or RTF files, in which each line of a head is a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders import markup
from loaders.exports.article import BELOW_ARTICLE, END_OF_DOCUMENT, RIGHTS, WORDS
from loaders.exports.full_text import COVER_LINE

__all__ = ["as_text", "is_export", "number_of_articles"]

_BELOW_ARTICLE = re.compile(BELOW_ARTICLE)
_ABOVE_ARTICLE = re.compile(r"(\d+) of \d+ DOCUMENTS?|Document (\d+) of \d+")
_SIGN = re.compile(r"length: ?\d[\d,]* words\b|load-date:|publication title:", re.IGNORECASE)
"""What only a database writes about an article; in Factiva its length stands alone."""
_BODY = "Body"
"""The last line of a head in Nexis Uni; in Factiva it is a notice of copyright."""
_LONGEST_HEAD = 16
"""The lines, at most, of a head in Factiva."""


def as_text(paragraphs: Sequence[str]) -> str:
    """The paragraphs as in an export as plain text: the lines of a head one below the other, and a blank line after
    every other paragraph.

    >>> as_text(["Plan opposed", "Gazette", "24 August 2018", "Body", "Japan objected.", "End of Document"])
    'Plan opposed\\nGazette\\n24 August 2018\\nBody\\n\\nJapan objected.\\n\\nEnd of Document'
    """
    return markup.PARAGRAPH_BREAK.join(
        block for article in _articles(paragraphs) for block in _with_head_in_one(article)
    )


def is_export(paragraphs: Sequence[str]) -> bool:
    """Whether the paragraphs may be an export. Where lines say that a document ends, one of the articles above them
    has to have what only a database writes, as a report may end so, too.

    >>> is_export(["Plan opposed", "Length: 34 words", "End of Document"]), is_export(["Annex", "End of Document"])
    (True, False)
    """
    articles = [*_complete_articles(paragraphs)]
    return not articles or any(map(_has_sign, articles))


def number_of_articles(lines: Sequence[str]) -> int:
    """How many articles of an export there are, by the lines above or below them and what only a database writes.

    >>> number_of_articles(["A", "Length: 9 words", "End of Document", "B", "Load-Date: today", "End of Document"])
    2
    """
    above = {match[1] or match[2] for line in lines if (match := _ABOVE_ARTICLE.fullmatch(line))}
    signs = sum(_SIGN.match(line) is not None for line in lines)
    articles = [article for article in _complete_articles(lines) if _has_sign(article)]
    numbers = {article[-1] for article in articles if article[-1] != END_OF_DOCUMENT}
    return max(min(len(above), signs), len(numbers) + sum(article[-1] == END_OF_DOCUMENT for article in articles))


def _has_sign(article: Sequence[str]) -> bool:
    is_of_factiva = article[-1] != END_OF_DOCUMENT
    return any(_SIGN.match(line) or (is_of_factiva and WORDS.fullmatch(line)) for line in article)


def _complete_articles(paragraphs: Sequence[str]) -> Iterator[Sequence[str]]:
    """The paragraphs of each article that has a line below it, and that line."""
    return (article for article in _articles(paragraphs) if article and _BELOW_ARTICLE.fullmatch(article[-1]))


def _articles(paragraphs: Sequence[str]) -> Iterator[Sequence[str]]:
    """The paragraphs of each article, with the line below it, and those after the last."""
    start = 0
    for number, paragraph in enumerate(paragraphs):
        if _BELOW_ARTICLE.fullmatch(paragraph):
            yield paragraphs[start : number + 1]
            start = number + 1
    yield paragraphs[start:]


def _with_head_in_one(article: Sequence[str]) -> list[str]:
    """The paragraphs of an article, its head as one of several lines, and so the cover above it; without the line below
    it, it has no head."""
    if not article or not _BELOW_ARTICLE.fullmatch(article[-1]):
        return [*article]
    rights = (n for n, paragraph in enumerate(article[:_LONGEST_HEAD], start=1) if RIGHTS.match(paragraph))
    end = article.index(_BODY) + 1 if _BODY in article else next(rights, 0)
    covers = (n for n, paragraph in enumerate(article[:end], start=1) if COVER_LINE.fullmatch(paragraph))
    start = max(covers, default=0)
    return ["\n".join(each) for each in (article[:start], article[start:end]) if each] + [*article[end:]]
