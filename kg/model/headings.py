"""The headings: the kinds of fact, and what each is called where facts are kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

__all__ = ["HEADINGS", "Heading"]


class Heading(NamedTuple):
    """A kind of fact. ``name`` is the first part of the id of such a fact, ``field`` the field of `kg.model.Facts` that
    holds those of a document, ``key`` what they stand under in the facts format, and what the filter calls them."""

    name: str
    field: str
    key: str


HEADINGS: Final[Mapping[str, Heading]] = MappingProxyType(
    {
        heading.name: heading
        for heading in (
            Heading("role", "roles", "roles"),
            Heading("affiliation", "affiliations", "affiliations"),
            Heading("lead", "leads", "leads"),
            Heading("negotiation", "negotiations", "negotiates_with"),
            Heading("statement", "statements", "statements"),
            Heading("position", "positions", "positions"),
            Heading("label", "labels", "labels"),
            Heading("action", "actions", "actions"),
        )
    }
)
"""All of them by name, in the order of `kg.model.Facts`."""
