"""The tables for neo4j-admin: a real server's database is made of them, and answers and is synced on as any other."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.exports.neo4j_admin import ARGUMENTS, write_neo4j_admin
from kg.query import questions
from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.neo4j.neo4j import Neo4jStore
from kg.stores.neo4j.server import import_tables, start
from kg.stores.property_graph.property_graph import NODE_PROPERTIES
from tests.doubles.factory import batches, resolved_documents
from tests.query.test_questions import World, sets
from tests.servers.neo4j_servers import BRIEF, each_version, jars_of, settings_of
from tests.stores.contents import contents, expected, rows

DOCUMENTS = tuple(resolved_documents(24, positions=8))
GRAPH = "0123456789abcdef"


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_every_table_declares_the_types_of_its_columns(tmp_path: Path) -> None:
    write_neo4j_admin([batch._replace(history="fa") for batch in batches(DOCUMENTS[:2])], tmp_path, GRAPH)
    arguments = (tmp_path / ARGUMENTS).read_text(encoding="utf-8").splitlines()
    named = {argument.rpartition("/")[2] for argument in arguments if ".csv" in argument}
    assert named == {path.name for path in tmp_path.glob("*.csv")}
    assert len(named) == len(NODE_PROPERTIES) + 2
    actors = {row["id:ID"]: row for row in table(tmp_path, "actor.csv")}
    assert actors["state/CN"]["aliases:string[]"] == "Beijing\x1fPRC"
    assert actors["state/CN"][":LABEL"] == "KgNode\x1fActor\x1fState"
    (state,) = table(tmp_path, "state.csv")
    assert (state["revision:long"], state["graph:string"], state["history:string"]) == ("2", GRAPH, "fa")


def test_an_absent_value_is_distinct_from_an_empty_string(tmp_path: Path) -> None:
    write_neo4j_admin(batches(DOCUMENTS[:2]), tmp_path, GRAPH)
    lines = (tmp_path / "position.csv").read_text(encoding="utf-8").splitlines()
    absent = [line for line in lines if line.split(",")[5:6] == [""]]
    assert absent
    assert all('""' not in line for line in absent)


def test_an_unwritable_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "tables").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(OutputError, match="tables"):
        write_neo4j_admin(batches(DOCUMENTS[:1]), tmp_path / "tables", GRAPH)


@pytest.mark.rare
@pytest.mark.parametrize("version", each_version())
def test_an_imported_database_answers_alike_and_can_be_synced_further(tmp_path: Path, version: str) -> None:
    jars = jars_of(version)
    write_neo4j_admin(batches(DOCUMENTS[:-2]), tmp_path / "tables", GRAPH)
    import_tables(jars, tmp_path / "server", tmp_path / "tables")
    with (
        start(jars, tmp_path / "server", options=BRIEF) as server,
        Neo4jStore(settings_of(server), graph=GRAPH) as store,
        GrafeoStore(tmp_path / "grafeo") as embedded,
    ):
        assert store.revision() == len(DOCUMENTS) - 2
        assert contents(store) == expected(DOCUMENTS[:-2])
        store.prepare()
        assert ("kg_evidence_words",) in rows(store, "SHOW INDEXES YIELD name RETURN name")
        store.apply(batches(DOCUMENTS[-2:], revision=len(DOCUMENTS) - 2))
        embedded.apply(batches(DOCUMENTS))
        assert store.counts() == embedded.counts()
        actors = {actor.id: actor for each in DOCUMENTS for actor in each.actors}
        world = World((embedded, store), actors, {each.document.name: each.document for each in DOCUMENTS})
        for asked in questions():
            ours, theirs = world.ask(asked.name, sets(asked.name, world)[0])
            assert ours.rows == theirs.rows, asked.name
        server.kill()
