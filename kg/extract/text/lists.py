"""The project's own lists that a parse goes by."""

from __future__ import annotations

from kg.extract.text.note import Note
from kg.lists import OwnList

__all__ = ["LISTS"]


def _none() -> tuple[OwnList, ...]:
    return ()


LISTS: Note[tuple[OwnList, ...]] = Note("lists", _none)
"""Whoever starts a parse fills it."""
