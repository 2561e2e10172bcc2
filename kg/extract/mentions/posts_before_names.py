"""A post, its body and at once its holder: "President of France Emmanuel Macron"."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc

__all__ = ["holder_at"]


def holder_at(doc: Doc, end: int, names: Container[int]) -> int | None:
    """Where the name of the holder begins, of a title that ends at token ``end``; None where none follows so.

    ``names`` are the tokens at which the names of persons begin.
    """
    at = end
    if at + 1 >= len(doc) or doc[at].lower_ != "of":
        return None
    at += 2 if doc[at + 1].lower_ == "the" else 1
    while at < len(doc) and doc[at].pos_ == "PROPN" and at not in names:
        at += 1
    return at if at in names and doc[at - 1].text[:1].isupper() else None
