"""How likely two names belong to one actor: the features that are compared, and their weights."""

from __future__ import annotations

from kg.resolve.likeness.bodies import are_other_bodies, compare_bodies
from kg.resolve.likeness.nameless import are_one_by_family_name
from kg.resolve.likeness.persons import are_other_persons, compare_misspelt, compare_persons
from kg.resolve.likeness.profile import Profile
from kg.resolve.likeness.weighing import Weights, choice, probability, weights
from kg.resolve.likeness.words_alike import are_alike

__all__ = [
    "Profile",
    "Weights",
    "are_alike",
    "are_apart",
    "are_one_by_family_name",
    "choice",
    "compare",
    "compare_misspelt",
    "probability",
    "weights",
]


def are_apart(one: Profile, other: Profile) -> bool:
    """Whether the names of two actors of one type exclude that they are one; faster than `compare`.

    >>> from kg.model import ActorType
    >>> he, kun = (Profile(ActorType.PERSON, ("liu", given), country="CN") for given in ("he", "kun"))
    >>> are_apart(he, kun), "apart" in compare(he, kun)
    (True, True)
    """
    return are_other_persons(one, other) if one.is_person else are_other_bodies(one, other)


def compare(one: Profile, other: Profile) -> dict[str, float]:
    """The features for and against two actors of one type being one, with values from 0 to 1; absent ones are 0.

    >>> from kg.model import ActorType
    >>> full = Profile(ActorType.PERSON, ("liu", "he"), country="CN", years=(2018,))
    >>> compare(Profile(ActorType.PERSON, ("liu",), short="liu", country="CN", years=(2019,)), full)
    {'short': 1.0, 'same country': 1.0, 'same years': 1.0}
    """
    return compare_persons(one, other) if one.is_person else compare_bodies(one, other)
