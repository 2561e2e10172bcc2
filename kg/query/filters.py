"""The filters of documents and facts that exports and networks share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ParameterValueError
from kg.model import ActorType
from kg.query.narrowing import DOCUMENT_FILTERS, matching_documents, multi_valued, parameters_by_name
from kg.query.question import Parameter, given_parameters
from kg.query.values import FindDocuments, Finders, bind_parameter, check_period
from kg.record.filtering import DocumentFilter

if TYPE_CHECKING:
    from kg.model import Document

__all__ = [
    "FILTERS",
    "NO_UNNAMED",
    "Filters",
    "bound_filters",
    "check_choices",
]

FILTERS: Final = parameters_by_name(
    Parameter("since", "date", "dated on this day or later; a week, month or year counts as its first day"),
    Parameter("until", "date", "dated on this day or earlier; a week, month or year counts as its first day"),
    multi_valued("document", "document", "in this document only"),
    *DOCUMENT_FILTERS.values(),
    multi_valued("issue", "issue", "about this issue or one below it"),
    multi_valued("actor", "actor", "with this actor at one end"),
    multi_valued("type", "text", "between actors of this type only"),
    Parameter("min_confidence", "float", "of at least this confidence (0 to 1)"),
)
"""The shared filters, by name."""
NO_UNNAMED: Final = Parameter("no_unnamed", "flag", "without unnamed groups and their facts")
"""The filter of `kg.query.unnamed_groups`. It is none of `FILTERS`, since it needs more than the fact itself."""


@dataclass(frozen=True, slots=True)
class Filters(DocumentFilter):
    """Conditions on a fact and its document; all filters must hold, each for any one of its values. An empty filter
    always holds.

    ``since`` and ``until`` are ISO days, inclusive; ids are short (``state/CN``, ``document/...``).
    """

    since: str | None = None
    until: str | None = None
    document: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    min_confidence: float = 0.0

    def has(self, document: Document) -> bool:
        """Whether the filters accept facts of this document."""
        is_selected = not self.document or f"document/{document.id}" in self.document
        return is_selected and DocumentFilter.has(self, document)

    def in_time(self, day: dt.date | None) -> bool:
        """Whether the day is within the period; no day (None) is within an unlimited period alone."""
        iso_day = day.isoformat() if day else ""
        return (self.since is None or iso_day >= self.since) and (self.until is None or "" < iso_day <= self.until)


def bound_filters(
    taker: str,
    raw_filters: Mapping[str, object],
    accepted: Mapping[str, Parameter],
    finders: Finders,
    *,
    also_named: Collection[str] = (),
    elsewhere: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """The values of the filters as `Filters` holds them, by name; None and False count as not given.

    Errors call whoever takes the filters ``taker`` ("an export"), and list the ``accepted`` filters and its other
    parameters, those ``also_named``; ``elsewhere`` says how the values of others are given. If ``finders.documents``
    is there to search for documents, at all locations of each, the filters of documents are replaced by ``document``,
    the ids of those that match. Raises `UnknownParameterError`, `ParameterValueError`, `DocumentsMissingError`, and
    what `kg.query.values.bind_parameter` raises.
    """
    given = given_parameters(raw_filters, accepted, taker, also_named=also_named, elsewhere=elsewhere)
    values: dict[str, Any] = {name: bind_parameter(accepted[name], value, finders) for name, value in given.items()}
    if "type" in values:
        values["type"] = tuple(str(value).casefold() for value in values["type"])
        check_choices("type", values["type"], ActorType)
    check_period(values, given)
    return _with_matching_documents(values, finders.documents) if finders.documents else values


def _with_matching_documents(values: Mapping[str, Any], find_documents: FindDocuments) -> dict[str, Any]:
    document_filters = {name: value for name, value in values.items() if name in DOCUMENT_FILTERS}
    if not document_filters:
        return dict(values)
    other_filters = {name: value for name, value in values.items() if name not in document_filters}
    documents = matching_documents(document_filters, values.get("document"), find_documents)
    return {**other_filters, "document": documents}


def check_choices(name: str, values: Iterable[str], options: Iterable[str]) -> None:
    """Raise `ParameterValueError` if one of the values is not an option."""
    accepted = dict.fromkeys(options)
    for value in values:
        if value not in accepted:
            raise ParameterValueError(parameter=name, value=repr(value), expected=f"one of {', '.join(accepted)}")
