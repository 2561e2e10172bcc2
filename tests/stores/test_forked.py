"""What a command asks is answered in a process that was forked at its start, and is held to what all others are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import open_graph
from kg.model import Document, Facts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")

MUCH = "UNWIND range(1, 30000000) AS n WITH n ORDER BY n DESC RETURN collect(n) AS all"
LONG = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one document, whose queries may take 64 MiB."""
    folder = tmp_path_factory.mktemp("forked") / "talks.kg"
    with open_graph(folder, create=True) as graph:
        graph.record.put(Document("Talks began.", "talks", "file:///talks"), Facts(), "test")
        graph.catch_up()
    settings = folder / "kg.toml"
    settings.write_text(settings.read_text("utf-8").replace('engine = "', 'memory = "64 MiB"\nengine = "'), "utf-8")
    return folder


def said(folder: Path, *words: str) -> tuple[int, str]:
    """The exit status of a command, with its answer or the code of its error."""
    command = [sys.executable, "-m", "kg", *words, "--graph", str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=120)
    return done.returncode, done.stdout.replace("\n", " ") or done.stderr[4:11]


def test_it_answers(folder: Path) -> None:
    assert said(folder, "cypher", "RETURN 1 + 1 AS two") == (0, "two 2 ")
    assert said(folder, "sparql", "SELECT (1 + 1 AS ?two) {}") == (0, "two 2 ")


def test_it_is_cut_off_when_its_time_is_up(folder: Path) -> None:
    assert said(folder, "sparql", LONG, "--timeout", "0.3") == (2, "KG-Q103")


def test_it_gets_no_more_memory_than_it_may(folder: Path) -> None:
    assert said(folder, "cypher", MUCH) == (2, "KG-Q009")


def test_what_nobody_asks_ends_by_itself(folder: Path) -> None:
    assert said(folder, "ask", "no-such-question")[0] == 2
