"""Files that R itself opens, with igraph and network (Debian: r-base-core, r-cran-igraph, r-cran-network)."""

from __future__ import annotations

import csv
import functools
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kg.networks.conversion import edges, node_names
from kg.networks.files import write_files
from kg.networks.network import Network
from tests.networks.discourse import network
from tests.networks.test_files import AWKWARD, TWO_MODE

pytestmark = pytest.mark.slow

DIRECTED = network(("Żak", "b", 2), ("b", "Żak", 0.5), ("b", "c", -1), directed=True)
MADE = {"one mode": AWKWARD, "two modes": TWO_MODE, "directed": DIRECTED}
TIES = """
told <- function(from, to, weight) cat(sprintf("%s\\t%s\\t%.6f\\n", enc2utf8(from), enc2utf8(to), weight), sep = "")
of_igraph <- function(g, names) {
  ends <- igraph::as_edgelist(g, names = FALSE)
  cat(if (igraph::is_directed(g)) "directed" else "undirected", igraph::vcount(g), "\\n")
  told(names[ends[, 1]], names[ends[, 2]], igraph::E(g)$weight)
}
path <- commandArgs(trailingOnly = TRUE)[1]
"""


@functools.cache
def missing(package: str) -> str:
    """Why R cannot be asked; empty where it can."""
    program = shutil.which("Rscript")
    if program is None:
        return "R is not installed: Rscript is not found"
    asked = [program, "-e", f'quit(status = !requireNamespace("{package}", quietly = TRUE))']
    done = subprocess.run(asked, capture_output=True, timeout=120)
    return f"R has no package {package}" if done.returncode else ""


def told_by_r(package: str, script: str, path: Path) -> tuple[str, list[tuple[str, str, float]]]:
    """What R prints of a file: the first line, then ties."""
    if reason := missing(package):
        pytest.skip(reason)
    program = path.with_suffix(".R")
    program.write_text(TIES + script, "utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", str(program), str(path)],
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    cells = [line.split("\t") for line in rest]
    return first.strip(), [(one, other, float(weight)) for one, other, weight in cells]


def expected(made: Network, clean: str = '"') -> list[tuple[str, str, float]]:
    return [(made.rows[i].replace('"', clean), made.columns[j].replace('"', clean), w) for i, j, w in edges(made)]


def same(found: list[tuple[str, str, float]], wanted: list[tuple[str, str, float]], directed: bool) -> bool:
    """Whether they are the same ties; which end comes first is for directed ones to say."""
    if directed:
        return sorted(found) == sorted(wanted)
    return sorted((*sorted(each[:2]), each[2]) for each in found) == sorted((*sorted(x[:2]), x[2]) for x in wanted)


def headed(made: Network) -> str:
    size = len(made.rows) if made.one_mode else len(made.rows) + len(made.columns)
    return f"{'directed' if made.directed else 'undirected'} {size}"


@pytest.mark.parametrize("case", MADE)
@pytest.mark.parametrize(
    ("suffix", "script"),
    [
        (".graphml", 'g <- igraph::read_graph(path, "graphml"); of_igraph(g, igraph::V(g)$label)'),
        (".visone.graphml", 'g <- igraph::read_graph(path, "graphml"); of_igraph(g, igraph::V(g)$name)'),
        (".net", 'g <- igraph::read_graph(path, "pajek"); of_igraph(g, igraph::V(g)$id)'),
    ],
)
def test_igraph_reads_nodes_ties_and_weights(case: str, suffix: str, script: str, tmp_path: Path) -> None:
    made = MADE[case]
    if suffix == ".net" and not made.one_mode:
        # Pajek stores no mode: a column with the label of a row is marked in its label.
        made = replace(made, columns=node_names(made)[1])
    (path,) = write_files([made], tmp_path / f"talks{suffix}")
    first, ties = told_by_r("igraph", script, path)
    assert first == headed(made)
    assert same(ties, expected(made, "'" if suffix == ".net" else '"'), made.directed)


@pytest.mark.parametrize("case", ["one mode", "directed"])
@pytest.mark.parametrize("package", ["igraph", "network"])
def test_both_packages_read_the_edge_list(case: str, package: str, tmp_path: Path) -> None:
    """By the lines that docs/networks.md gives."""
    made = MADE[case]
    path = tmp_path / "edges.csv"
    with path.open("w", encoding="utf-8", newline="") as output:
        csv.writer(output).writerows([("row", "column", "weight"), *expected(made)])
    directed = "TRUE" if made.directed else "FALSE"
    script = 'edges <- read.csv(path, encoding = "UTF-8")\n'
    if package == "igraph":
        script += f"g <- igraph::graph_from_data_frame(edges, directed = {directed}); of_igraph(g, igraph::V(g)$name)"
    else:
        script += f"""suppressMessages(library(network))
n <- network::as.network(edges, matrix.type = "edgelist", directed = {directed})
ends <- network::as.edgelist(n)
cat(if (network::is.directed(n)) "directed" else "undirected", network::network.size(n), "\\n")
names <- network::network.vertex.names(n)
# as.edgelist sorts: the weights come in the same order.
weighted <- network::as.edgelist(n, attrname = "weight")
told(names[weighted[, 1]], names[weighted[, 2]], weighted[, 3])
"""
    first, ties = told_by_r(package, script, path)
    tied = {name for one, other, _ in expected(made) for name in (one, other)}
    assert first == f"{'directed' if made.directed else 'undirected'} {len(tied)}"
    assert same(ties, expected(made), made.directed)
