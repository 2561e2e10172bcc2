"""An article of an export, and what the layouts of exports have in common."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from loaders import markup

__all__ = [
    "ACCESSION",
    "BELOW_ARTICLE",
    "BLANK_LINES",
    "END_OF_DOCUMENT",
    "ENGLISH",
    "PAGE",
    "RIGHTS",
    "SENTENCE_END",
    "TIME",
    "WORDS",
    "Article",
    "article_of",
    "blocks_of",
    "records_of",
    "without_by",
]

ACCESSION = r"Document [A-Za-z]{1,12}\d{8}[a-z0-9]{6,16}"
"""The line with the number of an article in Factiva."""
END_OF_DOCUMENT = "End of Document"
"""The line below an article in Nexis Uni."""
BELOW_ARTICLE = rf"(?:{END_OF_DOCUMENT}|{ACCESSION})"
"""The pattern of the line below an article in Nexis Uni or Factiva."""

ENGLISH = "English"
"""The language of an article, as Factiva and Nexis Uni write it in a line of its own."""
PAGE = re.compile(r"[A-Z]{0,2}-?\d{1,4}(?:-\d{1,4})?")
"""The page of an article, as Factiva writes it in a line of its own."""

BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s*$")
WORDS = re.compile(r"\d[\d,]* words", re.IGNORECASE)
TIME = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?", re.IGNORECASE)
"""The lines with the length of an article, and with the time of day at which it was published."""

RIGHTS = re.compile(
    r"(?:copyright (?:©|\(c\))|(?:©|\(c\)) copyright|copyright|©|\(c\))[ ,]*(?:\d{4}\b|[A-Z][^.\n]{0,60}, \d{4}\b)"
    r"|all rights reserved|(?:[^\n]{1,80}[.,] )?all (?:[a-z]+ ){0,4}rights reserved\W*(?:\n|$)",
    re.IGNORECASE,
)
"""The beginning of a notice of copyright."""

_BY = re.compile(r"by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its headline and text, and what its export says of it, of which ``page`` is where the paper printed
    it, and ``report_of`` the medium whose report it is in translation."""

    text: str
    title: str | None = None
    date: dt.date | None = None
    source: str | None = None
    author: str | None = None
    page: str | None = None
    language: str | None = None
    report_of: str | None = None

    @property
    def metadata(self) -> dict[str, str]:
        """What is said of the article and has no field of its own in a document."""
        values = {
            "author": self.author,
            "printed_page": self.page,
            "language": self.language,
            "report_of": self.report_of,
        }
        return {name: value for name, value in values.items() if value}


def without_by(byline: str) -> str | None:
    """The author in a byline, on one line; None if it is empty.

    >>> without_by("By Ana Ruiz\\n and Jo Lake")
    'Ana Ruiz and Jo Lake'
    """
    return _BY.sub("", " ".join(byline.split()), count=1) or None


def article_of(
    title: str,
    texts: Iterable[str],
    *,
    date: dt.date | None = None,
    source: str | None = None,
    author: str | None = None,
    page: str | None = None,
    language: str | None = None,
) -> Article:
    """An article with its headline above the paragraphs of its text; what is empty is left out."""
    text = markup.PARAGRAPH_BREAK.join([each for each in (title, *texts) if each])
    return Article(text, title or None, date, source or None, author or None, page or None, language or None)


def blocks_of(text: str) -> list[str]:
    """What blank lines divide, without the spaces around it."""
    return [block.strip() for block in BLANK_LINES.split(text) if block.strip()]


def records_of(parts: Iterable[str], is_record: Callable[[str], object]) -> list[str]:
    """The parts of an export that begin a record, each with those after it that do not: a text may hold a line like the
    one above a record, too. What is before the first record is left out.

    >>> records_of(["cover", "Title: Talks. ", "____ a form", "Title: Vote."], lambda part: part.startswith("Title:"))
    ['Title: Talks. ____ a form', 'Title: Vote.']
    """
    records: list[list[str]] = []
    for part in parts:
        if is_record(part):
            records.append([part])
        elif records:
            records[-1].append(part)
    return ["".join(record) for record in records]
