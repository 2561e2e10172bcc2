"""Several networks that read as one: each probability is the mean of theirs (Breiman 1996,
https://doi.org/10.1007/BF00058655), but of affiliations and actions, which only one of them need have learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from kg.extract.proposer.actions.words import ActionScores
from kg.extract.proposer.network import Asked, Held, Network, WindowReading
from kg.extract.proposer.scene.pairs import PairScores
from kg.extract.proposer.scene.scene import Scene
from kg.extract.proposer.windows import Window
from kg.extract.proposer.wordpiece import WordPieces

__all__ = ["Average"]


@dataclass(frozen=True)
class Average:
    """Networks, the first of which tells how long the pieces of a text are."""

    networks: tuple[Network, ...]

    @property
    def pieces(self) -> WordPieces:
        """The pieces that windows are cut by."""
        return self.networks[0].pieces

    def read(self, scene: Scene, window: Window) -> WindowReading:
        """What all make of a window: the means of how likely they find each tag."""
        parts = tuple(network.read(scene, window) for network in self.networks)
        mean = np.mean([np.exp(part.tags) for part in parts], axis=0)
        tags = np.log(np.maximum(mean, np.finfo(np.float32).tiny))
        return WindowReading(window, parts[0].vectors, tags, parts)

    def held(self, reading: WindowReading, asked: Sequence[Asked]) -> list[dict[str, Held]]:
        """How each possible holder stands on the words of each matter, by all."""
        said = [network.held(part, asked) for network, part in zip(self.networks, reading.parts, strict=True)]
        return [{actor: _mean([held[actor] for held in by]) for actor in by[0]} for by in zip(*said, strict=True)]

    def talks(self, reading: WindowReading, scene: Scene) -> list[PairScores]:
        """Which actors of each sentence talk with each other, by all."""
        said = [network.talks(part, scene) for network, part in zip(self.networks, reading.parts, strict=True)]
        return [
            PairScores(by[0].sentence, {pair: fmean(one.likely[pair] for one in by) for pair in by[0].likely})
            for by in zip(*said, strict=True)
        ]

    @property
    def has_fact_heads(self) -> bool:
        """Whether one of them has learned of affiliations and actions."""
        return any(network.has_fact_heads for network in self.networks)

    def affiliations(self, reading: WindowReading, scene: Scene) -> list[PairScores]:
        """Which actors belong to which others, by the first that has learned it."""
        network, part = self._knowing(reading)
        return network.affiliations(part, scene)

    def actions(self, reading: WindowReading, scene: Scene) -> list[ActionScores]:
        """What each actor does, by the first that has learned it."""
        network, part = self._knowing(reading)
        return network.actions(part, scene)

    def _knowing(self, reading: WindowReading) -> tuple[Network, WindowReading]:
        return next(both for both in zip(self.networks, reading.parts, strict=True) if both[0].has_fact_heads)


def _mean(said: Sequence[Held]) -> Held:
    return Held(
        tuple(fmean(of_stance) for of_stance in zip(*(held.stances for held in said), strict=True)),
        fmean(held.none for held in said),
        fmean(held.addressed for held in said),
    )
