"""What "EC" means: the European Community where a text names it, or is older than the Union; else the Commission."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import words_without_article
from kg.extract.mentions.gazetteer.spans import Span
from kg.extract.text.document import document_of
from kg.extract.words import gazetteer

__all__ = ["with_community_meant"]

COMMISSION = "organization/european-commission"
COMMUNITY = "bloc/european-union"
"""The bloc whose names the list gives together, those of the Community among them."""
FIRST_WORDS_OF_COMMUNITY = ("european communit", "european economic communit")
END_OF_COMMUNITY = dt.date(1993, 11, 1)
"""The day from which the bloc is called the Union."""


def with_community_meant(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The names found in a text, its "EC" with the Community for the Commission where that is meant."""
    community = gazetteer.entry(COMMUNITY)
    is_acronym = [match.entry.id == COMMISSION and doc[start:end].text == "EC" for start, end, match in spans]
    if not any(is_acronym) or community is None:
        return [*spans]
    if not _is_before_union(doc) and not any(_names_community(doc, span) for span in spans):
        return [*spans]
    return [
        (start, end, replace(match, entry=community)) if is_ec else (start, end, match)
        for is_ec, (start, end, match) in zip(is_acronym, spans, strict=True)
    ]


def _is_before_union(doc: Doc) -> bool:
    published = document_of(doc).when
    return published is not None and published.last_day < END_OF_COMMUNITY


def _names_community(doc: Doc, span: Span) -> bool:
    start, end, match = span
    return match.entry.id == COMMUNITY and words_without_article(doc, start, end).startswith(FIRST_WORDS_OF_COMMUNITY)
