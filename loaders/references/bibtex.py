"""References in BibTeX and BibLaTeX files, as Zotero, JabRef and databases export them: the title and the abstract of
each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import BadRecordError, DocumentError
from kg.model import Document
from loaders import encoding
from loaders.options import Options
from loaders.references import latex, references
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.text.text import decoded

__all__ = ["load"]

_ENTRY = re.compile(r"^[ \t]*@(?P<kind>[A-Za-z]+)[ \t]*[{(][ \t\n]*", re.MULTILINE)
_KEY = re.compile(r"(?P<key>[^\s,{}()]*)[ \t\n]*,")
_NAME = re.compile(r"[\s,]*(?P<name>[A-Za-z][\w:+-]*)\s*=\s*")
_CLOSE = re.compile(r"[\s,]*[})]")
_BARE = re.compile(r"[^\s,#{}()\"]+")
_NEXT = re.compile(r"\s*#\s*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_START = re.compile(r"(?:[ \t]*(?:%.*)?\n)*[ \t]*@[A-Za-z]+[ \t]*\{\s*(?:[^\s,{}]+\s*,\s*)?[A-Za-z-]+[ \t]*=")
# Entries that are no references.
_NOTES = ("comment", "preamble")
_STRING = "string"
# What a table would hold in columns of these names, and the fields in order of preference.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "source": ("journaltitle", "journal", "newspaper", "booktitle", "publisher", "howpublished"),
    "language": ("language", "langid"),
    "url": ("url",),
    "doi": ("doi",),
    "printed_page": ("pages",),
}
_AND = re.compile(r"\s+and\s+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A reference: its key, and its fields by their names in small letters, as they are written; ``fault`` says why the
    last of them may be missing."""

    key: str
    fields: dict[str, str]
    fault: str = ""


def _sniff(head: bytes) -> Likeness:
    if (text := references.head_of(head)) is None:
        return Likeness.NO
    return Likeness.CERTAIN if _START.match(text) else Likeness.POSSIBLE if _ENTRY.search(text) else Likeness.NO


@loader(".bib", ".bibtex", sniff=_sniff, is_plain=True)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each reference: its title and its abstract; an error for one with a title only."""
    text, codec = decoded(source, options)
    text = encoding.clean_for_repair(text)
    for number, entry in enumerate(_entries(text), start=1):
        place = f"{source.place}, reference {number}" + (f" ({entry.key})" if entry.key else "")
        if entry.fault:
            yield BadRecordError(place=place, detail=entry.fault)
            continue
        try:
            yield references.document(_fields(entry), number, place, source, options, codec)
        except DocumentError as error:
            yield error


def _fields(entry: _Entry) -> dict[str, str]:
    """The values of a reference by the names of columns."""
    plain = {name: latex.plain(value) for name, value in entry.fields.items()}
    found = references.columns_of({name: [value] for name, value in plain.items()}, _COLUMNS)
    authors = "; ".join(" ".join(latex.plain(name).split()) for name in _AND.split(entry.fields.get("author", "")))
    day = plain.get("day", "")
    month = " ".join(filter(None, [day, plain.get("month", "")])) if day else plain.get("month", "")
    date = plain.get("date", "").strip() or references.date_of(plain.get("year", ""), month)
    return found | {"id": entry.key, "author": authors, "date": date, "text": plain.get("abstract", "")}


def _entries(text: str) -> Iterator[_Entry]:
    """The references in order; a value that does not end is cut at the next entry."""
    strings: dict[str, str] = {}
    starts = [*_ENTRY.finditer(text)]
    position = 0
    for start, end in zip(starts, [*(each.start() for each in starts[1:]), len(text)], strict=True):
        if start.start() < position or start["kind"].lower() in _NOTES:
            continue
        is_string = start["kind"].lower() == _STRING
        key = None if is_string else _KEY.match(text, start.end())
        values, position, is_whole = _values(text, key.end() if key else start.end(), end, strings)
        if is_string:
            strings |= values
        elif key:
            yield _Entry(key["key"], values, "" if is_whole else "it does not end, or a value in it does not")


def _values(text: str, position: int, end: int, strings: Mapping[str, str]) -> tuple[dict[str, str], int, bool]:
    """The fields from a position on, the position below them, and whether they and each value end; a value may end
    below what looks like another entry at ``end``."""
    values: dict[str, str] = {}
    while name := _NAME.match(text, position):
        parts: list[str] = []
        position = name.end()
        while True:
            part, position = _value(text, position, strings)
            if part is None:
                return values, end, False
            parts.append(part)
            if not (mark := _NEXT.match(text, position)):
                break
            position = mark.end()
        values.setdefault(name["name"].lower(), "".join(parts))
    return values, position, _CLOSE.match(text, position) is not None


def _value(text: str, position: int, strings: Mapping[str, str]) -> tuple[str | None, int]:
    """A value in braces, in quotes, or bare, and the position behind it; None for one that does not end."""
    opening = text[position : position + 1]
    if opening not in ("{", '"'):
        bare = _BARE.match(text, position)
        return (strings.get(bare[0].lower(), bare[0]), bare.end()) if bare else (None, position)
    depth = 0
    for mark in (_BRACE if opening == "{" else _QUOTE).finditer(text, position + 1):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == opening or (mark[0] == "}" and depth == 0 and opening == "{"):
            if depth == 0:
                return text[position + 1 : mark.start()], mark.end()
        elif mark[0] == "}":
            depth -= 1
    return None, position
