"""Measures of actors and of whole networks, on networks small enough to know the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Literal

import networkx as nx
import numpy as np
import pytest

from kg.errors import NetworkShapeError
from kg.networks.codings import Coding
from kg.networks.conversion import aligned, edges, square
from kg.networks.measures.brokerage import brokers
from kg.networks.measures.centrality import standings
from kg.networks.measures.cleavage import Division, cleavages
from kg.networks.measures.coalitions import coalitions
from kg.networks.measures.communities import communities, described, external_internal, group_of
from kg.networks.measures.correspondence import correspondence
from kg.networks.measures.disparity import disparity_filter
from kg.networks.measures.ideal_points import ideal_points
from kg.networks.measures.phases import phases
from kg.networks.measures.polarisation_by_window import polarisations
from kg.networks.measures.sides import Sides, sides
from kg.networks.measures.tie_confidence import sure_of, sureness
from kg.networks.network import Network, Window
from kg.networks.options import Options
from kg.networks.reports import ReportOptions, report
from kg.networks.study import Study, only
from tests.networks.discourse import camps, codings, network, said

STAR = network(("hub", "a", 2), ("hub", "b", 1), ("hub", "c", 1))
TWO_TRIANGLES = network(
    *(("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("d", "e", 1), ("e", "f", 1), ("d", "f", 1)), ("c", "d", 1)
)


def over_issues(*rows: object) -> Study:
    options = Options(
        mode="one-mode", variable1="actor", variable2="issue", qualifier="agreement", aggregation="subtract"
    )
    return Study(codings(*rows), options)  # type: ignore[arg-type]


def test_the_hub_of_a_star_has_all_the_betweenness() -> None:
    hub, *others = standings(STAR)
    assert (hub.label, hub.degree, hub.strength, hub.betweenness, hub.eigenvector) == ("hub", 3, 4, 1, 1)
    assert [(each.label, each.betweenness, each.core) for each in others] == [("a", 0, 1), ("b", 0, 1), ("c", 0, 1)]


def test_conflict_is_distinguished_from_agreement() -> None:
    agreement, conflict = network(("a", "b", 4), ("a", "c", 1)), network(("a", "b", 1), ("a", "c", 3))
    found = standings(network(("a", "b", 3), ("a", "c", -2)), components=(agreement, conflict))
    by_label = {each.label: each for each in found}
    assert found[0].label == "b"
    a = by_label["a"]
    assert (a.degree, a.strength, a.agreement, a.conflict) == (2, 1, 5, -4)
    assert by_label["c"].pagerank < by_label["b"].pagerank


def test_agreement_is_not_guessed_from_ties_that_are_differences() -> None:
    found = standings(network(("a", "b", 3), ("a", "c", -2)))
    assert {(each.agreement, each.conflict) for each in found} == {(None, None)}
    # Two actors share two positions and are opposed on one.
    study = over_issues(
        *(said(actor, issue, 1) for actor in ("north", "south") for issue in ("duties", "fish")),
        said("north", "gas", 1),
        said("south", "gas", 0),
    )
    rows = report("measures", study).table.to_dicts()
    assert [(row["strength"], row["agreement"], row["conflict"]) for row in rows] == [(1, 2, -1)] * 2
    (north, _) = standings(only(study))
    assert (north.strength, north.agreement, north.conflict) == (1, None, None)


@pytest.mark.parametrize(("aggregation", "told"), [("congruence", (3, 0)), ("conflict", (0, 3)), ("ignore", (0, 0))])
def test_the_aggregation_tells_whether_weights_are_agreement_or_conflict(
    aggregation: str, told: tuple[float, float]
) -> None:
    first, _ = standings(replace(network(("a", "b", 3)), aggregation=aggregation))
    assert (first.strength, first.agreement, first.conflict) == (3, *told)


def test_conflict_in_an_own_matrix_is_recognized() -> None:
    labels = ("a", "b")
    first, _ = standings(Network(labels, labels, np.array([[0.0, -2.0], [-2.0, 0.0]]), one_mode=True))
    assert (first.agreement, first.conflict) == (0, -2)


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_equal_places_in_equal_components_have_equal_eigenvector_centrality(pieces: int) -> None:
    pairs = [(f"a{n}", f"b{n}", 1.0) for n in range(pieces)]
    assert {round(each.eigenvector, 9) for each in standings(network(*pairs, ("weak", "link", 0.5)))} == {1, 0}
    # A path of three has 1, √2, 1 to the eigenvalue √2.
    paths = [tie for n in range(pieces) for tie in ((f"a{n}", f"b{n}", 1.0), (f"b{n}", f"c{n}", 1.0))]
    found = {each.label: each.eigenvector for each in standings(network(*paths))}
    assert found == pytest.approx({label: 1 if label.startswith("b") else 0.5**0.5 for label in found})


def test_components_with_one_eigenvalue_have_equal_eigenvector_centrality() -> None:
    pair, triangle = [("a", "b", 2.0)], [("c", "d", 1.0), ("d", "e", 1.0), ("e", "c", 1.0)]
    assert {round(each.eigenvector, 9) for each in standings(network(*pair, *triangle))} == {1}


def test_a_directed_tie_counts_as_outgoing_and_incoming() -> None:
    found = {each.label: each for each in standings(network(("a", "b", 2), directed=True))}
    assert (found["a"].strength, found["a"].incoming) == (2, 0)
    assert (found["b"].strength, found["b"].incoming) == (0, 2)


def test_measures_of_an_empty_network() -> None:
    assert standings(network()) == ()
    assert communities(network()).members == ()
    assert brokers(network(), {}) == ()
    (alone,) = standings(network(labels=["a"]))
    assert (alone.degree, alone.eigenvector, alone.core) == (0, 0, 0)


def test_brokerage_roles_follow_the_groups_of_the_actors() -> None:
    # b -> x -> c, and a -> x -> c: nobody else is tied.
    ties = network(("a", "x", 1), ("b", "x", 1), ("x", "c", 1), directed=True)
    groups = {"a": "ours", "x": "ours", "b": "theirs", "c": "theirs"}
    broker = brokers(ties, groups)[0]
    assert (broker.label, broker.representative, broker.consultant, broker.brokered) == ("x", 1, 1, 2)
    apart = brokers(ties, {"a": "1", "x": "2", "b": "1", "c": "3"})[0]
    assert (apart.liaison, apart.brokered) == (2, 2)
    inside = brokers(ties, dict.fromkeys("abxc", "one"))[0]
    assert inside.coordinator == 2


def test_structural_holes_are_measured_as_by_burt() -> None:
    found = {broker.label: broker for broker in brokers(STAR, {})}
    assert found["hub"].effective_size == pytest.approx(3)
    assert found["hub"].constraint == pytest.approx(nx.constraint(STAR.to_networkx(), weight="weight")["hub"])
    assert found["a"].constraint == 1
    assert brokers(network(labels=["alone"]), {})[0].constraint is None


def test_two_triangles_are_two_communities() -> None:
    found = communities(TWO_TRIANGLES)
    assert found.members == (("a", "b", "c"), ("d", "e", "f"))
    graph = TWO_TRIANGLES.to_networkx()
    assert found.modularity == pytest.approx(
        nx.community.modularity(graph, [set(members) for members in found.members])
    )
    assert found.external_internal == pytest.approx((1 - 6) / 7)
    assert not found.signed


def test_conflict_divides_communities_that_agreement_alone_joins() -> None:
    ties = [("a", "b", 2), ("c", "d", 2), ("b", "c", 1), ("a", "c", -3), ("a", "d", -3), ("b", "d", -3)]
    found = communities(network(*ties))
    assert found.members == (("a", "b"), ("c", "d"))
    assert found.signed
    assert found.frustrated == pytest.approx(1 / 14)
    assert found.modularity > described(network(*ties), [["a", "b", "c", "d"]]).modularity


def test_communities_are_the_same_for_a_seed() -> None:
    chance = np.random.default_rng(1)
    weights = np.triu(chance.integers(-2, 3, size=(30, 30)), 1).astype(float)
    names = tuple(f"{n:02}" for n in range(30))
    large = Network(names, names, weights + weights.T, one_mode=True)
    assert communities(large, seed=5) == communities(large, seed=5)


def test_ties_within_one_group_have_an_index_of_minus_one() -> None:
    groups = group_of(communities(TWO_TRIANGLES))
    assert external_internal(network(("a", "b", 1), ("d", "e", 4)), groups) == -1
    assert external_internal(network(("a", "d", 1)), groups) == 1
    assert external_internal(network(labels=["a"]), groups) == 0


def test_the_backbone_keeps_a_tie_that_is_significant_for_one_end() -> None:
    ties = [("hub", name, 1.0) for name in "abcdefgh"] + [("hub", "x", 40.0)]
    kept = disparity_filter(network(*ties), alpha=0.01)
    assert [(kept.rows[i], kept.rows[j]) for i, j, _ in edges(kept)] == [("hub", "x")]
    assert kept.rows == network(*ties).rows


def test_the_cleavage_exceeds_chance_only_with_camps() -> None:
    (found,) = cleavages(codings(*camps()), over_issues().options, draws=39)
    assert found.p == 1 / 40
    assert found.expected is not None
    assert found.score > found.expected
    assert sorted(sorted({label.split()[0] for label in camp}) for camp in found.camps) == [["east"], ["west"]]
    (mixed,) = cleavages(codings(*camps(mixed=True)), over_issues().options, draws=39)
    assert mixed.p is not None
    assert mixed.p > 0.05


def test_cleavage_has_a_row_for_each_window() -> None:
    rows = [*camps(3, "2018-01-10"), *camps(3, "2019-01-10", mixed=True)]
    years = [Window(dt.datetime(y, 1, 1), dt.datetime(y, 7, 1), dt.datetime(y, 12, 31)) for y in (2018, 2019, 2020)]
    found = list(cleavages(codings(*rows), over_issues().options, years, draws=9))
    assert [each.counted for each in found] == [24, 24, 0]
    assert (found[2].score, found[2].p, found[2].camps) == (0, None, ())


def test_phases_are_runs_of_similar_networks() -> None:
    early, late = network(("a", "b", 2), ("c", "d", 1)), network(("a", "c", 1), ("b", "d", 2))
    windows = [Window(*[dt.datetime(2018, month, 1)] * 3) for month in range(1, 7)]
    series = [early, early, early, late, late, late]
    found = phases([replace(each, window=window) for each, window in zip(series, windows, strict=True)])
    assert [each.phase for each in found] == [1, 1, 1, 2, 2, 2]
    assert [each.change for each in found[1:]] == pytest.approx([0, 0, 2, 0, 0])
    assert found[0].change is None
    assert phases([]) == ()
    assert [each.phase for each in phases(series, distance="spectral")] == [1] * 6


def test_windows_that_are_equally_far_apart_are_one_phase() -> None:
    # Shares of ten ties each, summed in another order: the distances are 2 but for rounding errors.
    chance = np.random.default_rng(4)
    series = [
        network(*((f"{n} {k}", f"{n} {k + 1}", float(weight)) for k, weight in enumerate(chance.random(10))))
        for n in range(7)
    ]
    found = phases(series)
    assert {each.phase for each in found} == {1}
    assert [each.change for each in found[1:]] == pytest.approx([2] * 6)


def test_correspondence_analysis_agrees_with_the_textbook() -> None:
    # Greenacre's singular values: those of the standardised residuals.
    pro = np.array([[4.0, 2, 0], [1, 3, 2], [0, 1, 5], [3, 0, 1]])
    table = Sides(("a", "b", "c", "d"), ("x", "y", "z"), pro, np.zeros_like(pro))
    found = correspondence(table)
    shares = pro / pro.sum()
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    total = ((shares - expected) ** 2 / expected).sum()
    actors = [point for point in found if point.kind == "actor"]
    assert sum(point.mass * point.x**2 for point in actors) == pytest.approx(actors[0].inertia[0] * total)
    assert sum(actors[0].inertia) == pytest.approx(1)
    assert [point.label for point in found if point.kind == "side"] == ["x +", "y +", "z +"]
    (anchored,) = (point for point in correspondence(table, anchor="c") if point.label == "c")
    assert anchored.x > 0


def test_correspondence_shows_the_largest_component() -> None:
    table = sides(codings(*camps(2), said("stranger", "stamps", 1)), "actor", "issue")
    assert "stranger" not in {point.label for point in correspondence(table)}
    assert correspondence(sides(codings(said("a", "x", 1)), "actor", "issue")) == ()


def test_ideal_points_order_actors_with_intervals() -> None:
    chance = np.random.default_rng(2)
    true = np.linspace(-2, 2, 15)
    slopes = np.where(np.arange(40) % 2, 1.5, -1.5)
    cuts = chance.normal(size=40)
    yes = chance.random((15, 40)) < 1 / (1 + np.exp(-1.7 * (np.outer(true, slopes) - cuts)))
    names = tuple(f"{n:02}" for n in range(15))
    table = Sides(names, tuple(f"i{n}" for n in range(40)), yes.astype(float), (~yes).astype(float))
    points = [p for p in ideal_points(table, anchor="14", draws=600, burn_in=300) if p.kind == "actor"]
    found = {point.label: point for point in points}
    assert np.corrcoef([found[name].mean for name in names], true)[0, 1] > 0.93
    assert all(point.low < point.mean < point.high for point in points)
    assert points == [p for p in ideal_points(table, anchor="14", draws=600, burn_in=300) if p.kind == "actor"]


def test_fewer_answers_give_wider_intervals() -> None:
    rows = [*camps(5), said("newcomer", "duties", 1)]
    found = {point.label: point for point in ideal_points(sides(codings(*rows), "actor", "issue"))}
    often, once = found["east 00"], found["newcomer"]
    assert (often.answers, once.answers) == (4, 1)
    assert once.high - once.low > often.high - often.low


def test_without_divided_issues_there_are_no_ideal_points() -> None:
    assert ideal_points(sides(codings(said("a", "x", 1), said("b", "x", 1)), "actor", "issue")) == ()


def test_a_coalition_is_held_together_by_shared_positions() -> None:
    rows = [
        *(said(who, "duties", 0) for who in ("a", "b", "c")),
        *(said(who, "duties", 1) for who in ("x", "y")),
        *(said(who, "fish", 1) for who in ("a", "b")),
        said("c", "gas", 1),
        said("x", "gas", 1),
    ]
    first, second = coalitions(sides(codings(*rows), "actor", "issue"), [["a", "b", "c"], ["x", "y"], ["alone"]])
    assert [(bond.issue, bond.side, bond.share, bond.members) for bond in first.held_by] == [
        ("duties", "against", 0.75, 3),
        ("fish", "for", 0.25, 2),
    ]
    assert [bond.issue for bond in first.divided_by] == ["duties"]
    assert [(go.label, go.with_) for go in first.between] == [("c", 2)]
    assert first.cohesion == 1
    assert [(bond.issue, bond.side) for bond in second.held_by] == [("duties", "for")]


def test_sides_count_yes_and_no() -> None:
    table = sides(codings(said("a", "x", 1), said("a", "x", 0), said("b", "x", 0)), "actor", "issue")
    assert (table.rows, table.columns) == (("a", "b"), ("x",))
    assert (table.pro.tolist(), table.contra.tolist()) == ([[1], [0]], [[1], [1]])


@pytest.mark.parametrize(("mode", "sure"), [("two-mode", 0.96), ("one-mode", 0.64)])
def test_a_direct_tie_needs_one_fact_and_a_shared_issue_needs_both(
    mode: Literal["one-mode", "two-mode"], sure: float
) -> None:
    rows = codings(said("a", "b", 1, confidence=0.8), said("b", "a", 1, confidence=0.8))
    options = replace(over_issues().options, mode=mode)
    ties = replace(network(("a", "b", 2)), support={(0, 1): (0, 1)})
    told = sureness(ties, rows, Study(rows, options).projected)
    assert told("a", "b") == pytest.approx(sure)


@pytest.mark.parametrize("links", [(0.8, 0.5), (0.5, 0.8)])
def test_a_fact_on_several_issues_is_as_sure_as_its_best_link(links: tuple[float, ...]) -> None:
    rows = [said("a", f"issue {n}", 1, id=f"fact~{n}" if n else "fact", confidence=c) for n, c in enumerate(links)]
    assert sure_of(rows) == pytest.approx(0.8)
    assert sure_of([*rows, said("a", "issue", 1, confidence=0.5)]) == pytest.approx(0.9)


def test_polarisation_is_highest_where_camps_dispute() -> None:
    (found,) = polarisations(codings(*camps(3)), over_issues().options, draws=9)
    assert [len(camp) for camp in found.camps] == [3, 3]
    assert found.score > 0.9 > (found.expected or 1)
    assert found.p == 0.1


def test_an_actor_without_agreement_or_dispute_is_in_no_camp() -> None:
    alone = said("hermit", "the weather", 1)
    (found,) = polarisations(codings(*camps(3), alone), over_issues().options, draws=2)
    assert [len(camp) for camp in found.camps] == [3, 3]
    apart = [said(actor, f"issue of {actor}", 1) for actor in ("a", "b", "c", "d")]
    (found,) = polarisations(codings(*apart), over_issues().options, draws=2)
    assert (found.score, found.camps) == (0, ())


def test_actors_without_ties_leave_the_polarisation_as_it_is_but_count_in_dna() -> None:
    hermits = [said(f"hermit {n}", f"issue {n}", 1) for n in range(6)]

    def found(*rows: Coding, as_dna: bool = False) -> Division:
        (one,) = polarisations(codings(*rows), replace(over_issues().options, as_dna=as_dna), draws=5)
        return one

    alone, among = found(*camps(3)), found(*camps(3), *hermits)
    assert (among.score, among.expected, among.p, among.camps) == (alone.score, alone.expected, alone.p, alone.camps)
    assert alone.score == pytest.approx(1)
    # By DNA's definition every actor of the networks is in a camp.
    dna = found(*camps(3), *hermits, as_dna=True)
    assert dna.score != pytest.approx(found(*camps(3), as_dna=True).score)
    assert {label for camp in dna.camps for label in camp} == {label for camp in alone.camps for label in camp}


def test_networks_as_graphs_and_frames() -> None:
    graph = network(("a", "b", 2), labels=["c"]).to_networkx()
    assert (set(graph), graph["a"]["b"]["weight"]) == ({"a", "b", "c"}, 2)
    both = Network(("fish", "a"), ("fish",), np.array([[1.0], [0]]), one_mode=False)
    assert list(both.to_networkx().edges) == [("fish", "fish (column)")]
    assert both.to_pandas().loc["fish", "fish"] == 1


def test_a_network_under_other_labels() -> None:
    assert aligned(STAR, ["b", "hub", "new"], ["hub", "a"]).tolist() == [[1, 0], [0, 2], [0, 0]]


def test_a_square_network_keeps_the_support_of_its_ties() -> None:
    talks = Network(("a",), ("b",), np.array([[1.0]]), one_mode=False, support={(0, 0): (7,)})
    assert square(talks, symmetric=True).support == {(0, 1): (7,), (1, 0): (7,)}
    assert square(talks).support == {(0, 1): (7,)}


@pytest.mark.parametrize("name", ["measures", "backbone", "edges", "phases"])
def test_combined_levels_are_not_summed(name: str) -> None:
    studied = over_issues(said("a", "x", 1), said("a", "x", 0), said("b", "x", 0))
    combined = replace(studied, options=replace(studied.options, mode="two-mode", aggregation="combine", window="days"))
    assert report("edges", combined).table.rows
    with pytest.raises(NetworkShapeError, match="names of sets"):
        report(name, combined, ReportOptions(draws=int(name == "edges")))
    with pytest.raises(NetworkShapeError, match="names of sets"):
        only(replace(combined, confident=True))
