"""Markdown, with optional YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.errors import DamagedDocumentError, DocumentError
from kg.model import Document
from loaders import encoding, markup, records
from loaders.options import Columns, Options
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.text.text import decoded

__all__ = ["load"]

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^\w[\w -]*:", re.MULTILINE)
_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


def _sniff(head: bytes) -> Likeness:
    text = encoding.peek(head)
    if text is None:
        return Likeness.NO
    front = _FRONT.match(text)
    return Likeness.LIKELY if front and _KEY.search(front[1]) else Likeness.POSSIBLE


@loader(".md", ".markdown", ".mdown", ".mkd", sniff=_sniff, is_plain=True)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document: title, date, source, genre and the rest from the front matter, else the title from the heading.

    Links, emphasis and lists become plain text; paragraphs, headings and list items are separated by a blank line.
    """
    from markdown_it import MarkdownIt

    text, codec = decoded(source, options)
    text = encoding.clean_for_repair(text)
    front, body = _front(text, source)
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(body)
    known = records.described(records.flattened(front), replace(options, columns=Columns()))
    title = known.title
    if title is None and (heading := _HEADING.match(page)):
        title = markup.plain(heading[1], source.place)
    yield Document(
        text=markup.plain(page, source.place),
        name=source.stem,
        uri=source.uri,
        title=title,
        source=known.source,
        genre=known.genre,
        encoding=codec,
        metadata=known.metadata,
    ).dated(known.when)


def _front(text: str, source: Source) -> tuple[Mapping[str, object], str]:
    import yaml

    match = _FRONT.match(text)
    if not match:
        return {}, text
    try:
        front = yaml.safe_load(encoding.clean(encoding.repair(match[1])))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        detail = f"its front matter is not YAML{line} ({getattr(error, 'problem', None) or error})"
        raise DamagedDocumentError(place=source.place, detail=detail) from error
    # A paragraph between two horizontal rules looks like front matter, but is text.
    if not isinstance(front, dict):
        return {}, text
    return {str(key): value for key, value in front.items()}, text[match.end() :]
