"""Filters of documents by source, genre, tags and metadata: a question is asked about the documents that match."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from kg.query.question import Parameter, Question
from kg.query.values import FindDocuments, Finders, KnownDocument, bound
from kg.stores.protocol import as_python

__all__ = ["NOWHERE", "OF_DOCUMENTS", "meant", "narrowed", "parameters", "several"]

NOWHERE: Final = "document/0000000000000000"
"""An id that no document has."""


def parameters(*each: Parameter) -> Mapping[str, Parameter]:
    """The parameters by name."""
    return MappingProxyType({one.name: one for one in each})


def several(name: str, type_: str, help_: str) -> Parameter:
    """A parameter whose values are alternatives."""
    return Parameter(name, type_, help_, several=True)


OF_DOCUMENTS: Final = parameters(
    several("source", "text", "in documents published by this one"),
    several("genre", "genre", "in documents of this genre"),
    several("tag", "text", "in documents with this tag"),
    several("where", "pair", "in documents of which this is told: event=COP4; other names all have to hold"),
)
"""The filters of documents by their metadata: the fields of `DocumentFilter`."""


def narrowed(asked: Question, given: Mapping[str, object], finders: Finders) -> Mapping[str, object]:
    """A question's parameters, with the filters of documents replaced by the matching documents.

    A question without documents keeps its parameters. Raises `ParameterValueError`, and what ``finders`` raise.
    """
    given = {name: as_python(value) for name, value in given.items()}
    parameters_ = {parameter.name: parameter for parameter in asked.parameters}
    names = [name for name in OF_DOCUMENTS if given.get(name) and name not in parameters_]
    if not names or "document" not in parameters_ or finders.documents is None:
        return given
    about = {name: bound(OF_DOCUMENTS[name], given[name], finders) for name in names}
    named = given.get("document")
    among = bound(parameters_["document"], named, finders) if named else None
    rest = {name: value for name, value in given.items() if name not in names}
    return {**rest, "document": [KnownDocument(id_) for id_ in meant(about, among, finders.documents)]}


def meant(about: Mapping[str, Any], among: Any, find_documents: FindDocuments) -> tuple[str, ...]:
    """The ids of the documents that match the filters in ``about`` and are ``among`` the given ids, if there are any;
    `NOWHERE` if there is none. Raises what ``find_documents`` does."""
    from kg.record import DocumentFilter

    found = [f"document/{id_}" for id_ in find_documents(DocumentFilter(**about))]
    return tuple(id_ for id_ in found if among is None or id_ in among) or (NOWHERE,)
