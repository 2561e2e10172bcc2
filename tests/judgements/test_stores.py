"""Whatever is judged, taken back, read again or removed, both stores hold what they would if they were made anew."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.graph import Graph, open_graph
from kg.model import Document
from tests.doubles.scripted_reader import read

TEXTS = {
    "geneva": "China demands lower tariffs of Japan. Japan rejects lower tariffs of China.",
    "nairobi": "Japan offers more fish of China. Nothing else was said. Peru supports more fish of Japan.",
}
EDITION = "Late edition. "
FIELDS = (
    {"holder": "Peru:state"},
    {"addressee": ""},
    {"stance": "oppose", "modality": "conditional", "condition": "lower tariffs"},
    {"matter": "more fish", "sources": ["China", "Ana Lima:person"]},
    {"date": "2018-08-24", "evidence": "more fish"},
)
ADDED = ("lead", {"leader": "Ana Lima:person", "of": "Japan"}), ("affiliation", {"member": "China", "of": "Japan"})

names, numbers, coders = st.sampled_from(sorted(TEXTS)), st.integers(0, 9), st.sampled_from(["ana", "ben"])
steps: st.SearchStrategy[tuple[str, str, int, str, Any]] = st.one_of(
    st.tuples(st.sampled_from(["confirmed", "rejected"]), names, numbers, coders, st.just({})),
    st.tuples(st.just("corrected"), names, numbers, coders, st.sampled_from(FIELDS)),
    st.tuples(st.just("added"), names, numbers, coders, st.sampled_from(ADDED)),
    st.tuples(st.sampled_from(["same", "different", "renamed", "undo"]), names, numbers, coders, st.just({})),
    st.tuples(st.sampled_from(["put", "edit", "remove"]), names, numbers, coders, st.just({})),
)


def put(graph: Graph, name: str, version: int, edition: str = "") -> None:
    document = Document(edition + TEXTS[name], name, f"file:///{name}.txt")
    reading = read(document, f"scripted {version}")
    graph.record.put(document, reading.facts, reading.version, reading.sentences)


def take(graph: Graph, verb: str, name: str, number: int, coder: str, values: Any) -> None:
    """Take a step; ``number`` chooses among the facts, actors or judgements that there are."""
    actors = [actor.id for actor in graph.record.actors()]
    log = graph.judgements()
    match verb:
        case "put" | "edit":
            put(graph, name, 1 + number % 3, EDITION if verb == "edit" else "")
        case "remove":
            graph.record.remove(name)
        case "undo":
            graph.undo(log[number % len(log)].judgement.id, by=coder)
        case "same" | "different":
            graph.judge(verb, (actors[number % len(actors)], actors[number // 2 % len(actors)]), by=coder)
        case "renamed":
            graph.judge(verb, actors[number % len(actors)], {"name": f"Delegation {number}"}, by=coder)
        case "added":
            heading, fields = values
            graph.judge(verb, (heading, name), {**fields, "evidence": "of Japan"}, by=coder)
        case _:
            facts = sorted(graph.record.judged(name).read)
            graph.judge(verb, facts[number % len(facts)], values, by=coder)


def held(graph: Graph) -> list[list[str]]:
    """All that the stores hold, but for the revision that wrote it."""
    rdf = graph.store("sparql").query("SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").rows
    cypher = graph.store("cypher")
    nodes = cypher.query("MATCH (n) RETURN labels(n), properties(n)").rows
    edges = cypher.query("MATCH (a)-[r]->(b) RETURN a.id, type(r), properties(r), b.id").rows
    return [sorted(str(row) for row in rows if "#revision" not in str(row)) for rows in (rdf, nodes, edges)]


@pytest.mark.filterwarnings("ignore::kg.errors.KgWarning")
@settings(max_examples=6)
@given(st.lists(steps, min_size=4, max_size=12))
def test_stores_hold_what_they_would_if_made_anew(
    tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[str, str, int, str, Any]]
) -> None:
    with open_graph(tmp_path_factory.mktemp("judged") / "talks.kg", create=True) as graph:
        for name in TEXTS:
            put(graph, name, 1)
        graph.catch_up()
        for verb, name, number, coder, values in taken:
            try:
                take(graph, verb, name, number, coder, values)
            except (KgError, ZeroDivisionError):  # what is not there cannot be judged, and is not
                continue
            if number % 2:
                assert graph.catch_up() == {}
        assert graph.catch_up() == {}
        followed = held(graph)
        for language in ("sparql", "cypher"):
            graph.rebuild(language)
        assert held(graph) == followed
        assert graph.record.check(deep=True) == []
