"""Filters of documents, by source, genre, tags and metadata: a question takes the documents that they leave."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from kg.query.question import Parameter, Question
from kg.query.values import FindDocuments, Finders, KnownDocument, bound
from kg.stores.protocol import as_python

__all__ = ["NOWHERE", "OF_DOCUMENTS", "meant", "narrowed", "parameters", "several"]

NOWHERE: Final = "document/0000000000000000"
"""The id of no document."""


def parameters(*each: Parameter) -> Mapping[str, Parameter]:
    """The parameters by their names."""
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
"""The filters that say by what is known of documents which of them are meant: the fields of `DocumentFilter`."""


def narrowed(asked: Question, given: Mapping[str, object], finders: Finders) -> Mapping[str, object]:
    """What a question is given, with documents in the place of the filters that say which of them are meant.

    A question that takes no documents keeps what it is given. Raises `ParameterValueError`, and what ``finders`` raise.
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
    """The ids of the documents that are meant by what is said ``about`` them, and are ``among`` some ids where such are
    given; `NOWHERE` where there is none. Raises what ``find_documents`` does."""
    from kg.record import DocumentFilter

    found = [f"document/{id_}" for id_ in find_documents(DocumentFilter(**about))]
    return tuple(id_ for id_ in found if among is None or id_ in among) or (NOWHERE,)
