"""Several networks read as one: every probability is the mean of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pytest

from kg.extract.arrays import Array
from kg.extract.proposer.ensemble import Ensemble
from kg.extract.proposer.network import STANCES, HolderProbabilities, WindowReading
from kg.extract.proposer.scene.pairs import PairScores
from kg.extract.proposer.scene.scene import Scene, SceneMention
from kg.extract.proposer.windows import Window, windows
from tests.doubles.tiny_network import tiny_network

WINDOW = Window((0, 1), (0, 2))


@dataclass(frozen=True)
class Says:
    """A network that says the same of every word, and of every matter."""

    nothing: float
    first_stance: float

    def read(self, scene: object, window: Window) -> WindowReading:
        tags = np.log(np.array([[self.nothing, 1 - self.nothing]] * 2, np.float32))
        return WindowReading(window, np.zeros((2, 1), np.float32), tags)

    def held(
        self, reading: WindowReading, asked: list[tuple[object, dict[str, object]]]
    ) -> list[dict[str, HolderProbabilities]]:
        rest = (0.0,) * (len(STANCES) - 1)
        one = HolderProbabilities((self.first_stance, *rest), 1 - self.first_stance, 0.1)
        return [dict.fromkeys(holders, one) for _, holders in asked]

    def talks(self, reading: WindowReading, scene: object) -> list[PairScores]:
        return [PairScores(0, {("a0", "a1"): self.nothing})]


def test_probabilities_are_means() -> None:
    both = Ensemble((Says(0.2, 0.9), Says(0.6, 0.5)))  # type: ignore[arg-type]
    reading = both.read(None, WINDOW)  # type: ignore[arg-type]
    assert np.exp(reading.tags[0]) == pytest.approx([0.4, 0.6])
    held = both.held(reading, [((0, 1), {"a0": ()})])[0]["a0"]
    assert (held.stances[0], held.none, held.addressed) == pytest.approx((0.7, 0.3, 0.1))
    (scores,) = both.talks(reading, None)  # type: ignore[arg-type]
    assert scores.likely == {("a0", "a1"): pytest.approx(0.4)}


def test_affiliations_and_actions_come_from_the_first_network_with_such_heads() -> None:
    knowing = tiny_network()
    plain = replace(knowing, encoder=replace(knowing.encoder, weights=_without(knowing.weights)))
    scene = Scene(
        ("Peru", "left", "Chile", "."),
        ((0, 4),),
        (SceneMention("a0", 0, 1, 0), SceneMention("a1", 2, 3, 0)),
        {"a0": 1, "a1": 1},
        {},
        telling=frozenset({1}),
    )
    both = Ensemble((plain, knowing))
    (window,) = windows(scene.sentences, [1] * 4)
    own = knowing.read(scene, window)
    assert (plain.has_fact_heads, both.has_fact_heads) == (False, True)
    assert both.actions(both.read(scene, window), scene) == knowing.actions(own, scene)
    assert both.affiliations(both.read(scene, window), scene) == knowing.affiliations(own, scene)


def _without(weights: Mapping[str, Array]) -> dict[str, Array]:
    return {name: value for name, value in weights.items() if not name.startswith(("affiliations.", "actions."))}
