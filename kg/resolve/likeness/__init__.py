"""How likely two names are the names of one actor: what is compared, and what each likeness and difference weighs."""

from __future__ import annotations

from kg.resolve.likeness.bodies import compare_bodies
from kg.resolve.likeness.persons import compare_persons
from kg.resolve.likeness.profile import Profile
from kg.resolve.likeness.weighing import Weights, choice, probability, weights
from kg.resolve.likeness.words_alike import alike

__all__ = [
    "Profile",
    "Weights",
    "alike",
    "choice",
    "compare",
    "probability",
    "weights",
]


def compare(one: Profile, other: Profile) -> dict[str, float]:
    """What speaks for and against two actors of one type being one, from 0 to 1 each; what is not there is 0.

    >>> from kg.model import ActorType
    >>> full = Profile(ActorType.PERSON, ("liu", "he"), country="CN", years=(2018,))
    >>> compare(Profile(ActorType.PERSON, ("liu",), short="liu", country="CN", years=(2019,)), full)
    {'short': 1.0, 'same country': 1.0, 'same years': 1.0}
    """
    return compare_persons(one, other) if one.is_person else compare_bodies(one, other)
