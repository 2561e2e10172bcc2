"""The filters of documents and facts that exports and networks share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ParameterValueError
from kg.model import ActorType
from kg.query.narrowing import OF_DOCUMENTS, meant, parameters, several
from kg.query.question import Parameter, given_of
from kg.query.values import FindDocuments, Finders, bound, check_period
from kg.record.filtering import DocumentFilter

if TYPE_CHECKING:
    from kg.model import Document

__all__ = [
    "FILTERS",
    "NO_UNNAMED",
    "Filters",
    "bound_filters",
    "check_options",
]

FILTERS: Final = parameters(
    Parameter("since", "date", "dated on this day or later; a week, month or year counts as its first day"),
    Parameter("until", "date", "dated on this day or earlier; a week, month or year counts as its first day"),
    several("document", "document", "in this document only"),
    *OF_DOCUMENTS.values(),
    several("issue", "issue", "about this issue or one below it"),
    several("actor", "actor", "with this actor at one end"),
    several("type", "text", "between actors of this type only"),
    Parameter("min_confidence", "float", "of at least this confidence (0 to 1)"),
)
"""The shared filters, by name."""
NO_UNNAMED: Final = Parameter("no_unnamed", "flag", "without unnamed groups and their facts")
"""The filter of `kg.query.unnamed_groups`, which needs more than one fact."""


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
        is_named = not self.document or f"document/{document.id}" in self.document
        return is_named and DocumentFilter.has(self, document)

    def in_time(self, day: dt.date | None) -> bool:
        """Whether the day is within the period; None is only if the period is unlimited."""
        shown = day.isoformat() if day else ""
        return (self.since is None or shown >= self.since) and (self.until is None or "" < shown <= self.until)


def bound_filters(
    what: str,
    given: Mapping[str, object],
    known: Mapping[str, Parameter],
    finders: Finders,
    *,
    beside: Collection[str] = (),
) -> dict[str, Any]:
    """The values of the given filters, all of which must be ``known``; ``what`` names in errors who takes them, and
    ``beside`` are the names of what it takes besides filters.

    None, False and empty lists count as not given. With ``finders.documents``, which knows all locations of each
    document, filters of documents are replaced by ``document``, the matching ids. Raises `UnknownParameterError`,
    `ParameterValueError`, `DocumentsMissingError`, and what `kg.query.values.bound` raises.
    """
    said = given_of(given, known, what, beside)
    values: dict[str, Any] = {name: bound(known[name], value, finders) for name, value in said.items()}
    if "type" in values:
        values["type"] = tuple(str(value).casefold() for value in values["type"])
        check_options("type", values["type"], ActorType)
    check_period(values, said)
    return _narrowed(values, finders.documents) if finders.documents else values


def _narrowed(values: Mapping[str, Any], find_documents: FindDocuments) -> dict[str, Any]:
    about = {name: value for name, value in values.items() if name in OF_DOCUMENTS}
    if not about:
        return dict(values)
    documents = meant(about, values.get("document"), find_documents)
    rest = {name: value for name, value in values.items() if name not in about}
    return {**rest, "document": documents}


def check_options(name: str, values: Iterable[str], options: Iterable[str]) -> None:
    """Raise `ParameterValueError` if one of the values is not an option."""
    known = dict.fromkeys(options)
    for value in values:
        if value not in known:
            raise ParameterValueError(parameter=name, value=repr(value), expected=f"one of {', '.join(known)}")
