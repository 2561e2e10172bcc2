"""The network's head for talks as a torch module (`kg.extract.proposer.talks.pairs`)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from kg.extract.proposer.scene.holders import BUCKETS
from kg.extract.proposer.scene.pairs import Pairs
from kg.extract.proposer.scene.scene import REASONS, TYPES
from training.proposer.modules.torch_pairs import TorchPairs

__all__ = ["TorchTalks"]

RARE = -4.0
"""The log-odds at which training begins: few pairs talk."""


class TorchTalks(TorchPairs):
    """The head for talks; ``width``: numbers in a word's vector."""

    def __init__(self, width: int, dropout: float = 0.2) -> None:
        sizes = (len(TYPES), len(TYPES), len(REASONS), len(REASONS), BUCKETS)
        super().__init__((2 * width, 2 * width), sizes, 1, RARE, dropout)

    def forward(self, words: Tensor, pairs_of_rows: Sequence[tuple[int, int, Pairs]]) -> Tensor:
        """The scores of all pairs, sentence after sentence; each sentence comes with its row of ``words`` and the word
        that the row begins with."""
        mentions: list[tuple[int, int, int]] = []
        places: list[tuple[int, int]] = []
        known_features: list[tuple[int, ...]] = []
        for row, offset, pairs in pairs_of_rows:
            places += [(i + len(mentions), j + len(mentions)) for i, j in pairs.places]
            mentions += [(row, m.start - offset, m.end - 1 - offset) for m in pairs.mentions]
            known_features += pairs.known
        rows, first_words, last_words = torch.tensor(mentions).unbind(1)
        mention_vectors = self.drop(torch.cat((words[rows, first_words], words[rows, last_words]), -1))
        first_mentions, second_mentions = torch.tensor(places).unbind(1)
        return self.both(
            self.one(mention_vectors)[first_mentions], self.other(mention_vectors)[second_mentions], known_features
        )[:, 0]
