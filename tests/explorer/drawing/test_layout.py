"""Where the nodes of a graph are drawn: communities apart, parts side by side, at the same places again."""

from __future__ import annotations

import itertools
import json
import math
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.explorer.conftest import EXPLORER

pytestmark = [pytest.mark.server, pytest.mark.slow]

ENTRY: Final = """
import { undirected } from "./src/graph/layout/communities";
import { fittedIn } from "./src/graph/layout/fitting";
import { placesOf } from "./src/graph/layout/plan";
const { ids, ties, known, aspect } = JSON.parse(process.argv[2]);
const graph = undirected(ids, ties);
const sizes = new Map(ids.map((id) => [id, 5]));
const places = known ? fittedIn(graph, new Map(Object.entries(known))) : placesOf(graph, sizes, aspect);
console.log(JSON.stringify(Object.fromEntries(places)));
"""
CIRCLES: Final = [[f"{name}{n}" for n in range(30)] for name in "abcd"]
"""Communities whose members are each tied to some others of their own."""

type Place = tuple[float, float]
type Layout = Callable[..., dict[str, Place]]


def within(members: list[str]) -> list[list[Any]]:
    """Ties of each member to its community's first and to three that follow it."""
    near = [[one, members[(n + step) % len(members)], 3] for n, one in enumerate(members) for step in (1, 2, 3)]
    return [*near, *([members[0], one, 2] for one in members[1:])]


TIES: Final = [tie for members in CIRCLES for tie in within(members)]
BRIDGES: Final = [[one[5], other[7], 1] for one, other in itertools.pairwise(CIRCLES)]


@pytest.fixture(scope="module")
def laid_out(node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Lays out nodes with these ties, or fits those that have no known place in among the others."""
    program = tmp_path_factory.mktemp("layout") / "layout.mjs"
    bundle = [str(node_modules / ".bin" / "esbuild"), "--bundle", "--format=esm", f"--outfile={program}"]
    subprocess.run(bundle, input=ENTRY, text=True, cwd=EXPLORER, check=True, timeout=60)

    def lay_out(
        ids: list[str], ties: list[list[Any]], aspect: float = 1.6, known: dict[str, Place] | None = None
    ) -> dict[str, Place]:
        places = None if known is None else {id_: {"x": x, "y": y} for id_, (x, y) in known.items()}
        task = json.dumps({"ids": ids, "ties": ties, "aspect": aspect, "known": places})
        told = subprocess.run(["node", program, task], capture_output=True, check=True, timeout=60).stdout
        return {id_: (place["x"], place["y"]) for id_, place in json.loads(told).items()}

    return lay_out


def mean_distance(pairs: list[tuple[Place, Place]]) -> float:
    return sum(math.dist(one, other) for one, other in pairs) / len(pairs)


def test_communities_stand_apart_and_nodes_beside_each_other(laid_out: Layout) -> None:
    places = laid_out([id_ for members in CIRCLES for id_ in members], [*TIES, *BRIDGES])
    groups = [[places[id_] for id_ in members] for members in CIRCLES]
    inside = [pair for group in groups for pair in itertools.combinations(group, 2)]
    across = [pair for one, other in itertools.combinations(groups, 2) for pair in itertools.product(one, other)]
    assert mean_distance(across) > 2 * mean_distance(inside)
    assert min(math.dist(*pair) for pair in itertools.combinations(places.values(), 2)) > 1


def test_a_layout_is_the_same_again_and_as_wide_as_its_picture(laid_out: Layout) -> None:
    pairs = [[f"p{n}", f"q{n}", 1] for n in range(40)]
    ids = [id_ for pair in pairs for id_ in pair[:2]]
    wide, again, high = (laid_out(ids, pairs, aspect) for aspect in (2, 2, 0.5))
    assert wide == again

    def proportion(places: dict[str, Place]) -> float:
        across, down = ([place[axis] for place in places.values()] for axis in (0, 1))
        return (max(across) - min(across)) / (max(down) - min(down))

    assert proportion(wide) > 1.3
    assert proportion(high) < 0.8


def test_parts_without_a_tie_to_the_rest_stand_outside_of_it(laid_out: Layout) -> None:
    ids = [id_ for members in CIRCLES for id_ in members]
    places = laid_out([*ids, "x", "y"], [*TIES, *BRIDGES, ["x", "y", 9]])
    middle = (sum(places[id_][0] for id_ in ids) / len(ids), sum(places[id_][1] for id_ in ids) / len(ids))
    assert math.dist(places["x"], places["y"]) < 5
    assert math.dist(places["x"], middle) > mean_distance([(places[id_], middle) for id_ in ids])


def test_nodes_that_come_to_a_picture_leave_the_others_where_they_are(laid_out: Layout) -> None:
    known = {"a": (0.0, 0.0), "b": (0.5, 30.0), "c": (40.0, 0.0)}
    places = laid_out([*known, "new", "next", "far"], [["a", "b", 1], ["new", "c", 1], ["next", "new", 1]], known=known)
    assert {id_: places[id_] for id_ in known} == known
    assert math.dist(places["new"], places["c"]) < 4
    assert math.dist(places["next"], places["new"]) < 4
    assert places["far"][0] > 40


def test_a_graph_of_one_node_or_none_has_a_layout(laid_out: Layout) -> None:
    assert laid_out([], []) == {}
    assert laid_out(["a"], []) == {"a": (0, 0)}
