"""The actors of a document, those that judgements add included.

An actor that a judgement names is found among them by gazetteer entry, by mention or by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from kg.folding import without_case
from kg.model import Actor, ActorType, Mention, MentionReason
from kg.vocabulary import shipped_actors

__all__ = ["DocumentActors", "actor_key", "actor_value", "is_same_actor"]

MAX_MENTIONS = 4
"""How many mentions of an actor a judgement keeps: the ones nearest to the evidence."""
_CONJUNCTION: Final = re.compile(r"\b(?:and|or|as well as)\b")


def _without_article(name: str) -> str:
    """A name, case-folded and without "the": readers leave the article out of names, annotators may include it."""
    return without_case(name).removeprefix("the ")


def actor_key(actor: Actor) -> str:
    """The actor as the key of a fact names it: by gazetteer entry or name, not by its local id."""
    return actor.gazetteer or without_case(actor.name)


def actor_value(actor: Actor, near: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    """An actor of a document as a judgement keeps it, with the mentions nearest to the span ``near``."""
    start, end = near
    mentions = sorted(actor.mentions, key=lambda m: (max(start - m.end, m.start - end, 0), m.start))[:MAX_MENTIONS]
    value: dict[str, Any] = {"name": actor.name, "type": actor.type.value}
    if actor.country:
        value["country"] = actor.country
    if actor.gazetteer:
        value["gazetteer"] = actor.gazetteer
    if mentions:
        value["mentions"] = sorted([m.start, m.end] for m in mentions)
    return value


def is_same_actor(judged_actor: Mapping[str, Any], actor: Actor) -> bool:
    """Whether the actor that a judgement names is this actor of the document, which another version may have read.

    One of the two may have a gazetteer entry and the other none: a list has been added, or somebody has split the
    actor. Names that differ in an article are the same only where the types agree: The Hague is not the person Hague.
    """
    are_listed = bool(judged_actor.get("gazetteer") and actor.gazetteer)
    if _has_entry_or_name(judged_actor, actor):
        return True
    return _has_mention(judged_actor, actor) and (not are_listed or _is_relisted(judged_actor, actor))


def _has_entry_or_name(judged_actor: Mapping[str, Any], actor: Actor) -> bool:
    """Whether they have the same gazetteer entry or, where one of them has none, the same name."""
    if judged_actor.get("gazetteer") and actor.gazetteer:
        return bool(judged_actor["gazetteer"] == actor.gazetteer)
    is_one_listed = bool(judged_actor.get("gazetteer") or actor.gazetteer)
    is_of_type = judged_actor["type"] == actor.type
    normalized = _without_article if is_of_type else without_case
    has_name = normalized(judged_actor["name"]) in {normalized(name) for name in _names(actor)}
    return has_name and (is_of_type or not is_one_listed)


def _has_mention(judged_actor: Mapping[str, Any], actor: Actor) -> bool:
    """Whether both are mentioned at one place in the text, either by a name of one of them, or while the name of one is
    part of the other's: "He" stands for Minister Liu He, whom the judgement calls Liu He.

    A shared mention alone is not enough: "both" or "the two ministers" mentions two people and is the name of neither.
    Nor is "French and Dutch officials" the name of the French officials, whom it mentions.
    """
    judged_name, shared = _without_article(judged_actor["name"]), _shared_mentions(judged_actor, actor)
    names = {_without_article(name) for name in _names(actor)}
    if not judged_actor["type"] == actor.type == ActorType.PERSON:
        names = {name for name in names if _count_listed(name) == _count_listed(judged_name)}
    is_by_name = bool(names) and not shared.isdisjoint({judged_name, *names})
    return bool(shared) and (is_by_name or any(_is_part(judged_name, name) for name in names))


def _is_relisted(judged_actor: Mapping[str, Any], actor: Actor) -> bool:
    """Whether two entries may be one actor, to which a list has given another type or id since: both have one name and
    a mention by it or by an alias, and their countries do not differ.

    That is not enough for people, whose namesakes lists distinguish by id, nor if an entry is in the gazetteer that the
    package ships: a list may have a team that it calls Georgia.
    """
    entries, types = {judged_actor["gazetteer"], actor.gazetteer}, {judged_actor["type"], actor.type}
    may_be_namesake = ActorType.PERSON in types or not entries.isdisjoint(shipped_actors())
    if may_be_namesake or _without_article(judged_actor["name"]) != _without_article(actor.name):
        return False
    has_other_country = len({judged_actor.get("country"), actor.country} - {None}) > 1
    return not has_other_country and not _shared_mentions(judged_actor, actor).isdisjoint(
        map(_without_article, _names(actor))
    )


def _names(actor: Actor) -> list[str]:
    """The names of an actor, without aliases that list it with others: a reader makes "French and Dutch officials" an
    alias of the French officials. A person or organization keeps all aliases, since the name of a minister or ministry
    may list several matters."""
    keeps_all = actor.type in {ActorType.PERSON, ActorType.ORGANIZATION}
    return [actor.name, *(alias for alias in actor.aliases if keeps_all or not _lists_others(alias, actor.name))]


def _lists_others(alias: str, name: str) -> bool:
    """Whether an alias lists more actors than a name, with the name's first word in it: "Movement for Change and
    Prosperity" does not list "MCP", which stands for it."""
    first_word = _without_article(name).split()[:1]
    alias_words = _without_article(alias).replace(",", " ").split()
    return _count_listed(alias) > _count_listed(name) and set(first_word) <= set(alias_words)


def _count_listed(name: str) -> int:
    """How many actors a name lists: 3 in "Peruvian, French and Dutch officials", else 1; a comma alone ("Acme, Inc.")
    makes no list."""
    conjunctions = len(_CONJUNCTION.findall(without_case(name)))
    return 1 + conjunctions + (name.count(",") if conjunctions else 0)


def _is_part(name: str, other_name: str) -> bool:
    """Whether all words of one of the two names are in the other."""
    words, other_words = set(name.split()), set(other_name.split())
    return words <= other_words or other_words <= words


def _shared_mentions(judged_actor: Mapping[str, Any], actor: Actor) -> set[str]:
    """The words of the mentions that the judgement has of its actor and that are mentions of this actor too: at the
    same span or, where they are the judged name, with the same end."""
    judged_name = _without_article(judged_actor["name"])
    words_by_span = {(mention.start, mention.end): _without_article(mention.text) for mention in actor.mentions}
    words_by_end = {end: words for (_, end), words in words_by_span.items() if words == judged_name}
    return {
        words
        for start, end in judged_actor.get("mentions", ())
        if (words := words_by_span.get((start, end)) or words_by_end.get(end)) is not None
    }


def _match_quality(judged_actor: Mapping[str, Any], actor: Actor) -> tuple[bool, ...]:
    """A sort key for how well an actor matches the one that a judgement names, the surest sign first."""
    agrees_on_entry = judged_actor.get("gazetteer") == actor.gazetteer
    has_same_entry = agrees_on_entry and actor.gazetteer is not None
    has_same_name = (
        normalized(judged_actor["name"]) == normalized(actor.name) for normalized in (without_case, _without_article)
    )
    return has_same_entry, bool(_shared_mentions(judged_actor, actor)), agrees_on_entry, *has_same_name


class DocumentActors:
    """A document's actors, and those that judgements add."""

    def __init__(self, actors: Sequence[Actor], text: str) -> None:
        self._text = text
        self._actors = {actor.id: actor for actor in actors}
        self._added: set[str] = set()

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
        """Whether ``words`` are the text from ``start`` to ``end``."""
        return 0 <= start <= end <= len(self._text) and self._text[start:end] == words

    def copy(self) -> DocumentActors:
        """A copy, to which actors can be added without changing this one."""
        copied = DocumentActors(self.actors, self._text)
        copied._added |= self._added
        return copied

    def local_id(self, judged_actor: Mapping[str, Any]) -> str:
        """The local id of the actor that a judgement names; the actor is added if none of the document matches."""
        matching = [actor for actor in self.actors if is_same_actor(judged_actor, actor)]
        is_named = any(_has_entry_or_name(judged_actor, actor) for actor in matching)
        # A mention that several actors share does not say which of them is meant.
        if not is_named and len(matching) != 1:
            return self._add(judged_actor)
        best = max(matching, key=lambda actor: _match_quality(judged_actor, actor))
        if best.id in self._added:
            self._add_mentions(best, judged_actor)
        return best.id

    def _add(self, judged_actor: Mapping[str, Any]) -> str:
        number = len(self._actors)
        while (id_ := f"judged-{number}") in self._actors:
            number += 1
        self._added.add(id_)
        self._actors[id_] = Actor(
            id_,
            judged_actor["name"],
            ActorType(judged_actor["type"]),
            mentions=self._mentions(judged_actor),
            country=judged_actor.get("country"),
            gazetteer=judged_actor.get("gazetteer"),
        )
        return id_

    def _add_mentions(self, actor: Actor, judged_actor: Mapping[str, Any]) -> None:
        """Add the mentions that a judgement has of an actor that another one added: each judgement keeps only those
        near its own evidence."""
        by_span = {(each.start, each.end): each for each in (*self._mentions(judged_actor), *actor.mentions)}
        self._actors[actor.id] = replace(actor, mentions=tuple(by_span[span] for span in sorted(by_span)))

    def _mentions(self, judged_actor: Mapping[str, Any]) -> tuple[Mention, ...]:
        """The mentions of the actor that a judgement names that lie in the text, in its order."""
        spans = [(start, end) for start, end in judged_actor.get("mentions", ()) if 0 <= start < end <= len(self._text)]
        return tuple(Mention(start, end, self._text[start:end], MentionReason.NAME) for start, end in sorted(spans))
