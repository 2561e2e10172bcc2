"""References in the tagged format of EndNote (refer), which databases offer as an export to EndNote: the title and the
abstract of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.errors import DocumentError
from kg.model import Document
from loaders import encoding
from loaders.options import Options
from loaders.references import references
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.text.text import decoded

__all__ = ["load"]

_LINE = re.compile(r"%(?P<tag>[A-Z0-9@~!?$&+*^>(\[)\]<=])(?: (?P<value>.*)|$)")
_FIRST = "0"
_START = re.compile(r"%0 [A-Z][\w ()-]{2,40}\n%[A-Z0-9@~] ")
# What a table would hold in columns of these names, and the tags in order of preference.
_TAGS: Mapping[str, Sequence[str]] = {
    "title": ("T",),
    "source": ("J", "B", "I"),
    "author": ("A",),
    "language": ("G",),
    "url": ("U",),
    "doi": ("R",),
    "printed_page": ("P",),
}
_ABSTRACT, _YEAR, _DAY = "X", "D", "8"


def _sniff(head: bytes) -> Likeness:
    if (text := references.head_of(head)) is None:
        return Likeness.NO
    return Likeness.CERTAIN if _START.match(text) else Likeness.NO


@loader(".enw", sniff=_sniff, is_plain=True)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each reference: its title and its abstract; an error for one with a title only."""
    text, codec = decoded(source, options)
    fields = map(_fields, _references(encoding.clean_for_repair(text)))
    yield from references.documents(fields, source, options, codec)


def _fields(fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The values of a reference by the names of columns."""
    date = references.date_of(*(" ".join(fields.get(tag, ())) for tag in (_YEAR, _DAY)))
    return references.columns_of(fields, _TAGS) | {"date": date, "text": "\n".join(fields.get(_ABSTRACT, ()))}


def _references(text: str) -> Iterator[dict[str, list[str]]]:
    """The values of each reference by their tags, in order; a line without a tag belongs to the value above it."""
    lines: dict[str, list[list[str]]] = {}
    last: list[str] | None = None
    for line in text.split("\n"):
        match = _LINE.match(line)
        if match is None:
            if last is not None:
                last.append(line)
            continue
        if match["tag"] == _FIRST and lines:
            yield _joined(lines)
            lines = {}
        last = [match["value"] or ""]
        lines.setdefault(match["tag"], []).append(last)
    if lines:
        yield _joined(lines)


def _joined(lines: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, list[str]]:
    return {tag: ["\n".join(value).strip() for value in values] for tag, values in lines.items()}
