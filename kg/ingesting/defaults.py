"""The defaults for fields that documents lack: those of a call, and those kept from earlier calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.judgements import text_key
from kg.model import Document
from kg.record import Given

if TYPE_CHECKING:
    from kg.ingesting.options import Options
    from kg.record import Record
    from kg.record.keeping.giving import Copy

__all__ = ["DefaultsByPlace", "defaults_by_place"]


@dataclass(frozen=True, slots=True)
class DefaultsByPlace:
    """The defaults ``of_call``, those ``kept`` from earlier calls by URI, the ``thresholds`` in force by document id
    and by URI, and a function for the ``copies`` of a text, by its `text_key`."""

    of_call: Given
    kept: Mapping[str, Given]
    thresholds: Mapping[str, float]
    copies: Callable[[str], Sequence[Copy]]

    def filled(self, document: Document) -> tuple[Document, Given | None]:
        """The document with its defaults, and the defaults to keep with it; None if they are kept already."""
        kept = self.kept.get(document.uri)
        given = self.of_call.over(kept or self._of_copy(document))
        filled = given.filled(document)
        given = replace(given, threshold=self.thresholds.get(filled.id, given.threshold))
        return filled, None if given == (kept or Given()) else given

    def _of_copy(self, document: Document) -> Given:
        """The defaults kept with a copy at another location that make this document the same document."""
        for copy in self.copies(text_key(document.text)) if self.kept else ():
            if copy.given and self.of_call.over(copy.given).filled(document).id == copy.id:
                return copy.given
        return Given()


def defaults_by_place(options: Options, record: Record) -> DefaultsByPlace:
    """The defaults of a call with these options, with precedence over those that the record keeps."""
    loading, threshold = options.loading, getattr(options.reading, "threshold", None)
    of_call = Given(loading.date, loading.source, loading.genre, threshold) if loading else Given(threshold=threshold)
    kept = record.given()
    earlier = kept if threshold is None else {}
    thresholds = {uri: each.threshold for uri, each in earlier.items() if each.threshold is not None}
    # A document has the same facts at all its locations: if their thresholds differ, the first one applies.
    for entry in record.documents() if thresholds else ():
        if own := [thresholds[uri] for uri in entry.uris if uri in thresholds]:
            thresholds[entry.id] = own[0]
    return DefaultsByPlace(of_call, kept, thresholds, record.copies)
