"""Answers of `kg sparql` in the formats of SPARQL 1.1 and RDF, as other tools read them."""

from __future__ import annotations

import io

import pytest
import rdflib
from rdflib.query import Result

from tests.cli.conftest import Kg

CHINA = ("--param", "who=state/china")


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_rows_are_written_as_an_endpoint_writes_them(kg: Kg, format: str) -> None:
    result = kg("sparql", "SELECT DISTINCT ?name { $who foaf:name ?name }", "--as", format, *CHINA)
    assert result.exit_code == 0, result.stderr
    bindings = Result.parse(io.BytesIO(result.stdout.encode()), format=format).bindings
    assert bindings == [{rdflib.Variable("name"): rdflib.Literal("China")}]


@pytest.mark.parametrize(("format", "parser"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")])
def test_a_graph_is_written_as_rdf(kg: Kg, format: str, parser: str) -> None:
    result = kg("sparql", "CONSTRUCT { $who foaf:name ?name } { $who foaf:name ?name }", "--as", format, *CHINA)
    assert result.stdout.endswith("\n")
    triples = rdflib.Graph().parse(data=result.stdout, format=parser)
    assert [str(name) for _, _, name in triples] == ["China"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            ["ASK {}", "--as", "turtle"],
            "--as is 'turtle'; this query's answer is written as one of json, xml, csv",
        ),
        (["DESCRIBE id:x", "--as", "csv"], "one of turtle, ntriples, rdfxml, jsonld."),
        (["ASK {}", "--as", "json", "--limit", "3"], "--as does not go with --limit"),
        (["DELETE WHERE { ?s ?p ?o }", "--as", "json"], "KG-Q102"),
    ],
)
def test_an_answer_is_written_only_as_what_it_is(kg: Kg, words: list[str], reason: str) -> None:
    result = kg("sparql", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr


def test_a_parameter_without_a_value_is_reported_here_too(kg: Kg) -> None:
    assert "$who has no value" in kg("sparql", "ASK { $who a neg:State }", "--as", "json").stderr
