"""Filters of documents by source, genre, tags and metadata: a question is asked about the documents that match."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Final

from kg.query.question import Parameter, Question
from kg.query.values import FindDocuments, Finders, KnownDocument, bind_parameter
from kg.stores.protocol import as_python

__all__ = [
    "DOCUMENT_FILTERS",
    "NO_DOCUMENT",
    "matching_documents",
    "multi_valued",
    "parameters_by_name",
    "resolve_filters",
]

NO_DOCUMENT: Final = "document/0000000000000000"
"""An id that no document has: where no document matches, a question is asked about this one, since a question about no
document in particular is about all."""


def parameters_by_name(*parameters: Parameter) -> Mapping[str, Parameter]:
    """The parameters, keyed by name, in this order."""
    return MappingProxyType({parameter.name: parameter for parameter in parameters})


def multi_valued(name: str, type_: str, help_: str) -> Parameter:
    """A parameter that takes several values, which are alternatives."""
    return Parameter(name, type_, help_, several=True)


DOCUMENT_FILTERS: Final = parameters_by_name(
    multi_valued("source", "text", "in documents published by this one"),
    multi_valued("genre", "genre", "in documents of this genre"),
    multi_valued("tag", "text", "in documents with this tag"),
    multi_valued("where", "pair", "in documents of which this is told: event=COP4; other names all have to hold"),
)
"""The filters of documents by their metadata: the fields of `DocumentFilter`."""


def resolve_filters(question: Question, raw_parameters: Mapping[str, object], finders: Finders) -> Mapping[str, object]:
    """A question's parameters, with the filters of documents replaced by ``document``, the ids of those that match.

    They stay as they are if the question takes no ``document`` or ``finders`` cannot search for documents. Raises
    `ParameterValueError`, and what ``finders`` raise.
    """
    raw_parameters = {name: as_python(value) for name, value in raw_parameters.items()}
    own_parameters = {parameter.name: parameter for parameter in question.parameters}
    filter_names = [name for name in DOCUMENT_FILTERS if raw_parameters.get(name) and name not in own_parameters]
    if not filter_names or "document" not in own_parameters or finders.documents is None:
        return raw_parameters
    filters = {name: bind_parameter(DOCUMENT_FILTERS[name], raw_parameters[name], finders) for name in filter_names}
    raw_documents = raw_parameters.get("document")
    candidates: Any = bind_parameter(own_parameters["document"], raw_documents, finders) if raw_documents else None
    other_parameters = {name: value for name, value in raw_parameters.items() if name not in filter_names}
    documents = matching_documents(filters, candidates, finders.documents)
    return {**other_parameters, "document": [KnownDocument(id_) for id_ in documents]}


def matching_documents(
    filters: Mapping[str, Any], candidates: Collection[str] | None, find_documents: FindDocuments
) -> tuple[str, ...]:
    """The short ids (``document/...``) of the documents that match all filters, of the ``candidates`` alone if there
    are any; `NO_DOCUMENT` alone if none matches. Raises what ``find_documents`` raises."""
    from kg.record import DocumentFilter

    ids = [f"document/{id_}" for id_ in find_documents(DocumentFilter(**filters))]
    return tuple(id_ for id_ in ids if candidates is None or id_ in candidates) or (NO_DOCUMENT,)
