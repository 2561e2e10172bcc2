"""Exports of Nexis Uni and Factiva as Word or RTF files, in which each line of a head is a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders import markup
from loaders.exports.article import BELOW_ARTICLE, END_OF_DOCUMENT, ENGLISH, RIGHTS, SENTENCE_END, WORDS
from loaders.exports.full_text import COVER_LINE

__all__ = ["as_text", "is_export", "number_of_articles", "texts_of_articles", "with_blank_lines"]

_BELOW_ARTICLE = re.compile(BELOW_ARTICLE)
_ABOVE_ARTICLE = re.compile(r"(\d+) of \d+ DOCUMENTS?|Document (\d+) of \d+")
_SIGN = re.compile(r"length: ?\d[\d,]* words\b|load-date:|publication title:", re.IGNORECASE)
"""What only a database writes about an article; in Factiva its length stands alone."""
_BODY = "Body"
_BELOW_TEXT = frozenset({"Graphic", "Correction", "Classification"})
_LOAD_DATE = "Load-Date:"
_LONGEST_WRAPPED = 120
"""The characters, at most, of a line in a text that is broken at a width; addresses may be longer."""
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


def with_blank_lines(text: str) -> str:
    """The text of an export, with a blank line after each paragraph where Word left none out of one it saved as text,
    which has a line for each paragraph; any other text as it is.
    """
    lines = [line.strip() for line in text.split("\n")]
    # Where a blank line follows each paragraph already, the lines of a head stand together as they should.
    has_close_paragraphs = any(
        len(line) > _LONGEST_WRAPPED and SENTENCE_END.search(line) and below for line, below in pairwise(lines)
    )
    paragraphs = [line for line in lines if line]
    return as_text(paragraphs) if has_close_paragraphs and any(_complete_articles(paragraphs)) else text


def is_export(paragraphs: Sequence[str]) -> bool:
    """Whether the paragraphs may be an export. Where lines say that a document ends, one of the articles above them
    has to have what only a database writes, as a report may end so, too.

    >>> is_export(["Plan opposed", "Length: 34 words", "End of Document"]), is_export(["Annex", "End of Document"])
    (True, False)
    """
    articles = [*_complete_articles(paragraphs)]
    return not articles or any(map(_has_sign, articles))


def texts_of_articles(lines: Sequence[str]) -> list[slice]:
    """The lines that are the text of each article of an export, without those above and below that describe it; all
    lines if they are no such export.

    >>> texts_of_articles(["Plan", "Length: 9 words", "Body", "Japan objected.", "Graphic", "End of Document"])
    [slice(3, 4, None)]
    """
    slices: list[slice] = []
    begin = 0
    for article in _articles(lines):
        if article and _BELOW_ARTICLE.fullmatch(article[-1]):
            if not _has_sign(article):
                return [slice(0, len(lines))]
            start = _end_of_head(article)
            below = (number for number, line in enumerate(article) if number > start and _is_below_text(line))
            slices.append(slice(begin + start, begin + next(below, len(article) - 1)))
        begin += len(article)
    return slices or [slice(0, len(lines))]


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


def _end_of_head(article: Sequence[str]) -> int:
    """The number of paragraphs up to the last of the head; 0 if none says that it ends there."""
    if _BODY in article:
        return article.index(_BODY) + 1
    head = article[:_LONGEST_HEAD]
    rights = [number for number, paragraph in enumerate(head, start=1) if RIGHTS.match(paragraph)]
    length = next((number for number, paragraph in enumerate(head) if WORDS.fullmatch(paragraph)), len(head))
    # Below the language is a notice of copyright, but some papers have none.
    language = head.index(ENGLISH, length) + 1 if ENGLISH in head[length:] else 0
    return rights[0] if rights else language


def _is_below_text(line: str) -> bool:
    return line in _BELOW_TEXT or line.startswith(_LOAD_DATE)


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
    end = _end_of_head(article)
    covers = (n for n, paragraph in enumerate(article[:end], start=1) if COVER_LINE.fullmatch(paragraph))
    start = max(covers, default=0)
    return ["\n".join(each) for each in (article[:start], article[start:end]) if each] + [*article[end:]]
