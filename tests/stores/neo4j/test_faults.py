"""Durability of a graph in Neo4j: each test really kills the server, cuts the connection or denies access."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kg.errors import (
    Neo4jBusyError,
    Neo4jCredentialsError,
    Neo4jDatabaseMissingError,
    Neo4jForeignError,
    Neo4jReadOnlyError,
    Neo4jRefusedError,
    Neo4jUnreachableError,
)
from kg.stores.neo4j.connection import Neo4jSettings
from kg.stores.neo4j.jars import VERSIONS, Jars
from kg.stores.neo4j.neo4j import Neo4jStore
from kg.stores.neo4j.server import Neo4jServer, start
from kg.stores.protocol import Batch
from tests.doubles.factory import batches, resolved_documents
from tests.doubles.faked_clock import faked_clock
from tests.servers.cutting_proxy import CuttingProxy
from tests.servers.neo4j_servers import BRIEF, JAVA_SERVERS, jars_of, settings_of
from tests.stores.contents import contents, expected, rows

pytestmark = [pytest.mark.server, pytest.mark.rare, JAVA_SERVERS]

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = tuple(resolved_documents(20, positions=4))
LONG = tuple(resolved_documents(10, positions=80, seed=1))
"""Documents that need more memory than the limited server has."""
COMMIT = bytes.fromhex("0002b0120000")
"""The message of a Bolt client that commits."""
SMALL: Mapping[str, str] = {"db.memory.transaction.max": "8m"}
SHUT: Mapping[str, str] = {"server.databases.default_to_read_only": "true"}


@dataclass
class House:
    """A server that is killed and started again, with the same data under the same address."""

    jars: Jars
    folder: Path
    server: Neo4jServer | None = None
    settings: Mapping[str, str] | None = None

    def open(self, settings: Mapping[str, str] | None = None) -> Neo4jServer:
        """The server with these settings; it is started anew where it has others."""
        if self.server is not None and (self.settings != settings or self.server.process.poll() is not None):
            self.kill()
        if self.server is None or self.server.process.poll() is not None:
            port = urlsplit(self.server.url).port if self.server else None
            self.server = start(self.jars, self.folder, port=port, settings=settings, options=BRIEF)
            self.settings = settings
        return self.server

    def kill(self) -> None:
        """As a power cut would."""
        assert self.server is not None
        self.server.kill()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    found = House(jars_of(VERSIONS[-1]), tmp_path_factory.mktemp("house"))
    found.open()
    yield found
    found.kill()


@pytest.fixture
def store(house: House) -> Iterator[Neo4jStore]:
    """A store with nothing in it, in the server as it usually is."""
    with Neo4jStore(settings_of(house.open())) as opened:
        opened.clear()
        yield opened


def after(number: int, accident: object, since: int = 0) -> Iterator[Batch]:
    """The batches, two documents each, with an accident when so many have been drawn."""
    for count, batch in enumerate(batches(DOCUMENTS[since:], 2, since)):
        if count == number and callable(accident):
            accident()
        yield batch


# The server


def test_a_sync_survives_a_restart_of_the_server(house: House, store: Neo4jStore) -> None:
    def accident() -> None:
        house.kill()
        threading.Thread(target=house.open).start()

    store.apply(after(4, accident))
    assert (store.revision(), contents(store)) == (len(DOCUMENTS), expected(DOCUMENTS))


def test_a_sync_to_a_dead_server_fails_and_the_next_continues(house: House, store: Neo4jStore) -> None:
    with Neo4jStore(replace(store.settings, patience=1.0)) as impatient:
        with pytest.raises(Neo4jUnreachableError) as caught:
            impatient.apply(after(3, house.kill))
        assert store.settings.url in str(caught.value)
        assert "nothing is lost or doubled" in caught.value.advice
        with pytest.raises(Neo4jUnreachableError):
            impatient.query("RETURN 1 AS x")
    house.open()
    reached = store.revision()
    assert reached == 6
    assert contents(store) == expected(DOCUMENTS[:reached])
    store.apply(batches(DOCUMENTS[reached:], 2, reached))
    assert (store.revision(), contents(store)) == (len(DOCUMENTS), expected(DOCUMENTS))


# The connection


@pytest.mark.parametrize("sent", [500, 20_000, 100_000])
def test_a_cut_connection_is_restored(store: Neo4jStore, sent: int) -> None:
    port = urlsplit(store.settings.url).port
    assert port is not None
    with CuttingProxy(port) as proxy:
        proxy.cut(1, sent)
        with Neo4jStore(replace(store.settings, url=f"bolt://127.0.0.1:{proxy.port}")) as far:
            far.apply(batches(DOCUMENTS, 2))
        assert proxy.cuts == 1
    assert (store.revision(), contents(store)) == (len(DOCUMENTS), expected(DOCUMENTS))


def test_a_commit_whose_confirmation_is_lost_is_not_repeated(store: Neo4jStore) -> None:
    port = urlsplit(store.settings.url).port
    assert port is not None
    with CuttingProxy(port) as proxy, Neo4jStore(replace(store.settings, url=f"bolt://127.0.0.1:{proxy.port}")) as far:
        far.apply(after(5, lambda: proxy.lose_answer(COMMIT)))
        assert proxy.cuts == 1
    assert (store.revision(), contents(store)) == (len(DOCUMENTS), expected(DOCUMENTS))
    assert rows(store, "MATCH (s:KgStore) RETURN s.turn AS turn") == [(turns(store),)]


def turns(store: Neo4jStore) -> int:
    """How many transactions the same writing takes where nothing happens."""
    ((before,),) = rows(store, "MATCH (s:KgStore) RETURN s.turn AS turn")
    store.clear()
    store.apply(batches(DOCUMENTS, 2))
    ((taken,),) = rows(store, "MATCH (s:KgStore) RETURN s.turn AS turn")
    return int(before or 0) if taken else 0


# Access


def test_a_wrong_password_is_reported_but_not_shown(house: House) -> None:
    settings = replace(settings_of(house.open()), password="wren-and-owl")
    refused = pytest.raises(Neo4jCredentialsError, match="does not let neo4j in")
    with Neo4jStore(settings) as stranger, refused as caught:
        stranger.revision()
    assert "KG_NEO4J_PASSWORD" in caught.value.advice
    assert "wren" not in str(caught.value)


def test_a_missing_database_is_named(house: House) -> None:
    with (
        Neo4jStore(settings_of(house.open(), "talks")) as store,
        pytest.raises(Neo4jDatabaseMissingError, match="talks"),
    ):
        store.revision()


def test_an_unreachable_server_is_reported() -> None:
    with Neo4jStore(Neo4jSettings("bolt://127.0.0.1:1")) as store, pytest.raises(Neo4jUnreachableError, match=":1"):
        store.revision()


# Other writers and foreign data


def test_one_of_two_writers_stops_and_nothing_is_lost_or_doubled(store: Neo4jStore) -> None:
    with Neo4jStore(store.settings) as other, pytest.raises(Neo4jBusyError) as caught:
        other.apply(after(3, lambda: store.apply(batches(DOCUMENTS[:10], 5))))
    assert "what it has written stays" in caught.value.advice
    reached = store.revision()
    store.apply(batches(DOCUMENTS[reached:], 2, reached))
    assert contents(store) == expected(DOCUMENTS)


def test_two_writers_at_once_leave_one_graph(store: Neo4jStore) -> None:
    told: list[BaseException | None] = []

    def write() -> None:
        with Neo4jStore(store.settings) as one:
            try:
                one.apply(batches(DOCUMENTS, 2))
                told.append(None)
            except Neo4jBusyError as error:
                told.append(error)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == len(threads)
    assert None in told
    reached = store.revision()
    store.apply(batches(DOCUMENTS[reached:], 2, reached))
    assert contents(store) == expected(DOCUMENTS)


def test_foreign_data_in_the_database_stays(store: Neo4jStore) -> None:
    theirs = (
        "CREATE (:Actor {id: 'state/CN', name: 'theirs'})-[:LEADS]->(:Actor {name: 'theirs'}), (:Document), (:Note)"
    )
    look = "MATCH (n) WHERE NOT n:KgNode AND NOT n:KgStore OPTIONAL MATCH (n)-[r]->(m) RETURN n, r, m ORDER BY n.id"
    store.query(theirs, write=True)
    before = rows(store, look)
    store.apply(batches(DOCUMENTS, 5))
    counted = store.counts()
    assert (counted["documents"], counted["actors"]) == (
        len(DOCUMENTS),
        len({actor.id for each in DOCUMENTS for actor in each.actors}),
    )
    store.apply([Batch(len(DOCUMENTS) + 1, (), removed=tuple(each.document.id for each in DOCUMENTS[:5]))])
    store.drop()
    assert rows(store, look) == before
    assert rows(store, "MATCH (n) WHERE n:KgNode OR n:KgStore RETURN count(*) AS n") == [(0,)]
    store.query("MATCH (n) WHERE NOT n:KgNode DETACH DELETE n", write=True)


def test_foreign_properties_of_an_actor_stay(store: Neo4jStore) -> None:
    store.apply(batches(DOCUMENTS[:2], 2))
    store.query("MATCH (a:Actor {id: 'state/CN'}) SET a.rank = 0.5", write=True)
    store.apply([Batch(3, DOCUMENTS[:1], actors=DOCUMENTS[0].actors)])
    assert rows(store, "MATCH (a:Actor {id: 'state/CN'}) RETURN a.rank AS rank, a.name AS name") == [(0.5, "China")]


def test_the_graph_of_another_record_is_left_alone(store: Neo4jStore) -> None:
    with Neo4jStore(store.settings, graph="0123456789abcdef") as ours:
        ours.apply(batches(DOCUMENTS[:2], 2))
    with Neo4jStore(store.settings, graph="fedcba9876543210") as other:
        for work in (other.revision, other.clear, lambda: other.apply(batches(DOCUMENTS, 5))):
            with pytest.raises(Neo4jForeignError, match="0123456789abcdef, not fedcba9876543210"):
                work()
    assert contents(store) == expected(DOCUMENTS[:2])


def test_the_schema_is_created_once(store: Neo4jStore) -> None:
    store.drop()
    names = "SHOW INDEXES YIELD name WHERE name STARTS WITH 'kg_' RETURN name ORDER BY name"
    store.apply(batches(DOCUMENTS[:2], 2))
    made = rows(store, names)
    assert ("kg_actor_names",) in made
    store.clear()
    store.apply(batches(DOCUMENTS[:2], 2))
    assert rows(store, names) == made
    found = "CALL db.index.fulltext.queryNodes('kg_actor_names', 'beijing') YIELD node RETURN node.id AS id"
    assert rows(store, found) == [("state/CN",)]


WRITER = """
import sys
from pathlib import Path
from kg.stores.credentials import read_credentials
from kg.stores.neo4j.neo4j import Neo4jStore
from kg.stores.neo4j.connection import Neo4jSettings
from tests.doubles.factory import batches, resolved_documents

def drawn(documents, revision):
    for batch in batches(documents, 2, revision):
        print(batch.revision, flush=True)
        yield batch

who = read_credentials(Path(sys.argv[2]))
store = Neo4jStore(Neo4jSettings(sys.argv[1], None, who.user, who.password))
done = store.revision()
store.apply(drawn(list(resolved_documents(20, positions=4))[done:], done))
"""


def test_a_killed_writer_leaves_whole_revisions_and_the_next_continues(house: House, store: Neo4jStore) -> None:
    command = [sys.executable, "-c", WRITER, store.settings.url, str(house.open().credentials)]
    rng = random.Random(5)
    for _ in range(3):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(rng.randrange(2, 4)):
                writer.stdout.readline()
            time.sleep(rng.random() * 0.05)
            writer.kill()
        assert contents(store) == expected(DOCUMENTS[: store.revision()])
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    assert (store.revision(), contents(store)) == (len(DOCUMENTS), expected(DOCUMENTS))


# The clock


@pytest.mark.parametrize("offset", ["-300d", "+300d"])
def test_a_writer_with_a_wrong_clock_continues_after_another(house: House, store: Neo4jStore, offset: str) -> None:
    store.apply(batches(DOCUMENTS[:6], 2))
    command = [sys.executable, "-c", WRITER, store.settings.url, str(house.open().credentials)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **faked_clock(offset)}, check=True, stdout=subprocess.PIPE, text=True
    )
    assert done.stdout.splitlines() == [str(revision) for revision in range(8, len(DOCUMENTS) + 1, 2)]
    assert (store.revision(), contents(store)) == (len(DOCUMENTS), expected(DOCUMENTS))


# Limits of a server: last, since each needs a restart


def test_a_server_out_of_memory_is_reported_and_loses_nothing(house: House, store: Neo4jStore) -> None:
    store.apply(batches(DOCUMENTS[:4], 2))
    with Neo4jStore(settings_of(house.open(SMALL), patience=1.0)) as cramped:
        with pytest.raises(Neo4jRefusedError, match="memory") as caught:
            cramped.apply([Batch(len(LONG), LONG)])
        assert "goes on where it stopped" in caught.value.advice
        assert (cramped.revision(), contents(cramped)) == (4, expected(DOCUMENTS[:4]))
        cramped.apply(batches(DOCUMENTS[4:], 2, 4))
        assert contents(cramped) == expected(DOCUMENTS)


def test_a_read_only_database_still_answers(house: House) -> None:
    with Neo4jStore(settings_of(house.open(SHUT))) as shut:
        held = shut.revision()
        with pytest.raises(Neo4jReadOnlyError) as caught:
            shut.apply([Batch(held + 1, LONG[:1])])
        assert "permission to write" in caught.value.advice
        with pytest.raises(Neo4jReadOnlyError):
            shut.query("CREATE (:Note)", write=True)
        assert (shut.revision(), contents(shut)) == (held, expected(DOCUMENTS))
