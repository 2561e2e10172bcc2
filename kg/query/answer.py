"""Ask a named question: check what is given, bind it, and bring the answer home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.errors import MissingParameterError, UnknownParameterError
from kg.query.filters import OF_DOCUMENTS, FindDocuments, check_period
from kg.query.question import Question, question, text
from kg.query.table import Table
from kg.query.values import FindActor, FindDocument, bound
from kg.record import DocumentFilter
from kg.stores.protocol import Rows, Store, Value

__all__ = ["ask"]

_SEPARATOR: Final = "\x1f"
"""What stands between the values of a list in an engine's answer: no label holds it."""
NOWHERE: Final = "document/0000000000000000"
"""The id of no document."""


def ask(
    store: Store,
    name: str,
    given: Mapping[str, object] | None = None,
    *,
    find_actor: FindActor,
    find_document: FindDocument,
    find_documents: FindDocuments | None = None,
    timeout: float | None = None,
) -> Table:
    """Answer the question ``name`` from a store, in the store's language.

    ``given`` has names, ids, dates and so on as a person writes them, by parameter; None or an empty list is nothing
    given. A question about documents takes those of `kg.query.filters.OF_DOCUMENTS`, too. ``find_actor``,
    ``find_document`` and ``find_documents`` are the record's ``find_actor``, ``document`` and ``documents_where``.
    ``timeout`` is in seconds. Raises `UnknownQuestionError`, `UnknownParameterError`, `MissingParameterError`, what
    `kg.query.values.bound` and what the store raises.
    """
    asked = question(name)
    said = _said(given or {})
    about = {key: said.pop(key) for key in OF_DOCUMENTS if key in said and _takes(asked, key, find_documents)}
    values = _bound(asked, said, find_actor, find_document)
    if about and find_documents is not None:
        chosen = {key: bound(OF_DOCUMENTS[key], value, find_actor, find_document) for key, value in about.items()}
        named = values.get("document")
        values["document"] = _of(find_documents(DocumentFilter(**chosen)), named if isinstance(named, tuple) else None)  # type: ignore[arg-type]
    flags = {parameter.name for parameter in asked.parameters if parameter.type == "flag"}
    told = {name: value for name, value in values.items() if name not in flags}
    rows = store.query(text(asked, store.language, values), told, timeout=timeout)
    return Table(rows.columns, tuple(_tidy(rows, asked.lists)))


def _said(given: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value
        for name, value in given.items()
        if value is not None and value is not False and value not in ((), [])
    }


def _takes(asked: Question, name: str, find_documents: FindDocuments | None) -> bool:
    """Whether a filter of documents is one for this question, and no parameter of its own."""
    known = {parameter.name for parameter in asked.parameters}
    return find_documents is not None and "document" in known and name not in known


def _of(ids: tuple[str, ...], named: tuple[Value, ...] | None) -> tuple[Value, ...]:
    """The documents that are meant, those that are ``named`` among them; where that is none, one that is not there."""
    found = tuple(f"document/{id_}" for id_ in ids)
    return found if named is None else tuple(id_ for id_ in found if id_ in named) or (NOWHERE,)


def _bound(
    asked: Question, said: Mapping[str, object], find_actor: FindActor, find_document: FindDocument
) -> dict[str, Value | tuple[Value, ...]]:
    known = [parameter.name for parameter in asked.parameters]
    if unknown := [name for name in said if name not in known]:
        raise UnknownParameterError(question=asked.name, names=", ".join(unknown), known=", ".join(known))
    required = [parameter.name for parameter in asked.parameters if parameter.required]
    if missing := [name for name in required if name not in said]:
        others = ", ".join(name for name in known if name not in required) or "nothing"
        raise MissingParameterError(question=asked.name, names=" and ".join(missing), others=others)
    values: dict[str, Value | tuple[Value, ...]] = {}
    for parameter in asked.parameters:
        value = said.get(parameter.name, parameter.default or None)
        if value is not None:
            values[parameter.name] = bound(parameter, value, find_actor, find_document)
    check_period(values.get("since"), values.get("until"))
    return values


def _tidy(rows: Rows, lists: tuple[str, ...]) -> Iterator[tuple[Value, ...]]:
    """Lists in the order of the alphabet: an engine gathers them in any."""
    places = [rows.columns.index(name) for name in lists]
    for row in rows.rows:
        cells = list(row)
        for n in places:
            if isinstance(value := cells[n], str):
                cells[n] = "; ".join(sorted(value.split(_SEPARATOR)))
        yield tuple(cells)
