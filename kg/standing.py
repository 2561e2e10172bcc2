"""What people have made of a fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["UNREVIEWED", "Review", "Standing"]


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
