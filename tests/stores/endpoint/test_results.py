"""Rows of SPARQL JSON and of graphs, in whatever pieces they come: cells as the embedded store gives them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from kg.errors import EndpointAnswerError
from kg.stores.endpoint.results import graph_rows, result_rows
from kg.stores.rdf.sparql import value

URL = "http://db.test/sparql"
QUERY = """SELECT ?a ?b ?c { VALUES (?a ?b ?c) {
    (<https://w3id.org/negotiation-kg/id/state/CN> "said \\"]}\\" \\n, [{" 12)
    (<urn:x> "salut"@fr 1.5e0) (UNDEF true "2018-08-24"^^<http://www.w3.org/2001/XMLSchema#date>)
    ("\U00020bb7" 0.75 UNDEF) (UNDEF UNDEF UNDEF)
} }"""


def solutions() -> QuerySolutions:
    found = Store().query(QUERY)
    assert isinstance(found, QuerySolutions)
    return found


def pieces(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(0, len(text), size))


@pytest.mark.parametrize("size", [1, 2, 7, 10**6])
@pytest.mark.parametrize("indent", [None, 2])
def test_rows_are_those_of_the_embedded_store(size: int, indent: int | None) -> None:
    text = (solutions().serialize(format=QueryResultsFormat.JSON) or b"").decode()
    found = result_rows(pieces(json.dumps(json.loads(text), indent=indent, ensure_ascii=False), size), URL)
    assert found.columns == ("a", "b", "c")
    assert list(found.rows) == [tuple(value(term) for term in row) for row in solutions()]


@pytest.mark.parametrize("size", [1, 10**6])
def test_the_order_of_the_parts_does_not_matter(size: int) -> None:
    text = '{"results": {"bindings": [{"n": {"type": "literal", "value": "x"}}]}, "head": {"vars": ["n"]}}'
    found = result_rows(pieces(text, size), URL)
    assert (found.columns, list(found.rows)) == (("n",), [("x",)])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{"head": {}, "boolean": false}', False),
        ('{"boolean" : true, "head": {}}', True),
        (
            '{"head": {"link": [], "vars": ["__ASK_RETVAL"]}, "results": {"bindings": [{"__ASK_RETVAL":'
            ' {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "1"}}]}}',
            True,
        ),
    ],
)
def test_yes_and_no(text: str, answer: bool) -> None:
    found = result_rows(pieces(text, 5), URL)
    assert (found.columns, list(found.rows)) == (("answer",), [(answer,)])


def test_rows_come_before_the_answer_has_ended() -> None:
    def endless() -> Iterator[str]:
        yield '{"head": {"vars": ["n"]}, "results": {"bindings": ['
        while True:
            yield '{"n": {"type": "literal", "value": "x"}},'

    found = result_rows(endless(), URL)
    assert [next(found.rows) for _ in range(3)] == [("x",)] * 3


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("application/n-triples", "<urn:a> <urn:b> 'x' .\n"),
        ("text/turtle", "@prefix u: <urn:> . u:a u:b 'x' ."),
    ],
)
@pytest.mark.parametrize("size", [1, 1000])
def test_triples(media_type: str, text: str, size: int) -> None:
    text = text.replace("'", '"')
    found = graph_rows((piece.encode() for piece in pieces(text, size)), media_type, URL)
    assert (found.columns, list(found.rows)) == (("subject", "predicate", "object"), [("urn:a", "urn:b", "x")])


def test_an_answer_that_is_no_graph_is_refused() -> None:
    with pytest.raises(EndpointAnswerError, match="text/html"):
        graph_rows(iter([b"<html>"]), "text/html", URL)
    with pytest.raises(EndpointAnswerError):
        list(graph_rows(iter([b"<urn:a> <urn:b>"]), "application/n-triples", URL).rows)
