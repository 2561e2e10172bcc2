"""`kg store`: where the stores of a graph are kept, also on servers."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from kg.cli.commands.store.store import StoreName
from kg.cli.session import opened
from kg.errors import KgError, Neo4jForeignError, RecordBusyError, ServeSparqlAwayError
from tests.cli.conftest import Kg
from tests.servers.arcadedb_server import ArcadeDBServer
from tests.servers.neo4j_servers import JAVA_SERVERS, Neo4jServers, each_version
from tests.servers.oxigraph_server import OxigraphServer
from tests.servers.scripted_service import Answer, ScriptedService


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def test_the_stores_of_a_new_graph_are_on_this_machine(kg: Kg) -> None:
    rows = table(kg("store", "list").stdout)
    assert [(row["store"], row["engine"]) for row in rows] == [("rdf", "oxigraph"), ("property-graph", "grafeo")]
    assert [(row["server"], row["behind"]) for row in table(kg("store", "check").stdout)] == [("", "0"), ("", "0")]
    synced = table(kg("store", "sync").stdout)
    assert [row["documents"] for row in synced] == ["0", "0"]
    assert [row["store"] for row in synced] == [row["store"] for row in rows] == [*StoreName]


@pytest.mark.parametrize(
    "error",
    [
        ServeSparqlAwayError(address="http://localhost/q"),
        Neo4jForeignError(url="bolt://localhost", database="talks", found="0123456789abcdef", graph="fedcba9876543210"),
    ],
)
def test_the_advice_to_drop_a_server_is_a_valid_command(kg: Kg, error: KgError) -> None:
    (command,) = re.findall(r"`kg (.+)`", error.advice)
    assert kg(*command.split()).exit_code == 0


def test_a_server_that_does_not_answer_is_not_added(kg: Kg, folder: Path) -> None:
    done = kg("store", "add", "bolt://127.0.0.1:1")
    assert (done.exit_code, "KG-S301" in done.stderr) == (3, True)
    assert "bolt://127.0.0.1:1" not in (folder / "talks.kg" / "kg.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("bolt://127.0.0.1:1", None),
        ("bolt://192.0.2.1:7687", "facts and their sentences leave this machine, unencrypted\n"),
        ("neo4j+s://graph.example", "facts and their sentences leave this machine\n"),
    ],
)
def test_adding_a_remote_server_says_what_it_receives(kg: Kg, address: str, said: str | None) -> None:
    told = kg("store", "add", address, "--no-check").stderr
    assert said in told if said else "leave this machine" not in told


def test_an_unreachable_server_is_reported_and_the_rest_still_works(kg: Kg) -> None:
    assert kg("store", "add", "bolt://127.0.0.1:1", "--no-check", "--database", "talks").exit_code == 0
    done = kg("store", "check")
    assert (done.exit_code, "KG-S301" in done.stderr) == (1, True)
    assert [row["behind"] for row in table(done.stdout)] == ["0", ""]
    assert kg("ask", "who-negotiates-with-whom").exit_code == 0
    assert kg("cypher", "RETURN 1 AS x").exit_code == 3
    findings = {row["part"]: row for row in table(kg("doctor").stdout)}
    assert findings["property-graph store"]["state"] == "broken"
    assert "KG-S301" in findings["property-graph store"]["detail"]
    removed = kg("remove", "quito")
    assert (removed.exit_code, table(removed.stdout)[0]["change"]) == (1, "removed")
    assert "saved in the record, but the property-graph store could not be updated: KG-S301" in removed.stderr


@pytest.mark.parametrize(
    "words",
    [("confirm", "FACT"), ("reject", "FACT"), ("correct", "FACT", "stance=reject"), ("rename", "China", "PRC")],
    ids=lambda words: str(words[0]),
)
def test_a_decision_is_saved_while_a_server_is_unreachable(kg: Kg, words: tuple[str, ...]) -> None:
    fact = table(kg("ask", "positions-of-actor", "--actor", "China").stdout)[0]["fact"]
    with ScriptedService(Answer(401, "who is that")) as service:
        kg("store", "add", service.url, "--update", service.url, "--no-check")
        judged = kg(*(fact if word == "FACT" else word for word in words))
    assert (judged.exit_code, len(table(judged.stdout))) == (1, 1)
    assert "saved in the record, but the rdf store could not be updated: KG-S402" in judged.stderr
    assert "run `kg store sync` to bring it up to date" in judged.stderr
    revisions = {row["store"]: row["behind"] for row in table(kg("store", "check").stdout)}
    assert revisions["property-graph"] == "0", "one store does not wait for the other"


def test_sync_reports_the_store_that_failed_and_updates_the_other(kg: Kg) -> None:
    kg("store", "add", "http://127.0.0.1:1/query", "--update", "http://127.0.0.1:1/update", "--no-check")
    done = kg("store", "sync")
    assert (done.exit_code, "KG-S401" in done.stderr) == (3, True)
    assert [row["store"] for row in table(done.stdout)] == ["property-graph"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("store", "add", "redis://localhost"), "KG-C016"),
        (("store", "add", "bolt://localhost", "--auth", "basic"), "--auth says nothing about a store of neo4j"),
        (("store", "add", "http://localhost/q", "--database", "talks"), "--database says nothing about"),
        (("cypher", "RETURN 1", "--store", "http://localhost/q"), "that address speaks sparql"),
        (("ask", "who-leads", "--language", "sparql", "--store", "bolt://localhost"), "that address speaks cypher"),
        (("store", "add", "bolt://[::1:7687"), "is not the address of a SPARQL or Cypher store: Invalid IPv6 URL"),
        (("store", "add", "neo4j://ada:wren-and-owl@localhost"), "KG-C016"),
    ],
)
def test_an_unsuitable_address_or_option_is_refused(kg: Kg, words: tuple[str, ...], said: str) -> None:
    done = kg(*words)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert "wren" not in done.stderr


@pytest.mark.parametrize("number", each_version())
def test_neo4j_keeps_the_store_until_it_is_dropped(
    kg: Kg, folder: Path, number: str, neo4j_servers: Neo4jServers
) -> None:
    neo4j_servers.empty(number).close()
    server = neo4j_servers.server(number)
    before = kg("ask", "who-negotiates-with-whom", "--language", "cypher").stdout
    added = kg("store", "add", server.url, "--credentials", str(server.credentials))
    assert f"Neo4j {number} community" in added.stderr
    assert server.password not in (folder / "talks.kg" / "kg.toml").read_text(encoding="utf-8")
    asked = kg("cypher", "MATCH (d:Document) RETURN count(d) AS n", "--store", server.url)
    assert asked.stdout.splitlines() == ["n", "0"], "a store that is named for one call is not written to"
    assert "changes behind the record" in asked.stderr
    assert [row["documents"] for row in table(kg("store", "sync", "property-graph").stdout)] == ["3"]
    assert kg("ask", "who-negotiates-with-whom", "--language", "cypher").stdout == before
    checked = {row["store"]: row for row in table(kg("store", "check").stdout)}["property-graph"]
    assert (checked["server"], checked["behind"]) == (f"Neo4j {number} community", "0")
    kg("remove", "quito")
    assert kg("cypher", "MATCH (d:Document) RETURN count(d) AS n").stdout.splitlines() == ["n", "2"]
    assert number in {row["part"]: row for row in table(kg("doctor").stdout)}["property-graph store"]["detail"]
    assert kg("store", "drop", "property-graph").exit_code == 0
    settings = tomllib.loads((folder / "talks.kg" / "kg.toml").read_text(encoding="utf-8"))
    assert settings["property-graph"]["engine"] == "grafeo"
    with neo4j_servers.empty(number) as store:
        assert list(store.query("MATCH (n:KgNode) RETURN count(n) AS n").rows) == [(0,)]


@pytest.mark.server
@JAVA_SERVERS
def test_arcadedb_keeps_the_store_and_is_shown_by_its_name(
    kg: Kg, folder: Path, arcadedb_server: ArcadeDBServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    arcadedb_server.empty().close()
    settings = arcadedb_server.settings
    for name, value in {"KG_NEO4J_USER": settings.user, "KG_NEO4J_PASSWORD": settings.password}.items():
        monkeypatch.setenv(name, value or "")
    before = kg("ask", "who-negotiates-with-whom", "--language", "cypher").stdout
    added = kg("store", "add", settings.url, "--database", settings.database or "")
    assert f"ArcadeDB {version('arcadedb-embedded').partition('.post')[0]}" in added.stderr
    assert [row["documents"] for row in table(kg("store", "sync", "property-graph").stdout)] == ["3"]
    assert kg("ask", "who-negotiates-with-whom", "--language", "cypher").stdout == before
    checked = {row["store"]: row for row in table(kg("store", "check").stdout)}["property-graph"]
    assert (checked["engine"], checked["server"].partition(" ")[0], checked["behind"]) == ("neo4j", "ArcadeDB", "0")
    assert "(ArcadeDB " in {row["part"]: row for row in table(kg("doctor").stdout)}["property-graph store"]["detail"]
    assert kg("store", "drop", "property-graph").exit_code == 0


@pytest.mark.server
def test_a_sparql_service_keeps_the_store_until_it_is_dropped(kg: Kg, folder: Path) -> None:
    before = kg("ask", "who-negotiates-with-whom").stdout
    with OxigraphServer(folder / "served") as server:
        urls = server.settings
        assert urls.update is not None
        assert urls.graph_store is not None
        words = ("store", "add", urls.query, "--update", urls.update, "--graph-store", urls.graph_store)
        assert "Oxigraph" in kg(*words).stderr
        assert [row["documents"] for row in table(kg("store", "sync", "rdf").stdout)] == ["3"]
        assert kg("ask", "who-negotiates-with-whom").stdout == before
        assert kg("ask", "who-negotiates-with-whom", "--store", urls.query).stdout == before
        kg("remove", "quito")
        assert kg("store", "drop", "rdf", "--store", urls.query).exit_code == 0
        assert [row["documents"] for row in table(kg("store", "sync", "rdf", "--store", urls.query).stdout)] == ["2"]
        checked = {row["store"]: row for row in table(kg("store", "check").stdout)}["rdf"]
        assert (checked["engine"], checked["behind"]) == ("endpoint", "0")
        assert kg("store", "drop", "rdf").exit_code == 0
        assert len(table(kg("ask", "who-negotiates-with-whom", "--store", urls.query).stdout)) == 0
    assert kg("ask", "who-negotiates-with-whom").stdout == before


def interrupted_session() -> None:
    with opened(Path("talks.kg")) as found:
        found.behind = {"sparql": RecordBusyError(path="rdf", seconds=5)}
        raise KeyboardInterrupt


def test_an_interrupted_session_still_warns_which_store_is_behind(kg: Kg, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted_session()
    assert "saved in the record, but the rdf store could not be updated" in capsys.readouterr().err
