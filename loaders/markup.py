"""HTML as paragraphs of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, cast

from kg.errors import DeepNestingError
from loaders.encoding import clean_for_repair

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

__all__ = [
    "PARAGRAPH_BREAK",
    "XML",
    "XML_ENCODING",
    "blocks",
    "is_markup",
    "parse",
    "plain",
    "plain_of",
    "unescaped",
]

# The separator of paragraphs in a document's text.
PARAGRAPH_BREAK = "\n\n"

XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
XML_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
"""The XML declaration, and the encoding in it."""

# Elements that begin and end a paragraph: those of HTML, then those of trafilatura's trees.
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre section summary"
    " table tbody td tfoot th thead title tr ul head item cell row list quote"
)
BREAKS = frozenset({"br", "lb"})
_SILENT = "script style noscript template svg math canvas iframe object audio video button select textarea input"
BLOCKS, SILENT = frozenset(_BLOCKS.split()), frozenset(_SILENT.split())

_TAG = re.compile(r"</(?:p|div|li|ul|ol|a|em|strong|b|i|span|h[1-6]|blockquote|td)>|<(?:br|p)\b[^<>]{0,200}>", re.I)
_ENTITY = re.compile(r"&(?:#(?:\d{2,7}|x[0-9a-f]{2,6});|(?P<name>[a-z][a-z0-9]{1,31};))", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_AROUND_BREAK = re.compile(r" *\n *")
_PARAGRAPH = re.compile(r"\n{2,}")
_TOO_DEEP = re.compile(r"Excessive depth in document: (\d+)")
"""The message with which libxml2 gives up; the rest of the page is not in the tree."""


def parse(page: str, place: str) -> HtmlElement | None:
    """The tree of a page or a fragment; None if it has neither elements nor text.

    Raises `DeepNestingError` if elements are nested too deep for the parser.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(clean_for_repair(page).encode("utf-8"), parser=parser)
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
    """The text of an HTML fragment, with a blank line between paragraphs. Raises `DeepNestingError`.

    >>> plain("<h2>Next</h2><p>Talks <b>go</b> on.<br>In <i>Geneva</i>.</p>", "note.md")
    'Next\\n\\nTalks go on.\\nIn Geneva.'
    """
    tree = parse(fragment, place)
    return "" if tree is None else PARAGRAPH_BREAK.join(blocks(tree))


def is_markup(text: str) -> bool:
    """Whether a text that should be plain contains HTML tags.

    >>> is_markup("<p>Talks</p>"), is_markup("x < y and y > z")
    (True, False)
    """
    return bool(_TAG.search(text))


def plain_of(text: str, place: str, tag: re.Pattern[str] = _TAG) -> str:
    """The plain text of a field that may hold HTML (by a ``tag`` in it), escaped or not, or entities without tags.

    Raises `DeepNestingError`.

    >>> plain_of("&lt;p&gt;North&amp;nbsp;Korea&lt;/p&gt;", "a.json"), plain_of("A &amp;amp; B", "a.json")
    ('North\\xa0Korea', 'A & B')
    """
    html = text if tag.search(text) else unescaped(text)
    return unescaped(plain(html, place)) if tag.search(html) else html


def unescaped(text: str) -> str:
    """The text with the characters that HTML entities in it stand for, also where they were escaped twice.

    >>> unescaped("China&rsquo;s envoy &amp;amp; AT&T; Q&#38;A")
    'China’s envoy & AT&T; Q&A'
    """
    return _ENTITY.sub(_character, _ENTITY.sub(_character, text)) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    name = entity["name"]
    return html5.get(name, entity[0]) if name else unescape(entity[0])


def blocks(tree: _Element) -> Iterator[str]:
    """The paragraphs in an element, as separated by block elements and empty lines, stripped."""
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
