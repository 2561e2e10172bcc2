"""Documents, and the actors and facts that are found in them, as frozen dataclasses."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from kg.model.headings import HEADINGS
from kg.model.kinds import (
    ActionKind,
    ActionStatus,
    ActorType,
    Genre,
    Granularity,
    MentionReason,
    Polarity,
    PositionModality,
    Stance,
    TalkModality,
)
from kg.model.pages import PageStart, page_at
from kg.model.periods import When
from kg.standing import UNREVIEWED, Standing

__all__ = [
    "Action",
    "Actor",
    "Affiliation",
    "AnyFact",
    "Document",
    "Evidence",
    "Fact",
    "Facts",
    "IssueLink",
    "Label",
    "Lead",
    "Mention",
    "Negotiation",
    "Passage",
    "Position",
    "Role",
    "Statement",
]


@dataclass(frozen=True)
class Document:
    """One text as it was read.

    ``uri`` is its location (a ``file:`` URI, with ``#fragment`` for a record inside a file), ``name`` its short name,
    the stem of the file unless its content gives a better one. ``date`` is the date of publication, None where the
    document does not tell it, never the date of reading; the first day of the period, whose length is ``granularity``.
    ``source`` is the publisher or feed. ``encoding`` is the one that the bytes were decoded from. ``kept_id`` is the id
    before a person set title, date or source, else "". ``pages`` are where the text of each page of the file begins, in
    the order of the text, which may come back to a page (after a note at its foot); empty where they are not known.
    """

    text: str
    name: str
    uri: str
    title: str | None = None
    date: dt.date | None = None
    source: str | None = None
    genre: Genre | None = None
    language: str = "en"
    encoding: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    kept_id: str = field(default="", compare=False, repr=False)
    granularity: Granularity = Granularity.DAY
    pages: tuple[PageStart, ...] = ()

    # Every fact of a document asks for its id, which takes the whole text.
    @cached_property
    def id(self) -> str:
        """Sixteen hexadecimal digits of the SHA-256 of text, title, date and source as they were read.

        >>> Document("Talks began.", "a", "file:///a.txt").id == Document("Talks began.", "b", "file:///b.txt").id
        True
        """
        if self.kept_id:
            return self.kept_id
        parts = (self.text, self.title or "", str(self.when or ""), self.source or "")
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def when(self) -> When | None:
        """The date of publication as precisely as it is known; None where it is not."""
        return None if self.date is None else When(self.date, self.granularity)

    def dated(self, when: When | None) -> Document:
        """This document with another date of publication."""
        return replace(self, date=when.day if when else None, granularity=when.granularity if when else Granularity.DAY)

    def when_of(self, fact: AnyFact) -> When | None:
        """The date of a fact of this document: its own, else that of the document."""
        if isinstance(fact, Position | Action) and fact.date is not None:
            return When(fact.date, fact.granularity)
        return self.when

    def page_of(self, passage: Passage) -> str | None:
        """The page of this document that a passage begins on; None where it is not known."""
        return page_at(self.pages, passage.start)


@dataclass(frozen=True, slots=True)
class Passage:
    """A span and its words: ``text == document.text[start:end]``."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Evidence(Passage):
    """The clause or sentence that proves a fact, the rule that read it, and how sure the rule is (0 to 1)."""

    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention(Passage):
    """A span that names an actor, and why it does."""

    reason: MentionReason


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, state, organization or group that leads, negotiates, holds a position, acts or is addressed.

    ``country`` is the ISO 3166-1 alpha-2 code of the state that the words tie a person or body to, else None.
    ``gazetteer`` is the id of the gazetteer entry that the name matched (``state/CN``, ``bloc/european-union``), else
    None. ``mentions`` are in text order.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    country: str | None = None
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Fields that every fact has and that the record fills in; equality of facts ignores them.

    ``id`` is ``HEADING/DOC/KEY``, where the key is computed from the heading, the span and the content of the fact.
    """

    id: str = field(default="", compare=False, repr=False)
    standing: Standing = field(default=UNREVIEWED, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Role(Fact):
    """A person holds a title, at an organization or state where the words name one."""

    person: str
    title: str
    organization: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Affiliation(Fact):
    """A member belongs to, or speaks for, another actor."""

    member: str
    of: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Lead(Fact):
    """An actor leads a delegation, faction, organization or negotiation."""

    leader: str
    of: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Negotiation(Fact):
    """Two actors talk; symmetric, ``parties`` in text order. ``mediators`` are the actors that mediate between them, by
    the words of the evidence."""

    parties: tuple[str, str]
    modality: TalkModality
    evidence: Evidence
    mediators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement(Fact):
    """Who said what in which words.

    ``within`` is the index, in `Facts.statements`, of the statement whose content contains this one.
    """

    sources: tuple[str, ...]
    cue: Passage
    content: Passage
    polarity: Polarity
    within: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class IssueLink:
    """A concept (its local name) of ``schemas/issues.ttl`` or of a project's own list that a matter is about, with a
    confidence from 0 to 1.

    ``from_context``: the link depends on the text around the matter's sentence.
    """

    concept: str
    confidence: float
    from_context: bool = False


@dataclass(frozen=True, slots=True)
class Position(Fact):
    """The stance of a holder on a matter.

    ``sources`` is the chain of those who report it, the nearest to the holder first; empty where the text itself or the
    holder says it. ``condition`` holds the words of an explicit condition (if, unless, so long as). ``reply_to`` is the
    index, in `Facts.positions`, of the demand, proposal or offer that this one answers. ``date`` is the first day of
    the period that the words give, whose length is ``granularity``, else the document's date.
    """

    holder: str
    stance: Stance
    matter: Passage
    addressee: str | None
    modality: PositionModality
    evidence: Evidence
    condition: Passage | None = None
    sources: tuple[str, ...] = ()
    reply_to: int | None = None
    date: dt.date | None = None
    issues: tuple[IssueLink, ...] = ()
    granularity: Granularity = Granularity.DAY


@dataclass(frozen=True, slots=True)
class Label(Fact):
    """A characterisation of an actor's line (hard-liner, dove), and its source where one is named."""

    actor: str
    label: str
    evidence: Evidence
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Action(Fact):
    """A measure taken, planned or threatened.

    ``amount`` is in ``unit`` (an ISO 4217 code for money, else a plural noun); ``rate`` is in percent. ``date`` is the
    first day of the period that the words give, whose length is ``granularity``, else the document's date.
    """

    actor: str
    kind: ActionKind
    target: str | None
    amount: float | None
    unit: str | None
    rate: float | None
    status: ActionStatus
    evidence: Evidence
    date: dt.date | None = None
    granularity: Granularity = Granularity.DAY


type AnyFact = Role | Affiliation | Lead | Negotiation | Statement | Position | Label | Action
"""A fact of any heading."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that one document states, each heading in text order."""

    actors: tuple[Actor, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    leads: tuple[Lead, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    labels: tuple[Label, ...] = ()
    actions: tuple[Action, ...] = ()

    @classmethod
    def of(cls, actors: tuple[Actor, ...], facts: Mapping[str, Iterable[AnyFact]]) -> Facts:
        """Facts from actors, and the facts of each heading by its name in `kg.model.HEADINGS`."""
        fields: dict[str, Any] = {HEADINGS[heading].field: tuple(found) for heading, found in facts.items()}
        return cls(actors, **fields)

    def under(self, heading: str) -> tuple[AnyFact, ...]:
        """The facts of one heading of `kg.model.HEADINGS`, by its name."""
        found: tuple[AnyFact, ...] = getattr(self, HEADINGS[heading].field)
        return found

    def each(self) -> Iterator[tuple[str, AnyFact]]:
        """Every fact with the name of its heading, heading by heading."""
        return ((heading, fact) for heading in HEADINGS for fact in self.under(heading))
