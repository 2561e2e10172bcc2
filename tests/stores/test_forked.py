"""Queries of a command run in a process forked at its start, under the same limits as any other."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import open_graph
from kg.model import Document, Facts
from kg.stores.child.forked import fork_ahead, take_forked

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
    settings.write_text(settings.read_text("utf-8").replace('\nengine = "', '\nmemory = "64 MiB"\nengine = "'), "utf-8")
    return folder


def ran(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What a command has said, and how it ended."""
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=120, cwd=cwd
    )


def said(folder: Path, *words: str) -> tuple[int, str]:
    """The exit status of a command of `kg`, with its answer or the code of its error."""
    done = ran(sys.executable, "-m", "kg", *words, "--graph", str(folder))
    return done.returncode, done.stdout.replace("\n", " ") or done.stderr[4:11]


def test_a_forked_process_answers(folder: Path) -> None:
    assert said(folder, "cypher", "RETURN 1 + 1 AS two") == (0, "two 2 ")
    assert said(folder, "sparql", "SELECT (1 + 1 AS ?two) {}") == (0, "two 2 ")


def test_it_sees_an_updated_store_and_reports_a_damaged_one(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "talks.kg"))
    with open_graph(copy) as graph:
        graph.record.put(Document("Talks ended.", "ended", "file:///ended"), Facts(), "test")
    assert said(copy, "sparql", "SELECT (COUNT(?d) AS ?n) { ?d a neg:Document }") == (0, "n 2 ")
    for manifest in (copy / "rdf").glob("MANIFEST-*"):
        manifest.write_bytes(bytes(64))
    assert said(copy, "sparql", "SELECT (1 + 1 AS ?two) {}") == (3, "KG-S104")


def test_a_query_is_stopped_at_its_time_limit(folder: Path) -> None:
    assert said(folder, "sparql", LONG, "--timeout", "0.3") == (2, "KG-Q103")


def test_a_query_is_stopped_at_its_memory_limit(folder: Path) -> None:
    assert said(folder, "cypher", MUCH) == (2, "KG-Q009")


def test_it_answers_where_sigchld_is_ignored(folder: Path) -> None:
    said = f"import sys; sys.argv[1:] = ['cypher', 'RETURN 2 AS two', '--graph', {str(folder)!r}]"
    ignoring = "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)"
    done = ran(sys.executable, "-c", f"{said}; {ignoring}; from kg.cli import main; main()")
    assert (done.returncode, done.stdout, done.stderr) == (0, "two\n2\n", "")


def test_a_process_that_has_ended_is_not_used(folder: Path) -> None:
    said = (
        "from kg.graph import open_graph; import kg.stores.child.forked as forked; forked.fork_ahead()\n"
        "forked._AHEAD[0].kill(); forked._AHEAD[0].wait()\n"
        f"with open_graph({str(folder)!r}) as graph: print(*graph.store('cypher').query('RETURN 2').rows)"
    )
    assert ran(sys.executable, "-c", said).stdout == "(2,)\n"


def test_if_forking_fails_there_is_no_such_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    fork_ahead()
    assert take_forked() is None


def test_it_imports_nothing_from_the_working_directory(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "grafeo.py").write_text("raise SystemError", "utf-8")
    said = f"from kg.cli import main; import sys; sys.argv[1:] = ['cypher', 'RETURN 2', '--graph', {str(folder)!r}]"
    done = ran(sys.executable, "-c", f"{said}; sys.path.insert(0, {str(tmp_path)!r}); main()", cwd=tmp_path)
    assert (done.returncode, done.stdout[-2:]) == (0, "2\n"), done.stderr


def test_an_unused_process_ends_with_the_program(folder: Path) -> None:
    done = ran(sys.executable, "-c", "import kg.stores.child.forked as f; f.fork_ahead(); print(f._AHEAD[0].pid)")
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
