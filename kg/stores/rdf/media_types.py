"""The media types in which SPARQL answers can be written, and content negotiation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

__all__ = ["GRAPHS", "SOLUTIONS", "media_type_called", "preferred"]

SOLUTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "application/json": "json",
        "application/xml": "xml",
        "text/xml": "xml",
    }
)
"""Media types of answers to ``SELECT`` and ``ASK``, with their short names; the first is the default."""
GRAPHS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/n-triples": "ntriples",
        "application/rdf+xml": "rdfxml",
        "application/ld+json": "jsonld",
        "application/x-turtle": "turtle",
        "text/plain": "ntriples",
        "application/xml": "rdfxml",
    }
)
"""Media types of answers to ``CONSTRUCT`` and ``DESCRIBE``, likewise."""


def media_type_called(name: str, offered: Mapping[str, str]) -> str | None:
    """The first media type that is ``offered`` under a short name; None without.

    >>> media_type_called("turtle", GRAPHS), media_type_called("csv", GRAPHS)
    ('text/turtle', None)
    """
    return next((media_type for media_type, short in offered.items() if short == name), None)


def preferred(accepted: str, offered: Sequence[str]) -> str | None:
    """The best match for an ``Accept`` header among the media types ``offered``, the preferred first; None without.

    >>> offered = ["application/sparql-results+json", "text/csv"]
    >>> preferred("text/csv, */*;q=0.1", offered), preferred("", offered), preferred("image/png", offered)
    ('text/csv', 'application/sparql-results+json', None)
    >>> preferred("text/*;q=0.5, application/*;q=0.2", offered)
    'text/csv'
    """
    ranges = [_range(part) for part in accepted.split(",") if part.strip()] or [("*/*", 1.0)]
    rated = [(_quality(name, ranges), -place, name) for place, name in enumerate(offered)]
    quality, _, name = max(rated)
    return name if quality > 0 else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return name, min(1.0, max(0.0, float(value)))
            except ValueError:
                return name, 0.0
    return name, 1.0


def _quality(name: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that includes this media type."""
    for wanted in (name, name.partition("/")[0] + "/*", "*/*"):
        found = [quality for each, quality in ranges if each == wanted]
        if found:
            return max(found)
    return 0.0
