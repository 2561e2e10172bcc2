"""The headings, that is the kinds of facts, and their names in different places."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

__all__ = ["HEADINGS", "Heading"]


class Heading(NamedTuple):
    """A kind of fact. ``name`` is the first part of the id of such a fact, ``field`` its field of `kg.model.Facts`,
    ``key`` its key in the facts format and in the filter."""

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
"""All headings by name, in the order of `kg.model.Facts`."""
