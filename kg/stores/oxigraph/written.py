"""Answers of an open Oxigraph store as documents in the formats that a SPARQL endpoint sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.stores.oxigraph.opening import BROKEN
from kg.stores.oxigraph.reading import query_error
from kg.stores.protocol import Rows
from kg.stores.rdf.media_types import GRAPHS, SOLUTIONS
from kg.stores.rdf.sparql import form, syntax_error
from kg.vocabulary import PREFIXES

__all__ = ["written"]

PIECE: Final = 2**16
"""Characters of an answer in one row."""
_SOLUTIONS: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def written(store: Store, path: Path, text: str, how: Mapping[str, object]) -> Rows:
    """Answer a query as rows with one column, the pieces of a document of ``how["media_type"]``. The query is over the
    ``default_graphs`` and ``named_graphs`` in ``how`` if there are any, else over the union of all graphs.

    Raises `SparqlSyntaxError`, `SparqlEvaluationError` or `RdfStoreDamagedError`.
    """
    shape = form(text)
    media_type = str(how["media_type"])
    default, named = _iris(how["default_graphs"]), _iris(how["named_graphs"])
    dataset: dict[str, Any] = {"default_graph": default, "named_graphs": named} if default or named else {}
    if not dataset and not shape.dataset:
        dataset = {"use_default_graph_as_union": True}
    try:
        answer = store.query(text, prefixes=dict(PREFIXES), **dataset)
        content = _serialized(answer, media_type)
    except SyntaxError as error:
        raise syntax_error(text, error) from error
    except (*BROKEN, ValueError) as error:
        raise query_error(error, path, shape) from error
    return Rows(("piece",), _pieces(content.decode("utf-8")))


def _serialized(answer: QuerySolutions | QueryBoolean | QueryTriples, media_type: str) -> bytes:
    if isinstance(answer, QueryTriples):
        return cast("bytes", serialize(answer, format=_GRAPHS[GRAPHS[media_type]], prefixes=dict(PREFIXES)))
    return cast("bytes", answer.serialize(format=_SOLUTIONS[SOLUTIONS[media_type]]))


def _pieces(content: str) -> Iterator[tuple[str]]:
    for start in range(0, len(content), PIECE):
        yield (content[start : start + PIECE],)


def _iris(names: object) -> list[NamedNode]:
    assert isinstance(names, tuple), "a tuple of IRIs"
    return [NamedNode(str(name)) for name in names]
