"""Articles that ProQuest exports, with a label before each field: in plain text below a line of underscores each, in a
web page below an anchor each; in Word, RTF and PDF files the text is between the headings FULL TEXT and DETAILS."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders import dates, markup
from loaders.exports.article import Article, article_of, blocks_of, records_of, without_by

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["LINK", "articles", "is_cut", "number_of_articles", "of_page", "texts_of_articles"]

LINK = "ProQuest document link"
"""What stands below the headline of each record, except in plain text."""
_RULE = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.MULTILINE)
_COUNT = re.compile(r"Document \d+ of \d+")
# The headings of a record in a file, and the labels of the same fields in plain text.
_FULL_TEXT, _DETAILS = "FULL TEXT", "DETAILS"
_ABSTRACT = "ABSTRACT"
_LABELS_OF_HEADINGS = {_ABSTRACT: "Abstract:", "LINKS": "Links:"}
# The lines, at most, of a headline in a file of pages.
_MOST_LINES = 4
# The last fields of a record.
_LAST = re.compile(r"(?:Database|Last updated):(?P<value>.*)", re.DOTALL)
_TITLE = re.compile(r"Title:(?P<value>.*)", re.DOTALL)
# The anchor above each record of a page; and what only a reader of the page uses: pictures, and links to them.
_ANCHORS = ".//a[starts-with(@name, 'DocID_')]"
_PICTURES = ".//div[contains(@class, 'document_view_image')]"
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


@dataclass(frozen=True, slots=True)
class _Record:
    """The paragraphs of a record above its text, of its text, and below it."""

    above: list[str]
    text: list[str]
    below: list[str]


def articles(text: str) -> list[Article]:
    """The articles of such an export; none if the text is no such export."""
    records = [*_ruled(text)] or [*_headed(blocks_of(text))]
    return [_article(record) for record in records]


def is_cut(text: str) -> bool:
    """Whether what is below the last line of underscores has a text, but none of the fields that end it."""
    *above, last = _RULE.split(text)
    return any(map(_SIGN.search, above)) and _CONTENT.search(last) is not None and _SIGN.search(last) is None


def of_page(tree: HtmlElement) -> list[Article]:
    """The articles of a web page that ProQuest exports, or sends; none if the page is no such export."""
    if not tree.xpath(_ANCHORS):
        return []
    # The page is read as any other if it is no export.
    tree = copy.deepcopy(tree)
    for picture in tree.xpath(_PICTURES):
        picture.drop_tree()
    for anchor in tree.xpath(_ANCHORS):
        anchor.tag, anchor.text = "p", "_" * 60
    return articles(markup.PARAGRAPH_BREAK.join(markup.blocks(tree)))


def texts_of_articles(lines: Sequence[str]) -> list[slice]:
    """The lines that are the abstract and the text of each article of an export as a file of pages; none if they are no
    such export.

    >>> texts_of_articles(["Plan", LINK, "FULL TEXT", "Japan objected.", "DETAILS", "Publication title: Gazette"])
    [slice(3, 4, None)]
    """
    slices: list[slice] = []
    for start, end in _texts(lines):
        above = [*lines[slices[-1].stop if slices else 0 : start]]
        if LINK in above and _ABSTRACT in above:
            first = start - len(above) + above.index(_ABSTRACT, above.index(LINK)) + 1
            links = (number for number in range(first, start) if lines[number] in _LABELS_OF_HEADINGS)
            slices.append(slice(first, next(links, start)))
        slices.append(slice(start + 1, end))
    return slices


def number_of_articles(lines: Sequence[str]) -> int:
    """How many articles of an export as a file of pages there are."""
    return sum(1 for _ in _texts(lines))


def _texts(blocks: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the headings above and below the text of each record with a link; the last may be missing."""
    links = [number for number, block in enumerate(blocks) if block == LINK]
    for link, next_link in pairwise([*links, len(blocks)]):
        record = blocks[link:next_link]
        if _FULL_TEXT in record and _DETAILS in record:
            end = len(record) - 1 - [*reversed(record)].index(_DETAILS)
            yield link + record.index(_FULL_TEXT), link + end


def _ruled(text: str) -> Iterator[_Record]:
    """The records with a line of underscores above each."""
    # What is below the last article follows the fields below its text.
    for record in records_of(_RULE.split(text)[1:], lambda part: _SIGN.search(part) and _CONTENT.search(part)):
        blocks = blocks_of(record)
        start = next((number for number, block in enumerate(blocks) if _TEXT.match(block)), len(blocks))
        below = blocks[start + 1 :]
        end = _end(below)
        first = [match["value"].strip() for block in blocks[start : start + 1] if (match := _TEXT.match(block))]
        yield _Record(blocks[:start], first + below[:end], below[end:])


def _headed(blocks: Sequence[str]) -> Iterator[_Record]:
    """The records with headings, in which the name and the value of a field may be paragraphs of their own."""
    begin = 0
    for start, end in _texts(blocks):
        next_begin = _end_of_fields(blocks, end + 1)
        below = [*_joined_fields(blocks[end + 1 : next_begin])]
        if any(map(_SIGN.match, below)):
            above = blocks[begin:start]
            headline = _headline(above, below, is_first=not begin)
            title = " ".join(above[headline])
            labelled = [title, *(_LABELS_OF_HEADINGS.get(block, block) for block in above[headline.stop :])]
            yield _Record(labelled, [*blocks[start + 1 : end]], below)
        begin = next_begin


def _end_of_fields(blocks: Sequence[str], start: int) -> int:
    """The number of paragraphs up to the last field below a text."""
    end = start
    for number in range(start, len(blocks)):
        if blocks[number] == LINK:
            break
        if match := _LAST.match(blocks[number]):
            # The value may be a cell of its own.
            end = number + (1 if match["value"].strip() else 2)
    return end


def _headline(above: Sequence[str], below: Sequence[str], *, is_first: bool) -> slice:
    """The place of the headline, perhaps of several lines, which a field below the text may repeat: above the link,
    below the links of the record before, and the list of the articles on the cover."""
    link = above.index(LINK)
    title = next((match["value"].split() for block in below if (match := _TITLE.match(block))), None)
    for start in reversed(range(link)):
        for end in range(start + 1, min(start + _MOST_LINES, link) + 1):
            if " ".join(above[start:end]).split() == title:
                return slice(start, end)
    links = [number + 2 for number, block in enumerate(above[:link]) if block in _LABELS_OF_HEADINGS]
    start = max([each for each in links if each < link], default=max(0, link - 2) if is_first else 0)
    return slice(start, start + 1)


def _joined_fields(blocks: Sequence[str]) -> Iterator[str]:
    """The fields, each in one paragraph with its name."""
    parts: list[str] = []
    for block in blocks:
        if _BELOW.match(block) and parts:
            yield " ".join(parts)
            parts.clear()
        parts.append(block)
    if parts:
        yield " ".join(parts)


def _article(record: _Record) -> Article:
    title = name = ""
    fields: dict[str, str] = {}
    for block in record.above:
        if match := _ABOVE.match(block) or _BELOW.match(block):
            name = match["name"].lower()
            fields.setdefault(name, match["value"].strip())
        elif name == "abstract" and title:
            fields[name] = markup.PARAGRAPH_BREAK.join(filter(None, [fields[name], block]))
        elif not title and not _COUNT.fullmatch(block) and not _LINK.match(block):
            title = " ".join(block.split())
    for block in record.below:
        if match := _BELOW.match(block):
            fields.setdefault(match["name"].lower(), match["value"].strip())
    text = [block for block in record.text if block and not _NONE.fullmatch(block)]
    abstract = fields.get("abstract", "")
    if not text and not _NONE.fullmatch(abstract):
        text = [abstract] if abstract else []
    title = title or fields.get("title", "")
    author = without_by(fields.get("author", fields.get("authors", ""))) or _author_of_citation(record.above, fields)
    return article_of(
        title,
        text,
        date=_date(fields),
        source=_source(fields),
        author=author,
        page=fields.get("first page", fields.get("pages")),
        language=fields.get("language of publication"),
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


def _author_of_citation(above: Sequence[str], fields: dict[str, str]) -> str | None:
    """The names before that of the paper in the line below a headline, "Ruiz, Ana. Harbour Gazette; Bergen.";
    None without any."""
    source = _source(fields)
    parts = (block.partition(f". {source}") for block in above[1:3]) if source else ()
    return next((author for author, found, _ in parts if found), None)
