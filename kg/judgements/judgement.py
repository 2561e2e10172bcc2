"""A judgement: what a person has decided, about what, who, when and why."""

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
    if text not in Verdict:
        raise misfit("judgement", "verdict", repr(text), f"one of {', '.join(Verdict)}")
    return Verdict(text)


def misfit(heading: str, field: str, value: str, expected: str) -> JudgementValueError:
    """What to raise where a field of a fact, an actor, a document or a judgement is not what was ``expected``."""
    return JudgementValueError(heading=heading, field=field, value=value, expected=expected)


class Reach(StrEnum):
    """What a judgement comes to in the documents as they are now."""

    HOLDS = "holds"
    KEPT = "kept"
    """The fact is read no more: it stays, as the judgement describes it."""
    IDLE = "idle"
    """What was rejected is read no more, what was parted is apart without it, or no fact of the text can say what was
    said."""
    GONE = "gone"
    """No document has this text any more, or no actor is named there: it waits for them to come back."""
    MOVED = "moved"
    """No document has this text any more, and the same decision is there for another version of it."""
    OVERRULED = "overruled"
    """A later judgement says otherwise."""
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class AboutFact:
    """A fact as it was when it was judged: where it stands, and what it says.

    ``text`` is the `text_key` of the document, ``document`` its short name then. ``start``, ``end`` and ``words`` are
    the evidence. ``said`` has the fields of `kg.judgements.fields`, ``rule`` is what read it.
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
    """A mention by which an actor is known again: the text, the span and its words."""

    text: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """An actor as it was when it was judged; ``mentions`` are one for each of its documents, at least."""

    id: str
    name: str
    type: str
    mentions: tuple[MentionSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class AboutActors:
    """The actor that is judged, or the two of a pair."""

    actors: tuple[ActorSeen, ...]


@dataclass(frozen=True, slots=True)
class AboutDocument:
    """A document, by its text; ``document`` is its short name then."""

    text: str
    document: str


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who has taken a judgement back, when and why."""

    by: str
    at: dt.datetime
    why: str = ""


@dataclass(frozen=True)  # without slots: its id is kept beside the fields
class Judgement:
    """A decision of one person. ``values`` are the fields that it sets, or finds put right and confirms; ``at`` is in
    UTC. ``settles`` are the ids of the judgements of others between which it decides. ``carried`` are mentions in texts
    that have taken the place of those of ``about``, each behind the place (0 or 1) of its actor there."""

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
        """Sixteen hexadecimal digits that follow from all of it but its undoing and what was carried."""
        content = asdict(self)
        del content["undone"], content["carried"]
        if not self.settles:
            # A judgement that settles nothing has the id that it has always had.
            del content["settles"]
        text = json.dumps(content, sort_keys=True, default=dt.datetime.isoformat)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def code(self) -> Verdict:
        """The verdict on what was read: who confirms a fact with what somebody has put right finds that corrected."""
        return Verdict.CORRECTED if self.verdict is Verdict.CONFIRMED and self.values else self.verdict

    @property
    def decision(self) -> tuple[object, ...]:
        """The same for a judgement, and for what is made of it for a text that takes the place of its own."""
        about = self.about
        seen = (about.actors,) if isinstance(about, AboutActors) else (about.document,)
        if isinstance(about, AboutFact):
            seen = (*seen, about.heading, about.words, _without_places(about.said))
        return self.verdict, self.by, self.at, *seen, _without_places(self.values)

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """Judgements take effect in this order."""
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class State:
    """A judgement and what it comes to now; ``fact`` is the id of the fact that it is of, where the graph has it."""

    judgement: Judgement
    reach: Reach
    fact: str | None = None


def _without_places(values: Mapping[str, Any]) -> str:
    """Values in one form, without the spans at which their words stand in a text."""

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
    """What stands for a document's text, whatever its title, date and place: 16 hexadecimal digits.

    >>> text_key("Talks began.")
    'ec507fcc6e5e0d7e'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
