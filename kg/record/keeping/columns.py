"""Dates, genres and pages as the columns of the record hold them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Genre, PageStart, When

__all__ = ["genre_of", "pages_column", "pages_of", "when_of"]


def when_of(text: str | None) -> When | None:
    """The date in a column; None where it is empty."""
    from kg.model import When

    return When.parsed(text) if text else None


def genre_of(text: str | None) -> Genre | None:
    """The genre in a column; None where it is empty."""
    from kg.model import Genre

    return Genre(text) if text else None


def pages_of(text: str) -> tuple[PageStart, ...]:
    """The pages in a column; none where it is empty."""
    from kg.model import PageStart

    return tuple(PageStart(int(start), str(page)) for start, page in json.loads(text)) if text else ()


def pages_column(pages: Iterable[PageStart]) -> str:
    """What `pages_of` reads."""
    rows = [[page.start, page.page] for page in pages]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""
