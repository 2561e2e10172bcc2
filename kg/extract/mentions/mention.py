"""A mention as the stages of the reader know it, and where the mentions of a document stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.text.note import Note
from kg.extract.words.gazetteer import Entry
from kg.model import ActorType, MentionReason

__all__ = [
    "MENTIONS",
    "TokenMention",
    "is_person",
    "mention_at",
    "mentions_before",
    "mentions_between",
    "mentions_over",
    "names_of_persons",
    "persons_by_start",
]


@dataclass(frozen=True, slots=True)
class TokenMention:
    """A span of tokens ``[start, end)`` that refers to an actor.

    ``head`` is its head token in the parse. ``name`` is the name proper, without determiner or title. ``entry`` is that
    of the gazetteer, ``country`` the ISO code of its state, ``owner`` the head token of the mention that owns it
    ("China's Commerce Ministry", "officials of the Fund"). ``noun`` is the lemma by which a nominal was found.
    ``plural`` is for several people or bodies at once. ``sure`` is how likely a pronoun refers to this actor.
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


MENTIONS: Note[tuple[TokenMention, ...]] = Note("mentions", tuple)
"""The document's mentions in text order, at most one for each head token; pronouns are with their actors only."""


@dataclass(frozen=True, slots=True)
class _Places:
    """The mentions of a document by head token, by the token after them, and by each token that they cover; names of
    persons by first token. ``mentions`` are those from which it was made."""

    mentions: tuple[TokenMention, ...]
    by_head: dict[int, TokenMention]
    by_end: dict[int, list[TokenMention]]
    over: dict[int, list[TokenMention]]
    persons: dict[int, TokenMention]


PLACES: Note[_Places | None] = Note("places", lambda: None)
"""Where the mentions stand, as last indexed."""


def is_person(mention: TokenMention) -> bool:
    """Whether a mention names a person."""
    return mention.type == ActorType.PERSON and mention.reason == MentionReason.NAME


def names_of_persons(doc: Doc) -> list[TokenMention]:
    """The names of persons, in text order."""
    return [m for m in MENTIONS(doc) if is_person(m)]


def persons_by_start(doc: Doc) -> dict[int, TokenMention]:
    """The names of persons by their first token, the shortest where several begin together."""
    return _places(doc).persons


def mention_at(doc: Doc, head: int) -> TokenMention | None:
    """The mention that a token heads, None where it heads none."""
    return _places(doc).by_head.get(head)


def mentions_before(doc: Doc, end: int) -> Sequence[TokenMention]:
    """The mentions that end right before a token, the longest first."""
    return _places(doc).by_end.get(end, ())


def mentions_over(doc: Doc, at: int) -> Sequence[TokenMention]:
    """The mentions in which a token stands, in text order."""
    return _places(doc).over.get(at, ())


def mentions_between(doc: Doc, start: int, end: int) -> Sequence[TokenMention]:
    """The mentions that begin among the tokens ``[start, end)``, in text order."""
    mentions = MENTIONS(doc)
    first, last = (bisect_left(mentions, at, key=lambda m: m.start) for at in (start, end))
    return mentions[first:last]


def _places(doc: Doc) -> _Places:
    """Where the mentions stand: indexed once for a document, and again after mentions have changed."""
    mentions, places = MENTIONS(doc), PLACES(doc)
    if places is None or places.mentions is not mentions:
        by_end: defaultdict[int, list[TokenMention]] = defaultdict(list)
        over: defaultdict[int, list[TokenMention]] = defaultdict(list)
        for mention in mentions:
            by_end[mention.end].append(mention)
            for at in range(mention.start, mention.end):
                over[at].append(mention)
        persons = {m.start: m for m in reversed(names_of_persons(doc))}
        places = _Places(mentions, {m.head: m for m in mentions}, by_end, over, persons)
        PLACES.put(doc, places)
    return places
