"""A server that several records can reach: it holds one of them whole, and anybody may ask it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.errors import EndpointBusyError, EndpointForeignError, Neo4jBusyError, Neo4jForeignError
from kg.graph import Graph, StoreSettings, open_graph
from kg.stores.sync import batch_of
from tests.doubles.cast import document, facts, person, position
from tests.servers.neo4j_servers import Neo4jServers, each_version
from tests.servers.oxigraph_server import OxigraphServer

LIU_HE = facts([person("Liu He", "CN")], positions=(position("Liu He", "a truce"),))
NAMES = {
    "sparql": "SELECT ?name { ?document a neg:Document ; neg:name ?name }",
    "cypher": "MATCH (d:Document) RETURN d.name",
}


class Served(NamedTuple):
    """A server without a graph in it: its query language, and its settings in kg.toml."""

    language: str
    engine: str
    values: dict[str, str]

    def graph(self, folder: Path) -> Graph:
        """The graph in the folder, which is made where there is none, with its store in the server."""
        graph = open_graph(folder, create=True)
        graph.name_store(self.language, StoreSettings(self.engine, folder, self.values))
        return graph


@pytest.fixture(params=[pytest.param("endpoint", marks=pytest.mark.server), *each_version()])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    if request.param == "endpoint":
        with OxigraphServer(tmp_path / "served") as server:
            urls = server.settings
            yield Served("sparql", "endpoint", {"query": urls.query, "update": urls.update or ""})
        return
    neo4j: Neo4jServers = request.getfixturevalue("neo4j_servers")
    with neo4j.empty(request.param) as store:
        running = neo4j.server(request.param)
        yield Served("cypher", "neo4j", {"url": running.url, "credentials": str(running.credentials)})
        store.drop()


@pytest.fixture
def graph(served: Served, tmp_path: Path) -> Iterator[Graph]:
    """Of two documents."""
    with served.graph(tmp_path / "talks.kg") as graph:
        read(graph, "quay", "pier")
        graph.sync(served.language)
        yield graph


def read(graph: Graph, *names: str) -> None:
    for name in names:
        graph.record.put(document(name, f"A truce at {name}."), LIU_HE, "1.0")


def held(graph: Graph, language: str) -> list[Any]:
    """The names of the documents that the store answers from."""
    return sorted(name for (name,) in graph.store(language).query(NAMES[language]).rows)


@pytest.mark.parametrize("copied", ["a backup", "a folder"])
def test_diverging_copies_never_mix(served: Served, graph: Graph, tmp_path: Path, copied: str) -> None:
    if copied == "a folder":
        shutil.copytree(graph.folder, tmp_path / "copy.kg")
    else:
        (tmp_path / "copy.kg").mkdir()
        graph.record.backup(tmp_path / "copy.kg/record.db")
    with served.graph(tmp_path / "copy.kg") as copy:
        read(graph, "lock", "dam")
        read(copy, "weir", "ford")
        copy.record.remove("quay")
        assert held(graph, served.language) == ["dam", "lock", "pier", "quay"]
        assert held(copy, served.language) == ["ford", "pier", "weir"]
        read(graph, "mole")
        assert graph.record.revision == copy.record.revision
        assert held(graph, served.language) == ["dam", "lock", "mole", "pier", "quay"]
        assert (copy.states()[0 if served.language == "sparql" else 1].revision, copy.sync(served.language)) == (0, 3)


def test_a_copy_that_writes_during_a_query_does_no_harm(served: Served, graph: Graph, tmp_path: Path) -> None:
    shutil.copytree(graph.folder, tmp_path / "copy.kg")
    with served.graph(tmp_path / "copy.kg") as copy:
        read(graph, "lock")
        read(copy, "weir")
        graph.sync(served.language)
        read(graph, "mole")
        with graph.writing(served.language) as store:
            news = graph.record.changes_since(store.revision())
            copy.sync(served.language)
            with pytest.raises((EndpointBusyError, Neo4jBusyError)):
                store.apply(map(batch_of, news))
        assert held(graph, served.language) == ["lock", "mole", "pier", "quay"]


def test_a_copy_that_only_queries_counts_no_changes(served: Served, graph: Graph, tmp_path: Path) -> None:
    shutil.copytree(graph.folder, tmp_path / "copy.kg")
    needed = "query" if served.language == "sparql" else "url"
    read(graph, "lock")
    graph.sync(served.language)
    with open_graph(tmp_path / "copy.kg", store=served.values[needed]) as asking:
        read(asking, "weir", "ford")
        assert held(asking, served.language) == ["lock", "pier", "quay"]
        assert asking.lag(served.language) == 0


def test_an_unchanged_copy_continues_in_the_server(served: Served, graph: Graph, tmp_path: Path) -> None:
    shutil.copytree(graph.folder, tmp_path / "copy.kg")
    with served.graph(tmp_path / "copy.kg") as copy:
        read(copy, "weir")
        assert copy.sync(served.language) == 1


def test_another_graph_may_query_but_not_write(served: Served, graph: Graph, tmp_path: Path) -> None:
    needed = "query" if served.language == "sparql" else "url"
    own = served.graph(tmp_path / "own.kg")
    read(own, "bridge")
    with own, open_graph(own.folder, store=served.values[needed]) as asking:
        assert held(asking, served.language) == ["pier", "quay"]
        assert asking.ask("positions-of-actor", actor="person/liu-he", language=served.language).rows
        assert asking.lag(served.language) == 0
        for write in (own.sync, asking.sync, own.store):
            with pytest.raises((EndpointForeignError, Neo4jForeignError)):
                write(served.language)
        assert held(graph, served.language) == ["pier", "quay"]
