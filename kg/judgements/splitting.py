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
            out = tuple(mention for mention in actor.mentions if (mention.start, mention.end) in one.spans)
            if out and len(out) < len(actor.mentions):
                facts = _without(facts, actor, out, one)
            elif out:
                whole = _called(actor, one)
                facts = replace(facts, actors=tuple(whole if each is actor else each for each in facts.actors))
    return facts


def _called(actor: Actor, one: Split) -> Actor:
    texts = {mention.text for mention in actor.mentions} & {actor.name, *actor.aliases}
    return Actor(actor.id, one.name, one.type, tuple(sorted(texts - {one.name})), actor.mentions)


def _without(facts: Facts, actor: Actor, out: Sequence[Mention], one: Split) -> Facts:
    stay = tuple(mention for mention in actor.mentions if mention not in out)
    words = {mention.text for mention in stay}
    gone = {mention.text for mention in out} - words
    new = Actor(f"{actor.id}-{one.id}", one.name, one.type, tuple(sorted(gone - {one.name})), tuple(out))
    aliases = tuple(alias for alias in actor.aliases if alias not in gone)
    name = actor.name if actor.name not in gone else next(iter(aliases), stay[0].text)
    rest = replace(actor, name=name, aliases=tuple(alias for alias in aliases if alias != name), mentions=stay)
    actors = tuple(one for each in facts.actors for one in ((rest, new) if each is actor else (each,)))
    changed = {
        heading: [_moved(heading, fact, actor.id, new, stay) for fact in facts.under(heading)] for heading in HEADINGS
    }
    return Facts.of(actors, changed)


def _moved(heading: str, fact: AnyFact, old: str, new: Actor, stay: Sequence[Mention]) -> AnyFact:
    proof = fact.evidence
    holds_new = any(proof.start <= mention.start < proof.end for mention in new.mentions)
    holds_old = any(proof.start <= mention.start < proof.end for mention in stay)
    if not holds_new or holds_old:
        return fact
    changes: dict[str, Any] = {}
    for field in FIELDS[heading]:
        value = getattr(fact, field.name)
        if field.kind is Kind.ACTOR and value == old:
            changes[field.name] = new.id
        elif field.kind is Kind.ACTORS and old in value:
            changes[field.name] = tuple(new.id if each == old else each for each in value)
    return replace(fact, **changes) if changes else fact
