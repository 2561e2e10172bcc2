"""Modules that lie beside the user's files are never executed, whatever their names."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KG = str(Path(sys.executable).with_name("kg"))
OTHERS = frozenset(
    {"grafeo", "kg", "loaders", "numpy", "pyoxigraph", "sitecustomize", "spacy", "typer", "usercustomize"}
)
LETTER = "China demanded lower tariffs on Thursday. Japan rejected the proposal of China, a spokesman said.\n"
SPARQL = "SELECT ?actor ?stance { ?p neg:holder ?actor ; neg:stance ?stance } ORDER BY ?actor ?stance"
ANSWER = "actor\tstance\n" + 2 * "state/CN\tdemand\n" + 2 * "state/JP\treject\n"
CYPHER = "MATCH (a:Actor)-[:HOLDS]->(p) RETURN a.id AS actor, p.stance AS stance ORDER BY actor, stance"


def littered(folder: Path, names: frozenset[str]) -> Path:
    """A folder with a module of each of these names that reports when it is executed."""
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    for name in names:
        code = f"with open({str(folder / 'executed')!r}, 'a') as marks: marks.write({name!r} + ' ')\n"
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    return folder


def run(folder: Path, *words: str) -> str:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=300)
    executed = folder / "executed"
    assert (done.returncode, executed.read_text() if executed.exists() else "") == (0, ""), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return littered(tmp_path_factory.mktemp("beside") / "letters", sys.stdlib_module_names | OTHERS)


def test_modules_in_the_working_directory_are_not_executed(folder: Path) -> None:
    (folder / "another.txt").write_text(LETTER.replace("Thursday", "Friday"), encoding="utf-8")
    letters = ("letter.txt", "another.txt", "--workers", "2", "--reader", "rules")
    assert run(folder, KG, "extract", *letters).count('"stance": "demand"') == 2
    assert run(folder, KG, "ingest", *letters, "--graph", "talks.kg").splitlines()[1].startswith("2\t0\t0\t0\t0\t")
    assert "lower tariffs" in run(folder, KG, "ask", "positions-of-actor", "--actor", "China")
    assert run(folder, KG, "sparql", SPARQL) == ANSWER
    assert run(folder, KG, "cypher", "--timeout", "0", CYPHER) == ANSWER
    assert run(folder, KG, "cypher", "--write", "CREATE (a:MyNote {x: 1}) RETURN count(a) AS n") == "n\n1\n"
    assert run(folder, KG, "sparql", "--write", "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }") == ""


def test_python_m_kg_leaves_the_working_directory_at_once(shared_graph: Path, tmp_path: Path) -> None:
    folder = littered(
        tmp_path / "letters", frozenset({"queue", "random", "select", "selectors", "tempfile"}) | OTHERS - {"kg"}
    )
    shutil.copytree(shared_graph, folder / "talks.kg")
    module = (sys.executable, "-m", "kg")
    assert run(folder, *module, "cypher", "RETURN 1 AS one") == "one\n1\n"
    assert run(folder, *module, "sparql", "ASK {}") == "answer\ntrue\n"


@pytest.mark.parametrize("where", ["-P", "-I"])
def test_a_safe_python_m_kg_executes_nothing(folder: Path, where: str) -> None:
    assert "sparql" in run(folder, sys.executable, where, "-m", "kg", "--help")
