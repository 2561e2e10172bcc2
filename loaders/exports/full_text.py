"""Articles in an export of Nexis, Nexis Uni or Factiva that has a line above or below each of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders import dates
from loaders.exports import bbc_monitoring
from loaders.exports.article import (
    BELOW_ARTICLE,
    BLANK_LINES,
    ENGLISH,
    PAGE,
    RIGHTS,
    SENTENCE_END,
    TIME,
    WORDS,
    Article,
    without_by,
)

__all__ = ["COVER_LINE", "articles"]

# The line above each article in an export of Nexis, and below each in one of Nexis Uni or Factiva.
_LINE_ABOVE = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$", re.MULTILINE)
_LINE_BELOW = re.compile(rf"^[ \t]*{BELOW_ARTICLE}[ \t]*$", re.MULTILINE)

# The labels of fields before the text; of fields after it, which end it; of an index of terms, with percentages.
_FIELD = re.compile(
    r"(?P<name>HEADLINE|BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|SERIES|BODY|URL|SUBJECT|LOAD-DATE|LANGUAGE|GRAPHIC"
    r"|CORRECTION(?:-DATE)?|PUBLICATION-TYPE|DOCUMENT-TYPE|JOURNAL-CODE|ACC-NO|ISSN|[A-Z][A-Z-]+(?=:.*\(\d{1,3}%\))"
    r"|Section|Length|Byline|Dateline|Highlight|Load-Date|Publication-Type|Journal Code|Language|Body(?=$)|Graphic(?=$)"
    r"|Correction(?=$)|Classification(?=$))(?::|$)\s*(?P<value>.*)"
)
_BEFORE_TEXT = frozenset(["headline", "byline", "section", "length", "dateline", "highlight", "series", "body"])
_AFTER_WEEKDAY = re.compile(r"(?<=\d{4}),? (?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*", re.IGNORECASE)
_BY = re.compile(r"by\s+", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,12}")
# The page in the name of a section ("Section A; Column 0; Pg. 1").
_PAGE = re.compile(r"\b(?:pg|page)\.? ?(?P<page>[A-Z]{0,2}\d[\w-]*)", re.IGNORECASE)
_LANGUAGE = re.compile(r"^[ \t]*(?:LANGUAGE|Language):[ \t]*(?P<language>[^\W\d_]+)[ \t]*$", re.MULTILINE)
# Above the headline of an article of Factiva may be its section; between its author and its length, a credit.
_CREDIT = re.compile(r"special to |.*\b(?:correspondent|reporter|staff writer|bureau chief)$", re.IGNORECASE)
# Lines of the cover of an export of Nexis Uni, above its first article; only a cover has one of the first.
_COVER_SIGN = re.compile(r"^[ \t]*(?:Client/Matter|Job Number):", re.MULTILINE)
COVER_LINE = re.compile(
    r"^[ \t]*(?:(?:Client/Matter|Search Terms|Search Type|Narrowed by):.*|Content Type[ \t]+Narrowed by"
    r"|.*\| About LexisNexis \|.*)$",
    re.MULTILINE,
)
_PARAGRAPH_END = re.compile(r"(?:\n[ \t]*\S.*)*")
_FIRST_LISTED = re.compile(r"^[ \t]*1\.\s+(?P<title>\S.*)$", re.MULTILINE)
# The blocks, and the lines in one of them, among which the date of an article is; the longest names of
# editions, and of what else comes before a date.
_HEAD_BLOCKS, _HEAD_LINES = 4, 8
_LONGEST_EDITION, _LONGEST_NAME = 60, 100
_LONGEST_HEADLINE = 300


type _Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Head:
    """What is above the text: the headline if it comes first, and the ``rest`` of the lines below the date."""

    date: dt.date
    title: str | None
    source: str | None
    author: str | None
    rest: list[str]
    page: str | None = None
    language: str | None = None


def articles(text: str) -> list[Article]:
    """The articles of an export, without what is before the first or after the last; none if the text is no export."""
    above, below = _LINE_ABOVE.split(text), _LINE_BELOW.split(text)
    headline_first = len(above) == 1
    parts, cut = (below[:-1], below[-1]) if headline_first else (above[1:], above[0])
    parts = [part.strip() for part in ([_without_cover(parts[0]), *parts[1:]] if headline_first and parts else parts)]
    # One such line may stand in any text.
    if len(parts) == 1 and (headline_first or cut.strip()):
        head, _ = _head(_blocks(parts[0]), headline_first=headline_first)
        if head is None or any(map(SENTENCE_END.search, cut.split("\n"))):
            return []
    return [_article(part, headline_first=headline_first) for part in parts if part]


def _without_cover(part: str) -> str:
    """The first part of an export without the cover, which lists the articles below it and what was searched for."""
    lines = list(COVER_LINE.finditer(part)) if _COVER_SIGN.search(part) else []
    if not lines:
        return part
    end = lines[-1].end()
    if first_listed := _FIRST_LISTED.search(part, 0, end):
        words = r"\s+".join(map(re.escape, first_listed["title"].split()))
        if headline := re.compile(rf"^[ \t]*{words}", re.MULTILINE).search(part, end):
            return part[headline.start() :]
    paragraph = _PARAGRAPH_END.match(part, end)
    return part[paragraph.end() if paragraph else end :]


def _blocks(text: str) -> list[str]:
    return [block for block in BLANK_LINES.split(text) if block.strip()]


def _article(text: str, *, headline_first: bool) -> Article:
    """The article in one part of an export; its text ends at the first field after a sentence of it."""
    head, blocks = _head(_blocks(text), headline_first=headline_first)
    title = head.title if head else None
    field_values = {"byline": head.author} if head and head.author else {}
    languages = [match["language"] for match in _LANGUAGE.finditer(text)]
    field_values |= {"language": languages[-1]} if languages else {}
    body: list[str] = [title] if title else []
    fields_by_block = [list(_fields(block)) for block in blocks]
    start = _start(fields_by_block)
    has_begun = False
    for number, (block, fields) in enumerate(zip(blocks, fields_by_block, strict=True)):
        if not fields or (has_begun and number > start and _is_text(number, blocks, fields_by_block)):
            body.append(block)
            if head and title is None and not number and len(blocks) > 1 and _is_headline(block, blocks[1]):
                title = " ".join(block.split())
            else:
                has_begun = has_begun or SENTENCE_END.search(block) is not None
            continue
        for name, value in fields:
            if name and name not in _BEFORE_TEXT and any(map(SENTENCE_END.search, body[bool(title) :])):
                return _finished_article(body, head, title, field_values)
            if name == "headline":
                title = value
            if name in {"headline", "highlight", "body"} and value:
                body.append(value)
            field_values.setdefault(name, value)
    return _finished_article(body, head, title, field_values)


def _start(fields_by_block: list[_Fields]) -> int:
    """The place of the last block with a field that only the head of an article has; -1 without one."""
    places = (
        number
        for number, fields in enumerate(fields_by_block)
        if any(name == "body" or (name == "length" and WORDS.match(value)) for name, value in fields)
    )
    return max(places, default=-1)


def _is_text(number: int, blocks: list[str], fields_by_block: list[_Fields]) -> bool:
    """Whether a block below a sentence of the text is more of it, though it begins like a field or a notice
    ("Section: two of them were dropped."): if it is a sentence or the only such block, and text follows."""
    fields, blocks_below = fields_by_block[number], range(number + 1, len(blocks))
    # A caption and a correction are sentences, too.
    is_sentence = any(SENTENCE_END.search(value) for name, value in fields if name not in {"graphic", "correction"})
    text_follows = any(not fields_by_block[each] and SENTENCE_END.search(blocks[each]) for each in blocks_below)
    if fields[0][0] in _BEFORE_TEXT:
        return is_sentence or text_follows
    fields_follow = any(name for each in blocks_below for name, _ in fields_by_block[each])
    return text_follows and (is_sentence or not fields_follow)


def _finished_article(body: list[str], head: _Head | None, title: str | None, field_values: dict[str, str]) -> Article:
    author = without_by(field_values.get("byline", ""))
    page = _PAGE.search(field_values.get("section", ""))
    return Article(
        "\n\n".join(body),
        title,
        head.date if head else None,
        head.source if head else None,
        author,
        page["page"] if page else head.page if head else None,
        field_values.get("language") or (head.language if head else None),
    )


def _head(blocks: list[str], *, headline_first: bool) -> tuple[_Head | None, list[str]]:
    """What is above the text, up to the date and the edition, and the blocks after it."""
    lines_above: list[str] = []
    for number, block in enumerate(blocks[:_HEAD_BLOCKS]):
        lines = [line.strip() for line in block.split("\n")]
        for index, line in enumerate(lines[:_HEAD_LINES]):
            if date := dates.of_line(_AFTER_WEEKDAY.sub("", line)):
                below = lines[index + 1 :]
                head = _head_of_lines(date, lines_above, below, headline_first=headline_first)
                return head, [*(["\n".join(head.rest)] if head.rest else []), *blocks[number + 1 :]]
            if len(line) > _LONGEST_NAME and SENTENCE_END.search(line) and not RIGHTS.match(line):
                return None, blocks
            lines_above.append(line)
    return None, blocks


def _head_of_lines(date: dt.date, above: list[str], below: list[str], *, headline_first: bool) -> _Head:
    """What the lines above and below a date say: a headline, a paper, an author; below also an edition."""
    is_no_name = (RIGHTS.match, WORDS.fullmatch, bbc_monitoring.SUPPLIER.fullmatch)
    names = [line for line in above if not any(form(line) for form in is_no_name)]
    author = next((line for line in names[1:] if _BY.match(line)), None) if headline_first else None
    edition: list[str] = []
    for line in below:
        if not RIGHTS.match(line) and (len(line) > _LONGEST_EDITION or SENTENCE_END.search(line) or _FIELD.match(line)):
            break
        edition.append(line)
    other_lines = below[len(edition) :]
    names_in_edition = [line for line in edition if not TIME.fullmatch(line)]
    if headline_first and _is_of_factiva(above, names_in_edition):
        has_code = len(names_in_edition) > 1 and _CODE.fullmatch(names_in_edition[1]) is not None
        source = names_in_edition[0] if has_code else None
        others = names_in_edition[1:] if has_code else []
        page = next((name for name in others if PAGE.fullmatch(name)), None)
        language = next((name for name in others if name == ENGLISH), None)
        return _Head(date, _headline(names, author), source, author, other_lines, page, language)
    names = [line for line in names if line != author]
    # A long headline is broken into lines in a file of pages; the paper is the last.
    headline = [names[0], *names[1:-1]] if headline_first and names else []
    papers = names[len(headline) :]
    return _Head(date, " ".join(headline) or None, papers[-1] if papers else None, author, other_lines)


def _is_of_factiva(above: list[str], below: list[str]) -> bool:
    """Whether the lines above and below a date are those of Factiva: its length above it, or its paper below it, with
    the code and the language."""
    has_length = bool(above) and WORDS.fullmatch(above[-1]) is not None
    return has_length or (len(below) > 2 and _CODE.fullmatch(below[1]) is not None and ENGLISH in below)


def _headline(names: list[str], author: str | None) -> str | None:
    """The headline among the lines above the length of an article: the last above the author, below its section; the
    longest, if no "By" distinguishes an author from it."""
    if author:
        return names[names.index(author) - 1]
    return max((line for line in names if not _CREDIT.match(line)), key=len, default=next(iter(names), None))


def _is_headline(block: str, next_block: str) -> bool:
    return len(block) <= _LONGEST_HEADLINE and (
        _FIELD.match(next_block.lstrip()) is not None or not SENTENCE_END.search(block)
    )


def _fields(block: str) -> Iterator[tuple[str, str]]:
    """The fields of a block, by their label in small letters; none for a block of the text, a nameless one for a notice
    of copyright."""
    name, values = "", list[str]()
    for number, line in enumerate(block.split("\n")):
        match = _FIELD.match(line.strip())
        if match is None and not number and not RIGHTS.match(line.strip()):
            return
        if match is None:
            values.append(line)
            continue
        if number:
            yield name, "\n".join(values).strip()
        name, values = match["name"].lower(), [match["value"]]
    yield name, "\n".join(values).strip()
