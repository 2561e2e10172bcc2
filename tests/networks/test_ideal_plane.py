"""Ideal points in two dimensions: the plane behind simulated answers is recovered up to rotation and reflection."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial import procrustes
from scipy.special import ndtr

from kg.networks.measures.ideal_plane import PlanePoint, first_share, ideal_plane
from kg.networks.measures.sides import Sides, sides
from kg.networks.reports import ReportOptions, report
from kg.networks.study import Study
from tests.networks.discourse import camps, codings, said
from tests.networks.test_measures import over_issues

ACTORS, ISSUES = 24, 80
NAMES = tuple(f"{n:02}" for n in range(ACTORS))


def simulated(true: NDArray[np.float64], seed: int) -> Sides:
    """The answers that the model gives for actors at these points."""
    chance = np.random.default_rng(seed)
    slopes = chance.normal(size=(ISSUES, true.shape[1])) * 1.5
    yes = chance.random((ACTORS, ISSUES)) < ndtr(true @ slopes.T - 0.6 * chance.normal(size=ISSUES))
    return Sides(NAMES, tuple(f"i{n:02}" for n in range(ISSUES)), yes.astype(float), (~yes).astype(float))


def fitted(table: Sides, anchor: str | None = None, seed: int = 0) -> dict[str, PlanePoint]:
    found = ideal_plane(table, anchor=anchor, draws=500, burn_in=250, seed=seed)
    return {point.label: point for point in found}


def places(found: dict[str, PlanePoint]) -> NDArray[np.float64]:
    return np.array([(found[name].x, found[name].y) for name in NAMES])


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_the_plane_is_recovered_up_to_rotation(seed: int) -> None:
    true = np.random.default_rng(seed).normal(size=(ACTORS, 2)) * [1.3, 0.9]
    found = fitted(simulated(true, seed))
    # 0 is the same shape, 1 nothing in common; places in the wrong order of actors have about 0.9.
    assert procrustes(true, places(found))[2] < 0.2
    assert procrustes(np.roll(true, 1, axis=0), places(found))[2] > 0.5
    assert 0.5 <= first_share(tuple(found.values())) < 0.85


def test_intervals_cover_the_distances_between_actors() -> None:
    """Distances do not depend on rotation: pairs with disjoint intervals have different true points."""
    true = np.random.default_rng(7).normal(size=(ACTORS, 2))
    found = fitted(simulated(true, 7))
    assert all(p.x_low < p.x < p.x_high and p.y_low < p.y < p.y_high for p in found.values())
    apart = {(a, b) for a, b in itertools.combinations(range(ACTORS), 2) if _gap(found[NAMES[a]], found[NAMES[b]]) > 0}
    assert 0.2 < len(apart) / (ACTORS * (ACTORS - 1) / 2) < 0.95
    assert min(float(np.linalg.norm(true[a] - true[b])) for a, b in apart) > 0.3


def test_intervals_cover_the_truth_at_their_nominal_rate() -> None:
    """Position, size, skew and rotation of a plane are arbitrary: the true points are given those of the estimates."""
    inside = []
    for seed in range(4):
        true = np.random.default_rng(seed).normal(size=(ACTORS, 2)) * [1.3, 0.9]
        slopes = np.random.default_rng(seed).normal(size=(ISSUES, 2)) * 1.5
        found = fitted(simulated(true, seed))
        low, high = (
            np.array([[getattr(found[n], f"{x}_{end}") for x in "xy"] for n in NAMES]) for end in ("low", "high")
        )
        values, vectors = np.linalg.eigh(slopes.T @ slopes)
        told = (true - true.mean(axis=0)) @ (vectors * np.sqrt(values)) @ vectors.T
        told /= np.sqrt((told**2).mean())
        left, _, right = np.linalg.svd(told.T @ places(found))
        told = told @ left @ right
        inside.append((low <= told) & (told <= high))
    assert 0.9 < np.mean(inside) < 0.99


def _gap(one: PlanePoint, other: PlanePoint) -> float:
    across = max(one.x_low, other.x_low) - min(one.x_high, other.x_high)
    return max(across, max(one.y_low, other.y_low) - min(one.y_high, other.y_high))


def test_one_dimensional_answers_leave_little_to_the_second_dimension() -> None:
    true = np.linspace(-2, 2, ACTORS)[:, None]
    found = fitted(simulated(true, 2), anchor=NAMES[-1])
    assert first_share(tuple(found.values())) > 0.9
    assert np.corrcoef(places(found)[:, 0], true[:, 0])[0, 1] > 0.95
    assert sum(found[name].y_low < 0 < found[name].y_high for name in NAMES) >= 0.7 * ACTORS


def test_issues_point_towards_their_supporters() -> None:
    rows = [
        said(f"{east}{north} {n}", issue, value)
        for n in range(4)
        for east, north in itertools.product("EW", "NS")
        for issue, value in [(f"{letter}{k}", int(letter in (east, north))) for letter in "EN" for k in range(6)]
    ]
    found = fitted(sides(codings(*rows), "actor", "issue"), anchor="EN 0")
    east, north = (np.array([found[f"{letter}1"].x, found[f"{letter}1"].y]) for letter in "EN")
    assert abs(east @ north) < 0.3 * np.linalg.norm(east) * np.linalg.norm(north)
    for label, point in found.items():
        if point.kind == "actor":
            at = np.array([point.x, point.y])
            assert (bool(at @ east > 0), bool(at @ north > 0)) == ("E" in label, "N" in label), label


def test_the_anchor_is_positive_on_both_dimensions_and_seeds_repeat() -> None:
    table = simulated(np.random.default_rng(1).normal(size=(ACTORS, 2)), 1)
    usual = fitted(table)
    below = next(name for name in NAMES if usual[name].x < 0 and usual[name].y < 0)
    mirrored = fitted(table, below)
    assert (mirrored[below].x, mirrored[below].y) == (-usual[below].x, -usual[below].y)
    assert usual == fitted(table)
    assert usual != fitted(table, seed=1)


def test_fewer_answers_give_wider_intervals() -> None:
    found = fitted(sides(codings(*camps(5), said("newcomer", "duties", 1)), "actor", "issue"))
    often, once = found["east 00"], found["newcomer"]
    assert (often.answers, once.answers) == (4, 1)
    assert once.x_high - once.x_low > often.x_high - often.x_low


def test_one_issue_has_no_plane() -> None:
    table = sides(codings(said("a", "x", 1), said("b", "x", 0)), "actor", "issue")
    assert ideal_plane(table) == ()
    assert first_share(()) == 1


def test_the_report_gives_the_share_of_the_first_dimension() -> None:
    studied: Study = over_issues(*camps(3))
    told = report("points", studied, ReportOptions(dimensions=2))
    assert told.table.columns[2:5] == ("x", "x_low", "x_high")
    assert {row[0] for row in told.table.rows} == {"actor", "issue"}
    assert told.notes[0].endswith("% of the spread of actors")
