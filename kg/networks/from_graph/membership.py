"""Whom an actor belongs to, as far as the documents up to a day tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.model import ActorType, ResolvedActor, ResolvedDocument

__all__ = ["LEVELS", "Tie", "rolled_up", "ties"]

LEVELS: Final = ("actor", "affiliation", "state")
"""Actors as the text names them; persons and groups as what they belong to (a ministry, a faction, a delegation, a
state); or everybody as the state or bloc above them."""

_FIRST: Final = dt.date.min
_INDIVIDUALS: Final = frozenset({ActorType.PERSON, ActorType.GROUP})
_TOP: Final = frozenset({ActorType.STATE, ActorType.BLOC})


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A member and what it belongs to, told on a day (the first of all days where the document is undated).

    In the order of their days, and of one day in that of ``weight``: an affiliation tells more than a post, a post more
    than leading, and among these what is surer.
    """

    date: dt.date
    weight: float
    of: str


def ties(resolved: ResolvedDocument) -> Iterator[tuple[str, Tie]]:
    """Each member with a tie that the document tells of."""
    day = resolved.document.date or _FIRST
    facts = resolved.facts
    for affiliation in facts.affiliations:
        yield affiliation.member, Tie(day, 2 + affiliation.evidence.confidence, affiliation.of)
    for role in facts.roles:
        if role.organization:
            yield role.person, Tie(day, 1 + role.evidence.confidence, role.organization)
    for lead in facts.leads:
        yield lead.leader, Tie(day, lead.evidence.confidence, lead.of)


def rolled_up(
    actor: str,
    day: dt.date | None,
    level: str,
    known: Mapping[str, Iterable[Tie]],
    actors: Mapping[str, ResolvedActor],
) -> str:
    """The id of what ``actor`` counts as on ``day`` at a level of `LEVELS`; the actor's own where nothing is known.

    What was told last counts, of what was told up to that day; after it the country that the words tie the actor to. An
    undated fact knows everything.

    >>> us = ResolvedActor("state/US", "United States", ActorType.STATE)
    >>> body = ResolvedActor("organization/treasury", "Treasury", ActorType.ORGANIZATION, country="US")
    >>> person = ResolvedActor("person/m", "M", ActorType.PERSON)
    >>> known = {"person/m": [Tie(dt.date(2018, 5, 1), 2.9, "organization/treasury")]}
    >>> who = {actor.id: actor for actor in (us, body, person)}
    >>> rolled_up("person/m", dt.date(2018, 8, 1), "affiliation", known, who)
    'organization/treasury'
    >>> rolled_up("person/m", dt.date(2018, 8, 1), "state", known, who)
    'state/US'
    >>> rolled_up("person/m", dt.date(2018, 4, 1), "state", known, who)
    'person/m'
    """
    if level == "actor":
        return actor
    seen = [actor]
    while (now := seen[-1]) in actors and _goes_on(actors[now].type, level):
        above = _above(now, day, known, actors)
        if above is None or above in seen:
            break
        seen.append(above)
    if level == "state" and seen[-1] in actors and actors[seen[-1]].type not in _TOP:
        # The way ends at a ministry of nobody: the nearest country to the actor counts, else it stays who it is.
        countries = (actors[each].country for each in seen)
        return next((f"state/{country}" for country in countries if country), actor)
    return seen[-1]


def _goes_on(type_: ActorType, level: str) -> bool:
    return type_ not in _TOP if level == "state" else type_ in _INDIVIDUALS


def _above(
    actor: str, day: dt.date | None, known: Mapping[str, Iterable[Tie]], actors: Mapping[str, ResolvedActor]
) -> str | None:
    told = [
        tie
        for tie in known.get(actor, ())
        if (day is None or tie.date <= day) and tie.of in actors and actors[tie.of].type is not ActorType.PERSON
    ]
    if told:
        return max(told).of
    country = actors[actor].country
    return f"state/{country}" if country else None
