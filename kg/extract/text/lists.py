"""The project's own lists that a parse goes by."""

from __future__ import annotations

from kg.extract.text.note import Note
from kg.lists import OwnList

__all__ = ["LISTS"]


LISTS: Note[tuple[OwnList, ...]] = Note("lists", tuple)
"""Whoever starts a parse fills it."""
