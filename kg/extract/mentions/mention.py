"""What a component knows of a mention before it becomes part of the facts."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.text.note import Note
from kg.extract.words.gazetteer import Entry
from kg.model import ActorType, MentionReason

__all__ = ["MENTIONS", "TokenMention", "names_of_persons", "persons_by_start"]


@dataclass(frozen=True, slots=True)
class TokenMention:
    """A span of tokens ``[start, end)`` that names an actor.

    ``head`` is the token whose place in the parse is the mention's place. ``name`` is the name proper, without
    determiner or title. ``entry`` is the gazetteer's, ``country`` the ISO code of its state, ``owner`` the
    head token of the mention that it belongs to by its words ("China's Commerce Ministry", "officials of the Fund").
    ``noun`` is the lemma that made a nominal one. ``plural`` is for several people or bodies at once. ``sure`` is how
    likely a pronoun means this actor.
    """

    start: int
    end: int
    head: int
    type: ActorType
    reason: MentionReason
    name: str
    entry: Entry | None = None
    country: str | None = None
    owner: int | None = None
    noun: str | None = None
    plural: bool = False
    sure: float = 1.0


def _nothing() -> tuple[TokenMention, ...]:
    return ()


MENTIONS: Note[tuple[TokenMention, ...]] = Note("mentions", _nothing)
"""The document's mentions in text order, at most one a head token; pronouns stand with their actors only."""


def _no_persons() -> tuple[tuple[TokenMention, ...], dict[int, TokenMention]]:
    return (), {}


PERSONS: Note[tuple[tuple[TokenMention, ...], dict[int, TokenMention]]] = Note("persons", _no_persons)
"""The mentions, and the names of persons among them, so that the names are sought anew where a mention changes."""


def names_of_persons(doc: Doc) -> list[TokenMention]:
    """The mentions by which persons are named, in text order."""
    return [m for m in MENTIONS(doc) if m.type == ActorType.PERSON and m.reason == MentionReason.NAME]


def persons_by_start(doc: Doc) -> dict[int, TokenMention]:
    """The names of persons by their first token, the shortest where several begin together; listed once a document."""
    mentions, listed = PERSONS(doc)
    if mentions is not MENTIONS(doc):
        listed = {m.start: m for m in reversed(names_of_persons(doc))}
        PERSONS.put(doc, (MENTIONS(doc), listed))
    return listed
