"""Distinguishing Cypher that reads from Cypher that writes, and showing its answers."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.stores.property_graph.cypher import cell, place, tokens, update

READS = [
    "MATCH (n) RETURN n",
    "match (n:Actor)-[:HOLDS]->(p) where p.stance = 'demand' return count(*)",
    "RETURN 'CREATE (n)'",
    'RETURN "it\\"s SET n.x = 1"',
    "RETURN 'it\\'s' // DELETE n",
    "RETURN 1 /* MERGE\n(n) */",
    "MATCH (n:`SET`) RETURN n.`DELETE`",
    "MATCH (n) RETURN n.set, n.delete",
    "MATCH (n) RETURN n . set",
    "MATCH (n:Set)-[:DROP]->(m) RETURN {create: 1, remove: n.x}",
    "RETURN $set, $create",
    "MATCH (n) RETURN nodes(n).detach, [1][0].merge",
    "CALL db.labels()",
    "CALL db.index.fulltext.queryNodes('names', 'Liu') YIELD node RETURN node.id",
    "CALL grafeo.pagerank() YIELD node_id RETURN node_id",
    "MATCH (n) CALL (n) { RETURN 1 AS x } RETURN x",
    "CALL { MATCH (n) RETURN n } RETURN n",
    "RETURN offset.created, asset",
    "",
    "'unfinished CREATE",
]

WRITES = [
    ("CREATE (n)", "CREATE", 0),
    ("MATCH (n) SET n.x = 1", "SET", 10),
    ("MATCH (n)\nset\nn.x = 1", "set", 10),
    ("MATCH (n) DETACH DELETE n", "DETACH", 10),
    ("MATCH (n) REMOVE n:Actor", "REMOVE", 10),
    ("MERGE (n {id: 1}) ON CREATE SET n.x = 1", "MERGE", 0),
    ("DROP INDEX x", "DROP", 0),
    ("LOAD CSV FROM 'file:///x' AS row CREATE (n)", "CREATE", 33),
    ("CALL apoc.create.node(1) SET n.x = 1", "apoc.create.node", 5),
    ("MATCH (n) FOREACH (x IN [1] | SET n.x = x)", "FOREACH", 10),
    ("MATCH (n) CALL (n) { CREATE (m) } RETURN 1", "CREATE", 21),
    ("RETURN 'a' /* ' */ CREATE (n) // '", "CREATE", 19),
    ("RETURN 1.CREATE (n)", "CREATE", 9),
    ("RETURN `a```CREATE (n)", "CREATE", 12),
    ("CALL apoc.create.node(['A'], {})", "apoc.create.node", 5),
    ("CALL dbms.security.createUser('x', 'y', false)", "dbms.security.createUser", 5),
    ("CALL `db`.labels()", "`db`.labels", 5),
    ("PROFILE MATCH (n) DELETE n", "DELETE", 18),
    ("INSERT (:Actor {id: 'x'})", "INSERT", 0),
]


@pytest.mark.parametrize("text", READS)
def test_reading_cypher_is_no_update(text: str) -> None:
    assert update(text) is None


@pytest.mark.parametrize(("text", "word", "start"), WRITES)
def test_the_first_writing_word_is_found(text: str, word: str, start: int) -> None:
    found = update(text)
    assert found is not None
    assert (found.text, found.start) == (word, start)


@given(st.text())
def test_no_string_writes(words: str) -> None:
    escaped = words.replace("\\", "\\\\").replace("'", "\\'")
    assert update(f"RETURN '{escaped}' AS x") is None


@given(st.text())
def test_no_name_in_backticks_writes(words: str) -> None:
    name = words.replace("`", "``")
    assert update(f"MATCH (n:`{name}`) RETURN n.`{name}`") is None


@given(st.text())
def test_tokens_lie_at_their_offsets_without_overlap(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, "line 1, column 1"), (5, "line 1, column 6"), (6, "line 2, column 1"), (9, "line 3, column 2")],
)
def test_a_position_as_line_and_column(offset: int, expected: str) -> None:
    assert place("MATCH\nä\nb", offset) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (0.5, 0.5),
        ("ä", "ä"),
        (dt.date(2018, 8, 24), "2018-08-24"),
        (dt.datetime(2018, 8, 24, 10, tzinfo=dt.UTC), "2018-08-24T10:00:00+00:00"),
        ([], "[]"),
        (("ä", 1, None), '["ä", 1, null]'),
        ({"id": "state/CN", "days": [dt.date(2018, 8, 24)]}, '{"id": "state/CN", "days": ["2018-08-24"]}'),
        (1 + 2j, "(1+2j)"),
    ],
)
def test_values_as_cells(value: object, expected: object) -> None:
    assert cell(value) == expected


@given(st.lists(st.text() | st.integers() | st.none() | st.booleans()))
def test_a_list_can_be_read_back(value: list[object]) -> None:
    assert json.loads(str(cell(value))) == value
