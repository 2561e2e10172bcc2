"""The SPARQL 1.1 Protocol, with plain requests and with common client libraries."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from starlette.testclient import TestClient

from kg.serve.access import Access
from kg.serve.app import application

COUNT = "SELECT (COUNT(?p) AS ?n) { ?p a <https://w3id.org/negotiation-kg/ns#Position> }"
GRAPH = "CONSTRUCT { ?p a neg:Position } { ?p a neg:Position }"


def test_a_query_is_sent_by_get_form_or_plain_body(ask: TestClient) -> None:
    answers = (
        ask.get("/sparql", params={"query": COUNT}),
        ask.post("/sparql", data={"query": COUNT}),
        ask.post("/sparql", content=COUNT, headers={"Content-Type": "application/sparql-query"}),
    )
    for answer in answers:
        assert answer.headers["Content-Type"] == "application/sparql-results+json"
        assert answer.json()["results"]["bindings"][0]["n"]["value"] == "4"


def test_the_client_chooses_the_format_of_a_table(ask: TestClient) -> None:
    def sent(accepted: str) -> str:
        answer = ask.get("/sparql", params={"query": COUNT}, headers={"Accept": accepted})
        assert answer.headers["Content-Type"].startswith(accepted)
        return answer.text

    found = ElementTree.fromstring(sent("application/sparql-results+xml"))
    assert found.findtext(".//{*}literal") == "4"
    assert list(csv.reader(io.StringIO(sent("text/csv")))) == [["n"], ["4"]]
    assert sent("text/tab-separated-values").splitlines()[0] == "?n"


@pytest.mark.parametrize(
    ("accepted", "format"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_the_client_chooses_the_format_of_a_graph(ask: TestClient, accepted: str, format: str) -> None:
    answer = ask.get("/sparql", params={"query": GRAPH}, headers={"Accept": accepted})
    assert answer.headers["Content-Type"].startswith(accepted)
    assert len(rdflib.Graph().parse(data=answer.text, format=format)) == 4


def test_an_ask_query_has_the_formats_of_a_table(ask: TestClient) -> None:
    assert ask.get("/sparql", params={"query": "ASK { ?p a neg:Position }"}).json()["boolean"] is True


def test_an_unknown_format_is_refused(ask: TestClient) -> None:
    answer = ask.get("/sparql", params={"query": COUNT}, headers={"Accept": "image/png"})
    assert answer.status_code == 406


def test_a_request_without_a_query_gets_the_service_description(ask: TestClient) -> None:
    service = rdflib.Graph().parse(data=ask.get("/sparql").text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (None, sd.supportedLanguage, sd.SPARQL11Query) in service
    lines = ask.get("/sparql", headers={"Accept": "application/n-triples"}).text
    assert set(rdflib.Graph().parse(data=lines, format="nt")) == set(service)


def test_a_query_names_its_own_dataset(ask: TestClient) -> None:
    document = ask.get("/api/documents").json()["items"][2]["id"]
    graph = f"https://w3id.org/negotiation-kg/id/document/{document}"
    for name in ("default-graph-uri", "named-graph-uri"):
        where = "{ ?p a neg:Position }" if name.startswith("default") else "{ GRAPH ?g { ?p a neg:Position } }"
        asked = {"query": f"SELECT ?p {where}", name: graph}
        assert len(ask.get("/sparql", params=asked).json()["results"]["bindings"]) == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"params": {"query": "SELECT * {"}}, 400),
        ({"params": {"query": [COUNT, COUNT]}}, 400),
        ({"params": {"nothing": "x"}}, 400),
        ({"params": {"update": "CLEAR ALL"}}, 403),
        ({"params": {"query": "CLEAR ALL"}}, 403),
        ({"params": {"query": "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"}}, 403),
    ],
)
def test_an_invalid_query_is_refused(ask: TestClient, sent: dict[str, object], status: int) -> None:
    assert ask.get("/sparql", **sent).status_code == status  # type: ignore[arg-type]


def test_a_body_of_another_kind_is_refused(ask: TestClient) -> None:
    assert ask.post("/sparql", content="x", headers={"Content-Type": "text/plain"}).status_code == 415
    update = {"Content-Type": "application/sparql-update"}
    assert ask.post("/sparql", content="CLEAR ALL", headers=update).status_code == 403


def test_a_query_is_stopped_after_the_timeout(folder: Path) -> None:
    long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with TestClient(application(folder, timeout=0.5), base_url="http://localhost") as client:
        answer = client.get("/sparql", params={"query": long})
    assert (answer.status_code, answer.json()["code"][:4]) == (503, "KG-Q")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The address of a real server, for clients that open their own connections."""
    pytest.importorskip("uvicorn")
    from tests.doubles.served import serving

    with serving(folder, Access()) as address:
        yield f"{address}sparql"


def test_rdflib_asks_it(address: str) -> None:
    store = SPARQLStore(address)
    assert [str(row[rdflib.Variable("n")]) for row in store.query(COUNT).bindings] == ["4"]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("format", ["json", "xml", "csv"])
def test_sparqlwrapper_asks_it(address: str, method: str, format: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(address, returnFormat=format)
    client.setMethod(method)
    client.setQuery(COUNT)
    answer = client.query().convert()
    assert "4" in (answer.decode() if isinstance(answer, bytes) else answer.toxml() if format == "xml" else str(answer))
