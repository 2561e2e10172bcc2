"""Parameters become terms, terms become values, and no value can inject SPARQL."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.errors import SparqlParameterError
from kg.stores.oxigraph.reading import evaluate
from kg.stores.protocol import Value
from kg.stores.rdf.sparql import bind, form, term, unbound, value
from kg.vocabulary import ID, ISSUE, NEG, PREFIXES

XSD = PREFIXES["xsd"]


def typed(words: str, name: str) -> Literal:
    return Literal(words, datatype=NamedNode(XSD + name))


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        ("state/CN", NamedNode(ID + "state/CN")),
        ("person/liu-he", NamedNode(ID + "person/liu-he")),
        ("document/9f86d081884c7d65", NamedNode(ID + "document/9f86d081884c7d65")),
        ("position/9f86d081884c7d65/12", NamedNode(ID + "position/9f86d081884c7d65/12")),
        ("lead/9f86d081884c7d65/5c1f0a9be2d4", NamedNode(ID + "lead/9f86d081884c7d65/5c1f0a9be2d4")),
        ("lead/9f86d081884c7d65/5c1f0a9be2d4-2", NamedNode(ID + "lead/9f86d081884c7d65/5c1f0a9be2d4-2")),
        ("evidence/9f86d081884c7d65/0-24", NamedNode(ID + "evidence/9f86d081884c7d65/0-24")),
        ("issue/Tariffs", NamedNode(ISSUE + "Tariffs")),
        ("issue/own/night-ferry", NamedNode(ID + "issue/own/night-ferry")),
        (NEG + "Person", NamedNode(NEG + "Person")),
        ("2018-08-24", typed("2018-08-24", "date")),
        ("demand", Literal("demand")),
        ("position/paper", Literal("position/paper")),
        ("state of play", Literal("state of play")),
        ("https://example.org/a", Literal("https://example.org/a")),
        (12, typed("12", "integer")),
        (0.5, typed("0.5", "double")),
        (True, typed("true", "boolean")),
    ],
)
def test_a_value_becomes_a_term(given_value: str | int | float, expected: object) -> None:
    assert term(given_value) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (NamedNode(ID + "state/CN"), "state/CN"),
        (NamedNode(ISSUE + "Tariffs"), "issue/Tariffs"),
        (NamedNode(NEG + "Person"), NEG + "Person"),
        (BlankNode("b0"), "_:b0"),
        (Literal("words"), "words"),
        (Literal("mots", language="fr"), "mots"),
        (typed("12", "integer"), 12),
        (typed("12", "int"), 12),
        (typed("1.5", "decimal"), 1.5),
        (typed("1.6E10", "double"), 16_000_000_000.0),
        (typed("twelve", "integer"), "twelve"),
        (typed("true", "boolean"), True),
        (typed("0", "boolean"), False),
        (typed("2018-08-24", "date"), "2018-08-24"),
        (None, None),
    ],
)
def test_a_term_becomes_a_value(found: NamedNode | BlankNode | Literal | None, expected: Value) -> None:
    assert value(found) == expected
    assert type(value(found)) is type(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?x { ?x a $kind }", "SELECT ?x { ?x a <https://w3id.org/negotiation-kg/id/state/CN> }"),
        ('ASK { ?x neg:name \'$kind\', """a "$kind" b""" . ?y a $kind }', None),
        ("ASK { # $kind\n ?y a $kind }", None),
        ("ASK { <https://example.org/$kind> a $kind }", None),
        ("ASK { ?kind a $kind }", None),
        ("ASK { ?x a $kinds, $kind }", None),
    ],
)
def test_only_the_token_is_replaced(text: str, expected: str | None) -> None:
    head, _, tail = text.rpartition("$kind")
    whole = f"{head}<https://w3id.org/negotiation-kg/id/state/CN>{tail}"
    assert bind(text, {"kind": "state/CN"}) == (expected or whole)


@pytest.mark.parametrize(
    ("text", "bound", "expected"),
    [
        ("VALUES ?s { $s }", ("demand", "reject"), 'VALUES ?s { "demand" "reject" }'),
        ("FILTER (?s IN ($s))", ("demand", "reject"), 'FILTER (?s IN ("demand", "reject"))'),
        ("FILTER (?s NOT IN (STR($s)))", ("demand",), 'FILTER (?s NOT IN (STR("demand")))'),
        ("VALUES ?s { $s }", (), "VALUES ?s {  }"),
        ("} LIMIT $s", 25, "} LIMIT 25"),
        ("FILTER (?s = $s)", True, f'FILTER (?s = "true"^^<{XSD}boolean>)'),
    ],
)
def test_alternatives_fit_into_values_and_in(text: str, bound: Value | tuple[Value, ...], expected: str) -> None:
    assert bind(text, {"s": bound}) == expected


def test_a_parameter_that_is_none_stays_a_variable() -> None:
    assert bind("SELECT * { ?s ?p $o }", {"o": None, "other": None}) == "SELECT * { ?s ?p $o }"


@pytest.mark.parametrize(
    ("text", "parameters", "says"),
    [
        ("SELECT * { ?s ?p ?o }", {"o": "state/CN"}, "the query has no $o"),
        ("SELECT * { ?s ?p $o }", {"o": "\ud800"}, "cannot be written in RDF"),
    ],
)
def test_unbindable_parameters_are_reported(text: str, parameters: dict[str, Value], says: str) -> None:
    with pytest.raises(SparqlParameterError, match="KG-Q104") as raised:
        bind(text, parameters)
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("text", "update", "dataset", "service"),
    [
        ("SELECT ?insert { ?insert ?p 'DELETE' } # CLEAR ALL", False, False, False),
        ("PREFIX drop: <urn:insert:> SELECT ?x FROM drop:all { ?x ?p drop:all }", False, True, False),
        ("BASE <urn:x:> ask { service <y> { ?s ?p ?o } }", False, False, True),
        ("insert data { <urn:a> <urn:b> <urn:c> }", True, False, False),
        ("PREFIX a: <urn:a:>\nWITH a:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", True, False, False),
        ("CLEAR ALL", True, False, False),
        ("LOAD <file:///etc/passwd>", True, False, False),
        ("", False, False, False),
    ],
)
def test_the_query_form_follows_the_keywords(text: str, update: bool, dataset: bool, service: bool) -> None:
    found = form(text)
    assert (found.update, found.dataset, found.service) == (update, dataset, service)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_string_can_inject_sparql(words: str) -> None:
    text = bind("SELECT (STR($w) AS ?x) { FILTER ($w = $w) }", {"w": words})
    assert list(evaluate(Store(), Path(), text).rows) == [(term(words).value,)]


@given(
    st.one_of(
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.dates(min_value=dt.date(1000, 1, 1)).map(str),
        st.sampled_from(["state/CN", "issue/Tariffs", "issue/own/night-ferry", "demand", 'it\'s "said" \\ so']),
    )
)
def test_a_value_survives_a_round_trip(given_value: Value) -> None:
    text = bind("SELECT ?x { VALUES ?x { $x } }", {"x": given_value})
    assert list(evaluate(Store(), Path(), text).rows) == [(given_value,)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT $a { $a neg:stance $s }", ["s"]),
        ("SELECT DISTINCT $a $s WHERE { $a neg:stance $s }", []),
        ("SELECT (COUNT($a) AS $n) { $a neg:stance ?s } ORDER BY $n", ["a"]),
        (
            "SELECT ?a { { SELECT $s FROM <urn:x> { ?a neg:stance $s } } BIND (1 AS $one) FILTER ($one < $most) }",
            ["most"],
        ),
        ("SELECT ?a # $who\n{ ?a neg:holder $who }", ["who"]),
    ],
)
def test_a_selected_or_aliased_variable_is_no_parameter(text: str, told: list[str]) -> None:
    assert unbound(text, {}) == told
