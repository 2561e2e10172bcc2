"""Dates and genres as the columns of the record hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Genre, When

__all__ = ["genre_of", "when_of"]


def when_of(text: str | None) -> When | None:
    """The date in a column; None where it is empty."""
    from kg.model import When

    return When.parsed(text) if text else None


def genre_of(text: str | None) -> Genre | None:
    """The genre in a column; None where it is empty."""
    from kg.model import Genre

    return Genre(text) if text else None
