"""Numbers with the nouns that they count."""

from __future__ import annotations

__all__ = ["quantity"]


def quantity(count: int, noun: str) -> str:
    """A number with its noun.

    >>> quantity(1, "document"), quantity(2, "document")
    ('1 document', '2 documents')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
