"""The actors of a document as a model names them, each with one id across all portions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.extract.words import gazetteer
from kg.llm_reader.answer_item import AnswerItem
from kg.llm_reader.drop_reasons import ItemDropped, Reason
from kg.llm_reader.grounding import occurs
from kg.model import Actor, ActorType, Mention, MentionReason

__all__ = ["DocumentActors"]

PRONOUNS = frozenset((Path(__file__).parent / "pronouns.txt").read_text(encoding="utf-8").split())


@dataclass(slots=True)
class DocumentActors:
    """The actors so far by id, in the order in which they came."""

    members: dict[str, Actor] = field(default_factory=dict)

    def listed(self) -> tuple[Actor, ...]:
        """The actors so far, which the model is told so that it uses the same ids and names."""
        return tuple(self.members.values())

    def admit(self, items: Iterable[AnswerItem], dropped: Counter[str]) -> dict[str, str]:
        """Add the actors of an answer; returns the document's id for each id in the answer.

        Mentions that are not found in the text, and actors without any that is, are left out and counted in
        ``dropped``. An id of an earlier portion that the answer does not define again means the same actor.
        """
        found = {id_: id_ for id_ in self.members}
        for item in items:
            try:
                actor = _actor(item, dropped)
                found[item.text("id")] = self._merge(actor)
            except ItemDropped as reason:
                dropped[f"entities: {reason}"] += 1
        return found

    def _merge(self, actor: Actor) -> str:
        known = next((each for each in self.members.values() if _same(each, actor)), None)
        if known is None:
            id_ = f"a{len(self.members) + 1}"
            self.members[id_] = replace(actor, id=id_)
            return id_
        mentions = sorted({*known.mentions, *actor.mentions}, key=lambda m: m.span)
        aliases = dict.fromkeys((*known.aliases, *actor.aliases))
        aliases.pop(known.name, None)
        self.members[known.id] = replace(known, mentions=tuple(mentions), aliases=tuple(aliases))
        return known.id


def _same(known: Actor, actor: Actor) -> bool:
    if known.type != actor.type:
        return False
    if known.gazetteer is not None and known.gazetteer == actor.gazetteer:
        return True
    return known.name.casefold() == actor.name.casefold()


def _actor(item: AnswerItem, dropped: Counter[str]) -> Actor:
    type_ = item.chosen("type", ActorType)
    name = " ".join(item.text("name").split())
    mentions: list[Mention] = []
    for each in item.items("mentions"):
        try:
            words = each.words("text")
        except ItemDropped as reason:
            dropped[f"mentions: {reason}"] += 1
        else:
            mentions.append(Mention(words.start, words.end, words.text, _reason(words.text, name, type_)))
    if not mentions:
        raise ItemDropped(Reason.ACTOR)
    text = item.portion.text.document.text
    entry = _entry(name, mentions, type_, text)
    name = _name(name, mentions, entry, text)
    ordered = tuple(sorted(set(mentions), key=lambda m: m.span))
    aliases = dict.fromkeys(" ".join(m.text.split()) for m in ordered if m.reason != MentionReason.PRONOUN)
    aliases.pop(name, None)
    return Actor(
        "",
        name,
        type_,
        tuple(aliases),
        ordered,
        entry.country if entry else None,
        entry.id if entry else None,
    )


def _entry(name: str, mentions: list[Mention], type_: ActorType, text: str) -> gazetteer.Entry | None:
    """The gazetteer entry of the model's name if that is in the text, else of the mentions; None if not unique."""
    meant = _entries([m.text for m in mentions if m.reason != MentionReason.PRONOUN], type_)
    by_name = _entries([name], type_)
    if occurs(text, name):
        meant = by_name or meant
    elif len(meant) > 1:
        meant = {id_: entry for id_, entry in meant.items() if id_ in by_name}
    return next(iter(meant.values())) if len(meant) == 1 else None


def _entries(names: list[str], type_: ActorType) -> dict[str, gazetteer.Entry]:
    found = {match.entry.id: match.entry for name in names for match in gazetteer.lookup(name)}
    return {id_: entry for id_, entry in found.items() if entry.type == type_}


def _name(name: str, mentions: list[Mention], entry: gazetteer.Entry | None, text: str) -> str:
    """The name of an actor: the gazetteer's, the model's if it is in the text, else the longest mention.

    Raises `ItemDropped` if there are only pronouns.
    """
    if entry is not None:
        return entry.name
    if occurs(text, name):
        return name
    named = [" ".join(m.text.split()) for m in mentions if m.reason != MentionReason.PRONOUN]
    if not named:
        raise ItemDropped(Reason.ACTOR)
    return max(named, key=len)


def _reason(words: str, name: str, type_: ActorType) -> MentionReason:
    plain = " ".join(words.split())
    if plain != "US" and plain.casefold() in PRONOUNS:
        return MentionReason.PRONOUN
    if plain == name:
        return MentionReason.NAME
    for match in gazetteer.lookup(plain):
        if match.entry.type == type_:
            return match.reason.mention_reason
    return MentionReason.ALIAS if any(word[0].isupper() for word in plain.split()) else MentionReason.NOMINAL
