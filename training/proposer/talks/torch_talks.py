"""The part of the network that tells who talks with whom, as torch learns it (`kg.extract.proposer.talks.pairs`)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.proposer.scene.holders import BUCKETS
from kg.extract.proposer.scene.scene import REASONS, TYPES
from kg.extract.proposer.talks.pairs import Pairs

__all__ = ["TorchTalks"]

WIDTH = 128
RARE = -4.0
"""The log-odds at which learning begins: few of each two talk."""


class TorchTalks(nn.Module):
    """``width``: numbers of a word."""

    def __init__(self, width: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.one, self.other = nn.Linear(2 * width, WIDTH), nn.Linear(2 * width, WIDTH)
        sizes = (len(TYPES), len(TYPES), len(REASONS), len(REASONS), BUCKETS)
        self.fe = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes)
        for embedding in self.fe:
            nn.init.normal_(embedding.weight, std=0.05)
        self.hid, self.out = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        self.out.bias.data[:] = RARE
        self.drop = nn.Dropout(dropout)

    def forward(self, words: Tensor, seen: Sequence[tuple[int, int, Pairs]]) -> Tensor:
        """Scores of all pairs one after another, of each sentence with its row of ``words`` and the word that the row
        begins with."""
        mentions: list[tuple[int, int, int]] = []
        places: list[tuple[int, int]] = []
        known: list[tuple[int, ...]] = []
        for row, offset, pairs in seen:
            places += [(i + len(mentions), j + len(mentions)) for i, j in pairs.places]
            mentions += [(row, m.start - offset, m.end - 1 - offset) for m in pairs.mentions]
            known += pairs.known
        rows, first, last = torch.tensor(mentions).unbind(1)
        named = self.drop(torch.cat((words[rows, first], words[rows, last]), -1))
        one, other = torch.tensor(places).unbind(1)
        numbers = torch.tensor(known)
        how = torch.stack([table(numbers[:, n]) for n, table in enumerate(self.fe)]).sum(0)
        a, b = self.one(named)[one], self.other(named)[other]
        both = torch.cat((functional.gelu(a + b + how), a * b, how), -1)
        scores: Tensor = self.out(self.drop(functional.gelu(self.hid(self.drop(both)))))[:, 0]
        return scores
