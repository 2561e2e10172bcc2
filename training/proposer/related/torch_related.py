"""The part of the network that looks at two actors, as torch learns it (`kg.extract.proposer.related.sights`)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.proposer.related.sights import DEEDS, PAIRS, Sight
from kg.extract.proposer.scene.scene import REASONS, TYPES

__all__ = ["TorchRelated"]

WIDTH = 128
DISTANCES = 16
RARE = -4.0
"""The log-odds at which learning begins: few pairs are anything to each other."""


class TorchRelated(nn.Module):
    """``width``: numbers of a word."""

    def __init__(self, width: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.one, self.other, self.deed = (nn.Linear(2 * width, WIDTH) for _ in range(3))
        sizes = (len(TYPES), len(TYPES), len(REASONS), len(REASONS), DISTANCES)
        self.fe = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes)
        for embedding in self.fe:
            nn.init.normal_(embedding.weight, std=0.05)
        self.hid, self.out = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, PAIRS)
        self.does = nn.Linear(WIDTH, len(DEEDS))
        self.out.bias.data[:] = RARE
        self.does.bias.data[:] = RARE
        self.drop = nn.Dropout(dropout)

    def forward(self, words: Tensor, sights: Sequence[tuple[int, int, Sight]]) -> tuple[Tensor, Tensor]:
        """[pair, relation] and [mention, deed] of all sights one after another, each with its row of ``words`` and the
        word that the row begins with."""
        place: list[tuple[int, int, int]] = []
        pairs: list[tuple[int, int]] = []
        known: list[tuple[int, ...]] = []
        count = 0
        for row, offset, sight in sights:
            place += [(row, m.start - offset, m.end - 1 - offset) for m in sight.mentions]
            pairs += [(i + count, j + count) for i, j in sight.pairs]
            known += sight.known
            count += len(sight.mentions)
        rows, first, last = torch.tensor(place).unbind(1)
        mentions = self.drop(torch.cat((words[rows, first], words[rows, last]), -1))
        alone: Tensor = self.does(self.drop(functional.gelu(self.deed(mentions))))
        if not pairs:
            return torch.zeros(0, PAIRS, dtype=words.dtype), alone
        one, other = torch.tensor(pairs).unbind(1)
        numbers = torch.tensor(known)
        how = torch.stack([table(numbers[:, n]) for n, table in enumerate(self.fe)]).sum(0)
        a, b = self.one(mentions)[one], self.other(mentions)[other]
        both = torch.cat((functional.gelu(a + b + how), a * b, how), -1)
        return self.out(self.drop(functional.gelu(self.hid(self.drop(both))))), alone
