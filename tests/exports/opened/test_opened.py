"""Gephi's own importer and cytoscape.js have what was exported: every edge with its kind, weight, direction and days.

The toolkit of Gephi (CDDL 1.0 or GPL 3) is a tool of this test and no part of what is shipped. Both are fetched with::

    mvn dependency:get -Dartifact=org.gephi:gephi-toolkit:0.10.1:jar:all -Dtransitive=false
    npm install --prefix .work cytoscape@3.34.4
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from kg.exports import export_file
from kg.exports.elements import elements, is_directed, weight
from kg.stores.property_graph.property_graph import Relationship
from tests.doubles.factory import batches, resolved_documents

HERE = Path(__file__).parent
WORK = HERE.parents[2] / ".work"
JARS = Path.home() / ".m2/repository/org/gephi/gephi-toolkit"
BATCHES = tuple(batches(resolved_documents(2, positions=3), 2))
DAYS = ("first", "last")


@cache
def told_by(program: str, *words: str) -> Mapping[str, str]:
    """What the program prints, by the names before the tabs."""
    done = subprocess.run([program, *words], capture_output=True, encoding="utf-8", timeout=240)
    assert done.returncode == 0, done.stderr
    return dict(line.split("\t") for line in done.stdout.splitlines())


def with_gephi(path: Path) -> Mapping[str, str]:
    jar = next(iter(sorted(JARS.glob("*/gephi-toolkit-*-all.jar"))), None)
    java = shutil.which("java")
    if jar is None or java is None:
        pytest.skip("java is not found" if java is None else f"Gephi's toolkit is not in {JARS}")
    return told_by(java, "-XX:TieredStopAtLevel=1", "-cp", str(jar), str(HERE / "Opened.java"), str(path))


def with_cytoscape(path: Path) -> Mapping[str, str]:
    node = shutil.which("node")
    if node is None or not (WORK / "node_modules/cytoscape").is_dir():
        pytest.skip("node is not found" if node is None else f"cytoscape is not in {WORK / 'node_modules'}")
    return told_by(node, str(HERE / "opened.mjs"), str(WORK), str(path))


def expected(level: str, *, with_modality: bool = False) -> dict[str, float]:
    """What was exported; a kind is the type of an edge, and the modality where Gephi is to keep these apart, too."""
    items = list(elements(BATCHES, level))
    edges = [item for item in items if isinstance(item, Relationship)]
    kinds = Counter(
        " ".join([edge.type, str(edge.properties["modality"])])
        if with_modality and "modality" in edge.properties
        else edge.type
        for edge in edges
    )
    return {
        "nodes": len(items) - len(edges),
        "edges": len(edges),
        "undirected": sum(not is_directed(edge) for edge in edges),
        "weight": sum(weight(edge) for edge in edges),
        **{f"kind {name}": count for name, count in kinds.items()},
    }


def numbers(told: Mapping[str, str]) -> dict[str, float]:
    return {name: float(value) for name, value in told.items() if name not in DAYS}


def test_gephi_has_every_edge_of_a_gexf_and_its_days(tmp_path: Path) -> None:
    path = tmp_path / "talks.gexf"
    export_file(BATCHES, "gexf", path, level="actors")
    told = with_gephi(path)
    assert numbers(told) == expected("actors", with_modality=True)
    days = [dt.datetime.fromtimestamp(int(told[name]) / 1000, dt.UTC).date().isoformat() for name in DAYS]
    dated = [item.properties for item in elements(BATCHES, "actors") if "first" in item.properties]
    assert days == [min(str(each["first"]) for each in dated), max(str(each["last"]) for each in dated)]


def test_gephi_adds_up_the_weights_of_parallel_edges_of_a_graphml(tmp_path: Path) -> None:
    path = tmp_path / "talks.graphml"
    export_file(BATCHES, "graphml", path, level="actors")
    told, wanted = numbers(with_gephi(path)), expected("actors")
    assert (told["nodes"], told["weight"]) == (wanted["nodes"], wanted["weight"])


@pytest.mark.parametrize("level", ["full", "actors"])
def test_cytoscape_has_every_node_and_edge(level: str, tmp_path: Path) -> None:
    path = tmp_path / "talks.cyjs"
    export_file(BATCHES, "cytoscape", path, level=level)
    assert numbers(with_cytoscape(path)) == expected(level)
