"""What every store that speaks Cypher answers: the embedded one and the servers."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from kg.errors import (
    CypherFailedError,
    CypherParameterError,
    CypherSyntaxError,
    CypherTimeoutError,
    CypherUpdateError,
    KgError,
    QueryNetworkError,
)
from kg.stores.protocol import Store, Value
from tests.doubles.factory import batches, resolved_documents
from tests.servers.cypher_stores import CYPHER_STORES, EmptyStore
from tests.stores.contents import rows

DOCUMENTS = tuple(resolved_documents(12, positions=8))


@pytest.fixture(scope="module", params=CYPHER_STORES)
def full(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_store: EmptyStore
) -> Iterator[Store]:
    """The store of each kind, which the tests only read."""
    with empty_store(request.param, tmp_path_factory.mktemp("store") / "graph") as store:
        store.apply(batches(DOCUMENTS, 5))
        yield store


def test_counts(full: Store) -> None:
    facts = [resolved.facts for resolved in DOCUMENTS]
    assert full.counts() == {
        "documents": 12,
        "actors": len({actor.id for resolved in DOCUMENTS for actor in resolved.actors}),
        "issues": len({row[0] for row in rows(full, "MATCH (:Position)-[:ABOUT]->(i) RETURN i.id AS id")}),
        "roles": sum(len(one.roles) for one in facts),
        "affiliations": sum(len(one.affiliations) for one in facts),
        "leads": sum(len(one.leads) for one in facts),
        "negotiations": sum(len(one.negotiations) for one in facts),
        "statements": sum(len(one.statements) for one in facts),
        "positions": sum(len(one.positions) for one in facts),
        "labels": sum(len(one.labels) for one in facts),
        "actions": sum(len(one.actions) for one in facts),
        "evidence": len(rows(full, "MATCH (e:Evidence) RETURN e.id AS id")),
    }


def test_rows_have_the_order_and_names_of_the_question(full: Store) -> None:
    answer = full.query("MATCH (d:Document) RETURN d.name AS b, d.id AS a ORDER BY b LIMIT 2")
    assert answer.columns == ("b", "a")
    assert list(answer.rows) == [(one.document.name, f"document/{one.document.id}") for one in DOCUMENTS[:2]]


def test_parameters_are_bound_and_never_pasted(full: Store) -> None:
    text = "MATCH (a:Actor) WHERE $id IS NULL OR a.id = $id RETURN count(*) AS n"
    everyone = full.counts()["actors"]
    assert rows(full, text, id=None) == [(everyone,)]
    assert rows(full, text, id="' OR 1=1 //") == [(0,)]
    assert rows(full, "MATCH (a:Actor) WHERE a.id IN $ids RETURN count(*) AS n", ids=("state/CN", "x")) == [(1,)]
    assert rows(full, "MATCH (a:Actor) WHERE a.id IN $ids RETURN count(*) AS n", ids=()) == [(0,)]
    assert rows(full, "RETURN $a AS a, $b AS b, $c AS c", a=True, b=1.5, c="ä'\"\\") == [(True, 1.5, "ä'\"\\")]
    assert len(rows(full, "MATCH (n) RETURN n.id AS id ORDER BY id SKIP $skip LIMIT $limit", skip=1, limit=3)) == 3


def test_lists_nodes_and_relationships_are_json(full: Store) -> None:
    assert rows(full, "RETURN [1, 'b', null] AS x, {a: [true]} AS y") == [('[1, "b", null]', '{"a": [true]}')]
    ((node,),) = rows(full, "MATCH (a:Actor {id: 'state/CN'}) RETURN a")
    assert json.loads(str(node)) == {
        "labels": ["Actor", "State"],
        "id": "state/CN",
        "name": "China",
        "aliases": ["Beijing", "PRC"],
        "type": "state",
        "country": "CN",
        "wikidata": "Q101",
        "alpha3": "CHN",
        "id_sources": [
            "ISO 3166-1 alpha-2: npm @rapideditor/country-coder 5.6.1",
            "ISO 3166-1 alpha-3: npm @rapideditor/country-coder 5.6.1",
            "Wikidata: a list of this graph",
        ],
    }
    ((path,),) = rows(full, "MATCH p = (:Actor)-[:HOLDS]->(:Position) RETURN p LIMIT 1")
    shown = json.loads(str(path))
    assert [end["id"] for end in shown["nodes"]] == [shown["relationships"][0][end] for end in ("source", "target")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MATCH (p:Position)-[:IN]->(d) RETURN count(*) = count(p) AS x", ("x", True)),
        ("MATCH (p:Position)-[r:EVIDENCED_BY|IN]->(d) RETURN count(DISTINCT type(r)) AS x", ("x", 2)),
        ("MATCH (p:Nobody) RETURN sum(p.x) AS x", ("x", 0)),
        ("MATCH (p:Nobody) RETURN sum(p.x)", ("sum(p.x)", 0)),
        ("MATCH (p:Nobody) RETURN 1 + sum(p.x)", ("1 + sum(p.x)", 1)),
        ("MATCH (p:Nobody) RETURN coalesce(sum(p.x), 5) AS sum", ("sum", 0)),
        ("WITH {sum: 3} AS m RETURN m.sum AS x", ("x", 3)),
        ("RETURN 'sum(x) [:IN]' AS x", ("x", "sum(x) [:IN]")),
    ],
)
def test_queries_that_engines_interpret_differently_answer_as_in_neo4j(
    full: Store, text: str, expected: tuple[str, Value]
) -> None:
    answer = full.query(text)
    assert (*answer.columns, *next(answer.rows)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("MATCH (a:Actor RETURN a", CypherSyntaxError, "line 1, column 16"),
        ("MATCH (p)-[:IN]->(d)\n  RETURN sum(p.x) AS x, sum(d.x AS y", CypherSyntaxError, "line 2, column 33"),
        ("MATCH (p)-[:IN]->(d) RETURN sum(p.x) AS x, (", CypherSyntaxError, "line 1, column 45"),
        ("MATCH (a:Actor) RETURN b.id AS x", CypherSyntaxError, "line 1, column 24"),
        ("RETURN nosuch(1) AS x", CypherSyntaxError, "line 1, column 8"),
        ("", CypherSyntaxError, "line 1, column 1"),
        ("RETURN 1 / 0 AS x", CypherFailedError, None),
        ("RETURN $nobody AS x", CypherParameterError, None),
        ("MATCH (a)\nSET a.x = 1", CypherUpdateError, "line 2, column 1"),
        ("CALL apoc.create.node(['Actor'], {})", CypherUpdateError, "line 1, column 6"),
        ("CALL apoc.periodic.commit('x', {})", QueryNetworkError, None),
    ],
)
@pytest.mark.parametrize("timeout", [None, 20.0])
def test_a_failed_query_reports_its_kind_and_place(
    full: Store, text: str, kind: type[KgError], place: str | None, timeout: float | None
) -> None:
    with pytest.raises(kind) as caught:
        list(full.query(text, timeout=timeout).rows)
    assert caught.value.fields.get("place") == place


@pytest.mark.parametrize(
    ("value", "words"),
    [(2**63, "64 bits"), ("\ud800", "surrogate"), (b"x", "bytes"), ((1, {"a": 1}), "dict")],
)
def test_an_unsupported_parameter_is_refused(full: Store, value: Value, words: str) -> None:
    with pytest.raises(CypherParameterError, match=words):
        full.query("RETURN $x AS x", {"x": value})


def test_a_slow_query_is_stopped_and_the_next_is_answered(full: Store, request: pytest.FixtureRequest) -> None:
    if "arcadedb" in request.node.callspec.id:
        reason = "over Bolt ArcadeDB takes no time limit from whoever asks"
        request.applymarker(pytest.mark.xfail(raises=pytest.fail.Exception, reason=reason))
    with pytest.raises(CypherTimeoutError) as caught:
        full.query("MATCH (a), (b), (c), (d) WHERE a.id < b.id AND c.id < d.id RETURN count(*) AS n", timeout=0.3)
    assert caught.value.fields == {"seconds": 0.3}
    text = "MATCH (a:Actor {id: 'state/CN'}) RETURN a.name AS name"
    for _ in range(2):
        assert list(full.query(text, timeout=20).rows) == [("China",)]
