"""Articles in a text that ProQuest exports: below a line of underscores each, with a label before each field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from loaders import dates, markup
from loaders.exports.article import BLANK_LINES, Article, without_by

__all__ = ["articles"]

_RULE = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.MULTILINE)
_COUNT = re.compile(r"Document \d+ of \d+")
_LINK = re.compile(r"(?:https?://|ProQuest document link)", re.IGNORECASE)

# The labels above the text; of the text; and below it.
_ABOVE = re.compile(
    r"(?P<name>Authors?|Corporate/institutional author|Publication info|Abstract|Links):(?P<value>.*)", re.S
)
_TEXT = re.compile(r"Full[ -]?text:[ \t]*(?P<value>.*)", re.IGNORECASE | re.DOTALL)
_BELOW = re.compile(
    r"(?P<name>Subject|Business indexing term|Location|People|Company ?/ ?organization|Classification"
    r"|Identifier ?/ ?keyword|Title|Alternate title|Publication title|Publication year|Publication date"
    r"|Publication info|Publication subject|Publication history|First page|Pages|Number of pages|Year"
    r"|Volume|Issue|Dateline|Section|Column|Publisher|Place of publication|Country of publication|e?-?ISSN"
    r"|ISBN|Source type|Language of publication|Document type|Document feature|ProQuest document ID"
    r"|Document ?URL|DOI|Accession number|Copyright|Last updated|Database|Credit|Illustration|Caption"
    r"|Author|Links):(?P<value>.*)",
    re.DOTALL | re.IGNORECASE,
)
# Only a record of ProQuest has one of these.
_SIGN = re.compile(r"^(?:Publication info|Publication title|ProQuest document ID|Database):", re.MULTILINE)
_CONTENT = re.compile(r"^(?:Full[ -]?text|Abstract):", re.MULTILINE | re.IGNORECASE)
_NONE = re.compile(r"(?:None|Not) available\.?", re.IGNORECASE)
_PLACE = re.compile(r"\s*;.*", re.DOTALL)


def articles(text: str) -> list[Article]:
    """The articles of such an export; none if the text is no such export."""
    records: list[str] = []
    for part in _RULE.split(text)[1:]:
        if _SIGN.search(part) and _CONTENT.search(part):
            records.append(part)
        elif records:
            # A text may hold such a line as well; what is below the last article follows the fields below its text.
            records[-1] += part
    return [_article([block.strip() for block in BLANK_LINES.split(record) if block.strip()]) for record in records]


def _article(blocks: Sequence[str]) -> Article:
    """The article of a record, of which the fields are paragraphs."""
    title = ""
    fields: dict[str, str] = {}
    text: list[str] = []
    start = next((number for number, block in enumerate(blocks) if _TEXT.match(block)), len(blocks))
    for block in blocks[:start]:
        if match := _ABOVE.match(block) or _BELOW.match(block):
            fields.setdefault(match["name"].lower(), match["value"].strip())
        elif not title and not _COUNT.fullmatch(block) and not _LINK.match(block):
            title = " ".join(block.split())
    if start < len(blocks) and (match := _TEXT.match(blocks[start])):
        text = [match["value"].strip()]
    below = blocks[start + 1 :]
    end = _end(below)
    text += below[:end]
    for block in below[end:]:
        if match := _BELOW.match(block):
            fields.setdefault(match["name"].lower(), match["value"].strip())
    text = [block for block in text if block and not _NONE.fullmatch(block)]
    abstract = fields.get("abstract", "")
    if not text and not _NONE.fullmatch(abstract):
        text = [abstract] if abstract else []
    title = title or fields.get("title", "")
    return Article(
        markup.PARAGRAPH_BREAK.join([each for each in (title, *text) if each]),
        title or None,
        _date(fields),
        _source(fields),
        without_by(fields.get("author", fields.get("authors", ""))),
    )


def _end(blocks: Sequence[str]) -> int:
    """The number of paragraphs that are text: up to two with labels in a row, or a last one with a label."""
    is_labelled = [_BELOW.match(block) is not None for block in blocks] + [True]
    return next(
        (number for number in range(len(blocks)) if is_labelled[number] and is_labelled[number + 1]), len(blocks)
    )


def _date(fields: dict[str, str]) -> dt.date | None:
    return dates.parse(fields.get("publication date", "")) or dates.find(fields.get("publication info", ""))


def _source(fields: dict[str, str]) -> str | None:
    """The name of the paper, without the place; of ``Publication info`` only what is before a place."""
    title = _PLACE.sub("", fields.get("publication title", ""))
    name, place, _ = fields.get("publication info", "").partition(";")
    return title or (name.strip() if place else None) or None
