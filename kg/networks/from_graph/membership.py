"""Whom an actor belongs to, as far as the documents up to a day tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    undated fact knows everything. Where this leads to no state, what else is told of the actor may, on other days too.

    >>> us = ResolvedActor("state/US", "United States", ActorType.STATE)
    >>> body = ResolvedActor("organization/treasury", "Treasury", ActorType.ORGANIZATION, country="US")
    >>> person = ResolvedActor("person/m", "M", ActorType.PERSON)
    >>> known = {"person/m": [Tie(dt.date(2018, 5, 1), 2.9, "organization/treasury")]}
    >>> who = {actor.id: actor for actor in (us, body, person)}
    >>> rolled_up("person/m", dt.date(2018, 8, 1), "affiliation", known, who)
    'organization/treasury'
    >>> rolled_up("person/m", dt.date(2018, 8, 1), "state", known, who)
    'state/US'
    >>> rolled_up("person/m", dt.date(2018, 4, 1), "affiliation", known, who)
    'person/m'
    >>> rolled_up("person/m", dt.date(2018, 4, 1), "state", known, who)
    'state/US'
    """
    if level == "actor":
        return actor
    way = _way(actor, day, level, known, actors)
    if level == "state":
        return _state_above(way, day, known, actors) or actor
    return way[-1]


def _way(
    actor: str,
    day: dt.date | None,
    level: str,
    known: Mapping[str, Iterable[Tie]],
    actors: Mapping[str, ResolvedActor],
) -> list[str]:
    """The actor, what it belongs to by what was told last, what that belongs to, and so on."""
    seen = [actor]
    while (now := seen[-1]) in actors and _goes_on(actors[now].type, level):
        country = actors[now].country
        above = next((tie.of for tie in _told(now, day, known, actors)), f"state/{country}" if country else None)
        if above is None or above in seen:
            break
        seen.append(above)
    return seen


def _state_above(
    way: Sequence[str], day: dt.date | None, known: Mapping[str, Iterable[Tie]], actors: Mapping[str, ResolvedActor]
) -> str | None:
    """The state or bloc that a way ends at. Where it ends at a ministry of nobody, the nearest country to the actor,
    else where another way ends that the actor has been told to have."""
    if way[-1] not in actors or actors[way[-1]].type in _TOP:
        return way[-1]
    country = next((country for each in way if (country := actors[each].country)), None)
    if country is not None:
        return f"state/{country}"
    others = (_way(tie.of, day, "state", known, actors) for tie in _told(way[0], day, known, actors, later=True))
    ends = (other[-1] for other in others)
    return next((end for end in ends if end not in actors or actors[end].type in _TOP), None)


def _goes_on(type_: ActorType, level: str) -> bool:
    return type_ not in _TOP if level == "state" else type_ in _INDIVIDUALS


def _told(
    actor: str,
    day: dt.date | None,
    known: Mapping[str, Iterable[Tie]],
    actors: Mapping[str, ResolvedActor],
    *,
    later: bool = False,
) -> list[Tie]:
    """What an actor was told to belong to up to a day, that of last first; then what was told ``later``, the next
    first: hardly anybody changes the state that they speak for."""
    bodies = sorted(t for t in known.get(actor, ()) if t.of in actors and actors[t.of].type is not ActorType.PERSON)
    before = [tie for tie in bodies if day is None or tie.date <= day]
    return [*reversed(before), *(tie for tie in bodies[len(before) :] if later)]
