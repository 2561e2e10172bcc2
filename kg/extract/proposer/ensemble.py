"""Several networks that read as one: each probability is the mean of theirs (Breiman 1996,
https://doi.org/10.1007/BF00058655). Affiliations and actions come from the first network that has learned them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from kg.extract.proposer.actions.words import ActionScores
from kg.extract.proposer.network import HolderProbabilities, HolderQuery, Network, WindowReading
from kg.extract.proposer.scene.pairs import PairScores
from kg.extract.proposer.scene.scene import Scene
from kg.extract.proposer.windows import Window
from kg.extract.proposer.wordpiece import WordPieces

__all__ = ["Ensemble"]


@dataclass(frozen=True)
class Ensemble:
    """Networks, of which the first cuts words into pieces for all."""

    networks: tuple[Network, ...]

    @property
    def pieces(self) -> WordPieces:
        """The vocabulary by whose pieces windows are measured."""
        return self.networks[0].pieces

    def read(self, scene: Scene, window: Window) -> WindowReading:
        """The readings of all with the means of their probabilities of tags; the vectors are the first network's."""
        readings = tuple(network.read(scene, window) for network in self.networks)
        mean_probabilities = np.mean([np.exp(part.tags) for part in readings], axis=0)
        tags = np.log(np.maximum(mean_probabilities, np.finfo(np.float32).tiny))
        return WindowReading(window, readings[0].vectors, tags, readings)

    def held(self, reading: WindowReading, queries: Sequence[HolderQuery]) -> list[dict[str, HolderProbabilities]]:
        """What each possible holder holds on each matter: the mean of all networks."""
        answers = [network.held(part, queries) for network, part in zip(self.networks, reading.parts, strict=True)]
        return [
            {actor: _mean([held[actor] for held in alternatives]) for actor in alternatives[0]}
            for alternatives in zip(*answers, strict=True)
        ]

    def talks(self, reading: WindowReading, scene: Scene) -> list[PairScores]:
        """The probabilities that actors talk with each other, by sentence: the mean of all networks."""
        answers = [network.talks(part, scene) for network, part in zip(self.networks, reading.parts, strict=True)]
        return [
            PairScores(
                alternatives[0].sentence,
                {pair: fmean(one.likely[pair] for one in alternatives) for pair in alternatives[0].likely},
            )
            for alternatives in zip(*answers, strict=True)
        ]

    @property
    def has_fact_heads(self) -> bool:
        """Whether one of them has heads for affiliations and actions."""
        return any(network.has_fact_heads for network in self.networks)

    def affiliations(self, reading: WindowReading, scene: Scene) -> list[PairScores]:
        """The probabilities that one actor belongs to another, by the first network that has learned it."""
        network, part = self._with_fact_heads(reading)
        return network.affiliations(part, scene)

    def actions(self, reading: WindowReading, scene: Scene) -> list[ActionScores]:
        """The probabilities of actions, by the first network that has learned them."""
        network, part = self._with_fact_heads(reading)
        return network.actions(part, scene)

    def _with_fact_heads(self, reading: WindowReading) -> tuple[Network, WindowReading]:
        return next(both for both in zip(self.networks, reading.parts, strict=True) if both[0].has_fact_heads)


def _mean(answers: Sequence[HolderProbabilities]) -> HolderProbabilities:
    return HolderProbabilities(
        tuple(fmean(of_stance) for of_stance in zip(*(held.stances for held in answers), strict=True)),
        fmean(held.none for held in answers),
        fmean(held.addressed for held in answers),
    )
