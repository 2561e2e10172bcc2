"""Whether people have reviewed a fact, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["UNREVIEWED", "Review", "Standing"]


class Review(StrEnum):
    """The result of people's review of a fact."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    """It was found right as it was read."""
    CORRECTED = "corrected"
    """Somebody has put some of its fields right."""
    ADDED = "added"
    """No reader has found it: somebody has added it with its evidence."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The result of people's review of a fact, and the reviewers (sorted)."""

    review: Review = Review.UNREVIEWED
    by: tuple[str, ...] = ()

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody has confirmed, corrected or added the fact.

        >>> Standing().is_reviewed, Standing(Review.ADDED, ("ana",)).is_reviewed
        (False, True)
        """
        return self.review is not Review.UNREVIEWED


UNREVIEWED = Standing()
