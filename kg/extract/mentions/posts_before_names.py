"""A post, its body and at once its holder: "President of the Republic of Mali Ali Keita"."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc

__all__ = ["holder_at"]

LINKS = {"of", "the"}
LONG = 9
"""Words that the name of a body has at most."""


def holder_at(doc: Doc, end: int, names: Container[int]) -> int | None:
    """Where the name of the holder begins, of a title that ends at token ``end``; None where none follows so.

    ``names`` are the tokens at which the names of persons begin.
    """
    at = end
    if at + 1 >= len(doc) or doc[at].lower_ != "of":
        return None
    last = min(end + LONG, len(doc) - 1)
    while at < last and at not in names and (doc[at].lower_ in LINKS or doc[at].text[:1].isupper()):
        at += 1
    return at if at in names and doc[at - 1].text[:1].isupper() else None
