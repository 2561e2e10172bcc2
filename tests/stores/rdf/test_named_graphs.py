"""Patterns that look into every named graph: what the rewritten query answers, and what is left as it was."""

from __future__ import annotations

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.stores.rdf.named_graphs import VARIABLE_PREFIX, in_named_graphs

DATA = """
GRAPH <urn:1> { <urn:a> <urn:p> <urn:b> , 7 ; <urn:q> "one" . <urn:b> a <urn:T> . <urn:n> <urn:next> <urn:m> }
GRAPH <urn:2> { <urn:b> <urn:p> <urn:c> ; <urn:q> "two"@en . <urn:c> a <urn:T> . <urn:m> <urn:next> <urn:o> }
GRAPH <urn:3> { <urn:c> <urn:q> "three" ; <urn:r> [ <urn:s> 3 ] . <urn:d> <urn:p> <urn:a> }
"""


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.update(f"INSERT DATA {{ {DATA} }}")
    return made


def answer(store: Store, query: str, *, union: bool) -> list[str]:
    found = store.query(query, use_default_graph_as_union=union)
    match found:
        case QueryBoolean():
            return [str(bool(found))]
        case QuerySolutions():
            names = [v for v in found.variables if not v.value.startswith(VARIABLE_PREFIX)]
            return sorted(" ".join(str(row[name]) for name in names) for row in found)
        case QueryTriples():
            return sorted(set(map(str, found)))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o { ?s <urn:p> ?o }",
        "SELECT * { ?s <urn:p> ?o . ?o <urn:q> ?w }",
        "SELECT ?s ?w { ?s <urn:p>/<urn:q> ?w }",
        "SELECT ?s ?w { ?s <urn:p>/<urn:p>/<urn:q> ?w . FILTER (?w != 'x') }",
        "SELECT ?s ?w { ?s (<urn:p>|<urn:q>) ?w }",
        "SELECT ?s ?o { ?s ^<urn:p> ?o ; a <urn:T> }",
        "SELECT ?s { ?s a <urn:T> ; <urn:q> ?w ; }",
        "SELECT ?s ?w { ?s a <urn:T> OPTIONAL { ?s <urn:p> ?o . ?o <urn:q> ?w } }",
        "SELECT ?s { { ?s <urn:p> <urn:b> } UNION { ?s <urn:p> <urn:c> } }",
        "SELECT ?s { ?s a <urn:T> MINUS { ?x <urn:p> ?s . ?x a <urn:T> } }",
        "SELECT ?s { ?s a <urn:T> FILTER NOT EXISTS { ?s <urn:p> ?o } }",
        "SELECT ?s { ?s <urn:q> ?w FILTER (STRLEN(?w) > 3 && EXISTS { ?s <urn:r> ?x }) }",
        "SELECT ?s ?n { ?s <urn:r> [ <urn:s> ?n ] }",
        "SELECT ?s { _:x <urn:p> ?s . _:x <urn:q> 'one' }",
        "SELECT ?t (COUNT(*) AS ?n) { ?s a ?t } GROUP BY ?t HAVING (COUNT(*) > 1) ORDER BY ?t LIMIT 5",
        "SELECT ?s ?n { { SELECT ?s (COUNT(?o) AS ?n) { ?s <urn:p> ?o } GROUP BY ?s } ?s <urn:q> ?w }",
        "SELECT ?w { VALUES (?s ?k) { (<urn:a> 1) (<urn:b> UNDEF) } ?s <urn:q> ?w BIND (UCASE(?w) AS ?u) }",
        "SELECT ?s ?w { ?s <urn:q> ?w } VALUES ?s { <urn:a> <urn:b> }",
        "SELECT ?g ?s { GRAPH ?g { ?s <urn:p> ?o . ?s <urn:q> ?w } ?o a <urn:T> }",
        "PREFIX u: <urn:> SELECT ?s { ?s u:q 'two'@en ; u:p u:c . # the end\n }",
        "SELECT ?s { ?s <urn:p> '7'^^<http://www.w3.org/2001/XMLSchema#integer> }",
        "SELECT ?s { ?s <urn:p> 7.0 , 7 }",
        "ASK { <urn:d> <urn:p> ?x . ?x <urn:p> ?y . ?y a <urn:T> }",
        "CONSTRUCT { ?s <urn:far> ?w } WHERE { ?s <urn:p>/<urn:q> ?w }",
    ],
)
def test_a_rewritten_query_answers_as_over_the_union(store: Store, query: str) -> None:
    rewritten = in_named_graphs(query)
    assert "GRAPH" in rewritten
    assert answer(store, rewritten, union=False) == answer(store, query, union=True)


def test_a_property_path_is_followed_within_one_graph(store: Store) -> None:
    found = answer(store, in_named_graphs("SELECT ?o { <urn:n> <urn:next>+ ?o }"), union=False)
    assert found == ["<urn:m>"]


def test_describe_collects_from_all_graphs(store: Store) -> None:
    found = answer(store, in_named_graphs("DESCRIBE <urn:b>"), union=False)
    assert found == answer(store, "CONSTRUCT WHERE { <urn:b> ?p ?o }", union=True)
    assert found == answer(store, "CONSTRUCT { <urn:b> ?p ?o } WHERE { GRAPH ?g { <urn:b> ?p ?o } }", union=False)


@pytest.mark.parametrize(
    "query",
    ["SELECT ?s { ?s <urn:p> (1 2) }", "CONSTRUCT WHERE { ?s ?p ?o }", "SELECT ?s { ?s ?p", "SELECT { ?s ?p ?o ?x }"],
)
def test_unsupported_queries_are_left_unchanged(query: str) -> None:
    assert in_named_graphs(query) == query
