"""The actors of one document as judgements name them: by gazetteer entry, by mention, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.folding import without_case
from kg.model import Actor, ActorType, Mention, MentionReason

__all__ = ["Cast", "actor_key", "named", "same_actor"]

MENTIONS = 4
"""How many mentions of an actor a judgement keeps: those that stand nearest to the evidence."""


def _bare(name: str) -> str:
    """A name folded, without the article that a reader leaves out of names and who annotates may take in."""
    return without_case(name).removeprefix("the ")


def actor_key(actor: Actor) -> str:
    """What stands for an actor of a document in the key of a fact, whatever its local id."""
    return actor.gazetteer or without_case(actor.name)


def named(actor: Actor, near: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    """An actor of a document as a judgement keeps it, with the mentions nearest to the span ``near``."""
    start, end = near
    mentions = sorted(actor.mentions, key=lambda m: (max(start - m.end, m.start - end, 0), m.start))[:MENTIONS]
    value: dict[str, Any] = {"name": actor.name, "type": actor.type.value}
    if actor.country:
        value["country"] = actor.country
    if actor.gazetteer:
        value["gazetteer"] = actor.gazetteer
    if mentions:
        value["mentions"] = sorted([m.start, m.end] for m in mentions)
    return value


def same_actor(value: Mapping[str, Any], actor: Actor) -> bool:
    """Whether what a judgement names is this actor of the document, which another version may have read.

    One of the two may have an entry and the other none: a list has come, or somebody has split the actor. An article
    more is another actor where the type is another, too: The Hague is not the person Hague.
    """
    are_listed = bool(value.get("gazetteer") and actor.gazetteer)
    return _is_called(value, actor) or (not are_listed and _is_seen(value, actor))


def _is_called(value: Mapping[str, Any], actor: Actor) -> bool:
    """Whether the name, or the entry that both have, says that it is this actor."""
    if value.get("gazetteer") and actor.gazetteer:
        return bool(value["gazetteer"] == actor.gazetteer)
    is_one_listed = bool(value.get("gazetteer") or actor.gazetteer)
    is_of_type = value["type"] == actor.type
    alike = _bare if is_of_type else without_case
    is_called = alike(value["name"]) in {alike(name) for name in (actor.name, *actor.aliases)}
    return is_called and (is_of_type or not is_one_listed)


def _is_seen(value: Mapping[str, Any], actor: Actor) -> bool:
    """Whether both have a place in the text, and it calls one of them by name or one's name is part of the other's.

    Of "both" or "the two ministers", in which two people have a place, neither is the name; "He" is Minister Liu He,
    who was Liu He.
    """
    names = {_bare(name) for name in (actor.name, *actor.aliases)}
    called, shared = _bare(value["name"]), _shared(value, actor)
    return bool(shared) and (not shared.isdisjoint({called, *names}) or any(_is_part(called, each) for each in names))


def _is_part(one: str, other: str) -> bool:
    """Whether all words of one of two names stand in the other."""
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _shared(value: Mapping[str, Any], actor: Actor) -> set[str]:
    """The words at the places where a judgement has seen somebody and the text mentions this actor."""
    called = _bare(value["name"])
    spans = {(mention.start, mention.end): _bare(mention.text) for mention in actor.mentions}
    ends = {end: words for (_, end), words in spans.items() if words == called}
    places = value.get("mentions", ())
    return {words for start, end in places if (words := spans.get((start, end)) or ends.get(end)) is not None}


def _likeness(value: Mapping[str, Any], actor: Actor) -> tuple[bool, ...]:
    """How much an actor is whom a judgement names, the surest sign first: several may be called alike."""
    is_alike = value.get("gazetteer") == actor.gazetteer
    is_listed = is_alike and actor.gazetteer is not None
    is_named = (alike(value["name"]) == alike(actor.name) for alike in (without_case, _bare))
    return is_listed, bool(_shared(value, actor)), is_alike, *is_named


class Cast:
    """A document's actors, and those that judgements bring in."""

    def __init__(self, actors: Sequence[Actor], text: str) -> None:
        self._text = text
        self._actors = {actor.id: actor for actor in actors}

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All of them, the document's own first."""
        return tuple(self._actors.values())

    @property
    def by_id(self) -> Mapping[str, Actor]:
        """All of them by their local ids."""
        return self._actors

    def get(self, id_: str) -> Actor:
        """The actor of this local id."""
        return self._actors[id_]

    def has_words(self, start: int, end: int, words: str) -> bool:
        """Whether the text has these words there."""
        return 0 <= start <= end <= len(self._text) and self._text[start:end] == words

    def copy(self) -> Cast:
        """The same, to see what it would be with whom a judgement brings in."""
        return Cast(self.actors, self._text)

    def local(self, value: Mapping[str, Any]) -> str:
        """The local id of the actor that a judgement names; it is taken in where the document has none such."""
        fitting = [actor for actor in self.actors if same_actor(value, actor)]
        called = [actor for actor in fitting if _is_called(value, actor)]
        # A place that several have says of none of them that it is meant.
        if not called and len(fitting) != 1:
            return self._take_in(value)
        return max(fitting, key=lambda actor: _likeness(value, actor)).id

    def _take_in(self, value: Mapping[str, Any]) -> str:
        number = len(self._actors)
        while (id_ := f"judged-{number}") in self._actors:
            number += 1
        spans = [(start, end) for start, end in value.get("mentions", ()) if 0 <= start < end <= len(self._text)]
        self._actors[id_] = Actor(
            id_,
            value["name"],
            ActorType(value["type"]),
            mentions=tuple(Mention(s, e, self._text[s:e], MentionReason.NAME) for s, e in sorted(spans)),
            country=value.get("country"),
            gazetteer=value.get("gazetteer"),
        )
        return id_
