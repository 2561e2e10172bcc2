"""The SPARQL 1.1 Protocol at /sparql: queries by GET and POST, answers in the format that the client prefers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from kg.errors import KgError, ServeSparqlAwayError
from kg.graph import Graph
from kg.serve.asking import BODY, body_of, media_type_of, problem
from kg.serve.desk import Desk
from kg.stores.oxigraph.oxigraph import OxigraphStore
from kg.stores.rdf.media_types import GRAPHS, SOLUTIONS, preferred
from kg.stores.rdf.sparql import form

__all__ = ["sparql_routes"]

FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
SHORT: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "ntriples": "application/n-triples",
    "rdf": "application/rdf+xml",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""Values of the parameter ``format``, which several clients send instead of an Accept header."""


@dataclass(frozen=True, slots=True)
class _SparqlRequest:
    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""


class _RefusedError(Exception):
    """A request that does not follow the protocol."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def sparql_routes(desk: Desk, timeout: float | None) -> list[Route]:
    """The route of the endpoint. ``timeout`` is the time limit of a query in seconds."""

    async def endpoint(request: Request) -> Response:
        try:
            sparql_request = await _read_request(request)
        except _RefusedError as refusal:
            return PlainTextResponse(f"{refusal}\n", refusal.status)
        if sparql_request.query is None:
            return _service_description(request)
        is_graph = form(sparql_request.query).graph
        offered = GRAPHS if is_graph else SOLUTIONS
        media_type = _media_type(request.headers.get("accept", ""), sparql_request.format, offered)
        if media_type is None:
            return PlainTextResponse(f"This answer can be had as {', '.join(offered)}.\n", 406)
        try:
            pieces = await desk.work(lambda graph: _answer(graph, sparql_request, media_type, timeout))
        except KgError as error:
            return problem(error)
        sent = media_type if media_type.startswith("application/") else f"{media_type}; charset=utf-8"
        return StreamingResponse(pieces, headers={"Content-Type": sent, "Cache-Control": "no-store", "Vary": "Accept"})

    return [Route("/sparql", endpoint, methods=["GET", "POST"])]


def _answer(graph: Graph, sparql_request: _SparqlRequest, media_type: str, timeout: float | None) -> list[bytes]:
    store = graph.store("sparql")
    if not isinstance(store, OxigraphStore):
        raise ServeSparqlAwayError(address=graph.settings.stores["sparql"].address)
    assert sparql_request.query is not None, "a request without a query gets the service description"
    pieces = store.written(
        sparql_request.query,
        media_type,
        default_graphs=sparql_request.default_graphs,
        named_graphs=sparql_request.named_graphs,
        timeout=timeout,
    )
    return [piece.encode() for piece in pieces]


async def _read_request(request: Request) -> _SparqlRequest:
    """The query and its options. Raises `_RefusedError`."""
    pairs_in_address = _pairs(request.url.query)
    if request.method != "POST":
        return _from_pairs(pairs_in_address)
    media_type = media_type_of(request)
    if media_type == UPDATE:
        raise _RefusedError(403, "This endpoint answers queries; it takes no updates.")
    if media_type not in (FORM, QUERY):
        raise _RefusedError(415, f"A query is sent as {FORM} or as {QUERY}.")
    body = await body_of(request)
    if body is None:
        raise _RefusedError(413, f"A request may have {BODY} bytes.")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _RefusedError(400, "The request is not in UTF-8.") from error
    if media_type == QUERY:
        return _from_pairs([*pairs_in_address, ("query", text)])
    return _from_pairs([*pairs_in_address, *_pairs(text)])


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise _RefusedError(400, f"This cannot be read as a form in UTF-8: {error}.") from error


def _from_pairs(pairs: list[tuple[str, str]]) -> _SparqlRequest:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise _RefusedError(403, "This endpoint answers queries; it takes no updates.")
    if len(queries) > 1 or (not queries and pairs):
        raise _RefusedError(400, "There has to be one query.")

    def values(wanted: str) -> tuple[str, ...]:
        return tuple(value for name, value in pairs if name == wanted)

    formats = values("format") or values("output")
    return _SparqlRequest(
        queries[0] if queries else None,
        values("default-graph-uri"),
        values("named-graph-uri"),
        formats[-1] if formats else "",
    )


def _media_type(accepted: str, format: str, offered: Mapping[str, str]) -> str | None:
    wanted = SHORT.get(format.lower(), format)
    if wanted in offered:
        return wanted
    return preferred(accepted, list(offered))


def _service_description(request: Request) -> Response:
    """The service description, for a request without a query."""
    address = str(request.url.replace(query="", fragment=""))
    sd, formats = "http://www.w3.org/ns/sparql-service-description#", "http://www.w3.org/ns/formats/"
    results = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    graphs = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
    triples = [
        ("a", f"<{sd}Service>"),
        (f"<{sd}endpoint>", f"<{address}>"),
        (f"<{sd}supportedLanguage>", f"<{sd}SPARQL11Query>"),
        (f"<{sd}feature>", f"<{sd}UnionDefaultGraph>"),
        *((f"<{sd}resultFormat>", f"<{formats}{name}>") for name in (*results, *graphs)),
    ]
    subject = f"<{address}>"
    is_lines = preferred(request.headers.get("accept", ""), ["text/turtle", "application/n-triples"])
    if is_lines == "application/n-triples":
        verbs = {"a": "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"}
        body = "".join(f"{subject} {verbs.get(verb, verb)} {value} .\n" for verb, value in triples)
        return Response(body, media_type="application/n-triples")
    body = f"{subject}\n" + " ;\n".join(f"    {verb} {value}" for verb, value in triples) + " .\n"
    return Response(body, media_type="text/turtle", headers={"Vary": "Accept"})
