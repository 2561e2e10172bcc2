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
    from kg.record.keeping.given_options import Copy

__all__ = ["DefaultsByPlace", "defaults_by_place"]


@dataclass(frozen=True, slots=True)
class DefaultsByPlace:
    """Where the defaults of a document come from.

    ``defaults_of_call`` are those of this call, ``kept_by_uri`` those of earlier calls; ``thresholds`` are those in
    force by document id and by URI. ``copies`` gives the documents with a text, by its `text_key`.
    """

    defaults_of_call: Given
    kept_by_uri: Mapping[str, Given]
    thresholds: Mapping[str, float]
    copies: Callable[[str], Sequence[Copy]]

    def filled(self, document: Document) -> tuple[Document, Given | None]:
        """The document with its missing fields filled in, and the defaults to keep with it; None if they are kept."""
        kept = self.kept_by_uri.get(document.uri)
        defaults = self.defaults_of_call.over(kept or self._kept_with_copy(document))
        filled_document = defaults.filled(document)
        defaults = replace(defaults, threshold=self.thresholds.get(filled_document.id, defaults.threshold))
        return filled_document, None if defaults == (kept or Given()) else defaults

    def _kept_with_copy(self, document: Document) -> Given:
        """The defaults kept with a copy at another location that make this document the same document."""
        for copy in self.copies(text_key(document.text)) if self.kept_by_uri else ():
            if copy.given and self.defaults_of_call.over(copy.given).filled(document).id == copy.id:
                return copy.given
        return Given()


def defaults_by_place(options: Options, record: Record) -> DefaultsByPlace:
    """The defaults of a call with these options, with precedence over those that the record keeps."""
    loading, threshold = options.loading, getattr(options.reading, "threshold", None)
    defaults_of_call = (
        Given(loading.when, loading.source, loading.genre, threshold) if loading else Given(threshold=threshold)
    )
    kept_by_uri = record.given()
    earlier = kept_by_uri if threshold is None else {}
    thresholds = {uri: each.threshold for uri, each in earlier.items() if each.threshold is not None}
    # A document has the same facts at all its locations: if their thresholds differ, the first one applies.
    for entry in record.documents() if thresholds else ():
        if own_thresholds := [thresholds[uri] for uri in entry.uris if uri in thresholds]:
            thresholds[entry.id] = own_thresholds[0]
    return DefaultsByPlace(defaults_of_call, kept_by_uri, thresholds, record.copies)
