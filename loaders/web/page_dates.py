"""The date of publication of a web page: of its article, not of its comments, its links or another article."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from kg.model import Granularity, When
from loaders import dates, markup, records
from loaders.defaults import DATE_FROM, DateFrom
from loaders.options import Options
from loaders.source import parts_of
from loaders.web import wikis

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["LONG_PARAGRAPH", "SURROUNDINGS", "class_and_id", "published"]

type Node = dict[str, object]

SURROUNDINGS = frozenset({"nav", "footer", "aside"})
"""The elements of a page that are not its text."""

# Classes of what stands beside an article, of which the boxes may also be all that a page shows; and of a date in one.
_REMARKS = (
    r"(?:^|[\s_-])(?<!no-)(?<!has-)(?<!with-)(?:comments?|disqus|repl(?:y|ies)|related|recommended"
    r"|more-(?:news|stories)|read-(?:more|next|also)|also-read|see-also|teasers?|ticker)(?:$|[\s_-])"
)
# A longer name with "sidebar" may be that of the layout of a page with one.
_BOXES = (
    r"(?:^|[\s_-])(?:latest|popular|trending|events?|calendar|agenda|jobs?|promo|archives?|newsletter)(?:$|[\s_-])"
    r"|(?:^|\s)side-?bar(?:$|\s)"
)
_REMARK = re.compile(_REMARKS, re.IGNORECASE)
_BESIDE = re.compile(f"{_REMARKS}|{_BOXES}", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:^|[\s_-])(?:date|published|pubdate|posted|byline|timestamp|publication)", re.IGNORECASE)
_OTHER_DATE = re.compile(r"updat|modif|event|deadline|copyright", re.IGNORECASE)
# What stands between the parts of a line that tells two days: "Updated 7 June 2021 | First published 4 May 2018".
_PART = re.compile(r"\s*[|·•\n]\s*|(?<=\d)\.?\s+(?=(?:first )?(?:published|posted|issued)\b)", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(r"(?:first )?(?:published|posted|issued|released)\b|date:", re.IGNORECASE)
LONG_PARAGRAPH = 80
"""The characters of a paragraph that is no line of a list, a caption or a box."""

# The share of the long paragraphs of a page that its story has.
_NEARLY_ALL = 0.8
# An element longer than this holds more than a date.
_LONGEST_DATE = 100
_META = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article.published"),
    *("datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created"),
    *("date", "pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "publicationdate"),
    *("parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "bt:pubdate"),
)
# Types of schema.org: of articles, and of pages, which may have another date.
_ARTICLE = re.compile(r"Article|Posting|Report|Statement")
_PAGE = re.compile(r"(?:Web|Item|About)Page\b|CreativeWork\b|^untyped$")
_REPLY = re.compile(r"Comment|Answer|Question")

# What two addresses of one page may differ in.
_FORM_OF_PAGE = re.compile(r"^/amp(?=/)|(?:/index)?\.[sx]?html?/?$|[/.]amp/?$", re.IGNORECASE)
_CAMPAIGN = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|amp)(?:=[^&]*)?", re.IGNORECASE)


def published(tree: HtmlElement, url: str | None, options: Options) -> tuple[When | None, dict[str, str]]:
    """The date of publication and its metadata: the day of the first declaration that can be parsed, else a month or a
    year. What a wiki declares does not count."""
    article, surroundings = _article(tree), _surroundings(tree)
    period: When | None = None
    metadata_without_day: dict[str, str] = {}
    declared_dates = (
        *_json_dates(tree, url),
        *_meta_dates(tree),
        *_item_dates(article),
        *_only_value(_item_dates(surroundings)),
    )
    for written_date in () if wikis.is_wiki(tree) else declared_dates:
        when, metadata = records.dated(written_date, options)
        if when and when.granularity is Granularity.DAY:
            return when, metadata
        if period is None and (when or not metadata_without_day):
            period, metadata_without_day = when, metadata
    dates_by_method = (
        _time_dates(article),
        _class_dates(article),
        _line_dates(article),
        _time_dates(surroundings),
        _class_dates(surroundings),
        _bare_line_dates(article),
    )
    for days in dates_by_method:
        if day := _only_value(filter(None, days)):
            return When(day[0]), metadata_without_day
    if url and (in_address := dates.in_address(url)):
        return When(in_address), metadata_without_day | {DATE_FROM: DateFrom.URL.value}
    return period, metadata_without_day


def class_and_id(element: HtmlElement) -> str:
    """The values of both attributes, in which pages say what an element holds."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _only_value[T](values: Iterable[T]) -> list[T]:
    """A list of the one value that all of them are; empty if they differ or there are none."""
    return list(distinct) if len(distinct := set(values)) == 1 else []


def _article(tree: HtmlElement) -> HtmlElement:
    """A copy of the part of a page from its heading to the end of its story, without what stands next to it."""
    page = deepcopy(tree)
    story, heading, story_ancestors = _parts(page)
    article = (
        page
        if heading is None
        else next(ancestor for ancestor in (heading, *heading.iterancestors()) if ancestor in story_ancestors)
    )
    for element in (story, *story.iterancestors()):
        if element is article:
            break
        element.tail = None
        for following in list(element.itersiblings()):
            element.getparent().remove(following)
    _without_beside(article, story, story_ancestors | (set() if heading is None else {*heading.iterancestors()}))
    return article


def _surroundings(tree: HtmlElement) -> HtmlElement:
    """A copy of a page without what stands next to its story, and without other texts: those with a heading of their
    own, a long paragraph, or in another article."""
    page = deepcopy(tree)
    story, heading, kept_elements = _parts(page)
    kept_elements |= set() if heading is None else {heading, *heading.iterancestors()}
    lengths = _long_text(page)
    foreign_elements = {ancestor for title in page.iter("h2", "h3", "h4") for ancestor in title.iterancestors()}
    story_elements = set(story.iter())
    for element in list(page.iter()):
        is_other = element in foreign_elements or lengths[element] or element.tag == "article"
        if is_other and element not in kept_elements and element not in story_elements:
            element.drop_tree()
    _without_beside(page, story, kept_elements)
    return page


def _parts(page: HtmlElement) -> tuple[HtmlElement, HtmlElement | None, set[HtmlElement]]:
    """The story of a page, its heading, and the elements that the story is in."""
    story = _story(page)
    return story, _heading(story), {story, *story.iterancestors()}


def _without_beside(part: HtmlElement, story: HtmlElement, kept_elements: set[HtmlElement]) -> None:
    for element in list(part.iter()):
        # An article may tell its date in a footer of its own.
        is_in_own_footer = element.tag == "footer" and any(ancestor is story for ancestor in element.iterancestors())
        if element not in kept_elements and _is_beside(element) and not is_in_own_footer:
            element.drop_tree()


def _story(page: HtmlElement) -> HtmlElement:
    """The element with nearly all long paragraphs of a page, as deep as possible, or its only article."""
    lengths = _long_text(page)
    story = next(page.iter("body"), page)
    while story.tag != "article":
        inner = [child for child in story if not _is_beside(child)]
        articles = [child for child in inner if child.tag == "article"]
        total = sum(lengths[child] for child in inner)
        largest = max(inner, key=lambda child: lengths[child], default=story)
        if len(articles) == 1 and (largest is articles[0] or not total):
            return articles[0]
        if box := _only_box(story, lengths):
            story = box[0]
            continue
        if (
            not inner
            or lengths[largest] <= _NEARLY_ALL * total
            or not any(child.tag in markup.BLOCKS for child in largest)
        ):
            return story
        story = largest
    return story


def _only_box(story: HtmlElement, lengths: dict[HtmlElement, int]) -> list[HtmlElement]:
    """The child with all long paragraphs of an element, if it is like a box by its class, but not like comments."""
    boxes = [child for child in story if child.tag not in SURROUNDINGS and _is_beside(child) and lengths[child]]
    return [child for child in boxes if lengths[child] == lengths[story] and not _REMARK.search(class_and_id(child))]


def _long_text(page: HtmlElement) -> dict[HtmlElement, int]:
    """The characters of the long paragraphs in each element."""
    inline: dict[HtmlElement, int] = {}
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(page.iter())):
        is_silent = element.tag in markup.SILENT
        length = 0 if is_silent else len(element.text or "") + sum(len(child.tail or "") for child in element)
        length += sum(inline[child] for child in element if child.tag not in markup.BLOCKS)
        is_paragraph = element.tag in markup.BLOCKS and length >= LONG_PARAGRAPH
        inline[element] = 0 if is_silent else length
        lengths[element] = sum(lengths[child] for child in element) + (length if is_paragraph else 0)
    return lengths


def _heading(story: HtmlElement) -> HtmlElement | None:
    """The last heading of the first level before a story, else the one in it."""
    headings_before = [
        heading for heading in story.xpath("preceding::h1") if not any(map(_is_beside, heading.iterancestors()))
    ]
    return headings_before[-1] if headings_before else next(story.iter("h1"), None)


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element is no part of an article, by its tag, or by its class unless it holds a heading of a page."""
    if element.tag in SURROUNDINGS:
        return True
    label = class_and_id(element)
    is_comment = _REPLY.search(element.get("itemtype") or "")
    if not is_comment and (not _BESIDE.search(label) or _is_date(element, label.split())):
        return False
    return next(element.iter("h1"), None) is None


def _is_date(element: HtmlElement, names: list[str]) -> bool:
    """Whether an element holds only the date of an article, which has the number of comments, too ("meta-comments
    date")."""
    if any(map(_BESIDE.fullmatch, names)) or len(element.text_content()) >= _LONGEST_DATE:
        return False
    return any(_PUBLISHED.search(name) and not _BESIDE.search(name) for name in names)


def _json_dates(tree: HtmlElement, url: str | None) -> Iterator[str]:
    """The dates that JSON-LD gives for the page's article, else of the page, else of what else the page shows; none if
    they are those of several."""
    titles = _titles(tree)
    # Whether each node is about this page; None if it does not say.
    nodes_about_page = [
        (node, _is_about_page(node, url, titles)) for node in _nodes(tree) if isinstance(node.get("datePublished"), str)
    ]
    nodes_by_kind = [
        [(node, fits) for node, fits in nodes_about_page if kind.search(_type(node))] for kind in (_ARTICLE, _PAGE)
    ]
    for nodes in nodes_by_kind:
        yield from (str(node["datePublished"]) for node, fits in nodes if fits)
    for nodes in nodes_by_kind:
        yield from _one_day([node for node, fits in nodes if fits is None])
    yield from _one_day([node for node, fits in nodes_about_page if fits and not _REPLY.search(_type(node))])


def _type(node: Node) -> str:
    return str(node.get("@type") or "untyped")


def _one_day(nodes: list[Node]) -> list[str]:
    """The dates of nodes if they are the same."""
    written_dates = [str(node["datePublished"]) for node in nodes]
    return written_dates if len({dates.parse(each) or each for each in written_dates}) == 1 else []


def _titles(tree: HtmlElement) -> list[str]:
    headings = [heading.text_content() for heading in tree.iter("h1", "title")]
    return [_bare(title) for title in (*headings, *tree.xpath("//meta[@property='og:title']/@content"))]


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            value = json.loads(str(script), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, dict):
                yield node
                graph = node.get("@graph")
                yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _is_about_page(node: Node, url: str | None, titles: list[str]) -> bool | None:
    """Whether a node is about the page at an address and with these titles: by its own address or headline; not if
    both are another's; None if it does not say."""
    headline = _bare(node.get("headline") or node.get("name") or "")
    if headline and any(title.startswith(headline) or headline.startswith(title) for title in titles if title):
        return True
    if url is None:
        return None
    path, query = _path(url, url)
    addresses = [_path(address, url) for address in (*_addresses(node), *_texts(node.get("@id")))]
    if path and any(other == path and (not query or other_query in {"", query}) for other, other_query in addresses):
        return True
    # Some nodes tell only the section of the page; an "@id" need not be an address.
    others = [other for other, _ in (_path(address, url) for address in _addresses(node)) if other]
    return False if headline and any(not path.startswith(f"{other}/") for other in others) else None


def _addresses(node: Node) -> Iterator[str]:
    for value in (node.get("url"), node.get("mainEntityOfPage")):
        yield from (*_texts(value.get("@id")), *_texts(value.get("url"))) if isinstance(value, dict) else _texts(value)


def _texts(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else ()


def _path(address: str, base: str) -> tuple[str, str]:
    """The path and the query of an address, which distinguish the pages of a site, without what only says how a page is
    shown; empty if it is invalid."""
    try:
        parts = parts_of(urljoin(base, address))
    except ValueError:
        return "", ""
    return _FORM_OF_PAGE.sub("", parts.path).rstrip("/"), _CAMPAIGN.sub("", parts.query)


def _bare(text: object) -> str:
    return "".join(filter(str.isalnum, html.unescape(str(text)))).lower()


def _meta_dates(tree: HtmlElement) -> Iterator[str]:
    contents: dict[str, str] = {}
    for meta in tree.iter("meta"):
        is_in_head = any(parent.tag == "head" for parent in meta.iterancestors())
        # Elsewhere, an "itemprop" may be about a comment or another article.
        name = meta.get("property") or meta.get("name") or (meta.get("itemprop") if is_in_head else None)
        if name and (content := meta.get("content")):
            contents.setdefault(name.lower(), content)
    yield from (contents[name] for name in _META if name in contents)


def _item_dates(part: HtmlElement) -> Iterator[str]:
    for element in part.xpath(".//*[@itemprop='datePublished'] | .//time[@pubdate] | .//meta[@itemprop]"):
        if element.tag == "meta" and element.get("itemprop").lower() not in _META:
            continue
        scope = next((ancestor for ancestor in element.iterancestors() if ancestor.get("itemscope") is not None), None)
        kind = "" if scope is None else scope.get("itemtype") or ""
        has_heading = scope is not None and next(scope.iter("h1"), None) is not None
        if not kind or _ARTICLE.search(kind) or _PAGE.search(kind) or has_heading:
            yield element.get("datetime") or element.get("content") or element.text_content()


def _time_dates(article: HtmlElement) -> Iterator[dt.date | None]:
    for element in article.iter("time"):
        ancestors = {parent.tag for parent in element.iterancestors()}
        if ancestors.isdisjoint(SURROUNDINGS | {"p"}) and not _is_other_date(element):
            yield dates.parse(element.get("datetime") or element.text_content())


def _class_dates(article: HtmlElement) -> Iterator[dt.date | None]:
    for element in article.xpath(".//*[@class or @id]"):
        if _PUBLISHED.search(class_and_id(element)) and not _is_other_date(element):
            text = element.text_content()
            yield dates.find(text) if len(text) < _LONGEST_DATE else None


def _line_dates(article: HtmlElement) -> Iterator[dt.date | None]:
    """The days that short lines, or parts of them, say are those of publication."""
    for block in markup.blocks(article):
        if len(block) < _LONGEST_DATE:
            yield from (dates.find(part) for part in _PART.split(block) if _SAYS_PUBLISHED.match(part))


def _bare_line_dates(article: HtmlElement) -> Iterator[dt.date | None]:
    """The days of lines above the first long paragraph that are nothing but a day and the time."""
    # A heading may be as long as a paragraph, but is no sentence.
    above = takewhile(lambda block: len(block) < LONG_PARAGRAPH or block[-1].isalnum(), markup.blocks(article))
    yield from (day for block in above if (day := dates.of_line(block) or dates.of_moment(block)))


def _is_other_date(element: HtmlElement) -> bool:
    label = f"{class_and_id(element)} {element.get('itemprop') or ''}"
    return bool(_OTHER_DATE.search(label) or _OTHER_DATE.search(element.text_content()[:_LONGEST_DATE]))
