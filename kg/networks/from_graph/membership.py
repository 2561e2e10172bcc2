"""What an actor belongs to, according to the documents up to a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import ActorType, ResolvedActor, ResolvedDocument

__all__ = ["LEVELS", "Membership", "memberships", "rolled_up"]

LEVELS: Final = ("actor", "affiliation", "state")
"""Actors as the text names them; persons and groups replaced by what they belong to (a ministry, a faction, a
delegation, a state); or all actors replaced by their state or bloc."""

_UNDATED: Final = dt.date.min
_INDIVIDUALS: Final = frozenset({ActorType.PERSON, ActorType.GROUP})
_TOP: Final = frozenset({ActorType.STATE, ActorType.BLOC})


@dataclass(frozen=True, slots=True, order=True)
class Membership:
    """What a member belongs to (``of``, an actor's id), according to a document of this ``date`` (`date.min` if it is
    undated).

    Sorted by day, then by ``weight``: affiliations outweigh posts, posts outweigh leading, and within each kind the
    more confident fact outweighs the other.
    """

    date: dt.date
    weight: float
    of: str


def memberships(resolved: ResolvedDocument) -> Iterator[tuple[str, Membership]]:
    """The memberships in a document, each with the member's id."""
    day = resolved.document.date or _UNDATED
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
    memberships_of: Mapping[str, Sequence[Membership]],
    actors: Mapping[str, ResolvedActor],
) -> str:
    """The id that ``actor`` counts as on ``day`` at a level of `LEVELS`; its own if nothing is known.

    ``memberships_of`` has the sorted memberships by the member's id. The latest one up to that day counts, else the
    actor's country; for an undated fact (``day`` None) all are considered. If this leads to no state, other memberships
    of the actor, also later ones, are tried.

    >>> us = ResolvedActor("state/US", "United States", ActorType.STATE)
    >>> body = ResolvedActor("organization/treasury", "Treasury", ActorType.ORGANIZATION, country="US")
    >>> person = ResolvedActor("person/m", "M", ActorType.PERSON)
    >>> memberships_of = {"person/m": [Membership(dt.date(2018, 5, 1), 2.9, "organization/treasury")]}
    >>> actors = {actor.id: actor for actor in (us, body, person)}
    >>> rolled_up("person/m", dt.date(2018, 8, 1), "affiliation", memberships_of, actors)
    'organization/treasury'
    >>> rolled_up("person/m", dt.date(2018, 8, 1), "state", memberships_of, actors)
    'state/US'
    >>> rolled_up("person/m", dt.date(2018, 4, 1), "affiliation", memberships_of, actors)
    'person/m'
    >>> rolled_up("person/m", dt.date(2018, 4, 1), "state", memberships_of, actors)
    'state/US'
    """
    if level == "actor":
        return actor
    chain = _chain(actor, day, level, memberships_of, actors)
    if level == "state":
        return _state_above(chain, day, memberships_of, actors) or actor
    return chain[-1]


def _chain(
    actor: str,
    day: dt.date | None,
    level: str,
    memberships_of: Mapping[str, Sequence[Membership]],
    actors: Mapping[str, ResolvedActor],
) -> list[str]:
    """The actor, what it belongs to by its latest membership, what that belongs to, and so on."""
    chain = [actor]
    while (member := chain[-1]) in actors and _is_replaced(actors[member].type, level):
        country = actors[member].country
        body = next((membership.of for membership in _latest_first(member, day, memberships_of, actors)), None)
        body = body or (f"state/{country}" if country else None)
        if body is None or body in chain:
            break
        chain.append(body)
    return chain


def _state_above(
    chain: Sequence[str],
    day: dt.date | None,
    memberships_of: Mapping[str, Sequence[Membership]],
    actors: Mapping[str, ResolvedActor],
) -> str | None:
    """The state or bloc that a chain ends at. If it ends elsewhere, the first country of an actor in the chain, else
    the state or bloc that the chain of another membership of the first actor ends at."""
    if chain[-1] not in actors or actors[chain[-1]].type in _TOP:
        return chain[-1]
    country = next((country for each in chain if (country := actors[each].country)), None)
    if country is not None:
        return f"state/{country}"
    first_memberships = _latest_first(chain[0], day, memberships_of, actors, include_later=True)
    ends = (_chain(membership.of, day, "state", memberships_of, actors)[-1] for membership in first_memberships)
    return next((end for end in ends if end not in actors or actors[end].type in _TOP), None)


def _is_replaced(type_: ActorType, level: str) -> bool:
    """Whether actors of this type count as what they belong to."""
    return type_ not in _TOP if level == "state" else type_ in _INDIVIDUALS


def _latest_first(
    actor: str,
    day: dt.date | None,
    memberships_of: Mapping[str, Sequence[Membership]],
    actors: Mapping[str, ResolvedActor],
    *,
    include_later: bool = False,
) -> list[Membership]:
    """The memberships of an actor in bodies, not in persons, up to a day, the latest first; with ``include_later``
    followed by those after it, the earliest first: actors hardly ever change the state that they speak for."""
    in_bodies = [
        membership
        for membership in memberships_of.get(actor, ())
        if membership.of in actors and actors[membership.of].type is not ActorType.PERSON
    ]
    up_to_day = [membership for membership in in_bodies if day is None or membership.date <= day]
    return [*reversed(up_to_day), *(in_bodies[len(up_to_day) :] if include_later else ())]
