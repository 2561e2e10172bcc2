"""What an actor belongs to, according to the documents up to a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import ActorType, ResolvedActor, ResolvedDocument

__all__ = ["LEVELS", "Membership", "memberships", "rolled_up"]

LEVELS: Final = ("actor", "affiliation", "state")
"""Actors as the text names them; persons and groups replaced by what they belong to (a ministry, a faction, a
delegation, a state); or all actors replaced by their state or bloc."""

_FIRST: Final = dt.date.min
_INDIVIDUALS: Final = frozenset({ActorType.PERSON, ActorType.GROUP})
_TOP: Final = frozenset({ActorType.STATE, ActorType.BLOC})


@dataclass(frozen=True, slots=True, order=True)
class Membership:
    """What a member belongs to (``of``), as a document of this day tells (`date.min` if it is undated).

    Sorted by day, then by ``weight``: affiliations outweigh posts, posts outweigh leading, and within each kind the
    more confident fact outweighs the other.
    """

    date: dt.date
    weight: float
    of: str


def memberships(resolved: ResolvedDocument) -> Iterator[tuple[str, Membership]]:
    """The memberships in a document, each with the member's id."""
    day = resolved.document.date or _FIRST
    facts = resolved.facts
    for affiliation in facts.affiliations:
        yield affiliation.member, Membership(day, 2 + affiliation.evidence.confidence, affiliation.of)
    for role in facts.roles:
        if role.organization:
            yield role.person, Membership(day, 1 + role.evidence.confidence, role.organization)
    for lead in facts.leads:
        yield lead.leader, Membership(day, lead.evidence.confidence, lead.of)


def rolled_up(
    actor: str,
    day: dt.date | None,
    level: str,
    known: Mapping[str, Iterable[Membership]],
    actors: Mapping[str, ResolvedActor],
) -> str:
    """The id that ``actor`` counts as on ``day`` at a level of `LEVELS`; its own if nothing is known.

    The latest membership up to that day counts, else the actor's country; for an undated fact (``day`` None) all
    memberships are considered. If this leads to no state, other memberships of the actor, also later ones, are tried.

    >>> us = ResolvedActor("state/US", "United States", ActorType.STATE)
    >>> body = ResolvedActor("organization/treasury", "Treasury", ActorType.ORGANIZATION, country="US")
    >>> person = ResolvedActor("person/m", "M", ActorType.PERSON)
    >>> known = {"person/m": [Membership(dt.date(2018, 5, 1), 2.9, "organization/treasury")]}
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
    chain = _chain(actor, day, level, known, actors)
    if level == "state":
        return _state_above(chain, day, known, actors) or actor
    return chain[-1]


def _chain(
    actor: str,
    day: dt.date | None,
    level: str,
    known: Mapping[str, Iterable[Membership]],
    actors: Mapping[str, ResolvedActor],
) -> list[str]:
    """The actor, what it belongs to by its latest membership, what that belongs to, and so on."""
    chain = [actor]
    while (now := chain[-1]) in actors and _is_replaced(actors[now].type, level):
        country = actors[now].country
        above = next((each.of for each in _latest_first(now, day, known, actors)), None)
        above = above or (f"state/{country}" if country else None)
        if above is None or above in chain:
            break
        chain.append(above)
    return chain


def _state_above(
    chain: Sequence[str],
    day: dt.date | None,
    known: Mapping[str, Iterable[Membership]],
    actors: Mapping[str, ResolvedActor],
) -> str | None:
    """The state or bloc that a chain ends at. If it ends elsewhere, the first country of an actor in the chain, else
    the state or bloc that the chain of another membership of the first actor ends at."""
    if chain[-1] not in actors or actors[chain[-1]].type in _TOP:
        return chain[-1]
    country = next((country for each in chain if (country := actors[each].country)), None)
    if country is not None:
        return f"state/{country}"
    known_bodies = _latest_first(chain[0], day, known, actors, later=True)
    ends = (_chain(each.of, day, "state", known, actors)[-1] for each in known_bodies)
    return next((end for end in ends if end not in actors or actors[end].type in _TOP), None)


def _is_replaced(type_: ActorType, level: str) -> bool:
    return type_ not in _TOP if level == "state" else type_ in _INDIVIDUALS


def _latest_first(
    actor: str,
    day: dt.date | None,
    known: Mapping[str, Iterable[Membership]],
    actors: Mapping[str, ResolvedActor],
    *,
    later: bool = False,
) -> list[Membership]:
    """The memberships of an actor up to a day, the latest first; with ``later`` also those after it, the earliest
    first: actors hardly ever change the state that they speak for."""
    bodies = sorted(t for t in known.get(actor, ()) if t.of in actors and actors[t.of].type is not ActorType.PERSON)
    before = [each for each in bodies if day is None or each.date <= day]
    return [*reversed(before), *(bodies[len(before) :] if later else ())]
