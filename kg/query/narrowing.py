"""The filters that say by what is known of documents which of them are asked: those of questions, and of all that has
filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg.query.question import Parameter, Question
from kg.query.values import FindDocument, KnownDocument, bound

if TYPE_CHECKING:
    from kg.model import Named
    from kg.record import ActorMatches, DocumentFilter

__all__ = ["NOWHERE", "OF_DOCUMENTS", "FindDocuments", "narrowed", "parameters", "several"]

NOWHERE: Final = "document/0000000000000000"
"""The id of no document."""

type FindDocuments = Callable[[DocumentFilter], tuple[str, ...]]
"""``Record.documents_where``, or what does the same."""


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


def narrowed(
    asked: Question, given: Mapping[str, object], find_documents: FindDocuments, find_document: FindDocument
) -> Mapping[str, object]:
    """What a question is given, with documents in the place of the filters that say which of them are meant.

    A question that takes no documents keeps what it is given. Raises `ParameterValueError`, and what
    ``find_documents`` and ``find_document`` raise.
    """
    parameters_ = {parameter.name: parameter for parameter in asked.parameters}
    names = [name for name in OF_DOCUMENTS if given.get(name) and name not in parameters_]
    if not names or "document" not in parameters_:
        return given
    from kg.record import DocumentFilter

    values: dict[str, Any] = {name: bound(OF_DOCUMENTS[name], given[name], _nobody, find_document) for name in names}
    meant = [f"document/{id_}" for id_ in find_documents(DocumentFilter(**values))]
    if named := given.get("document"):
        among = bound(parameters_["document"], named, _nobody, find_document)
        meant = [id_ for id_ in meant if isinstance(among, tuple) and id_ in among] or [NOWHERE]
    rest = {name: value for name, value in given.items() if name not in names}
    return {**rest, "document": [KnownDocument(id_) for id_ in meant]}


def _nobody(name: str) -> ActorMatches[Named]:
    raise AssertionError(f"nothing here names an actor: {name}")
