"""The project's own lists of actors and issues, for a parse."""

from __future__ import annotations

from kg.extract.text.note import Note
from kg.lists import OwnList

__all__ = ["LISTS"]


LISTS: Note[tuple[OwnList, ...]] = Note("lists", tuple)
"""The project's own lists, as whoever starts a parse notes them."""
