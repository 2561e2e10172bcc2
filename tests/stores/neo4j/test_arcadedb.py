"""ArcadeDB, reached over Bolt: what holds in addition to the tests of all Cypher stores."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.errors import Neo4jBusyError, Neo4jCredentialsError, Neo4jDatabaseMissingError
from kg.stores.neo4j.connection import Neo4jSettings
from kg.stores.neo4j.neo4j import Neo4jStore
from kg.stores.neo4j.query import ask
from kg.stores.protocol import Batch
from tests.doubles.factory import batches, resolved_documents
from tests.servers.arcadedb_server import ArcadeDBServer
from tests.servers.neo4j_servers import JAVA_SERVERS
from tests.stores.contents import contents, expected, rows

pytestmark = [pytest.mark.server, JAVA_SERVERS]

DOCUMENTS = tuple(resolved_documents(12, positions=4))


@pytest.fixture
def store(arcadedb_server: ArcadeDBServer) -> Iterator[Neo4jStore]:
    """A store with nothing in it."""
    with arcadedb_server.empty() as opened:
        yield opened


def test_writes_in_a_read_query_are_rolled_back(store: Neo4jStore) -> None:
    list(ask(store._driver, store.settings, "CREATE (n:Note) RETURN n", {}, None).rows)
    assert rows(store, "MATCH (n:Note) RETURN count(n) AS n") == [(0,)]


def test_an_answer_without_rows_has_its_columns(store: Neo4jStore) -> None:
    answer = store.query("MATCH (a:Actor) WHERE a.id = 'nobody' RETURN a.id AS id, a.name")
    assert (answer.columns, list(answer.rows)) == (("id", "a.name"), [])


def test_one_of_two_writers_stops_and_nothing_is_lost_or_doubled(store: Neo4jStore) -> None:
    def drawn() -> Iterator[Batch]:
        for number, batch in enumerate(batches(DOCUMENTS, 2)):
            if number == 2:
                store.apply(batches(DOCUMENTS[:6], 3))
            yield batch

    with Neo4jStore(store.settings) as other, pytest.raises(Neo4jBusyError):
        other.apply(drawn())
    reached = store.revision()
    store.apply(batches(DOCUMENTS[reached:], 2, reached))
    assert (store.revision(), contents(store)) == (len(DOCUMENTS), expected(DOCUMENTS))


def test_foreign_data_in_the_database_stays(store: Neo4jStore) -> None:
    store.query("CREATE (:Actor {name: 'theirs'})-[:LEADS]->(:Note {name: 'theirs'})", write=True)
    store.apply(batches(DOCUMENTS[:4], 2))
    store.apply([Batch(5, (), removed=(DOCUMENTS[0].document.id,))])
    store.drop()
    assert rows(store, "MATCH (a)-[:LEADS]->(b) RETURN a.name AS a, b.name AS b") == [("theirs", "theirs")]
    assert rows(store, "MATCH (n) WHERE n:KgNode OR n:KgStore RETURN count(*) AS n") == [(0,)]
    assert rows(store, "SHOW CONSTRAINTS YIELD name") == []
    store.query("MATCH (n) DETACH DELETE n", write=True)


def test_wrong_credentials_and_missing_databases_are_reported(arcadedb_server: ArcadeDBServer) -> None:
    right = arcadedb_server.settings
    wrong = Neo4jSettings(right.url, right.database, right.user, "wren-and-owl")
    with Neo4jStore(wrong) as stranger, pytest.raises(Neo4jCredentialsError, match="does not let root in"):
        stranger.revision()
    elsewhere = Neo4jSettings(right.url, "nowhere", right.user, right.password)
    with Neo4jStore(elsewhere) as lost, pytest.raises(Neo4jDatabaseMissingError, match="nowhere"):
        lost.revision()
