"""Answers of a SPARQL service as rows: SPARQL JSON, N-Triples and Turtle, parsed as they arrive.

Cells are the same as those of the embedded store.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg.errors import EndpointAnswerError, SparqlEvaluationError
from kg.stores.endpoint.http import excerpt
from kg.stores.protocol import Rows, Value
from kg.stores.rdf.sparql import value

__all__ = ["Term", "TermRows", "graph_rows", "result_rows", "terms"]

BINDINGS: Final = re.compile(r'"bindings"\s*:\s*\[')
BETWEEN: Final = " \t\r\n,"
VIRTUOSO_ASK: Final = ("__ASK_RETVAL",)
"""The variable in which Virtuoso 7 answers ``ASK``, with 0 or 1."""
FORMATS: Final = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/turtle": RdfFormat.TURTLE,
}

type Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class TermRows:
    """An answer as RDF terms: ``rows`` come lazily, with None for an unbound variable."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


def result_rows(chunks: Iterator[str], url: str) -> Rows:
    """The rows of SPARQL JSON as values. Raises what `terms` raises."""
    found = terms(chunks, url)
    if found.columns == VIRTUOSO_ASK:
        return Rows(("answer",), ((each is not None and each.value == "1",) for (each,) in found.rows))
    return Rows(found.columns, (tuple(value(each) for each in row) for row in found.rows))


def terms(chunks: Iterator[str], url: str) -> TermRows:
    """The rows of SPARQL JSON as terms, parsed chunk by chunk; ``ASK`` gives the column ``answer``.

    Raises `EndpointAnswerError` for anything else and for a truncated answer, `SparqlEvaluationError` where a server
    breaks off with a message; both also between rows.
    """
    text = ""
    for chunk in chunks:
        text += chunk
        if begin := BINDINGS.search(text):
            head = _loaded(text[: begin.end()] + "]}}", url).get("head")
            if head is not None:
                return TermRows(_columns(head, url), _rows(text[begin.end() :], chunks, _columns(head, url), url))
    whole = _loaded(text, url)
    if isinstance(whole.get("boolean"), bool):
        return TermRows(("answer",), iter(((Literal(whole["boolean"]),),)))
    try:
        columns, bindings = _columns(whole["head"], url), whole["results"]["bindings"]
    except (KeyError, TypeError) as error:
        raise EndpointAnswerError(url=url, detail=f"it begins with {excerpt(text[:80])!r}") from error
    return TermRows(columns, (_row(binding, columns, url) for binding in bindings))


def graph_rows(chunks: Iterator[bytes], media_type: str, url: str) -> Rows:
    """The triples of ``CONSTRUCT`` and ``DESCRIBE``, as they arrive. Raises `EndpointAnswerError`."""
    format = FORMATS.get(media_type)
    if format is None:
        raise EndpointAnswerError(url=url, detail=f"it is {media_type or 'of no named type'}")
    return Rows(("subject", "predicate", "object"), _triples(chunks, format, url))


def _term(binding: Mapping[str, Any]) -> Term:
    words = binding["value"]
    match binding["type"]:
        case "uri":
            return NamedNode(words)
        case "bnode":
            return BlankNode(re.sub(r"\W", "-", words).strip("-") or "x")
        case "literal" | "typed-literal" if language := binding.get("xml:lang"):
            return Literal(words, language=language)
        case "literal" | "typed-literal" if datatype := binding.get("datatype"):
            return Literal(words, datatype=NamedNode(datatype))
        case "literal" | "typed-literal":
            return Literal(words)
        case other:
            raise ValueError(f"a term of type {other!r}")


def _rows(text: str, chunks: Iterator[str], columns: tuple[str, ...], url: str) -> Iterator[tuple[Term | None, ...]]:
    decoder = json.JSONDecoder()
    at = 0
    while True:
        while at < len(text) and text[at] in BETWEEN:
            at += 1
        if at < len(text) and text[at] == "]":
            return
        try:
            binding, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            chunk = next(chunks, None)
            if chunk is None:
                raise _broken_off(text[at:], url) from error
            text, at = text[at:] + chunk, 0
            continue
        yield _row(binding, columns, url)


def _broken_off(rest: str, url: str) -> EndpointAnswerError | SparqlEvaluationError:
    """The error for a truncated answer: once rows are sent, a server can report a failure only in the body itself."""
    if rest and rest[0] not in "{[":
        return SparqlEvaluationError(detail=excerpt(rest))
    return EndpointAnswerError(url=url, detail="it ends in the middle of a row")


def _row(binding: Mapping[str, Any], columns: tuple[str, ...], url: str) -> tuple[Term | None, ...]:
    try:
        return tuple(_term(binding[name]) if name in binding else None for name in columns)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise EndpointAnswerError(url=url, detail=f"{excerpt(str(binding))} is no row ({error})") from error


def _columns(head: Any, url: str) -> tuple[str, ...]:
    try:
        return tuple(str(name) for name in head["vars"])
    except (KeyError, TypeError) as error:
        raise EndpointAnswerError(url=url, detail="it names no variables") from error


def _loaded(text: str, url: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise EndpointAnswerError(url=url, detail=f"it begins with {excerpt(text[:80])!r}") from error
    if not isinstance(content, dict):
        raise EndpointAnswerError(url=url, detail=f"it begins with {excerpt(text[:80])!r}")
    return content


def _triples(chunks: Iterator[bytes], format: RdfFormat, url: str) -> Iterator[tuple[Value, ...]]:
    try:
        for quad in parse(io.BufferedReader(_Stream(chunks)), format):
            yield value(quad.subject), value(quad.predicate), value(quad.object)
    except SyntaxError as error:
        raise EndpointAnswerError(url=url, detail=excerpt(str(error))) from error


class _Stream(io.RawIOBase):
    """Chunks of bytes as a readable file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
