"""The singular of a plural by its spelling, for words that the lemmatizer leaves as they are."""

from __future__ import annotations

__all__ = ["singular"]


def singular(form: str) -> str:
    """The regular singular of a lower-case word.

    >>> singular("ministries"), singular("officials"), singular("team")
    ('ministry', 'official', 'team')
    """
    return form[:-3] + "y" if form.endswith("ies") else form.removesuffix("s")
