"""Writing a document's facts with the actor ids that hold across documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from kg.judgements.fields import repointed
from kg.model import Actor, ActorType, Affiliation, AnyFact, Facts, Lead, Negotiation, Position
from kg.resolve.claim import is_unnamed
from kg.standing import Standing

__all__ = ["is_left_out", "merge"]


def merge(facts: Facts, ids: Mapping[str, str]) -> Facts:
    """The facts with ``ids[local]`` for every actor. Actors with one id become one actor with all their mentions.

    Facts that become equal are written once; ``reply_to`` and ``within`` are updated to point at the same facts. An
    affiliation, lead or negotiation of an actor with itself is left out, and so is an addressee or reporter that is the
    holder, or a mediator that is a party.

    >>> both = tuple(Actor(local, name, ActorType.STATE) for local, name in (("a", "China"), ("b", "Beijing")))
    >>> [(actor.id, actor.aliases) for actor in merge(Facts(both), {"a": "state/CN", "b": "state/CN"}).actors]
    [('state/CN', ('Beijing',))]
    """

    def id_or_none(local: str | None) -> str | None:
        return None if local is None else ids[local]

    def distinct_ids(locals_: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids[local] for local in locals_))

    positions = [_position(position, ids) for position in facts.positions]
    statements = [replace(statement, sources=distinct_ids(statement.sources)) for statement in facts.statements]
    return Facts(
        _actors(facts.actors, ids),
        _once(replace(r, person=ids[r.person], organization=id_or_none(r.organization)) for r in facts.roles),
        _once(replace(a, member=ids[a.member], of=ids[a.of]) for a in facts.affiliations if not is_left_out(a, ids)),
        _once(replace(x, leader=ids[x.leader], of=ids[x.of]) for x in facts.leads if not is_left_out(x, ids)),
        _negotiations(facts.negotiations, ids),
        _once_linked(statements, "within"),
        _once_linked(positions, "reply_to"),
        _once(replace(x, actor=ids[x.actor], source=id_or_none(x.source)) for x in facts.labels),
        _once(replace(a, actor=ids[a.actor], target=id_or_none(a.target)) for a in facts.actions),
    )


def is_left_out(fact: AnyFact, ids: Mapping[str, str]) -> bool:
    """Whether `merge` leaves the fact out: an affiliation, lead or negotiation of an actor with itself."""
    match fact:
        case Affiliation():
            related = (fact.member, fact.of)
        case Lead():
            related = (fact.leader, fact.of)
        case Negotiation():
            # Judgements may leave a single party, when two names in them mean one actor.
            related = (fact.parties[0], fact.parties[-1])
        case _:
            return False
    return ids[related[0]] == ids[related[1]]


def _actors(actors: Iterable[Actor], ids: Mapping[str, str]) -> tuple[Actor, ...]:
    actors_by_id: dict[str, list[Actor]] = {}
    for actor in actors:
        actors_by_id.setdefault(ids[actor.id], []).append(actor)
    merged = []
    for id_, same in actors_by_id.items():
        name = _best_named(same).name
        names = dict.fromkeys(chain.from_iterable((actor.name, *actor.aliases) for actor in same))
        mentions = {mention for actor in same for mention in actor.mentions}
        merged.append(
            Actor(
                id_,
                name,
                same[0].type,
                tuple(text for text in names if text != name) if len(same) > 1 else same[0].aliases,
                tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.reason, m.text))),
                next((actor.country for actor in same if actor.country), None),
                next((actor.gazetteer for actor in same if actor.gazetteer), None),
            )
        )
    return tuple(merged)


def _best_named(same: Sequence[Actor]) -> Actor:
    """The actor with the name to show: one of the gazetteer, else the person with the fullest name, else the first. A
    post is no name, however long the phrase: "the Secretary-General of the status of these efforts"."""
    if of_gazetteer := [actor for actor in same if actor.gazetteer]:
        return of_gazetteer[0]
    if same[0].type is ActorType.PERSON:
        named = [actor for actor in same if not is_unnamed(actor)] or same
        return max(named, key=lambda actor: (actor.name.count(" "), len(actor.name)))
    return same[0]


def _position(position: Position, ids: Mapping[str, str]) -> Position:
    holder = ids[position.holder]
    addressee = ids[position.addressee] if position.addressee is not None else None
    sources = tuple(source for source in dict.fromkeys(ids[s] for s in position.sources) if source != holder)
    return replace(position, holder=holder, addressee=None if addressee == holder else addressee, sources=sources)


def _negotiations(negotiations: Iterable[Negotiation], ids: Mapping[str, str]) -> tuple[Negotiation, ...]:
    merged: dict[object, Negotiation] = {}
    for talk in negotiations:
        if not is_left_out(talk, ids):
            first, second = (ids[party] for party in talk.parties)
            key = (frozenset((first, second)), talk.modality, talk.evidence)
            same = replace(talk, parties=(first, second), mediators=())
            same = _with_reviewers(merged[key], same) if key in merged else same
            mediators = dict.fromkeys((*same.mediators, *(ids[m] for m in talk.mediators)))
            merged[key] = replace(same, mediators=tuple(m for m in mediators if m not in (first, second)))
    return tuple(merged.values())


def _once[T: AnyFact](facts: Iterable[T]) -> tuple[T, ...]:
    kept: dict[T, T] = {}
    for fact in facts:
        kept[fact] = _with_reviewers(kept[fact], fact) if fact in kept else fact
    return tuple(kept.values())


def _with_reviewers[T: AnyFact](fact: T, same: T) -> T:
    """The fact, reviewed by those as well who have reviewed one that says the same."""
    reviewers = {*fact.standing.by, *same.standing.by}
    review = fact.standing.review if fact.standing.is_reviewed else same.standing.review
    return replace(fact, standing=Standing(review, tuple(sorted(reviewers))))


def _once_linked(facts: Sequence[Any], pointer: str) -> tuple[Any, ...]:
    """Equal facts once, where facts point at each other by index.

    Facts are equal only if the facts that they point at are, so the first of each is determined again until nothing
    changes: one pass for each link of the longest chain.
    """
    first_equal = list(range(len(facts)))
    while True:
        index_by_fact: dict[Any, int] = {}
        new_first_equal = []
        for index, fact in enumerate(facts):
            target = getattr(fact, pointer)
            pointing = replace(fact, **{pointer: None if target is None else first_equal[target]})
            new_first_equal.append(index_by_fact.setdefault(pointing, index))
        if new_first_equal == first_equal:
            break
        first_equal = new_first_equal
    kept: dict[int, AnyFact] = {}
    for index, first in enumerate(first_equal):
        kept[first] = facts[index] if index == first else _with_reviewers(kept[first], facts[index])
    new_indexes = {index: new_index for new_index, index in enumerate(kept)}
    return repointed(
        [*kept.values()],
        pointer,
        {index: new_indexes[first] for index, first in enumerate(first_equal)},
    )
