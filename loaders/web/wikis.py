"""Pages of wikis (MediaWiki): their apparatus, which is no text, and their date, which is that of no one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["drop_apparatus", "is_wiki"]

_CLASSES = frozenset(
    [
        *("mw-editsection", "reference", "reflist", "references", "mw-references-wrap", "toc", "catlinks", "noprint"),
        *("infobox", "navbox", "vertical-navbox", "sidebar", "hatnote", "ambox", "sistersitebox", "thumbcaption"),
        *("printfooter", "mw-jump-link", "mw-indicators", "Inline-Template"),
    ]
)
_IDS = frozenset(
    ["siteSub", "contentSub", "jump-to-nav", "toc", "catlinks", "mw-navigation", "mw-panel", "mw-head", "footer"]
)


def is_wiki(tree: HtmlElement) -> bool:
    """Whether a page is one of a wiki. What it declares as its date is the day on which somebody began it, maybe years
    before what it says was written."""
    generators = tree.xpath("//meta[@name='generator']/@content")
    bodies = {name for body in tree.iter("body") for name in (body.get("class") or "").split()}
    return "mediawiki" in bodies or any(str(name).startswith("MediaWiki") for name in generators)


def drop_apparatus(tree: HtmlElement) -> None:
    """Remove notes and their numbers, boxes, lists of contents and links for editing."""
    for element in list(tree.iter()):
        names = {*(element.get("class") or "").split()}
        if element.tag != "body" and (not names.isdisjoint(_CLASSES) or element.get("id") in _IDS):
            element.drop_tree()
