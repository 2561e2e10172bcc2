"""The actor that a name means, and what is compared to find it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType

from kg.resolve.claim import Name, Reason
from kg.resolve.likeness import Profile, weights

__all__ = ["Outcome", "commonness", "likely_actor", "name_profile"]

_MAX_LOG_DOCUMENTS = 10
"""The binary logarithm of the number of documents beyond which more make no difference."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The actor that a name means; None where each document has an actor of its own."""

    actor: str | None
    reason: Reason


def name_profile(name: Name, posts: Mapping[Name, Set[str]] = MappingProxyType({})) -> Profile:
    """The profile of a name, with the ``posts`` that documents give the persons of each name."""
    held = (*name.posts, *posts.get(name, ()))
    years = (name.year,) if name.year else ()
    return Profile(
        name.type, name.words, name.initials, name.short, name.country, held, name.acronyms, years, name.near, name.sex
    )


def likely_actor(probabilities: Mapping[str, float]) -> str | None:
    """The most probable actor if it is probable enough to join, otherwise None."""
    best = min(probabilities, key=lambda actor: (-probabilities[actor], actor), default=None)
    return best if best is not None and probabilities[best] >= weights().join else None


def commonness(documents: int) -> dict[str, float]:
    """The feature that so many ``documents`` name the actor; none for a single one."""
    return {"documents": min(1.0, math.log2(documents) / _MAX_LOG_DOCUMENTS)} if documents > 1 else {}
