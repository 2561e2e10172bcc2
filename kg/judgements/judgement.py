"""A judgement: what a person has decided about a fact, an actor or a document, when and why."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from kg.errors import JudgementValueError

__all__ = [
    "AboutActors",
    "AboutDocument",
    "AboutFact",
    "ActorSeen",
    "Judgement",
    "MentionSeen",
    "Reach",
    "State",
    "Undoing",
    "Verdict",
    "misfit",
    "text_key",
    "verdict_of",
]


class Verdict(StrEnum):
    """What has been decided."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    ADDED = "added"
    SAME = "same"
    DIFFERENT = "different"
    SPLIT = "split"
    RENAMED = "renamed"
    RETYPED = "retyped"
    ALIAS_GIVEN = "alias-given"
    ALIAS_TAKEN = "alias-taken"
    SET = "set"

    @property
    def is_of_fact(self) -> bool:
        """Whether it is about a fact."""
        return self in {Verdict.CONFIRMED, Verdict.REJECTED, Verdict.CORRECTED, Verdict.ADDED}

    @property
    def is_of_document(self) -> bool:
        """Whether it is about a document."""
        return self is Verdict.SET

    @property
    def is_of_actors(self) -> bool:
        """Whether it is about actors.

        >>> [verdict.value for verdict in Verdict if verdict.is_of_actors][:3]
        ['same', 'different', 'split']
        """
        return not self.is_of_fact and not self.is_of_document


def verdict_of(text: str) -> Verdict:
    """The verdict of this name. Raises `kg.errors.JudgementValueError`."""
    if not isinstance(text, str) or text not in Verdict:
        raise misfit("judgement", "verdict", repr(text), f"one of {', '.join(Verdict)}")
    return Verdict(text)


def misfit(heading: str, field: str, value: str, expected: str) -> JudgementValueError:
    """The error for a field of a fact, an actor, a document or a judgement whose value is not as ``expected``."""
    return JudgementValueError(heading=heading, field=field, value=value, expected=expected)


class Reach(StrEnum):
    """The effect that a judgement has in the documents as they are now."""

    HOLDS = "holds"
    KEPT = "kept"
    """No reader finds the fact any more; it stays, as the judgement describes it."""
    IDLE = "idle"
    """It changes nothing: no reader finds the rejected fact, or no fact of the text can say what the judgement does."""
    GONE = "gone"
    """No document has the text any more, or none names the actor: the judgement waits until one does."""
    MOVED = "moved"
    """No document has the text any more, and the same decision is kept for another version of it."""
    OVERRULED = "overruled"
    """A later judgement contradicts it."""
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class AboutFact:
    """A fact as it was when it was judged: its place and what it says.

    ``text`` is the document's `text_key`, ``document`` its short name at the time. ``start``, ``end`` and ``words`` are
    the evidence. ``said`` has the fields of `kg.judgements.fields`, ``rule`` is the id of the rule that found it.
    """

    text: str
    document: str
    heading: str
    start: int
    end: int
    words: str
    said: Mapping[str, Any]
    rule: str = ""


@dataclass(frozen=True, slots=True, order=True)
class MentionSeen:
    """A mention by which an actor is recognized: the `text_key`, the span and its words."""

    text: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """An actor as it was when it was judged, with the mentions by which it is recognized."""

    id: str
    name: str
    type: str
    mentions: tuple[MentionSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class AboutActors:
    """The actor that is judged, or the two that are compared."""

    actors: tuple[ActorSeen, ...]


@dataclass(frozen=True, slots=True)
class AboutDocument:
    """A document, by its `text_key`; ``document`` is its short name at the time."""

    text: str
    document: str


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who took a judgement back, when and why."""

    by: str
    at: dt.datetime
    why: str = ""


@dataclass(frozen=True)  # without slots: a cached property needs the instance's __dict__
class Judgement:
    """One person's decision. ``values`` are the fields that it sets, or corrected fields that it confirms. ``at`` is in
    UTC. ``settles`` are the ids of the judgements of several coders that it decides between. ``carried`` are
    mentions in later versions of the texts of ``about``, each behind the index (0 or 1) of its actor in ``about``."""

    verdict: Verdict
    about: AboutFact | AboutActors | AboutDocument
    by: str
    at: dt.datetime
    why: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    undone: Undoing | None = None
    settles: tuple[str, ...] = ()
    carried: tuple[tuple[int, MentionSeen], ...] = ()

    @cached_property
    def id(self) -> str:
        """Sixteen hexadecimal digits of a hash of all but ``undone`` and ``carried``."""
        content = asdict(self)
        del content["undone"], content["carried"]
        if not self.settles:
            # An empty field is left out of the hash, so that ids do not depend on it.
            del content["settles"]
        text = json.dumps(content, sort_keys=True, default=dt.datetime.isoformat)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def code(self) -> Verdict:
        """The verdict on the fact as it was read: to confirm a corrected fact is to correct the one that was read."""
        return Verdict.CORRECTED if self.verdict is Verdict.CONFIRMED and self.values else self.verdict

    @property
    def decision(self) -> tuple[object, ...]:
        """A key that a judgement shares with its copies for later versions of the same text."""
        about = self.about
        seen = (about.actors,) if isinstance(about, AboutActors) else (about.document,)
        if isinstance(about, AboutFact):
            seen = (*seen, about.heading, about.words, _without_places(about.said))
        return self.verdict, self.by, self.at, *seen, _without_places(self.values)

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """The sort key by which judgements take effect: time, then id."""
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class State:
    """A judgement and its effect now; ``fact`` is the id of the fact that it is about, if the graph has it."""

    judgement: Judgement
    reach: Reach
    fact: str | None = None


def _without_places(values: Mapping[str, Any]) -> str:
    """Values as canonical JSON, without the spans of their words in a text."""

    def bare(value: Any) -> Any:
        match value:
            case Mapping():
                return {name: bare(each) for name, each in value.items() if name not in {"start", "end", "mentions"}}
            case list() | tuple():
                return [bare(each) for each in value]
            case _:
                return value

    return json.dumps(bare(values), sort_keys=True, default=str)


def text_key(text: str) -> str:
    """A key for a document's text, whatever its title, date and place: 16 hexadecimal digits.

    >>> text_key("Talks began.")
    'ec507fcc6e5e0d7e'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
