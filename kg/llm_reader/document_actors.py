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
        """The actors so far, which are sent to the model so that it uses the same ids and names."""
        return tuple(self.members.values())

    def admit(self, items: Iterable[AnswerItem], dropped: Counter[str]) -> dict[str, str]:
        """Add the actors of an answer; returns the id in the document for each id in the answer.

        Mentions that are not found in the text, and actors without any that is, are left out and counted in
        ``dropped``. An id of an earlier portion that the answer does not define again means the same actor.
        """
        document_ids = {id_: id_ for id_ in self.members}
        for item in items:
            try:
                actor = _actor(item, dropped)
                document_ids[item.text("id")] = self._merge(actor)
            except ItemDropped as reason:
                dropped[f"entities: {reason}"] += 1
        return document_ids

    def _merge(self, actor: Actor) -> str:
        same_actor = next((each for each in self.members.values() if _is_same_actor(each, actor)), None)
        if same_actor is None:
            id_ = f"a{len(self.members) + 1}"
            self.members[id_] = replace(actor, id=id_)
            return id_
        mentions = sorted({*same_actor.mentions, *actor.mentions}, key=lambda m: m.span)
        aliases = dict.fromkeys((*same_actor.aliases, *actor.aliases))
        aliases.pop(same_actor.name, None)
        self.members[same_actor.id] = replace(same_actor, mentions=tuple(mentions), aliases=tuple(aliases))
        return same_actor.id


def _is_same_actor(known: Actor, actor: Actor) -> bool:
    if known.type != actor.type:
        return False
    if known.gazetteer is not None and known.gazetteer == actor.gazetteer:
        return True
    return known.name.casefold() == actor.name.casefold()


def _actor(item: AnswerItem, dropped: Counter[str]) -> Actor:
    type_ = item.chosen("type", ActorType)
    name = " ".join(item.text("name").split())
    mentions: list[Mention] = []
    for mention_item in item.items("mentions"):
        try:
            passage = mention_item.words("text")
        except ItemDropped as reason:
            dropped[f"mentions: {reason}"] += 1
        else:
            mentions.append(Mention(passage.start, passage.end, passage.text, _reason(passage.text, name, type_)))
    if not mentions:
        raise ItemDropped(Reason.ACTOR)
    text = item.portion.text.document.text
    entry = _entry(name, mentions, type_, text)
    name = _name(name, mentions, entry, text)
    sorted_mentions = tuple(sorted(set(mentions), key=lambda m: m.span))
    aliases = dict.fromkeys(" ".join(m.text.split()) for m in sorted_mentions if m.reason != MentionReason.PRONOUN)
    aliases.pop(name, None)
    return Actor(
        "",
        name,
        type_,
        tuple(aliases),
        sorted_mentions,
        entry.country if entry else None,
        entry.id if entry else None,
    )


def _entry(name: str, mentions: list[Mention], type_: ActorType, text: str) -> gazetteer.Entry | None:
    """The gazetteer entry of the model's name if that is in the text, else of the mentions; None if not unique."""
    entries = _entries([m.text for m in mentions if m.reason != MentionReason.PRONOUN], type_)
    by_name = _entries([name], type_)
    if occurs(text, name):
        entries = by_name or entries
    elif len(entries) > 1:
        entries = {id_: entry for id_, entry in entries.items() if id_ in by_name}
    return next(iter(entries.values())) if len(entries) == 1 else None


def _entries(names: list[str], type_: ActorType) -> dict[str, gazetteer.Entry]:
    entries = {match.entry.id: match.entry for name in names for match in gazetteer.lookup(name)}
    return {id_: entry for id_, entry in entries.items() if entry.type == type_}


def _name(name: str, mentions: list[Mention], entry: gazetteer.Entry | None, text: str) -> str:
    """The name of an actor: the gazetteer's, the model's if it is in the text, else the longest mention.

    Raises `ItemDropped` if there are only pronouns.
    """
    if entry is not None:
        return entry.name
    if occurs(text, name):
        return name
    names_in_text = [" ".join(m.text.split()) for m in mentions if m.reason != MentionReason.PRONOUN]
    if not names_in_text:
        raise ItemDropped(Reason.ACTOR)
    return max(names_in_text, key=len)


def _reason(words: str, name: str, type_: ActorType) -> MentionReason:
    spaced = " ".join(words.split())
    if spaced != "US" and spaced.casefold() in PRONOUNS:
        return MentionReason.PRONOUN
    if spaced == name:
        return MentionReason.NAME
    for match in gazetteer.lookup(spaced):
        if match.entry.type == type_:
            return match.reason.mention_reason
    return MentionReason.ALIAS if any(word[0].isupper() for word in spaced.split()) else MentionReason.NOMINAL
