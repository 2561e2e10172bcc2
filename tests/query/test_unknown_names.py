"""Which names of a query nothing in a graph has."""

from __future__ import annotations

import re

import pytest

from kg.graph import LANGUAGES
from kg.query import questions
from kg.query.question import text
from kg.query.unknown_names import unknown_names
from tests.test_docs import ALL_PAGES


@pytest.mark.parametrize(
    ("language", "query", "told"),
    [
        ("cypher", "MATCH (p:Postion)<-[:HOLDS]-(:Person) RETURN p", {"Postion": ("Position",)}),
        ("cypher", "MATCH (p)-[r:HOLD|LEADS]->(q) RETURN p", {"HOLD": ("HOLDS",)}),
        ("cypher", "MATCH (p) WHERE p:person OR p:State RETURN p", {"person": ("Person",)}),
        ("cypher", "MATCH (a:Actor {name: b.name})-[:`MY TIE`]->(b:`My Node`) // (c:Clan)\nRETURN ':Clan'", {}),
        ("cypher", "MATCH (n:Xylophone) RETURN n", {"Xylophone": ()}),
        (
            "sparql",
            "SELECT ?p { ?p a neg:Postion ; neg:holder ?a ; skos:prefLabel 'neg:x' } # neg:y",
            {"neg:Postion": ("neg:Position",)},
        ),
        ("sparql", "SELECT ?p { ?p my:holdr <https://example.org/neg:holdr> }", {}),
    ],
)
def test_a_name_that_kg_never_writes_is_told(language: str, query: str, told: dict[str, tuple[str, ...]]) -> None:
    assert dict(unknown_names(language, query)) == told


def test_queries_of_the_project_have_no_unknown_names() -> None:
    pages = [path.read_text(encoding="utf-8") for path in ALL_PAGES]
    shown = [("cypher", query) for page in pages for query in re.findall(r"```cypher\n(.*?)```", page, re.DOTALL)]
    shown += [
        (language, query)
        for page in pages
        for language, query in re.findall(r"kg (cypher|sparql) '(.*?)'", page, re.DOTALL)
    ]
    assert {language for language, _ in shown} == {"cypher", "sparql"}
    shown += [(language, text(asked, language, ())) for asked in questions() for language in LANGUAGES]
    assert [found for language, query in shown for found in unknown_names(language, query)] == []
