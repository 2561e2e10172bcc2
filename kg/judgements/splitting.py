"""Splitting an actor of a document: some of its mentions mean another actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.judgements.fields import FIELDS, Kind
from kg.model import HEADINGS, Actor, ActorType, AnyFact, Facts, Mention

__all__ = ["Split", "split"]


@dataclass(frozen=True, slots=True)
class Split:
    """The spans of a text that mean another actor, and that actor's name and type. ``id`` is the judgement's."""

    id: str
    spans: frozenset[tuple[int, int]]
    name: str
    type: ActorType


def split(facts: Facts, splits: Iterable[Split]) -> Facts:
    """The facts with a new actor for the mentions at the spans of each split.

    An actor all of whose mentions are split off keeps its facts and gets the new name and type. Otherwise a fact goes
    to the new actor if its evidence contains a mention that was split off and none of those that stay.
    """
    for one in splits:
        for actor in facts.actors:
            split_off = tuple(mention for mention in actor.mentions if (mention.start, mention.end) in one.spans)
            if split_off and len(split_off) < len(actor.mentions):
                facts = _divided(facts, actor, split_off, one)
            elif split_off:
                renamed = _renamed(actor, one)
                facts = replace(facts, actors=tuple(renamed if each is actor else each for each in facts.actors))
    return facts


def _renamed(actor: Actor, one: Split) -> Actor:
    """The actor with the name and type of the split."""
    names = {mention.text for mention in actor.mentions} & {actor.name, *actor.aliases}
    return Actor(actor.id, one.name, one.type, tuple(sorted(names - {one.name})), actor.mentions)


def _divided(facts: Facts, actor: Actor, split_off: Sequence[Mention], one: Split) -> Facts:
    """The facts with the actor divided into one with the mentions that stay and, after it, the split's new one."""
    staying = tuple(mention for mention in actor.mentions if mention not in split_off)
    texts_gone = {mention.text for mention in split_off} - {mention.text for mention in staying}
    new = Actor(f"{actor.id}-{one.id}", one.name, one.type, tuple(sorted(texts_gone - {one.name})), tuple(split_off))
    aliases = tuple(alias for alias in actor.aliases if alias not in texts_gone)
    name = actor.name if actor.name not in texts_gone else next(iter(aliases), staying[0].text)
    rest = replace(actor, name=name, aliases=tuple(alias for alias in aliases if alias != name), mentions=staying)
    actors = tuple(part for each in facts.actors for part in ((rest, new) if each is actor else (each,)))
    facts_by_heading = {
        heading: [_with_new_actor(heading, fact, rest, new) for fact in facts.under(heading)] for heading in HEADINGS
    }
    return Facts.of(actors, facts_by_heading)


def _with_new_actor(heading: str, fact: AnyFact, rest: Actor, new: Actor) -> AnyFact:
    """The fact with ``new`` in place of ``rest`` if its evidence contains mentions of the new actor only."""
    evidence = fact.evidence
    has_new = any(evidence.start <= mention.start < evidence.end for mention in new.mentions)
    has_rest = any(evidence.start <= mention.start < evidence.end for mention in rest.mentions)
    if not has_new or has_rest:
        return fact
    changes: dict[str, Any] = {}
    for field in FIELDS[heading]:
        value = getattr(fact, field.name)
        if field.kind is Kind.ACTOR and value == rest.id:
            changes[field.name] = new.id
        elif field.kind is Kind.ACTORS and rest.id in value:
            changes[field.name] = tuple(new.id if each == rest.id else each for each in value)
    return replace(fact, **changes) if changes else fact
