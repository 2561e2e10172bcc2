"""The SPARQL 1.1 Protocol, case by case: what its recommendation (sections 2.1 and 2.2) lets a client send."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

DIRECT, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
ASK = "ASK { ?p a neg:Position }"
HOW_MANY = "SELECT (COUNT(?p) AS ?n) { ?p a neg:Position }"
NAMED = "SELECT (COUNT(?p) AS ?n) { GRAPH ?g { ?p a neg:Position } }"


def sent(ask: TestClient, how: str, query: str, **parameters: Any) -> Any:
    """A query in one of the three ways of the protocol."""
    match how:
        case "get":
            return ask.get("/sparql", params={"query": query, **parameters})
        case "form":
            return ask.post("/sparql", data={"query": query, **parameters})
        case _:
            return ask.post("/sparql", params=parameters, content=query, headers={"Content-Type": DIRECT})


def counted(answer: Any) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.fixture(scope="module")
def graphs(ask: TestClient) -> list[str]:
    """The graphs of the three documents."""
    ids = [item["id"] for item in ask.get("/api/documents").json()["items"]]
    return [f"https://w3id.org/negotiation-kg/id/document/{id_}" for id_ in ids]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_a_dataset_of_default_and_named_graphs(ask: TestClient, graphs: list[str], how: str) -> None:
    each = [counted(sent(ask, how, HOW_MANY, **{"default-graph-uri": graph})) for graph in graphs]
    assert sum(each) == counted(sent(ask, how, HOW_MANY))
    two = {"default-graph-uri": graphs[:2]}
    assert counted(sent(ask, how, HOW_MANY, **two)) == each[0] + each[1]
    assert counted(sent(ask, how, NAMED, **{"named-graph-uri": graphs[1:]})) == each[1] + each[2]
    # A dataset of named graphs only has an empty default graph, and the other way round.
    assert counted(sent(ask, how, HOW_MANY, **{"named-graph-uri": graphs})) == 0
    assert counted(sent(ask, how, NAMED, **two)) == 0
    full = {"default-graph-uri": graphs[0], "named-graph-uri": graphs[1]}
    assert counted(sent(ask, how, HOW_MANY, **full)) == each[0]
    assert counted(sent(ask, how, NAMED, **full)) == each[1]


def test_the_dataset_of_the_request_overrides_that_of_the_query(ask: TestClient, graphs: list[str]) -> None:
    query = f"SELECT (COUNT(?p) AS ?n) FROM <{graphs[0]}> FROM <{graphs[1]}> {{ ?p a neg:Position }}"
    alone = counted(sent(ask, "get", HOW_MANY, **{"default-graph-uri": graphs[2]}))
    assert counted(sent(ask, "get", query, **{"default-graph-uri": graphs[2]})) == alone


@pytest.mark.parametrize(
    ("query", "accepted", "given"),
    [
        (HOW_MANY, None, "application/sparql-results+json"),
        (HOW_MANY, "*/*", "application/sparql-results+json"),
        (HOW_MANY, "application/sparql-results+xml;q=0.2, text/csv;q=0.9", "text/csv"),
        (HOW_MANY, "image/png, text/*", "text/csv"),
        (HOW_MANY, "Application/SPARQL-Results+XML", "application/sparql-results+xml"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        ("DESCRIBE ?p { ?p a neg:Position }", "text/turtle", "text/turtle"),
        ("CONSTRUCT WHERE { ?p a neg:Position }", "application/rdf+xml, text/turtle;q=0.1", "application/rdf+xml"),
    ],
)
def test_the_media_type_of_an_answer_is_an_accepted_one(
    ask: TestClient, query: str, accepted: str | None, given: str
) -> None:
    answer = ask.get("/sparql", params={"query": query}, headers={"Accept": accepted} if accepted else {})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == given


@pytest.mark.parametrize(
    ("method", "request_", "statuses"),
    [
        ("PUT", {"params": {"query": ASK}}, {405}),
        ("DELETE", {"params": {"query": ASK}}, {405}),
        ("GET", {"params": {"query": [ASK, ASK]}}, {400}),
        ("POST", {"data": {"query": [ASK, ASK]}}, {400}),
        ("POST", {"params": {"query": ASK}, "content": ASK, "headers": {"Content-Type": DIRECT}}, {400}),
        ("GET", {"params": {"query": "ASK {"}}, {400}),
        ("POST", {"data": {"quarry": ASK}}, {400}),
        ("POST", {"content": ASK, "headers": {"Content-Type": "text/plain"}}, {415}),
        ("POST", {"content": "query=ASK%20%7B%7D"}, {415}),
        ("POST", {"content": ASK.encode("utf-16"), "headers": {"Content-Type": DIRECT}}, {400}),
        ("POST", {"content": b"query=ASK%20%7B%3Fs%20%3Fp%20%22%FF%22%7D", "headers": {"Content-Type": FORM}}, {400}),
        ("POST", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, {403}),
        ("POST", {"data": {"update": "CLEAR ALL"}}, {403}),
        ("POST", {"content": "CLEAR ALL", "headers": {"Content-Type": DIRECT}}, {403}),
    ],
)
def test_a_request_outside_the_protocol_is_refused(
    ask: TestClient, method: str, request_: dict[str, Any], statuses: set[int]
) -> None:
    assert ask.request(method, "/sparql", **request_).status_code in statuses


def test_media_types_may_have_parameters_and_any_case(ask: TestClient) -> None:
    for kind in (f"{DIRECT}; charset=UTF-8", DIRECT.title()):
        answer = ask.post("/sparql", content='ASK { BIND ("é" AS ?x) }', headers={"Content-Type": kind})
        assert answer.json()["boolean"] is True
