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
    "bound",
    "check_period",
    "options",
]

type FindDocuments = Callable[[DocumentFilter], tuple[str, ...]]
"""``Record.documents_where``, or an equivalent."""


def _unasked(name: str) -> Any:
    raise AssertionError(f"nothing here names an actor or a document: {name}")


class Finders(NamedTuple):
    """Functions that look up an actor, a document, and documents by their metadata; and the graph's own lists of
    issues. Without ``documents`` filters of documents stay as they are given."""

    actor: Callable[[str], ActorMatches[Named]] = _unasked
    document: Callable[[str], Document] = _unasked
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
TYPES: Final = ("actor", "issue", "document", "date", "text", "pair", "fact", "int", "float", "flag", *LISTED)
"""The types of parameters."""

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DOCUMENT: Final = r"document/([0-9a-f]{16})"
_MOST: Final = 2**63 - 1
_CANDIDATES: Final = 10


def options(type_: str) -> tuple[str, ...]:
    """The values of a type in `LISTED`; empty for any other type.

    >>> options("sign"), options("date")
    (('for', 'against'), ())
    """
    return LISTED.get(type_, ())


def bound(parameter: Parameter, given: object, finders: Finders) -> Value | tuple[Value, ...]:
    """The value that a store binds or, for a parameter that takes several, the values.

    ``given`` is a string as a person types it, a date or number, or a list of these; ids are short (``state/CN``). An
    issue stands for all issues below it as well; those of the graph's own lists take precedence. Raises
    `ParameterValueError`, `ActorUnknownError`, `ActorAmbiguousError`, `IssueUnknownError`, `IssueAmbiguousError`, and
    what ``finders`` raise.
    """
    given = as_python(given)
    several = given if isinstance(given, tuple) else (given,)
    values = tuple(_short(parameter.name, value) if isinstance(value, str) else value for value in several)
    if not parameter.several:
        if len(values) != 1:
            raise ParameterValueError(parameter=parameter.name, value=repr(given), expected="one value")
        return _one(parameter, values[0], finders)
    found = dict.fromkeys(_one(parameter, value, finders) for value in values)
    if parameter.type == "issue":
        return tuple(dict.fromkeys(id_ for issue in found for id_ in with_narrower(str(issue), tuple(finders.lists))))
    return tuple(found)


class _MisfitError(Exception):
    """A value that a parameter does not accept."""

    def __init__(self, expected: str) -> None:
        self.expected = expected


def _one(parameter: Parameter, given: object, finders: Finders) -> Value:
    try:
        match parameter.type:
            case "int":
                return _whole(given)
            case "float":
                return _share(given)
            case "date":
                return _day(given, is_last=parameter.name == "until")
            case "flag":
                return _yes(given)
            case type_:
                return _worded(type_, given, finders)
    except _MisfitError as error:
        raise ParameterValueError(parameter=parameter.name, value=repr(given), expected=error.expected) from error


def _worded(type_: str, given: object, finders: Finders) -> str:
    """The id or value of something that is given by name."""
    if not isinstance(given, str) or not given.strip():
        raise _MisfitError("a word")
    words = given.strip()
    match type_:
        case "actor":
            return actor_of(words, finders.actor).id
        case "issue":
            return issue_of(words, finders.lists)
        case "document":
            if isinstance(given, KnownDocument):
                return words
            short = re.fullmatch(_DOCUMENT, words)
            return f"document/{finders.document(short[1] if short else words).id}"
        case "fact":
            if not re.fullmatch(FACT_ID, words):
                raise _MisfitError("the id of a fact, such as position/9f86d081884c7d65/5c1f0a9be2d4")
        case "pair":
            name, _, value = words.partition("=")
            if not name.strip() or not value.strip():
                raise _MisfitError("NAME=VALUE, such as event=COP4")
        case listed if listed in LISTED:
            return _option(words, LISTED[listed])
    return words


def _option(words: str, known: Sequence[str]) -> str:
    key = re.sub(r"[\s_]+", "-", words.casefold())
    if key not in known:
        raise _MisfitError(f"one of {', '.join(known)}")
    return key


def _day(given: object, *, is_last: bool) -> str:
    """A day; for a month or year its first day, or its last."""
    if isinstance(given, dt.date) and given == given:  # pandas' NaT is not equal to itself
        return given.isoformat()[: len("2018-08-24")]
    match = _DATE.fullmatch(str(given).strip())
    try:
        if match is None:
            raise ValueError(given)
        year, month, day = (int(part) if part else None for part in match.groups())
        month = month if month is not None else 12 if is_last else 1
        if day is None and is_last:
            import calendar

            day = calendar.monthrange(year or 0, month)[1]
        return dt.date(year or 0, month, 1 if day is None else day).isoformat()
    except ValueError as error:
        raise _MisfitError("a day, month or year such as 2018-08-24, 2018-08 or 2018") from error


def _whole(given: object) -> int:
    try:
        # In pandas a column of whole numbers with a gap holds floats: 2.0 is 2.
        given = int(given) if isinstance(given, float) and given.is_integer() else given
        number = given if isinstance(given, int) and not isinstance(given, bool) else int(str(given))
    except ValueError:
        number = 0
    if not 1 <= number <= _MOST:
        raise _MisfitError("a whole number from 1 on")
    return number


def _share(given: object) -> float:
    try:
        number = math.nan if isinstance(given, bool) else float(str(given))
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise _MisfitError("a number from 0 to 1")
    return number


def _yes(given: object) -> bool:
    if given is not True and str(given).casefold() not in {"true", "yes", "1"}:
        raise _MisfitError("yes, or nothing")
    return True


def check_period(values: Mapping[str, object], given: Mapping[str, object]) -> None:
    """Raise `ParameterValueError` if a period ends before it begins; ``given`` has the values as typed."""
    since, until = values.get("since"), values.get("until")
    if isinstance(since, str) and isinstance(until, str) and until < since:
        expected = f"{given['since']} (since) or later"
        raise ParameterValueError(parameter="until", value=repr(str(given["until"])), expected=expected)


def _short(parameter: str, given: str, expected: str = "a word") -> str:
    """The given text; an id with its namespace is shortened. Raises what `check_words` does."""
    check_words(parameter, given, expected)
    return short_id(given.strip()) or given


def actor_of[A: Named](words: str, find: Callable[[str], ActorMatches[A]]) -> A:
    """The actor that a name, alias or id means; an actor with this name takes precedence over others with this alias.

    An id may have its namespace before it, as in RDF. If no actor has the name, a family name stands for the only
    person who has it, with a `KgWarning`; likewise for the one whom documents call by it alone, if others have it too.
    Raises `ActorUnknownError`, `ActorAmbiguousError`, and `ParameterValueError` if it is not a text.
    """
    matches = find(_short("actor", words, "a name, an alias or an id"))
    if len(matches.actors) == 1:
        (called,) = matches.actors
        if others := [_candidate(person) for person in matches.surnamed if person.id != called.id]:
            told = f"{words} means {_candidate(called)}, as in a document; others have that family name: "
            warnings.warn(told + _shortened(others), KgWarning, stacklevel=2)
        return called
    named = [actor for actor in matches.actors if actor.name.casefold() == words.casefold()]
    if len(named) == 1:
        return named[0]
    if not matches.actors and len(matches.surnamed) == 1:
        (person,) = matches.surnamed
        told = f"{words} means {_candidate(person)}, the only person of that family name"
        warnings.warn(told, KgWarning, stacklevel=2)
        return person
    if not matches.actors:
        raise ActorUnknownError(actor=repr(words), hint=hint(matches.suggestions))
    candidates = _shortened([_candidate(actor) for actor in matches.actors])
    raise ActorAmbiguousError(actor=repr(words), candidates=candidates)


def _candidate(actor: Named) -> str:
    return f"{actor.name} ({actor.id})"


def _shortened(candidates: Sequence[str]) -> str:
    more = len(candidates) - _CANDIDATES
    return ", ".join(candidates[:_CANDIDATES]) + (f" and {more} more" if more > 0 else "")
