"""`kg network`: networks, reports on them, and their export."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import NetworkOptionError, ParameterValueError, UnknownParameterError
from kg.graph import open_graph
from kg.networks.conversion import edges
from kg.networks.counting.series import networks
from kg.networks.dna.reading import read_dna
from kg.networks.from_graph import FILTERS
from kg.networks.options import Options
from kg.networks.reports import REPORTS
from kg.networks.study import only, study_of_codings, unsigned
from tests.cli.conftest import Kg
from tests.networks.files import database

EMPTY = {"backbone": "significant at the level 0.05", "coalitions": "signed Louvain"}
"""Reports that are empty for the test graph, and a part of their messages."""


def rows(kg: Kg, *words: str) -> list[dict[str, object]]:
    result = kg("network", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_who_agrees_and_who_is_in_conflict(kg: Kg) -> None:
    assert rows(kg) == [{"row": "China", "column": "Japan", "weight": -1, "codings": 2, "sure": 0.81}]


def test_a_two_mode_network_ties_actors_to_issues(kg: Kg) -> None:
    found = {(row["row"], row["column"]): row["weight"] for row in rows(kg, "--mode", "two")}
    assert found == {
        ("China", "lower tariffs"): 1,
        ("Japan", "lower tariffs"): -1,
        ("Japan", "fish"): 1,
        ("France", "new round"): 1,
    }


def test_demands_go_from_actor_to_actor(kg: Kg) -> None:
    found = {(row["row"], row["column"]): row["weight"] for row in rows(kg, "--of", "demands")}
    assert found == {("China", "Japan"): 1, ("Japan", "China"): 1}


def test_filters_and_the_minimum_number_of_facts(kg: Kg) -> None:
    assert [row["row"] for row in rows(kg, "--mode", "two", "--actor", "France")] == ["France"]
    assert {row["row"] for row in rows(kg, "--mode", "two", "--min-statements", "2")} == {"Japan"}
    assert [row["column"] for row in rows(kg, "--mode", "two", "--since", "2018-08-22")] == ["new round"]


def test_every_filter_is_an_option(kg: Kg) -> None:
    printed = kg("network", "--help").stdout
    assert [name for name in FILTERS if f"--{name.replace('_', '-')} " not in printed] == []
    assert [name for name in REPORTS if f"  {name} " not in printed] == []


@pytest.mark.parametrize("what", sorted(REPORTS.keys() - {"phases", "points", "correspondence", *EMPTY}))
def test_every_report_of_the_whole_time_has_rows(kg: Kg, what: str) -> None:
    assert rows(kg, what, "--draws", "3")


@pytest.mark.parametrize("what", EMPTY)
def test_a_report_without_ties_is_empty_and_says_so(kg: Kg, what: str) -> None:
    result = kg("network", what, "--draws", "3", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert EMPTY[what] in result.stderr


def test_a_report_of_windows_has_a_row_for_each(kg: Kg) -> None:
    found = rows(kg, "phases", "--mode", "two", "--window", "days", "--length", "1")
    assert [(row["start"], row["codings"]) for row in found] == [
        ("2018-08-20", 2),
        ("2018-08-21", 1),
        ("2018-08-22", 1),
    ]
    assert {row["start"] for row in rows(kg, "--mode", "two", "--window", "days")} == {
        "2018-08-20",
        "2018-08-21",
        "2018-08-22",
    }


def test_windows_cover_the_period_that_is_asked_for(kg: Kg) -> None:
    words = ("--mode", "two", "--window", "days", "--since", "2018-08-21", "--until", "2018-08-21")
    assert [(row["start"], row["stop"]) for row in rows(kg, *words)] == [("2018-08-21", "2018-08-21")]


def test_intervals_contain_the_weight(kg: Kg) -> None:
    (row,) = rows(kg, "--draws", "20", "--seed", "1")
    assert row["low"] <= row["weight"] <= row["high"]  # type: ignore[operator]
    assert [row] == rows(kg, "--draws", "20", "--seed", "1")


def test_a_tie_is_explained_by_its_sentences(kg: Kg) -> None:
    found = rows(kg, "--explain", "china", "Japan")
    assert [(row["row"], row["stance"], row["evidence"]) for row in found] == [
        ("China", "demand", "China demands lower tariffs of Japan."),
        ("Japan", "reject", "Japan rejects lower tariffs of China."),
    ]
    assert found[0]["document"] == "geneva"
    assert kg("ask", "evidence-of", "--fact", str(found[0]["fact"])).exit_code == 0


def test_a_window_without_ties_is_not_unpolarised(kg: Kg) -> None:
    for what in ("cleavage", "polarisation"):
        found = rows(kg, what, "--window", "days", "--length", "1", "--draws", "3")
        assert {row[what] for row in found if not row["one_camp"]} == {None}


def test_a_network_is_written_in_the_format_of_the_suffix(kg: Kg, folder: Path) -> None:
    result = kg("network", "--out", "talks.graphml")
    assert (result.stdout, result.stderr) == ("", "wrote talks.graphml\n")
    assert nx.read_graphml(folder / "talks.graphml")["China"]["Japan"]["weight"] == -1
    assert kg("network", "--out", "talks.csv").exit_code == 0
    assert (folder / "talks.csv").read_text("utf-8").splitlines() == [
        "row,column,weight,codings,sure",
        "China,Japan,-1,2,0.81",
    ]


@pytest.mark.parametrize(("options", "name"), [((), "'=A1"), (("--raw-cells",), "=A1")])
def test_a_name_that_a_spreadsheet_would_run_is_escaped_unless_asked_not_to(
    kg: Kg, folder: Path, options: tuple[str, ...], name: str
) -> None:
    assert kg("rename", "China", "=A1", "--by", "Ada").exit_code == 0
    assert kg("network", "--out", "named.csv", *options).exit_code == 0
    assert f"{name},Japan" in (folder / "named.csv").read_text("utf-8")
    assert f"{name},Japan" in kg("network", "--format", "csv", *options).stdout


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_picture_of_a_network_is_written(kg: Kg, folder: Path, suffix: str) -> None:
    assert kg("network", "matrix", "--out", f"talks{suffix}", "--title", "Talks").exit_code == 0
    assert (folder / f"talks{suffix}").stat().st_size > 1000


def test_an_empty_network_names_the_status_filter(kg: Kg) -> None:
    assert "(of: positions, by: actor, status: confirmed)" in kg("network", "--reviewed-only").stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--explain", "China", "Peru"], "KG-N201"),
        (["--of", "leads"], "KG-N202"),
        (["phases"], "KG-N203"),
        (["matrix", "--window", "days"], "KG-N203"),
        (["points", "--of", "demands"], "KG-N203"),
        (["points", "--dimensions", "3"], "KG-C"),
        (["communities", "--mode", "two"], "KG-N203"),
        (["brokers", "--out", "a.png"], "KG-N203"),
        (["--out", "talks.doc"], "KG-N204"),
        (["--rows", "colour"], "KG-N104"),
        (["--mode", "one", "--aggregation", "combine"], "KG-N103"),
        (["--actor", "Atlantis"], "KG-Q"),
        (["--since", "yesterday"], "KG-Q"),
        (["--modality", "loud"], "KG-Q"),
        (["--window", "years", "--length", "30", "--out", "talks.graphml"], "KG-N103"),
        (["matrix", "--window", "years", "--length", "30"], "KG-N103"),
        (["--length", "3"], "KG-C006"),
        (["--explain", "China", "Japan", "--out", "talks.csv"], "KG-C006"),
        (["--dna", "talks.dna", "--issue", "fish"], "KG-C"),
        (["--dna", "talks.dna", "--reviewed-only"], "KG-C006"),
        (["--dna", "talks.dna", "--status", "confirmed"], "KG-C006"),
        (["--dna", "talks.dna", "--of", "talks"], "KG-C006"),
        (["--dna", "talks.dna", "--by", "state"], "KG-C006"),
        (["--dna", "talks.dna", "--by-confidence"], "KG-C006"),
        (["sideways"], "KG-C"),
    ],
)
def test_an_impossible_report_is_refused_with_its_reason(kg: Kg, words: list[str], code: str) -> None:
    result = kg("network", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"kg: {code}" in result.stderr


def test_a_file_of_dna_is_counted_as_dna_does(kg: Kg) -> None:
    path = str(database("synthetic_edge.dna"))
    (counted,) = networks(read_dna(Path(path)), Options(qualifier="agreement", aggregation="subtract"))
    told = rows(kg, "matrix", "--dna", path, "--mode", "two")
    assert [[row[name] for name in counted.columns] for row in told] == counted.weights.tolist()
    one, other = next((row["row"], row["column"]) for row in rows(kg, "--dna", path, "--isolates"))
    evidence = rows(kg, "--dna", path, "--explain", str(one), str(other))
    assert {row["row"] for row in evidence} == {one, other}


def test_a_balanced_pair_is_named_and_explained(kg: Kg) -> None:
    path = str(database("synthetic_events.dna"))
    studied = study_of_codings(
        read_dna(Path(path)), Options(mode="one-mode", qualifier="agreement", aggregation="subtract")
    )
    ties, signed = only(unsigned(studied)), only(studied)
    pairs = [(i, j) for i, j, _ in edges(ties) if not signed.weights[i, j]]
    assert f"balance: {len(pairs)} (--explain" in kg("network", "--dna", path).stderr
    labels = [ties.rows[place] for place in pairs[0]]
    result = kg("network", "--dna", path, "--explain", *labels, "--format", "json")
    assert "the weight is 0" in result.stderr
    assert {row["row"] for row in json.loads(result.stdout)} == {*labels}


def test_python_makes_networks_and_studies_in_one_call(kg: Kg, folder: Path) -> None:
    with open_graph(folder / "talks.kg") as graph:
        graph_of_demands = graph.network("demands", actor="China", since="2018-08").to_networkx()
        assert set(graph_of_demands.edges) == {("China", "Japan"), ("Japan", "China")}
        assert graph.network(by="state").rows[0] == "China"
        assert len(graph.study(options={"mode": "two-mode"}).codings.rows) == 4
        with pytest.raises(UnknownParameterError, match=r"a network does not take acter; .*actor.* by, options"):
            graph.network(acter="China")
        with pytest.raises(ParameterValueError, match="options is 'two-mode', not values by their names"):
            graph.network("talks", options="two-mode")
        with pytest.raises(NetworkOptionError, match="window"):
            graph.network(options={"window": "years"})
