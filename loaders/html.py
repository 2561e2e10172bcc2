"""Web pages: the main text, its title, publisher and date of publication, without navigation and the like."""

from __future__ import annotations

import datetime as dt
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from copy import deepcopy
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from kg.errors import DocumentError, EmptyDocumentError
from kg.model import Document
from loaders import dates, encoding, magic, markup, records
from loaders.defaults import DATE_FROM, DateFrom
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.text import decoded

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as About

__all__ = ["load"]

_START = re.compile(r"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_WHITE = re.compile(r"\s+")

# Classes of captions, which would otherwise run into the first sentence of a text.
_CAPTION = re.compile(r"(?:^|[_-])(?:fig)?captions?(?:$|[_-])|(?:photo|image)-?credit", re.IGNORECASE)
# Classes of what has a caption, or none.
_OF_CAPTIONED = re.compile(
    r"(?:no|non|without|has|with|hide|show)[_-]+(?:\w+[_-]+)?captions?\b|\w*captioned", re.IGNORECASE
)
_PUBLISHED = re.compile(r"(?:^|[\s_-])(?:date|published|pubdate|posted|byline|timestamp|publication)", re.IGNORECASE)
_OTHER_DATE = re.compile(r"updat|modif|event|deadline|copyright", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(r"(?:first )?(?:published|posted|issued|released)\b|date:", re.IGNORECASE)
# A paragraph that is no line of a caption; a caption has one of them at most.
_LONG_PARAGRAPH = 80
# An element longer than this holds more than a date.
_LONGEST_DATE = 100
_META = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article.published"),
    *("datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created"),
    *("date", "pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "publicationdate"),
    *("parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "bt:pubdate"),
)
_ARTICLE = re.compile(r"Article|Posting|Report|Statement")
_SURROUNDINGS = frozenset({"nav", "footer", "aside"})
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
    """One document: the main text that trafilatura finds, with the paragraphs of the page.

    The date is that of publication, as declared by JSON-LD, meta elements, ``time``, a labelled line or the address;
    never that of a modification or of a copyright notice.
    """
    head = source.head[:4096]
    declared = _CHARSET.search(head) or markup.XML_ENCODING.search(head)
    page, codec = decoded(source, options, declared[1].decode("ascii") if declared else None)
    tree = markup.parse(markup.XML.sub("", page.lstrip("\ufeff")), source.place)
    if tree is None:
        raise EmptyDocumentError(place=source.place)
    url = _address(tree)
    date, metadata = _published(tree, url, options)
    _drop_surroundings(tree)
    paragraphs, about = _main_text(tree, url)
    extra = {"url": url, "author": about.author if about else None, "language": tree.get("lang")}
    yield Document(
        text=markup.PARAGRAPH_BREAK.join(paragraphs),
        name=source.stem,
        uri=source.uri,
        title=about.title if about else None,
        date=date,
        source=about.sitename if about else None,
        encoding=codec,
        metadata=metadata | {name: value for name, value in extra.items() if value},
    )


def _main_text(tree: HtmlElement, url: str | None) -> tuple[list[str], About | None]:
    import trafilatura

    whole = [block for part in tree.iter("body") for block in markup.blocks(part)]
    # Dates are found in this module, not by htmldate, which also guesses.
    date_options = {"extensive_search": False}
    about = cast(
        "About | None",
        trafilatura.bare_extraction(
            deepcopy(tree), url=url, with_metadata=True, include_comments=False, date_extraction_params=date_options
        ),
    )
    if about is not None and about.body is not None:
        found = list(markup.blocks(about.body))
        if found:
            return list(_split_at_blocks(found, whole)), about
    return whole, about


def _split_at_blocks(paragraphs: list[str], whole: list[str]) -> Iterator[str]:
    """The paragraphs, divided at the blocks of the page: on short pages trafilatura joins blocks with a space."""
    bare_blocks = [_WHITE.sub("", block) for block in whole]
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
    begin = seen = 0
    for position, character in enumerate(paragraph) if cuts else ():
        seen += not character.isspace()
        if seen in cuts:
            cuts.remove(seen)
            yield paragraph[begin : position + 1].strip()
            begin = position + 1
    yield paragraph[begin:].strip()


def _address(tree: HtmlElement) -> str | None:
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for value in tree.xpath(path):
            if str(value).startswith(("http://", "https://")):
                return str(value)
    return None


def _drop_surroundings(tree: HtmlElement) -> None:
    for element in list(tree.iter()):
        if element.tag in _SURROUNDINGS or element.tag == "figcaption":
            element.drop_tree()
        elif element.tag not in _WHOLE and (words := _words_of_captions(element)):
            if all(map(_OF_CAPTIONED.match, words)) or _is_running_text(element):
                # trafilatura drops what has "caption" anywhere in its class.
                for name in ("class", "id"):
                    kept = (word for word in (element.get(name) or "").split() if word not in words)
                    element.set(name, " ".join(kept))
            elif any(map(_CAPTION.search, words)):
                element.drop_tree()


def _words_of_captions(element: HtmlElement) -> list[str]:
    return [word for word in _class_and_id(element).split() if "caption" in word.lower() or _CAPTION.search(word)]


def _is_running_text(element: HtmlElement) -> bool:
    """Whether an element holds the heading of a page, or several long paragraphs."""
    return bool(element.xpath(".//h1")) or sum(len(block) >= _LONG_PARAGRAPH for block in markup.blocks(element)) > 1


def _published(tree: HtmlElement, url: str | None, options: Options) -> tuple[dt.date | None, dict[str, str]]:
    """The date of publication and its metadata, from the first declaration that can be parsed."""
    unread: dict[str, str] = {}
    for written in (*_of_json(tree), *_of_meta(tree), *_of_items(tree)):
        date, metadata = records.dated(written, options)
        if date:
            return date, metadata
        unread = unread or metadata
    for days in (_of_times(tree), _of_classes(tree), _of_lines(tree)):
        if len(found := {day for day in days if day}) == 1:
            return found.pop(), unread
    if url and (date := dates.in_address(url)):
        return date, unread | {DATE_FROM: DateFrom.URL.value}
    return None, unread


def _of_json(tree: HtmlElement) -> Iterator[str]:
    nodes: list[dict[str, object]] = []
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            value = json.loads(str(script), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, dict):
                graph = node.get("@graph")
                inner = graph if isinstance(graph, list) else []
                nodes += [node, *(part for part in inner if isinstance(part, dict))]
    # The node of the article first, since that of the page may have another date.
    nodes.sort(key=lambda node: not _ARTICLE.search(str(node.get("@type"))))
    yield from (written for node in nodes if isinstance(written := node.get("datePublished"), str))


def _of_meta(tree: HtmlElement) -> Iterator[str]:
    contents: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and (content := meta.get("content")):
            contents.setdefault(name.lower(), content)
    yield from (contents[name] for name in _META if name in contents)


def _of_items(tree: HtmlElement) -> Iterator[str]:
    for element in tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]"):
        yield element.get("datetime") or element.get("content") or element.text_content()


def _of_times(tree: HtmlElement) -> Iterator[dt.date | None]:
    for element in tree.iter("time"):
        ancestors = {parent.tag for parent in element.iterancestors()}
        if ancestors.isdisjoint(_SURROUNDINGS | {"p"}) and not _is_other_date(element):
            yield dates.parse(element.get("datetime") or element.text_content())


def _of_classes(tree: HtmlElement) -> Iterator[dt.date | None]:
    for element in tree.xpath("//body//*[@class or @id]"):
        if _PUBLISHED.search(_class_and_id(element)) and not _is_other_date(element):
            text = element.text_content()
            yield dates.find(text) if len(text) < _LONGEST_DATE else None


def _of_lines(tree: HtmlElement) -> Iterator[dt.date | None]:
    for body in tree.iter("body"):
        for block in markup.blocks(body):
            if len(block) < _LONGEST_DATE and _SAYS_PUBLISHED.match(block):
                yield dates.find(block)


def _is_other_date(element: HtmlElement) -> bool:
    label = f"{_class_and_id(element)} {element.get('itemprop') or ''}"
    return bool(_OTHER_DATE.search(label) or _OTHER_DATE.search(element.text_content()[:_LONGEST_DATE]))


def _class_and_id(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
