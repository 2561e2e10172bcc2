"""The facts of a document by a project's own lists of actors and issues."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.issues.linking import issues_in
from kg.extract.words.listed_names import listed_names
from kg.lists import OwnList
from kg.model import Actor, Document, Facts, Genre, MentionReason

__all__ = ["by_lists"]


def by_lists(facts: Facts, document: Document, lists: tuple[OwnList, ...]) -> Facts:
    """The facts of a document, with the lists' actors and issues ahead of ours. A listed actor has to have the type
    that was read."""
    if not lists:
        return facts
    bulletin = document.genre is Genre.BULLETIN
    positions = (
        replace(each, issues=issues_in(document.text, each.matter, each.evidence, lists, bulletin=bulletin))
        for each in facts.positions
    )
    return replace(facts, actors=tuple(_actor(each, lists) for each in facts.actors), positions=tuple(positions))


def _actor(actor: Actor, lists: tuple[OwnList, ...]) -> Actor:
    names = listed_names(lists)
    texts = [actor.name, *(m.text for m in actor.mentions if m.reason is not MentionReason.PRONOUN)]
    matches = (match for text in texts for match in (names.lookup(text) if names is not None else ()))
    entries = {match.entry.id: match.entry for match in matches if match.entry.type is actor.type}
    if len(entries) != 1:
        return actor
    (entry,) = entries.values()
    aliases = tuple(dict.fromkeys(text for text in (actor.name, *actor.aliases) if text != entry.name))
    return replace(actor, name=entry.name, aliases=aliases, country=entry.country or actor.country, gazetteer=entry.id)
