"""What a fact has beside its words: an id of its own, and what people have said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["UNREVIEWED", "Fact", "Review", "Standing"]


class Review(StrEnum):
    """What people have made of a fact."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    """It was found right as it was read."""
    CORRECTED = "corrected"
    """Somebody has put some of its fields right."""
    ADDED = "added"
    """No reader has found it: somebody has added it with its evidence."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What people have made of a fact, and who they are (sorted)."""

    review: Review = Review.UNREVIEWED
    by: tuple[str, ...] = ()

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody stands behind the fact.

        >>> Standing().is_reviewed, Standing(Review.ADDED, ("ana",)).is_reviewed
        (False, True)
        """
        return self.review is not Review.UNREVIEWED


UNREVIEWED = Standing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact has. The record fills it in: a reader gives none of it, and facts are equal without it.

    ``id`` is ``HEADING/DOC/KEY``: it follows from the document, the heading, the span and what is said there.
    """

    id: str = field(default="", compare=False, repr=False)
    standing: Standing = field(default=UNREVIEWED, compare=False, repr=False)
