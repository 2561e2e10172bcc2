"""Web pages: the main text, its title, publisher and date of publication, without navigation and the like."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from copy import deepcopy
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from kg.errors import DocumentError, EmptyDocumentError
from kg.model import Document
from loaders import encoding, exports, magic, markup
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.text.text import decoded, documents_of_export
from loaders.titles import is_generated
from loaders.web import page_dates, wikis
from loaders.web.page_dates import LONG_PARAGRAPH, SURROUNDINGS, class_and_id

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as About

__all__ = ["load"]

_START = re.compile(r"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_TAG = re.compile("<[A-Za-z!/]")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_WHITE = re.compile(r"\s+")
# What Chrome, Edge and SingleFile write into a page that they save.
_SAVED_FROM = re.compile(
    r"<!-- saved from url=\(\d{4}\)(https?://\S+) -->|Page saved with SingleFile\s+url: (https?://\S+)"
)
# Where a page declares its address.
_DECLARED = (("//link[@rel='canonical'][@href]", "href"), ("//meta[@property='og:url'][@content]", "content"))
# What the Wayback Machine puts before an address.
_OF_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)")

# Classes of captions, which would otherwise run into the first sentence of a text.
_CAPTION = re.compile(r"(?:^|[_-])(?:fig)?captions?(?:$|[_-])|(?:photo|image)-?credit", re.IGNORECASE)
# Classes of what has a caption, or none.
_OF_CAPTIONED = re.compile(
    r"(?:no|non|without|has|with|hide|show)[_-]+(?:\w+[_-]+)?captions?\b|\w*captioned", re.IGNORECASE
)
_WHOLE = frozenset({"html", "body", "main", "article"})


def _sniff(head: bytes) -> Likeness:
    text = encoding.peek(head)
    if text is None or magic.kind(head):
        return Likeness.NO
    text = text.lstrip("\ufeff")
    if _START.match(text):
        return Likeness.CERTAIN
    return Likeness.NO if text.lstrip().startswith(("<?xml", "{")) else Likeness.POSSIBLE


@loader(".html", ".htm", ".xhtml", ".shtml", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document: the main text that trafilatura finds, with the paragraphs of the page; of an export of a news
    database, which may be plain text that was called a page, a document for each article.

    The date is that of publication, as declared by JSON-LD, meta elements, ``time``, a labelled line or the address;
    never that of a modification or of a copyright notice.
    """
    head = source.head[:4096]
    declared_charset = _CHARSET.search(head) or markup.XML_ENCODING.search(head)
    page, codec = decoded(source, options, declared_charset[1].decode("ascii") if declared_charset else None)
    if not _TAG.search(page):
        text = encoding.clean_for_repair(page)
        if found := exports.articles(text):
            yield from documents_of_export(text, found, codec, source)
            return
    tree = markup.parse(markup.XML.sub("", page.lstrip("\ufeff")), source.place)
    if tree is None:
        raise EmptyDocumentError(place=source.place)
    blocks_of_page = [block for part in tree.iter("body") for block in markup.blocks(part)]
    if articles := exports.of_page(tree) or exports.of_paragraphs(blocks_of_page):
        yield from exports.documents(articles, source, codec)
        return
    _restore_addresses(tree)
    url = _address(tree) or _address_of_saved(page)
    when, metadata = page_dates.published(tree, url, options)
    if wikis.is_wiki(tree):
        wikis.drop_apparatus(tree)
    _drop_surroundings(tree)
    paragraphs, extraction = _main_text(tree, url)
    optional_metadata = {"url": url, "author": extraction.author if extraction else None, "language": tree.get("lang")}
    yield Document(
        text=markup.PARAGRAPH_BREAK.join(paragraphs),
        name=source.stem,
        uri=source.uri,
        title=None if extraction is None or is_generated(extraction.title or "") else extraction.title,
        source=extraction.sitename if extraction else None,
        encoding=codec,
        metadata=metadata | {name: value for name, value in optional_metadata.items() if value},
    ).dated(when)


def _main_text(tree: HtmlElement, url: str | None) -> tuple[list[str], About | None]:
    import trafilatura

    page_blocks = [block for part in tree.iter("body") for block in markup.blocks(part)]
    # Dates are found in this module, not by htmldate, which also guesses.
    date_options = {"extensive_search": False}
    extraction = cast(
        "About | None",
        trafilatura.bare_extraction(
            deepcopy(tree), url=url, with_metadata=True, include_comments=False, date_extraction_params=date_options
        ),
    )
    if extraction is not None and extraction.body is not None:
        main_blocks = list(markup.blocks(extraction.body))
        if main_blocks:
            return list(_split_at_blocks(main_blocks, page_blocks)), extraction
    return page_blocks, extraction


def _split_at_blocks(paragraphs: list[str], page_blocks: list[str]) -> Iterator[str]:
    """The paragraphs, divided at the blocks of the page: on short pages trafilatura joins blocks with a space."""
    bare_blocks = [_WHITE.sub("", block) for block in page_blocks]
    page, ends = "".join(bare_blocks), list(accumulate(map(len, bare_blocks)))
    end = 0
    for paragraph in paragraphs:
        bare = _WHITE.sub("", paragraph)
        start = page.find(bare, end)
        if start < 0:
            start = page.find(bare)
        if start < 0:
            yield paragraph
            continue
        end = start + len(bare)
        inside = ends[bisect_right(ends, start) : bisect_left(ends, end)]
        yield from _cut(paragraph, {cut - start for cut in inside})


def _cut(paragraph: str, cuts: set[int]) -> Iterator[str]:
    """A paragraph divided at ``cuts``, which are offsets that do not count white space."""
    begin = visible_count = 0
    for position, character in enumerate(paragraph) if cuts else ():
        visible_count += not character.isspace()
        if visible_count in cuts:
            cuts.remove(visible_count)
            yield paragraph[begin : position + 1].strip()
            begin = position + 1
    yield paragraph[begin:].strip()


def _restore_addresses(tree: HtmlElement) -> None:
    """Put the address that a page of an archive had where it declares one: trafilatura takes the site from there."""
    for path, name in _DECLARED:
        for element in tree.xpath(path):
            element.set(name, _OF_ARCHIVE.sub("", element.get(name)))


def _address(tree: HtmlElement) -> str | None:
    """The address that a page declares."""
    for path, name in _DECLARED:
        for element in tree.xpath(path):
            if element.get(name).startswith(("http://", "https://")):
                return str(element.get(name))
    return None


def _address_of_saved(page: str) -> str | None:
    """The address from which a browser saved a page, by its comment at the beginning."""
    comment = _SAVED_FROM.search(page[:4096])
    return _OF_ARCHIVE.sub("", comment[1] or comment[2]) if comment else None


def _drop_surroundings(tree: HtmlElement) -> None:
    for element in list(tree.iter()):
        if element.tag in SURROUNDINGS or element.tag == "figcaption":
            element.drop_tree()
        elif element.tag not in _WHOLE and (words := _words_of_captions(element)):
            if all(map(_OF_CAPTIONED.match, words)) or _is_running_text(element):
                # trafilatura drops what has "caption" anywhere in its class.
                for name in ("class", "id"):
                    remaining_words = (word for word in (element.get(name) or "").split() if word not in words)
                    element.set(name, " ".join(remaining_words))
            elif any(map(_CAPTION.search, words)):
                element.drop_tree()


def _words_of_captions(element: HtmlElement) -> list[str]:
    return [word for word in class_and_id(element).split() if "caption" in word.lower() or _CAPTION.search(word)]


def _is_running_text(element: HtmlElement) -> bool:
    """Whether an element holds the heading of a page, or several long paragraphs."""
    return bool(element.xpath(".//h1")) or sum(len(block) >= LONG_PARAGRAPH for block in markup.blocks(element)) > 1
