"""From a tree of tags to paragraphs of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from kg.errors import DeepNestingError
from loaders.encoding import unbroken

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

__all__ = ["JOINED", "XML", "XML_ENCODING", "blocks", "is_markup", "parse", "plain"]

# Between two paragraphs of a document's text.
JOINED = "\n\n"

XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
XML_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
"""The declaration that a file is XML, and the encoding that it names."""

# Elements that begin and end a paragraph: those of HTML, then those of the trees that trafilatura returns.
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre section summary"
    " table tbody td tfoot th thead title tr ul head item cell row list quote"
)
BREAKS = frozenset({"br", "lb"})
_SILENT = "script style noscript template svg math canvas iframe object audio video button select textarea input"
BLOCKS, SILENT = frozenset(_BLOCKS.split()), frozenset(_SILENT.split())

_TAG = re.compile(r"</(?:p|div|li|ul|ol|a|em|strong|b|i|span|h[1-6]|blockquote|td)>|<(?:br|p)\b[^<>]{0,200}>", re.I)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_AROUND_BREAK = re.compile(r" *\n *")
_PARAGRAPH = re.compile(r"\n{2,}")
_TOO_DEEP = re.compile(r"Excessive depth in document: (\d+)")
"""What libxml2 says where it gives up; what comes after that place is in no tree."""


def parse(page: str, place: str) -> HtmlElement | None:
    """The tree of a page or of a piece of one; None where it holds no element and no text.

    Raises `DeepNestingError` where elements stand in one another so deep that the parser stops there.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(unbroken(page).encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None
    for fatal in parser.error_log.filter_from_fatals():
        if depth := _TOO_DEEP.match(fatal.message):
            raise DeepNestingError(place=place, depth=f"{int(depth[1]):,}")
    for quoted in cast("list[HtmlElement]", tree.findall(".//q")):
        quoted.text = f'"{quoted.text or ""}'
        quoted.tail = f'"{quoted.tail or ""}'
        quoted.drop_tag()
    return tree


def plain(fragment: str, place: str) -> str:
    """The text of a piece of HTML, its paragraphs kept apart by a blank line. Raises `DeepNestingError`.

    >>> plain("<h2>Next</h2><p>Talks <b>go</b> on.<br>In <i>Geneva</i>.</p>", "note.md")
    'Next\\n\\nTalks go on.\\nIn Geneva.'
    """
    tree = parse(fragment, place)
    return "" if tree is None else JOINED.join(blocks(tree))


def is_markup(text: str) -> bool:
    """Whether a text that should be plain holds tags of HTML.

    >>> is_markup("<p>Talks</p>"), is_markup("x < y and y > z")
    (True, False)
    """
    return bool(_TAG.search(text))


def blocks(tree: _Element) -> Iterator[str]:
    """The paragraphs under an element: what block elements and empty lines keep apart, without space at their ends."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    silent = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if tag in BLOCKS:
            yield from _flush(pieces)
        if tag in SILENT:
            silent += 1 if event == "start" else -1
        if event == "start" and not silent:
            pieces.append("\n" if tag in BREAKS else "")
            pieces.append(_SPACE.sub(" ", element.text or ""))
        elif event == "end" and not silent:
            pieces.append(_SPACE.sub(" ", element.tail or "") if element is not tree else "")
    yield from _flush(pieces)


def _flush(pieces: list[str]) -> Iterator[str]:
    text = _AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", "".join(pieces)))
    pieces.clear()
    for paragraph in _PARAGRAPH.split(text):
        if stripped := paragraph.strip():
            yield stripped
