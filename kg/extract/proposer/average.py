"""Several networks that read as one: each probability is the mean of theirs (Breiman 1996,
https://doi.org/10.1007/BF00058655)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from kg.extract.proposer.holders import Near
from kg.extract.proposer.network import Held, Network, Reading
from kg.extract.proposer.scene import Scene
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

    def read(self, scene: Scene, window: Window) -> Reading:
        """What all make of a window: the means of how likely they find each label."""
        parts = tuple(network.read(scene, window) for network in self.networks)
        mean = np.mean([np.exp(part.labels) for part in parts], axis=0)
        labels = np.log(np.maximum(mean, np.finfo(np.float32).tiny))
        return Reading(window, parts[0].vectors, labels, parts)

    def held(self, reading: Reading, matter: tuple[int, int], holders: Mapping[str, Sequence[Near]]) -> dict[str, Held]:
        """How each possible holder stands on the words of a matter, by all."""
        said = [n.held(part, matter, holders) for n, part in zip(self.networks, reading.parts, strict=True)]
        return {actor: _mean([held[actor] for held in said]) for actor in holders}


def _mean(said: Sequence[Held]) -> Held:
    stances = zip(*(held.stances for held in said), strict=True)
    return Held(
        tuple(fmean(of_stance) for of_stance in stances),
        fmean(held.none for held in said),
        fmean(held.addressed for held in said),
    )
