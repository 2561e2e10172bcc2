"""Articles that NewsBank (Access World News) shows, sends and prints: a headline, a line with the day and the paper,
fields, the number of words, the text, and a notice of copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders import dates
from loaders.exports.article import RIGHTS, SENTENCE_END, WORDS, Article, article_of, blocks_of, without_by

__all__ = ["articles", "number_of_articles", "texts_of_articles"]

# The line below the headline: "August 24, 2018 | Harbour Gazette, The (Bergen, Norway)", perhaps with more behind it.
_PLACE = re.compile(
    r"[ \t]*(?P<day>[A-Z][a-z]{2,8} \d{1,2}, \d{4}) \| (?P<paper>[^|\n]{2,120}?)(?: \| (?P<more>[^\n]{1,200}))?[ \t]*"
)
# The fields of an article, on one line or on several.
_FIELD = re.compile(
    r"(?P<name>Author/Byline|Author|Byline|Section|Page|Edition|Column|Series|Index Terms|Dateline|Readability"
    r"|Lexile Measure):[ \t]*(?P<value>.*)"
)
_BAR = re.compile(r"[ \t]*\|[ \t]*")
_LENGTH = re.compile(r"\d[\d,]*")
_WORDS = "Words"
_LINK = re.compile(r"OpenURL Link|Read News Document")
_PAGE = re.compile(r"(?:page |p\. ?|pg\.? ?)?(?P<page>[A-Z]{0,2}\d{1,4}[A-Z]?)", re.IGNORECASE)
# Where a text ends, if no notice of copyright says so.
_CITATION = re.compile(r"[•*]?[ \t]*(?:Citation \([^)\n]{2,40}\):?|Record(?: Number)?: ?\w{4,30})")
# What the top of a page or of a file names.
_DATABASE = re.compile(r"\b(?:NewsBank|Access World News|America['’]s News)\b")
_NOTICE = re.compile(r"[•*]?[ \t]*(?:©|\(c\)|copyright)[ :]", re.IGNORECASE)
# The lines, at most, of what describes an article below the paper, and of a headline in a file of pages.
_LONGEST_HEAD, _MOST_LINES = 12, 3


@dataclass(frozen=True, slots=True)
class _Head:
    """What describes an article: the ``place`` of its ``line`` with the day and the paper, and the ``fields`` in the
    ``lines`` below it, so many."""

    place: int
    line: re.Match[str]
    fields: dict[str, str]
    lines: int


def articles(text: str) -> list[Article]:
    """The articles of such an export; none if the text is no such export."""
    lines = text.split("\n")
    found: list[Article] = []
    begin = 0
    for head, part in _parts(lines):
        title = _headline(blocks_of("\n".join(lines[begin : head.place])))
        body = blocks_of("\n".join(lines[part]))
        more = next((page for each in _BAR.split(head.line["more"] or "") if (page := _PAGE.fullmatch(each))), None)
        author = next((head.fields[name] for name in ("author/byline", "author", "byline") if name in head.fields), "")
        found.append(
            article_of(
                title,
                body,
                date=dates.parse(head.line["day"]),
                source=head.line["paper"].strip(),
                author=without_by(author),
                page=head.fields.get("page") or (more["page"] if more else None),
            )
        )
        begin = part.stop
    return found


def number_of_articles(lines: Sequence[str]) -> int:
    """How many articles of an export are in a file of pages, by its lines."""
    return sum(1 for _ in _heads(lines))


def texts_of_articles(lines: Sequence[str]) -> list[slice]:
    """The lines that are the text of each article of an export as a file of pages; none if they are no such export.

    >>> texts_of_articles(["Plan", "August 24, 2018 | Gazette", "Section: News", "3 Words", "Japan left.", "© 2018"])
    [slice(4, 5, None)]
    """
    return [part for _, part in _parts(lines)]


def _parts(lines: Sequence[str]) -> Iterator[tuple[_Head, slice]]:
    """The head of each article, and the lines of its text."""
    heads = [*_heads(lines)]
    for head, stop in zip(heads, [*(each.place for each in heads[1:]), len(lines)], strict=False):
        start = head.place + 1 + head.lines
        yield head, slice(start, _end(lines, start, stop))


def _heads(lines: Sequence[str]) -> Iterator[_Head]:
    """The lines with a day and a paper that have what describes an article below them."""
    for place, line in enumerate(lines):
        if (match := _PLACE.fullmatch(line)) and (head := _head(match, lines, place)):
            yield head


def _head(line_of_paper: re.Match[str], lines: Sequence[str], place: int) -> _Head | None:
    """The fields below a line, up to the number of words and the link below it; None without any."""
    fields: dict[str, str] = {}
    end = 0
    for number, line in enumerate(lines[place + 1 : place + 1 + _LONGEST_HEAD], start=1):
        words = line.strip()
        if not words:
            continue
        parts = [_FIELD.fullmatch(part) for part in _BAR.split(words) if part]
        if parts and all(parts):
            fields |= {match["name"].lower(): match["value"].strip() for match in parts if match}
        elif not (WORDS.fullmatch(words) or _LENGTH.fullmatch(words) or words == _WORDS or _LINK.fullmatch(words)):
            break
        else:
            fields.setdefault("length", words)
        end = number
    return _Head(place, line_of_paper, fields, end) if fields else None


def _end(lines: Sequence[str], start: int, stop: int) -> int:
    """The number of lines up to the end of a text: the notice of copyright or the citation below it, else the headline
    of the article that follows."""
    ends = (number for number in range(start, stop) if _is_end(lines[number].strip()))
    if (end := next(ends, None)) is not None:
        return end
    if stop == len(lines):
        return stop
    while stop > start and not lines[stop - 1].strip():
        stop -= 1
    while stop > start and lines[stop - 1].strip():
        stop -= 1
    return stop


def _is_end(line: str) -> bool:
    is_notice = _NOTICE.match(line) is not None and not SENTENCE_END.search(line.removesuffix("reserved."))
    return is_notice or RIGHTS.match(line) is not None or _CITATION.fullmatch(line) is not None


def _headline(blocks: Sequence[str]) -> str:
    """The last paragraphs above the paper that are no notice, citation or sentence of what is above them."""
    last: list[str] = []
    for block in reversed(blocks[-_MOST_LINES:]):
        if _is_end(block.split("\n")[0].strip()) or (last and (SENTENCE_END.search(block) or _DATABASE.search(block))):
            break
        last.insert(0, block)
    return " ".join(" ".join(last).split())
