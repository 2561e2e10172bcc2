"""Convert a parameter's value, as a person writes it, to the values that a store binds."""

from __future__ import annotations

import datetime as dt
import math
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.errors import ActorAmbiguousError, ActorUnknownError, KgWarning, ParameterValueError
from kg.errors.checking import check_words
from kg.model import ActionKind, ActionStatus, Genre, PositionModality, Stance, TalkModality
from kg.query.issues import hint, issue_of, with_narrower
from kg.stores.protocol import Value, as_python
from kg.vocabulary import FACT_ID, short_id

if TYPE_CHECKING:
    from kg.lists import OwnList
    from kg.model import Document, Named
    from kg.query.question import Parameter
    from kg.record import ActorMatches, DocumentFilter, Record

__all__ = [
    "LISTED",
    "TYPES",
    "FindDocuments",
    "Finders",
    "KnownDocument",
    "actor_of",
    "bind_parameter",
    "check_period",
    "options",
]

type FindDocuments = Callable[[DocumentFilter], tuple[str, ...]]
"""Finds the ids, without ``document/``, of the documents that a filter accepts: ``Record.documents_where``."""


def _no_lookup(name: str) -> Any:
    raise AssertionError(f"nothing here names an actor or a document: {name}")


class Finders(NamedTuple):
    """What is needed to look up names: functions that find an actor, a document, and documents by their metadata, and
    the graph's own lists of issues. If ``documents`` is None, filters of documents stay as they are given."""

    actor: Callable[[str], ActorMatches[Named]] = _no_lookup
    document: Callable[[str], Document] = _no_lookup
    documents: FindDocuments | None = None
    lists: Sequence[OwnList] = ()

    @classmethod
    def of(cls, record: Record) -> Finders:
        """The finders of a record."""
        return cls(record.find_named, record.document, record.documents_where, record.lists())


class KnownDocument(str):
    """The id of a document (``document/...``) that need not be looked up."""

    __slots__ = ()


LISTED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "stance": tuple(map(str, Stance)),
        "sign": ("for", "against"),
        "modality": tuple(map(str, PositionModality)),
        "talk": tuple(map(str, TalkModality)),
        "kind": tuple(map(str, ActionKind)),
        "status": tuple(map(str, ActionStatus)),
        "genre": tuple(map(str, Genre)),
    }
)
"""The types of parameters with a closed list of values, with these values."""
TYPES: Final = (
    "actor",
    "issue",
    "concept",
    "document",
    "date",
    "text",
    "pair",
    "fact",
    "int",
    "float",
    "flag",
    *LISTED,
)
"""The types of parameters."""

_DATE_PATTERN: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DOCUMENT_ID: Final = r"document/([0-9a-f]{16})"
_LARGEST_INTEGER: Final = 2**63 - 1
_CANDIDATES_SHOWN: Final = 10


def options(type_: str) -> tuple[str, ...]:
    """The values of a type in `LISTED`; empty for any other type.

    >>> options("sign"), options("date")
    (('for', 'against'), ())
    """
    return LISTED.get(type_, ())


def bind_parameter(parameter: Parameter, raw_value: object, finders: Finders) -> Value | tuple[Value, ...]:
    """The value that a store binds or, for a parameter that takes several, the values, each once.

    ``raw_value`` is a string as a person types it, a date or number, or a list of these. The ids returned are short
    (``state/CN``). An ``issue`` stands for all issues below it as well, a ``concept`` for itself alone; those of the
    graph's own lists take precedence.
    Raises `ParameterValueError`, `ActorUnknownError`, `ActorAmbiguousError`, `IssueUnknownError`,
    `IssueAmbiguousError`, and what ``finders`` raise.
    """
    raw_value = as_python(raw_value)
    alternatives = raw_value if isinstance(raw_value, tuple) else (raw_value,)
    values = tuple(_with_short_id(parameter.name, each) if isinstance(each, str) else each for each in alternatives)
    if not parameter.several:
        if len(values) != 1:
            raise ParameterValueError(parameter=parameter.name, value=repr(raw_value), expected="one value")
        return _bind_one(parameter, values[0], finders)
    bound_values = dict.fromkeys(_bind_one(parameter, value, finders) for value in values)
    if parameter.type == "issue":
        lists = tuple(finders.lists)
        return tuple(dict.fromkeys(id_ for issue in bound_values for id_ in with_narrower(str(issue), lists)))
    return tuple(bound_values)


class _UnacceptedValueError(Exception):
    """A value that a parameter does not accept; ``expected`` describes to a person what it does accept."""

    def __init__(self, expected: str) -> None:
        self.expected = expected


def _bind_one(parameter: Parameter, raw_value: object, finders: Finders) -> Value:
    try:
        match parameter.type:
            case "int":
                return _positive_integer(raw_value)
            case "float":
                return _fraction(raw_value)
            case "date":
                return _iso_day(raw_value, is_end=parameter.name == "until")
            case "flag":
                return _flag(raw_value)
            case type_:
                return _bind_words(type_, raw_value, finders)
    except _UnacceptedValueError as error:
        raise ParameterValueError(parameter=parameter.name, value=repr(raw_value), expected=error.expected) from error


def _bind_words(type_: str, raw_value: object, finders: Finders) -> str:
    """The value of a parameter that is given in words: the id of what a name refers to, or the words themselves."""
    if not isinstance(raw_value, str) or not raw_value.strip():
        raise _UnacceptedValueError("a word")
    words = raw_value.strip()
    match type_:
        case "actor":
            return actor_of(words, finders.actor).id
        case "issue" | "concept":
            return issue_of(words, finders.lists)
        case "document":
            if isinstance(raw_value, KnownDocument):
                return words
            id_match = re.fullmatch(_DOCUMENT_ID, words)
            return f"document/{finders.document(id_match[1] if id_match else words).id}"
        case "fact":
            if not re.fullmatch(FACT_ID, words):
                raise _UnacceptedValueError("the id of a fact, such as position/9f86d081884c7d65/5c1f0a9be2d4")
        case "pair":
            name, _, value = words.partition("=")
            if not name.strip() or not value.strip():
                raise _UnacceptedValueError("NAME=VALUE, such as event=COP4")
        case _ if type_ in LISTED:
            return _option(words, LISTED[type_])
    return words


def _option(words: str, accepted: Sequence[str]) -> str:
    """The accepted value that the words are, but for case and the character between its parts."""
    option = re.sub(r"[\s_]+", "-", words.casefold())
    if option not in accepted:
        raise _UnacceptedValueError(f"one of {', '.join(accepted)}")
    return option


def _iso_day(raw_value: object, *, is_end: bool) -> str:
    """A day in ISO 8601; for a month or year its first day or, as the end of a period, its last."""
    if isinstance(raw_value, dt.date) and raw_value == raw_value:  # pandas' NaT is not equal to itself
        return raw_value.isoformat()[: len("2018-08-24")]
    match = _DATE_PATTERN.fullmatch(str(raw_value).strip())
    try:
        if match is None:
            raise ValueError(raw_value)
        year, month, day = (int(part) if part else None for part in match.groups())
        month = month if month is not None else 12 if is_end else 1
        if day is None and is_end:
            import calendar

            day = calendar.monthrange(year or 0, month)[1]
        return dt.date(year or 0, month, 1 if day is None else day).isoformat()
    except ValueError as error:
        raise _UnacceptedValueError("a day, month or year such as 2018-08-24, 2018-08 or 2018") from error


def _positive_integer(raw_value: object) -> int:
    try:
        # In pandas a column of whole numbers with a gap holds floats: 2.0 is 2.
        raw_value = int(raw_value) if isinstance(raw_value, float) and raw_value.is_integer() else raw_value
        number = raw_value if isinstance(raw_value, int) and not isinstance(raw_value, bool) else int(str(raw_value))
    except ValueError:
        number = 0
    if not 1 <= number <= _LARGEST_INTEGER:
        raise _UnacceptedValueError("a whole number from 1 on")
    return number


def _fraction(raw_value: object) -> float:
    try:
        number = math.nan if isinstance(raw_value, bool) else float(str(raw_value))
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise _UnacceptedValueError("a number from 0 to 1")
    return number


def _flag(raw_value: object) -> bool:
    if raw_value is not True and str(raw_value).casefold() not in {"true", "yes", "1"}:
        raise _UnacceptedValueError("yes, or nothing")
    return True


def check_period(bound_values: Mapping[str, object], raw_values: Mapping[str, object]) -> None:
    """Raise `ParameterValueError` if the period from ``since`` to ``until`` ends before it begins; the error quotes the
    raw values, as they were typed."""
    since, until = bound_values.get("since"), bound_values.get("until")
    if isinstance(since, str) and isinstance(until, str) and until < since:
        expected = f"{raw_values['since']} (since) or later"
        raise ParameterValueError(parameter="until", value=repr(str(raw_values["until"])), expected=expected)


def _with_short_id(parameter: str, words: str, expected: str = "a word") -> str:
    """The words unchanged, or the short id (``state/CN``) if they are an id with its namespace.

    Raises what `check_words` raises, which names the ``parameter``.
    """
    check_words(parameter, words, expected)
    return short_id(words.strip()) or words


def actor_of[A: Named](words: str, find: Callable[[str], ActorMatches[A]]) -> A:
    """The actor that the words (a name, an alias or an id) refer to; a name takes precedence over an alias.

    An id may have its namespace before it, as in RDF. If no actor has the name, a family name stands for the only
    person who has it, with a `KgWarning`; likewise for the one whom documents call by it alone, if others have it too.
    Raises `ActorUnknownError`, `ActorAmbiguousError`, and `ParameterValueError` if ``words`` is not a text.
    """
    matches = find(_with_short_id("actor", words, "a name, an alias or an id"))
    if len(matches.actors) == 1:
        (actor,) = matches.actors
        if namesakes := [_name_and_id(person) for person in matches.surnamed if person.id != actor.id]:
            message = f"{words} means {_name_and_id(actor)}, as in a document; others have that family name: "
            warnings.warn(message + _candidate_list(namesakes), KgWarning, stacklevel=2)
        return actor
    same_name = [actor for actor in matches.actors if actor.name.casefold() == words.casefold()]
    if len(same_name) == 1:
        return same_name[0]
    if not matches.actors and len(matches.surnamed) == 1:
        (person,) = matches.surnamed
        message = f"{words} means {_name_and_id(person)}, the only person of that family name"
        warnings.warn(message, KgWarning, stacklevel=2)
        return person
    if not matches.actors:
        raise ActorUnknownError(actor=repr(words), hint=hint(matches.suggestions))
    candidates = _candidate_list([_name_and_id(actor) for actor in matches.actors])
    raise ActorAmbiguousError(actor=repr(words), candidates=candidates)


def _name_and_id(actor: Named) -> str:
    return f"{actor.name} ({actor.id})"


def _candidate_list(candidates: Sequence[str]) -> str:
    """The first candidates, separated by commas, and the number of those left out."""
    more = len(candidates) - _CANDIDATES_SHOWN
    return ", ".join(candidates[:_CANDIDATES_SHOWN]) + (f" and {more} more" if more > 0 else "")
