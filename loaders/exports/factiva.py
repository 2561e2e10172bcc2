"""Articles that Factiva exports with the names of their fields (``HD``, ``LP``, ``TD``, ...), or as a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders import dates, markup
from loaders.exports.article import ACCESSION, ENGLISH, PAGE, TIME, Article, article_of, without_by

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["LEAD", "TELLING", "joined_text", "names_of_columns", "of_fields", "of_page"]

# The fields of an article in the order in which Factiva writes them: above the text, of the text, and below it.
_ABOVE = frozenset(["SE", "CLM", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "RST"])
_TEXT_FIELDS = ("LP", "TD")
_BELOW = frozenset(["ART", "CT", "CX", "RF", "CO", "IN", "NS", "RE", "DE", "IPD", "IPC", "PUB", "AN"])

# What the columns of a table hold; the text is in two.
_COLUMNS = {"AN": "id", "HD": "title", "PD": "date", "SN": "source", "BY": "author", "LA": "language", "TD": "text"}
LEAD = "LP"
TELLING = ("HD", LEAD, "TD")
"""The column of the lead, which is the first part of the text; and the columns that tell that a table is of Factiva."""

# The last field of an article, which may be on the line below its name.
_LAST = re.compile(rf"^[ \t]*AN(?P<gap>[ \t]+|[ \t]*\n\s*){ACCESSION}[ \t]*$", re.MULTILINE)
# The name of a field: names of two letters are words as well, and have more space after them.
_NAME = re.compile(r"[ \t]*(?P<name>[A-Z]{2,3})(?:(?P<gap>[ \t]+)(?P<value>\S.*)|[ \t]*$)")
# Between a code and what it stands for, in the fields below the text of which the names are words ("IN", "CO").
_CODED = " : "
_LENGTH = re.compile(r"\d[\d,.]* [^\W\d_]+")
_ARTICLE_CLASS = re.compile(r"(?:^|\s)article [a-z]{2}Article(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines of a page that describe an article, below its length: its date, its source, its page, its language."""

    date: str = ""
    source: str = ""
    page: str | None = None
    language: str | None = None


def of_fields(text: str) -> list[Article]:
    """The articles of an export with fields; none if the text is no such export."""
    articles: list[Article] = []
    start = 0
    for last_field in _LAST.finditer(text):
        is_narrow = last_field["gap"] == " "
        fields = _fields(text[start : last_field.start()].split("\n"), narrow=is_narrow)
        start = last_field.end()
        if "HD" in fields and any(name in fields for name in _TEXT_FIELDS):
            articles.append(_article(fields))
    return articles


def _fields(lines: Sequence[str], *, narrow: bool) -> dict[str, str]:
    """The fields of an article by their names, without what is before the first; ``narrow`` if a single space may
    follow a name of two letters."""
    values: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        match = _NAME.match(line)
        if match and _begins(match, name, values, narrow=narrow):
            name = match["name"]
            values[name] = [match["value"] or ""]
        elif name:
            values[name].append(line)
    return {name: "\n".join(value).strip() for name, value in values.items()}


def _begins(match: re.Match[str], current: str, earlier_fields: Mapping[str, object], *, narrow: bool) -> bool:
    """Whether a name begins a field: once an article, and none of the fields above the text inside it."""
    name = match["name"]
    if name in earlier_fields:
        return False
    if match["gap"] == " " and len(name) == 2 and not (narrow and (name not in _BELOW or _CODED in match["value"])):
        return False
    if current in _TEXT_FIELDS or current in _BELOW:
        return name in _BELOW or (current in _TEXT_FIELDS and name in _TEXT_FIELDS)
    return name in _ABOVE or name in _TEXT_FIELDS or (bool(current) and name in _BELOW)


def _article(fields: Mapping[str, str]) -> Article:
    return article_of(
        " ".join(fields["HD"].split()),
        [fields.get(name, "") for name in _TEXT_FIELDS],
        date=dates.of_line(fields.get("PD", "")),
        source=fields.get("SN"),
        author=without_by(fields.get("BY", "")),
        page=fields.get("PG"),
        language=fields.get("LA"),
    )


def names_of_columns(names: Sequence[str]) -> list[str]:
    """The names of the columns of a table by what they hold if they are those of Factiva, else as they are.

    >>> names_of_columns(["AN", "HD", "LP", "TD"])
    ['id', 'title', 'LP', 'text']
    """
    return [_COLUMNS.get(name, name) for name in names] if {*TELLING} <= {*names} else [*names]


def joined_text(values: Mapping[str, str]) -> dict[str, str]:
    """A row of a table with `names_of_columns`, with the lead of its article as part of the text.

    >>> joined_text({"title": "Talks end", "LP": "They met.", "text": "They left."})
    {'title': 'Talks end', 'text': 'They met.\\n\\nThey left.'}
    """
    texts = [text for name in (LEAD, "text") if (text := values[name].strip())]
    return {name: value for name, value in values.items() if name != LEAD} | {
        "text": markup.PARAGRAPH_BREAK.join(texts)
    }


def of_page(tree: HtmlElement) -> list[Article]:
    """The articles of a web page that Factiva exports; none if the page is no such export."""
    elements = (element for element in tree.iter("div") if _ARTICLE_CLASS.search(element.get("class") or ""))
    return [article for element in elements if (article := _article_of_table(element) or _article_of_blocks(element))]


def _article_of_table(element: HtmlElement) -> Article | None:
    """An article with its fields as the rows of a table; None for another."""
    fields: dict[str, str] = {}
    for row in element.iter("tr"):
        cells = row.findall("td")
        name = "".join(cells[0].text_content().split()) if len(cells) > 1 else ""
        if name in _ABOVE | _BELOW | {*_TEXT_FIELDS}:
            fields.setdefault(name, markup.PARAGRAPH_BREAK.join(markup.blocks(cells[1])))
    return _article(fields) if "HD" in fields and any(name in fields for name in _TEXT_FIELDS) else None


def _article_of_blocks(element: HtmlElement) -> Article | None:
    """An article whose headline, author and paragraphs are marked by their classes; None without any."""
    text = [block for part in _paragraphs(element) for block in markup.blocks(part)]
    headlines = element.xpath(".//span[contains(@class, 'Headline')] | .//*[@id='hd']")
    title = " ".join(headlines[0].text_content().split()) if headlines else ""
    if not text and not title:
        return None
    authors = element.xpath(".//div[@class='author']")
    head = _head([" ".join(each.text_content().split()) for each in element.iter("div") if not each.attrib])
    author = without_by(authors[0].text_content()) if authors else None
    return article_of(
        title,
        text,
        date=dates.of_line(head.date),
        source=head.source,
        author=author,
        page=head.page,
        language=head.language,
    )


def _paragraphs(element: HtmlElement) -> Iterator[HtmlElement]:
    for part in element.iter("p", "pre"):
        inside = any(above.tag in ("p", "pre") for above in part.iterancestors())
        if not inside and (part.tag == "pre" or "articleParagraph" in (part.get("class") or "")):
            yield part


def _head(lines: Sequence[str]) -> _Head:
    """What the lines below the length of an article say: its date, perhaps the time, and its source."""
    length = next((number for number, line in enumerate(lines) if _LENGTH.fullmatch(line)), None)
    if length is None:
        return _Head()
    date, *other_lines = [*lines[length + 1 :], ""]
    other_lines = [line for line in other_lines if not TIME.fullmatch(line)]
    if not other_lines or not dates.of_line(date):
        return _Head(date)
    source, *others = other_lines
    page = next((line for line in others if PAGE.fullmatch(line)), None)
    return _Head(date, source, page, ENGLISH if ENGLISH in others else None)
