"""The fields of each kind of fact: the table that keys, corrections and additions are based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Affiliation,
    AnyFact,
    Granularity,
    Label,
    Lead,
    Negotiation,
    Polarity,
    Position,
    PositionModality,
    Role,
    Stance,
    Statement,
    TalkModality,
)

__all__ = ["FIELDS", "POINTERS", "TYPES", "Field", "Kind", "actors_of", "fields_of", "repointed"]


class Kind(StrEnum):
    """What a field holds."""

    ACTOR = "an actor"
    ACTORS = "actors"
    WORDS = "words of the document"
    TEXT = "text"
    CHOICE = "one of a list"
    NUMBER = "a number"
    DATE = "a day"
    ISSUES = "issues"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a fact.

    ``is_needed``: every fact has it. ``is_said``: facts with the same evidence that differ in it are different facts.
    ``is_mark``: of its words only the place matters. ``unordered``: the order of its actors has no meaning. ``options``
    are the values of a choice. ``default`` is the value of an added fact for which a person enters none. ``fewest`` and
    ``most`` say how many actors a field of several takes. ``apart`` is the field whose actor this one cannot have:
    nobody leads themselves.
    """

    name: str
    kind: Kind
    is_needed: bool = False
    is_said: bool = True
    is_mark: bool = False
    unordered: bool = False
    options: type[StrEnum] | None = None
    default: str | None = None
    fewest: int = 0
    most: int = 1000
    apart: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that a choice may have, in the order of the vocabulary."""
        return tuple(option.value for option in self.options or ())


def _choice(name: str, options: type[StrEnum], default: StrEnum | None = None, *, is_said: bool = True) -> Field:
    default_value = default.value if default is not None else None
    return Field(name, Kind.CHOICE, is_needed=True, is_said=is_said, options=options, default=default_value)


_DAY = _choice("granularity", Granularity, Granularity.DAY, is_said=False)
_DATE = Field("date", Kind.DATE, is_said=False)

FIELDS: Final[Mapping[str, tuple[Field, ...]]] = MappingProxyType(
    {
        "role": (
            Field("person", Kind.ACTOR, is_needed=True),
            Field("title", Kind.TEXT, is_needed=True),
            Field("organization", Kind.ACTOR, apart="person"),
        ),
        "affiliation": (
            Field("member", Kind.ACTOR, is_needed=True),
            Field("of", Kind.ACTOR, is_needed=True, apart="member"),
        ),
        "lead": (
            Field("leader", Kind.ACTOR, is_needed=True),
            Field("of", Kind.ACTOR, is_needed=True, apart="leader"),
        ),
        "negotiation": (
            Field("parties", Kind.ACTORS, is_needed=True, unordered=True, fewest=2, most=2),
            _choice("modality", TalkModality, TalkModality.ACTUAL),
            Field("mediators", Kind.ACTORS, is_said=False, apart="parties"),
        ),
        "statement": (
            Field("sources", Kind.ACTORS),
            Field("cue", Kind.WORDS, is_needed=True, is_mark=True),
            Field("content", Kind.WORDS, is_needed=True),
            _choice("polarity", Polarity, Polarity.POSITIVE),
        ),
        "position": (
            Field("holder", Kind.ACTOR, is_needed=True),
            _choice("stance", Stance),
            Field("matter", Kind.WORDS, is_needed=True),
            Field("addressee", Kind.ACTOR, apart="holder"),
            _choice("modality", PositionModality, PositionModality.ASSERTED),
            Field("condition", Kind.WORDS),
            Field("sources", Kind.ACTORS),
            _DATE,
            _DAY,
            Field("issues", Kind.ISSUES, is_said=False),
        ),
        "label": (
            Field("actor", Kind.ACTOR, is_needed=True),
            Field("label", Kind.TEXT, is_needed=True),
            Field("source", Kind.ACTOR),
        ),
        "action": (
            Field("actor", Kind.ACTOR, is_needed=True),
            _choice("kind", ActionKind),
            Field("target", Kind.ACTOR),
            Field("amount", Kind.NUMBER),
            Field("unit", Kind.TEXT),
            Field("rate", Kind.NUMBER),
            _choice("status", ActionStatus),
            _DATE,
            _DAY,
        ),
    }
)
"""The fields of each heading (the first part of a fact's id), in the order of the dataclass; without ``within`` and
``reply_to``, which point at other facts of the document."""

TYPES: Final[Mapping[str, type[AnyFact]]] = MappingProxyType(
    {
        "role": Role,
        "affiliation": Affiliation,
        "lead": Lead,
        "negotiation": Negotiation,
        "statement": Statement,
        "position": Position,
        "label": Label,
        "action": Action,
    }
)
"""The dataclass of each heading."""

POINTERS: Final[Mapping[str, str]] = MappingProxyType({"statement": "within", "position": "reply_to"})
"""The field in which a fact holds the index of another fact of the same heading."""


def repointed[F: AnyFact](facts: Sequence[F], pointer: str | None, new_indexes: Mapping[int, int]) -> tuple[F, ...]:
    """The facts with each index by which they point at another fact replaced by its value in ``new_indexes``: by None
    if that lacks the index, or if the fact would point at itself.

    ``pointer`` is the field of `POINTERS`, None for a heading that has none.
    """
    if pointer is None:
        return tuple(facts)
    targets = [new_indexes.get(getattr(fact, pointer)) for fact in facts]
    changes: list[dict[str, Any]] = [
        {pointer: None if target == index else target} for index, target in enumerate(targets)
    ]
    return tuple(replace(fact, **change) for fact, change in zip(facts, changes, strict=True))


def fields_of(heading: str) -> Mapping[str, Field]:
    """The fields of a heading by their names.

    >>> list(fields_of("lead"))
    ['leader', 'of']
    """
    return {field.name: field for field in FIELDS[heading]}


def actors_of(heading: str, fact: AnyFact) -> Iterator[str]:
    """The ids of the actors that a fact names, including its sources."""
    for field in FIELDS[heading]:
        value = getattr(fact, field.name)
        if field.kind is Kind.ACTOR and value is not None:
            yield value
        elif field.kind is Kind.ACTORS:
            yield from value
