"""No query reaches another machine or a file unless it is allowed to, however its keywords are written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kg.errors import KgError, QueryFilesError, QueryNetworkError, UsageError
from kg.stores.endpoint.endpoint import EndpointSettings, open_endpoint
from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.neo4j.connection import Neo4jSettings
from kg.stores.neo4j.neo4j import Neo4jStore
from kg.stores.oxigraph.oxigraph import OxigraphStore, open_oxigraph
from kg.stores.property_graph import reaching as cypher
from kg.stores.rdf import reaching as sparql
from kg.stores.reach import QueryReach

NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OxigraphStore]:
    with open_oxigraph(tmp_path / "rdf") as opened:
        list(opened.query("INSERT DATA { <urn:a> <urn:b> 1 }", write=True).rows)
        yield opened


@pytest.fixture
def heard() -> Iterator[tuple[str, list[str]]]:
    """A server's address, and the requests that have come to it."""
    came: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            came.append(self.path)
            self.send_error(404)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", came
        server.shutdown()
        thread.join()


ASKS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { ?s ?p 1.SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { ?s ?p 1SERVICE<URL> { ?s ?p ?o } }",
    "PREFIX : <urn:a> SELECT * { ?x ^<urn:b> :.SERVICE<URL> { ?s ?p ?o } }",
    "SELECT * { # no\r SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { VALUES ?where { <URL> } SERVICE ?where { ?s ?p ?o } }",
]
CHANGES = [
    "LOAD <URL>",
    "INSERT DATA { <urn:a> <urn:b> 2 };LOADSILENT<URL>",
    "PREFIX : <URL> INSERT DATA { <urn:a> <urn:b> 2 };LOAD:x",
    "INSERT DATA { <urn:a> <urn:b> 2 } ; LOAD SILENT <URL> INTO GRAPH <urn:g>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
]


@pytest.mark.parametrize(("text", "write"), [(each, False) for each in ASKS] + [(each, True) for each in CHANGES])
def test_no_service_is_queried_without_permission(
    store: OxigraphStore, heard: tuple[str, list[str]], text: str, write: bool
) -> None:
    url, came = heard
    query = text.replace("URL", url)
    with pytest.raises(QueryNetworkError, match=r"KG-Q011.*--allow-network"):
        store.query(query, write=write)
    assert came == []
    with suppress(UsageError, KgError):
        list(store.query(query, write=write, allow_network=True, allow_files=True).rows)
    assert came or "?where" in text


@pytest.mark.parametrize("text", ["LOAD <file:///etc/passwd>", "BASE <file:///etc/> LOAD <passwd>"])
def test_no_file_is_loaded_without_permission(store: OxigraphStore, text: str) -> None:
    with pytest.raises(QueryFilesError, match=r"KG-Q012.*--allow-files"):
        store.query(text, write=True, allow_network=True)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service ?load { ?service a ex:service ; ?load 'SERVICE' } # SERVICE",
        'ASK { <https://x.example/SERVICE> rdfs:label """LOAD <x>""" }',
    ],
)
def test_a_name_or_a_string_reaches_nothing(text: str) -> None:
    assert sparql.reach(text) == QueryReach()


def test_cypher_reads_a_file_where_that_is_permitted(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("a,b\n", encoding="utf-8")
    text = f"LOAD CSV FROM '{table}' AS row RETURN row"
    with GrafeoStore(tmp_path / "property-graph") as store:
        with pytest.raises(QueryFilesError, match=r"LOAD CSV.*--allow-files"):
            store.query(text)
        with pytest.raises(QueryFilesError):
            store.query(text, write=True)
        assert list(store.query(text, allow_files=True).rows) == [('["a", "b"]',)]


@pytest.mark.parametrize(
    ("text", "network", "files"),
    [
        ("load/**/csv from 'file:///x' as r return r", False, True),
        ("LOAD CSV FROM '/x' AS r RETURN r", False, True),
        ("LOAD CSV WITH HEADERS FROM 'https://x.example/' AS r RETURN r", True, False),
        ("LOAD CSV FROM 'https://x' + $rest AS r RETURN r", True, True),
        ("LOAD CSV FROM $where AS r RETURN r", True, True),
        (r"\u004cOAD CSV FROM 'file:///x' AS r RETURN r", False, True),
        ("CALL apoc.load.json('x') YIELD value RETURN value", True, True),
        ("CALL `apoc`.`load`.json('x') YIELD value RETURN value", True, True),
        ("RETURN genai.vector.encode('x', 'OpenAI', {}) AS v", True, True),
        ("RETURN ai . `text`.embed('x', 'openai', {}) AS v", True, True),
        ("CALL gds.beta.graph.export.csv('x', {})", True, True),
        ("CALL gds.alpha.backup({})", True, True),
        ("CALL gds.Model.store('x')", True, True),
        ("CALL gds.alpha.restore({})", True, True),
        ("CALL gds.beta.graph.project('x', 'A', 'B')", False, False),
        ("CALL apoc.es.get('x.example', 1, 2) YIELD value RETURN value", True, True),
        ("CALL apoc.periodic.iterate('LOAD CSV FROM $x AS r RETURN r', $then, {})", True, True),
        (
            "MATCH (ai) WHERE ai.name IN ['x'] RETURN apoc.text.join(ai.all, ''), date.truncate('year')",
            False,
            False,
        ),
        ("MATCH (n:Load {load: 'LOAD CSV'}) RETURN n.load AS `LOAD` // LOAD CSV FROM 'x'", False, False),
    ],
)
def test_cypher_keywords_that_reach_files_or_networks(text: str, network: bool, files: bool) -> None:
    found = cypher.reach(text)
    assert (bool(found.network), bool(found.files)) == (network, files)


def test_queries_that_reach_out_are_not_sent_to_a_server() -> None:
    with (
        Neo4jStore(Neo4jSettings("bolt://127.0.0.1:9"), graph=None) as graph,
        pytest.raises(QueryFilesError),
    ):
        graph.query("LOAD CSV FROM 'file:///x' AS r RETURN r")
    with (
        Neo4jStore(Neo4jSettings("bolt://127.0.0.1:9"), graph=None) as graph,
        pytest.raises(QueryNetworkError, match=r"apoc\.load\.json"),
    ):
        # The refusal does not depend on whether the query also writes.
        graph.query("CALL apoc.load.json('https://x.example/') YIELD value RETURN value")
    with (
        open_endpoint(EndpointSettings(NOWHERE), read_only=True, model=None, graph=None) as service,
        pytest.raises(QueryNetworkError),
    ):
        service.query(r"SELECT * { \u0053ERVICE <https://x.example/> { ?s ?p ?o } }")
