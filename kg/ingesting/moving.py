"""Recognizing a file that has been moved: its text stands in a new place, and no file is in the old one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.model.places import is_missing
from loaders.defaults import DATE_FROM, DateFrom

if TYPE_CHECKING:
    from kg.model import Document
    from kg.record.keeping.giving import Copy

__all__ = ["gone", "moved_from"]


def gone(copies: Iterable[Copy], but: str = "") -> dict[str, list[Copy]]:
    """The copies of a text by the id of their document, for documents whose files are all gone; without the document
    with the id ``but``."""
    by_id: dict[str, list[Copy]] = {}
    for copy in copies:
        by_id.setdefault(copy.id, []).append(copy)
    return {id_: each for id_, each in by_id.items() if id_ != but and all(is_missing(copy.uri) for copy in each)}


def moved_from(document: Document, copies: Sequence[Copy]) -> list[Copy]:
    """The copies, in places where no file is any more, of the document that this one was before its file was moved.

    It has the same text, and its title, date and source do not differ, though one of the two may lack them: a date in
    the name of a file is lost when it is renamed. Empty where several documents could be meant, and where the document
    was in this place already.
    """
    if any(copy.uri == document.uri for copy in copies):
        return []
    found = [each for each in gone(copies, document.id).values() if _may_be(document, each[0])]
    return found[0] if len(found) == 1 else []


def _may_be(document: Document, copy: Copy) -> bool:
    own_date = None if document.metadata.get(DATE_FROM) == DateFrom.TEXT else document.date
    pairs = ((document.title, copy.title), (own_date, copy.date), (document.source, copy.source))
    return all(one is None or other is None or one == other for one, other in pairs)
