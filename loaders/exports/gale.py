"""Articles in an export of Gale (OneFile, Academic OneFile): a headline and fields, the text below "Full Text:", and a
citation, below which the last line is the number of the document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from loaders import dates
from loaders.exports.article import RIGHTS, Article, article_of, blocks_of, without_by

__all__ = ["articles", "number_of_articles", "texts_of_articles"]

_NUMBER = re.compile(r"[ \t]*Gale Document Number:[ \t]*(?:GALE ?\| ?)?[A-Z]{1,4}\d+[ \t]*")
_LAST = re.compile(rf"^{_NUMBER.pattern}$", re.MULTILINE)
_TEXT = re.compile(r"Full[ -]Text:[ \t]*(?P<value>.*)", re.IGNORECASE)
_CITATION = re.compile(r"Source Citation\b.{0,40}:?", re.IGNORECASE)
# The labels of the fields above the text.
_FIELD = re.compile(
    r"(?P<name>Title|Authors?(?:\(s\))?|Date|From|Source|Publication title|Publisher|Reprint|Document Type|Article Type"
    r"|Product Type|Length|Word Count|Content Level|Lexile Measure|Topic|Subjects?|Geographic Code|Language|Section"
    r"|Page|ISSN|DOI|Abstract|Copyright):[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"Byline: (?P<author>.{3,200})", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
# What follows the name of a paper: the volume, the issue, the day.
_ISSUE = re.compile(r"[. ]*\((?:Vol|Issue|No|[A-Z][a-z]{2,8}\.? \d).*|\. [\d(].*", re.DOTALL)
_TITLE_OF_CITATION = re.compile(r"[\"“](?P<title>.{3,400}?)[.?!,]?[\"”]", re.DOTALL)
_PAGE_OF_CITATION = re.compile(r"\bpp?\. ?(?P<page>[A-Z]{0,2}\d[\w-]*)")
_ACCESSED = re.compile(r"\bAccessed\b.*", re.DOTALL)
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
# The paragraphs, at most, of a headline that is broken into lines.
_MOST_LINES = 4


def articles(text: str) -> list[Article]:
    """The articles of such an export; none if the text is no such export."""
    return [article for part in _LAST.split(text)[:-1] if (article := _article(part.strip()))]


def number_of_articles(lines: Sequence[str]) -> int:
    """How many articles of an export are in a file of pages, by its lines."""
    return sum(1 for _ in _texts(lines))


def texts_of_articles(lines: Sequence[str]) -> list[slice]:
    """The lines that are the text of each article of an export as a file of pages; none if they are no such export.

    >>> texts_of_articles(["Plan", "Full Text:", "Japan left.", "Source Citation", "Gale Document Number: GALE|A1"])
    [slice(2, 3, None)]
    """
    return [*_texts(lines)]


def _texts(lines: Sequence[str]) -> Iterator[slice]:
    begin = 0
    for number, line in enumerate(lines):
        if not _NUMBER.fullmatch(line):
            continue
        record = lines[begin:number]
        start, end = _bounds(record)
        if start < len(record):
            yield slice(begin + start + 1, begin + end)
        begin = number + 1


def _bounds(lines: Sequence[str]) -> tuple[int, int]:
    """The numbers of the lines above and below the text of a record; that of its lines for each that is missing."""
    start = next((number for number, line in enumerate(lines) if _TEXT.fullmatch(line)), len(lines))
    end = next((number for number in range(start, len(lines)) if _CITATION.fullmatch(lines[number])), len(lines))
    return start, end


def _article(record: str) -> Article | None:
    """The article of a record; None if it has neither a text nor an abstract."""
    lines = [line.strip() for line in record.split("\n")]
    start, end = _bounds(lines)
    first = next((number for number, line in enumerate(lines[:start]) if _FIELD.fullmatch(line)), start)
    fields = _fields(lines[first:start])
    citation = _ACCESSED.sub("", " ".join(lines[end + 1 :]))
    below_label = [match["value"]] if start < len(lines) and (match := _TEXT.fullmatch(lines[start])) else []
    text, byline = _text("\n".join([*below_label, *lines[start + 1 : end]]))
    text = text or [each for each in [fields.get("abstract", "")] if each]
    if not text or not fields:
        return None
    title = fields.get("title") or _headline(blocks_of("\n".join(lines[:first])), citation)
    paper = fields.get("from") or fields.get("publication title") or fields.get("source", "")
    authors = fields.get("author", fields.get("authors", fields.get("author(s)", "")))
    page = _PAGE_OF_CITATION.search(citation)
    return article_of(
        title,
        text,
        date=_date(fields, citation),
        source=_ISSUE.sub("", paper).strip(),
        author=without_by(authors or byline),
        page=fields.get("page") or (page["page"] if page else None),
        language=fields.get("language"),
    )


def _fields(lines: Sequence[str]) -> dict[str, str]:
    """The fields above a text by their names in small letters; a value may go on below."""
    values: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if match := _FIELD.fullmatch(line):
            name = match["name"].lower()
            values.setdefault(name, []).append(match["value"])
        elif name:
            values[name].append(line)
    return {name: " ".join(" ".join(value).split()) for name, value in values.items()}


def _text(words: str) -> tuple[list[str], str]:
    """The paragraphs of a text, without the notices and addresses above and below it; and the author in its byline."""
    blocks = blocks_of(words)
    while blocks and _is_notice(blocks[0].split("\n")[0]):
        rest = blocks[0].partition("\n")[2].strip()
        blocks = [rest, *blocks[1:]] if rest else blocks[1:]
    byline = _BYLINE.fullmatch(blocks[0].split("\n")[0]) if blocks else None
    if byline:
        rest = blocks[0].partition("\n")[2].strip()
        blocks = [rest, *blocks[1:]] if rest else blocks[1:]
    while blocks and all(map(_is_notice, blocks[-1].split("\n"))):
        blocks = blocks[:-1]
    return blocks, byline["author"] if byline else ""


def _is_notice(line: str) -> bool:
    line = line.removeprefix("Copyright: ")
    return RIGHTS.match(line) is not None or _ADDRESS.fullmatch(line.strip()) is not None


def _headline(blocks: Sequence[str], citation: str) -> str:
    """The last paragraphs above the fields that are the title in the citation; the last one if none are."""
    cited = [_key(match["title"]) for match in _TITLE_OF_CITATION.finditer(citation)]
    for number in range(1, _MOST_LINES + 1):
        headline = " ".join(" ".join(blocks[-number:]).split())
        if _key(headline) in cited:
            return headline
    return " ".join(blocks[-1].split()) if blocks else ""


def _key(title: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", title).casefold()


def _date(fields: dict[str, str], citation: str) -> dt.date | None:
    """The day in the fields, else in the citation."""
    written = fields.get("date", "")
    return dates.parse(written) or dates.find(fields.get("source", "")) or dates.find(citation)
