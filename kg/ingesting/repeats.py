"""New documents with the text of a document whose files are all gone: renamed files, as far as anyone can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model.places import is_missing
from kg.record import Given
from kg.record.keeping.same_texts import same_texts

if TYPE_CHECKING:
    from kg.record import Record
    from kg.record.keeping.same_texts import SameText

__all__ = ["GoneDocument", "repeats"]


@dataclass(frozen=True, slots=True)
class GoneDocument:
    """A document that has no file any more: its id, its first URI, and the ``options`` (date, source) with which
    an ingest of the new file with its text makes the two one document; None where none do."""

    id: str
    uri: str
    options: Given | None


def repeats(record: Record, added: Mapping[str, str]) -> dict[str, GoneDocument]:
    """The documents among those ``added`` (URIs by id) that have exactly the text of a document without files, by URI:
    the first such document. Nothing is changed: the files may be on a disk that is not mounted, and two documents may
    well have one text."""
    if not added:
        return {}
    with record.reading() as db:
        groups = list(same_texts(db, added))
    gone_by_uri = {}
    for documents in groups:
        others = (each for each in documents if each.id not in added)
        gone = next((each for each in others if all(map(is_missing, each.uris))), None)
        if gone is None:
            continue
        for new in (each for each in documents if each.id in added):
            uri = added[new.id]
            gone_by_uri[uri] = GoneDocument(gone.id, gone.uris[0], _options_that_unite(new, gone, uri))
    return gone_by_uri


def _options_that_unite(new: SameText, gone: SameText, uri: str) -> Given | None:
    """The options with which the new document gets the date and source of the one that is gone, and so its id.

    None where the new document has a date or source of its own, or is a part of a file: the other parts would get the
    options, too.
    """
    is_part = "#" in uri or not uri.startswith("file:///")
    pairs = ((new.when, gone.when), (new.source, gone.source))
    if is_part or new.title != gone.title or any(ours not in {None, theirs} for ours, theirs in pairs):
        return None
    return Given(None if new.when else gone.when, None if new.source else gone.source)
