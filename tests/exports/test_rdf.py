"""RDF as files: what was written is read back by rdflib and by Oxigraph, graph by graph and term by term."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from kg.exports.rdf import serialize_jsonld, serialize_nquads, serialize_trig, serialize_turtle
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Batch
from kg.stores.rdf.quads import batch_quads, document_graphs
from kg.stores.rdf.terms import SCHEME
from kg.vocabulary import ID, NEG, PREFIXES, iri
from tests.doubles.factory import batches, resolved_documents
from tests.stores.ferry_talks import ferry_talks

FERRY = ferry_talks()
WRITERS = {"turtle": serialize_turtle, "nquads": serialize_nquads, "trig": serialize_trig, "jsonld": serialize_jsonld}
NAMED = [name for name in WRITERS if name != "turtle"]
OXIGRAPH = {
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
}


def written(format: str, quads: Iterator[Quad] | list[Quad]) -> bytes:
    output = io.BytesIO()
    WRITERS[format](quads, output)
    return output.getvalue()


def kept(quads: Iterator[Quad] | list[Quad]) -> set[Quad]:
    """The quads as a store keeps them: numbers in one way of writing."""
    store = pyoxigraph.Store()
    store.extend(quads)
    return set(store)


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    with open_oxigraph(tmp_path_factory.mktemp("exported") / "rdf") as store:
        store.apply([Batch(1, (FERRY,)), *batches(resolved_documents(3, positions=8), revision=1)])
        return list(store.quads())


@pytest.mark.parametrize("format", NAMED)
def test_oxigraph_reads_back_every_quad(quads: list[Quad], format: str) -> None:
    assert kept(list(pyoxigraph.parse(written(format, quads), OXIGRAPH[format]))) == set(quads)


def test_turtle_is_the_union(quads: list[Quad]) -> None:
    read = pyoxigraph.parse(written("turtle", quads), RdfFormat.TURTLE)
    assert {quad.triple for quad in read} == {quad.triple for quad in quads}


@pytest.mark.parametrize("format", WRITERS)
def test_rdflib_reads_the_same_facts(quads: list[Quad], format: str) -> None:
    few = [quad for quad in quads if quad.graph_name != SCHEME]
    names = {"turtle": "turtle", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}
    dataset = rdflib.Dataset(default_union=True).parse(data=written(format, few), format=names[format])
    ours = pyoxigraph.Store()
    ours.extend(few)
    assert len(set(dataset.triples((None, None, None)))) == len({quad.triple for quad in few})
    if format != "turtle":
        graphs = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
        assert graphs == {quad.graph_name.value for quad in few if isinstance(quad.graph_name, NamedNode)}
    query = """PREFIX neg: <https://w3id.org/negotiation-kg/ns#>
        SELECT ?matter (STR(?day) AS ?date) (xsd:decimal(?sure) AS ?confidence) {
            ?p neg:holder ?who ; neg:stance "demand" ; neg:matter ?matter ; neg:date ?day ; neg:confidence ?sure }"""
    found = sorted(tuple(str(cell) for cell in row) for row in dataset.query(query) if isinstance(row, tuple))
    expected = ours.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(expected, pyoxigraph.QuerySolutions)
    assert found == sorted(tuple(cell.value for cell in row if isinstance(cell, Literal)) for row in expected)
    assert ("lower tariffs on timber", "2019-05-06", "0.75") in found


@pytest.mark.parametrize("format", NAMED)
def test_the_record_and_the_store_export_the_same(quads: list[Quad], format: str) -> None:
    streamed = batch_quads([Batch(1, (FERRY,)), *batches(resolved_documents(3, positions=8), revision=1)])
    assert kept(list(pyoxigraph.parse(written(format, streamed), OXIGRAPH[format]))) == set(quads)


@pytest.mark.parametrize("format", WRITERS)
def test_the_same_graph_gives_the_same_bytes(quads: list[Quad], format: str) -> None:
    assert written(format, quads) == written(format, quads)


@pytest.mark.parametrize("format", WRITERS)
def test_writing_begins_before_reading_ends(format: str) -> None:
    output = io.BytesIO()
    seen: list[int] = []

    def watched() -> Iterator[Quad]:
        for resolved in resolved_documents(12, positions=30):
            yield from batch_quads([Batch(1, (resolved,))])
            seen.append(len(output.getvalue()))

    WRITERS[format](watched(), output)
    steps = [after - before for before, after in pairwise(seen)]
    assert min(steps) > 0


@pytest.mark.parametrize("format", ["turtle", "trig"])
def test_prefixes_are_used_and_sorted(format: str) -> None:
    lines = written(format, batch_quads([Batch(1, (FERRY,))])).decode("utf-8").splitlines()
    header = [line for line in lines if line.startswith("@prefix")]
    assert header == sorted(lines[: len(PREFIXES)])
    assert any("neg:holder id:state\\/NO" in line for line in lines)


class TestJsonLd:
    def test_the_json_follows_the_data_model(self) -> None:
        document = json.loads(written("jsonld", batch_quads([Batch(1, (FERRY,))])))
        own = document_graphs(FERRY.document.id)[0].value.removeprefix(ID)
        (graph,) = (graph for graph in document["@graph"] if graph["@id"] == own)
        nodes = {node["@id"]: node for node in graph["@graph"]}
        position = nodes[f"position/{FERRY.document.id}/0"]
        assert position == {
            "@id": f"position/{FERRY.document.id}/0",
            "@type": "Position",
            "inDocument": own,
            "ordinal": 0,
            "rule": "by-hand",
            "confidence": 0.75,
            "date": "2019-05-06",
            "evidence": position["evidence"],
            "holder": "state/NO",
            "stance": "demand",
            "sign": "for",
            "matter": "lower tariffs on timber",
            "modality": "asserted",
            "issue": "issues:Tariffs",
            "addressee": "state/DK",
            "matterKey": "lower-tariff-timber",
            "paragraph": f"{FERRY.document.id}/0",
        }

    @pytest.mark.parametrize(
        "quad",
        [
            Quad(NamedNode(iri("organization/a:b")), NamedNode(NEG + "type"), Literal("organization"), SCHEME),
            Quad(
                NamedNode("https://example.org/x"),
                NamedNode("https://example.org/p"),
                Literal("mot", language="fr"),
                SCHEME,
            ),
            Quad(NamedNode(iri("state/NO")), NamedNode(NEG + "date"), Literal("soon"), SCHEME),
            Quad(NamedNode(iri("state/NO")), NamedNode(NEG + "holder"), Literal("not a node"), SCHEME),
            Quad(NamedNode(iri("state/NO")), NamedNode(NEG + "matter"), NamedNode(iri("state/DK")), SCHEME),
            Quad(NamedNode(iri("state/NO")), NamedNode(NEG + "matter"), Literal(12), SCHEME),
            Quad(
                NamedNode(iri("state/NO")),
                NamedNode(PREFIXES["rdf"] + "type"),
                NamedNode("https://example.org/C"),
                SCHEME,
            ),
            Quad(NamedNode(iri("state/NO")), NamedNode(NEG + "amount"), Literal(16e9), SCHEME),
            Quad(NamedNode(iri("state/NO")), NamedNode(NEG + "amount"), Literal(1.0), SCHEME),
            Quad(NamedNode(iri("state/NO")), NamedNode(NEG + "matter"), Literal("no graph"), DefaultGraph()),
        ],
        ids=str,
    )
    def test_unusual_quads_survive_a_round_trip(self, quad: Quad) -> None:
        text = written("jsonld", [quad])
        assert kept(list(pyoxigraph.parse(text, RdfFormat.JSON_LD))) == kept([quad])

    def test_an_empty_graph_can_be_written(self) -> None:
        assert json.loads(written("jsonld", []))["@graph"] == []


@pytest.mark.parametrize("format", WRITERS)
@given(words=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_literal_survives_a_round_trip(format: str, words: str) -> None:
    quad = Quad(NamedNode(iri("state/NO")), NamedNode(NEG + "matter"), Literal(words), SCHEME)
    (read,) = pyoxigraph.parse(written(format, [quad]), OXIGRAPH[format])
    assert read.triple == quad.triple


def test_an_export_leaves_its_output_open(tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as output:
        for write in (serialize_trig, serialize_turtle, serialize_jsonld):
            write(batch_quads([Batch(1, (FERRY,))]), output)
        output.write(b"# the end\n")
    assert (tmp_path / "out").read_bytes().endswith(b"]}\n# the end\n")
