"""What a person gives for a parameter, turned into the values that a store binds."""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.errors import (
    ActorAmbiguousError,
    ActorUnknownError,
    IssueAmbiguousError,
    IssueUnknownError,
    KgWarning,
    ParameterValueError,
)
from kg.errors.checking import check_words
from kg.folding import without_case
from kg.model import ActionKind, ActionStatus, Genre, PositionModality, Stance, TalkModality
from kg.stores.protocol import Value, as_own
from kg.vocabulary import FACT_ID, OWN, concepts, schema_path, short_id

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
    "issue_of",
    "labels_of_issues",
    "options",
]

type FindDocuments = Callable[[DocumentFilter], tuple[str, ...]]
"""``Record.documents_where``, or what does the same."""


def _unasked(name: str) -> Any:
    raise AssertionError(f"nothing here names an actor or a document: {name}")


class Finders(NamedTuple):
    """What looks up the names that a person gives: of an actor, of a document, of documents by what is known of them,
    of an issue in the graph's own lists. Without ``documents`` the filters of documents stay as they are given."""

    actor: Callable[[str], ActorMatches[Named]] = _unasked
    document: Callable[[str], Document] = _unasked
    documents: FindDocuments | None = None
    lists: Sequence[OwnList] = ()

    @classmethod
    def of(cls, record: Record) -> Finders:
        """Those of a record."""
        return cls(record.find_named, record.document, record.documents_where, record.lists())


class KnownDocument(str):
    """The id of a document (``document/...``) that need not be looked up any more."""

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
"""The types of parameters that have a closed list of values, with these."""
TYPES: Final = ("actor", "issue", "document", "date", "text", "pair", "fact", "int", "float", "flag", *LISTED)
"""The types of parameters."""

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_OWN: Final = OWN + r"[^\s<>\"{}|\\^`]+"
_DOCUMENT: Final = r"document/([0-9a-f]{16})"
_MOST: Final = 2**63 - 1
_NEAR: Final = 0.6
_CANDIDATES: Final = 10


def options(type_: str) -> tuple[str, ...]:
    """The values of one of the `LISTED` types; none of any other.

    >>> options("sign"), options("date")
    (('for', 'against'), ())
    """
    return LISTED.get(type_, ())


def bound(parameter: Parameter, given: object, finders: Finders) -> Value | tuple[Value, ...]:
    """The value or, for a parameter that takes several, the values that a store binds.

    ``given`` is a string as a person types it, a date or number, or a list of such; ids are short (``state/CN``). An
    issue stands for all those below it as well; issues of the graph's own lists come before ours.
    Raises `ParameterValueError`, `ActorUnknownError`, `ActorAmbiguousError`, `IssueUnknownError`,
    `IssueAmbiguousError`, and what ``finders`` raise.
    """
    given = as_own(given)
    values = tuple(_short(parameter.name, value) for value in (given if isinstance(given, tuple) else (given,)))
    if not parameter.several:
        if len(values) != 1:
            raise ParameterValueError(parameter=parameter.name, value=repr(given), expected="one value")
        return _one(parameter, values[0], finders)
    found = dict.fromkeys(_one(parameter, value, finders) for value in values)
    if parameter.type == "issue":
        return tuple(dict.fromkeys(id_ for issue in found for id_ in _with_narrower(str(issue), tuple(finders.lists))))
    return tuple(found)


def _one(parameter: Parameter, given: object, finders: Finders) -> Value:
    match parameter.type:
        case "int":
            return _whole(parameter, given)
        case "float":
            return _share(parameter, given)
        case "date":
            return _day(parameter, given)
        case "flag":
            return _yes(parameter, given)
        case _:
            return _worded(parameter, given, finders)


def _worded(parameter: Parameter, given: object, finders: Finders) -> str:
    """What stands for something that has a name."""
    if not isinstance(given, str) or not given.strip():
        raise ParameterValueError(parameter=parameter.name, value=repr(given), expected="a word")
    words = given.strip()
    match parameter.type:
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
                expected = "the id of a fact, such as position/9f86d081884c7d65/5c1f0a9be2d4"
                raise ParameterValueError(parameter=parameter.name, value=repr(given), expected=expected)
            return words
        case "text":
            return words
        case "pair":
            name, _, value = words.partition("=")
            if not name.strip() or not value.strip():
                raise ParameterValueError(
                    parameter=parameter.name, value=repr(given), expected="NAME=VALUE, such as event=COP4"
                )
            return words
        case listed:
            return _option(parameter, words, options(listed))


def _option(parameter: Parameter, words: str, known: Iterable[str]) -> str:
    key = re.sub(r"[\s_]+", "-", words.casefold())
    if key not in known:
        raise ParameterValueError(parameter=parameter.name, value=repr(words), expected=f"one of {', '.join(known)}")
    return key


def _day(parameter: Parameter, given: object) -> str:
    """A day; of a year or a month its last one for ``until``, else its first."""
    if isinstance(given, dt.date) and given == given:  # as a time of pandas that is none is not
        return given.isoformat()[: len("2018-08-24")]
    match = _DATE.fullmatch(str(given).strip())
    try:
        if match is None:
            raise ValueError(given)
        year, month, day = (int(part) if part else None for part in match.groups())
        last = parameter.name == "until"
        month = month if month is not None else 12 if last else 1
        if day is None and last:
            import calendar

            day = calendar.monthrange(year or 0, month)[1]
        return dt.date(year or 0, month, 1 if day is None else day).isoformat()
    except ValueError as error:
        expected = "a day, month or year such as 2018-08-24, 2018-08 or 2018"
        raise ParameterValueError(parameter=parameter.name, value=repr(given), expected=expected) from error


def _whole(parameter: Parameter, given: object) -> int:
    try:
        number = given if isinstance(given, int) and not isinstance(given, bool) else int(str(given))
        if not 1 <= number <= _MOST:
            raise ValueError(given)
    except ValueError as error:
        expected = "a whole number from 1 on"
        raise ParameterValueError(parameter=parameter.name, value=repr(given), expected=expected) from error
    return number


def check_period(values: Mapping[str, object], given: Mapping[str, object]) -> None:
    """Raise `ParameterValueError` where a time ends before it begins; ``given`` is what was typed."""
    since, until = values.get("since"), values.get("until")
    if isinstance(since, str) and isinstance(until, str) and until < since:
        expected = f"{given['since']} (since) or later"
        raise ParameterValueError(parameter="until", value=repr(str(given["until"])), expected=expected)


def _yes(parameter: Parameter, given: object) -> bool:
    if given is not True and str(given).casefold() not in {"true", "yes", "1"}:
        raise ParameterValueError(parameter=parameter.name, value=repr(given), expected="yes, or nothing")
    return True


def _share(parameter: Parameter, given: object) -> float:
    try:
        number = math.nan if isinstance(given, bool) else float(str(given))
        if not 0 <= number <= 1:
            raise ValueError(given)
    except ValueError as error:
        expected = "a number from 0 to 1"
        raise ParameterValueError(parameter=parameter.name, value=repr(given), expected=expected) from error
    return number


def _short(parameter: str, given: object) -> object:
    """What is given; of an id with its namespace, as RDF has it, the short form."""
    if not isinstance(given, str):
        return given
    check_words(parameter, given)
    return short_id(given.strip()) or given


def actor_of[A: Named](words: str, find: Callable[[str], ActorMatches[A]]) -> A:
    """The one actor that a name, alias or id means; an alias that others share gives way to the actor whose name it is.

    An id may have its namespace before it, as in RDF. Where nobody is called so, a family name stands for the one
    person who has it, with a `KgWarning`; with one, too, for the one whom documents call by it, where others have it.
    Raises `ActorUnknownError`, `ActorAmbiguousError`, and `ParameterValueError` for what is no text.
    """
    check_words("actor", words, "a name, an alias or an id")
    matches = find(short_id(words) or words)
    if len(matches.actors) == 1:
        (called,) = matches.actors
        if others := [_candidate(person) for person in matches.surnamed if person.id != called.id]:
            told = (
                f"{words} is taken for {_candidate(called)}, whom a document calls so; others have that family name: "
            )
            warnings.warn(told + _listed_shortly(others), KgWarning, stacklevel=2)
        return called
    named = [actor for actor in matches.actors if actor.name.casefold() == words.casefold()]
    if len(named) == 1:
        return named[0]
    if not matches.actors and len(matches.surnamed) == 1:
        (person,) = matches.surnamed
        told = f"{words} is taken for {_candidate(person)}, the only one of that family name"
        warnings.warn(told, KgWarning, stacklevel=2)
        return person
    if not matches.actors:
        raise ActorUnknownError(actor=repr(words), hint=_hint(matches.suggestions))
    candidates = _listed_shortly([_candidate(actor) for actor in matches.actors])
    raise ActorAmbiguousError(actor=repr(words), candidates=candidates)


def _candidate(actor: Named) -> str:
    return f"{actor.name} ({actor.id})"


def _listed_shortly(candidates: Sequence[str]) -> str:
    more = len(candidates) - _CANDIDATES
    return ", ".join(candidates[:_CANDIDATES]) + (f" and {more} more" if more > 0 else "")


def issue_of(words: str, lists: Sequence[OwnList] = ()) -> str:
    """The id of the issue that a label, a concept's name or an id means; labels of the project's own lists come first.

    Raises `IssueUnknownError` or `IssueAmbiguousError`.
    """
    if re.fullmatch(_OWN, words):
        return words
    names, others = _issues()
    key = without_case(words)
    if listed := _listed(key, lists) or names.get(key):
        return listed
    found = others.get(key, ())
    if len(found) == 1:
        return found[0]
    if found:
        raise IssueAmbiguousError(issue=repr(words), candidates=", ".join(found))
    from kg.stores.ids import own_issue

    labels = _labels()
    close = difflib.get_close_matches(key, [*labels, *others], n=8, cutoff=_NEAR)
    ids = dict.fromkeys(id_ for label in close for id_ in ((labels[label],) if label in labels else others[label]))
    shown = {id_: label for label, id_ in labels.items()}
    hint = _hint([shown[id_].capitalize() for id_ in ids][:5])
    raise IssueUnknownError(issue=repr(words), hint=hint, own=own_issue(words), scheme=schema_path("issues.ttl"))


def _listed(key: str, lists: Sequence[OwnList]) -> str | None:
    """The issue that has this label in a list, else the one that has it beside its label."""
    issues = [issue for each in lists for issue in each.issues]
    named = next((issue for issue in issues if without_case(issue.label) == key), None)
    named = named or next((issue for issue in issues if key in map(without_case, issue.aliases)), None)
    return f"issue/{named.concept}" if named else None


@lru_cache(maxsize=256)
def _with_narrower(issue: str, lists: tuple[OwnList, ...] = ()) -> tuple[str, ...]:
    """The issue, then those below it, each once."""
    narrower: dict[str, list[str]] = {}
    for concept in concepts().values():
        for broader in concept.broader:
            narrower.setdefault(broader, []).append(concept.id)
    for listed in (each for own in lists for each in own.issues if each.broader):
        narrower.setdefault(f"issue/{listed.broader}", []).append(f"issue/{listed.concept}")
    found = {issue: None}
    waiting = [issue]
    while waiting:
        fresh = [id_ for id_ in narrower.get(waiting.pop(), ()) if id_ not in found]
        found |= dict.fromkeys(fresh)
        waiting += fresh
    return tuple(found)


@cache
def _issues() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """Short ids by folded id, concept name and label; and by alternative label, which several concepts may share."""
    names: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    for id_, concept in concepts().items():
        names |= {without_case(name): id_ for name in (id_, id_.removeprefix("issue/"), concept.label)}
        for label in concept.alternatives:
            others.setdefault(without_case(label), []).append(id_)
    return names, {label: tuple(dict.fromkeys(ids)) for label, ids in others.items()}


@cache
def _labels() -> Mapping[str, str]:
    """Short ids by folded label."""
    return {without_case(concept.label): id_ for id_, concept in concepts().items()}


def labels_of_issues() -> tuple[str, ...]:
    """The labels of the scheme's concepts, sorted."""
    return tuple(sorted(concept.label for concept in concepts().values()))


def _hint(suggestions: Iterable[str]) -> str:
    listed = ", ".join(suggestions)
    return f" Did you mean one of: {listed}?" if listed else ""
