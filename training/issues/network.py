"""The model of `kg.extract.issues.likelihood` as a torch module."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from kg.extract.issues.signs import SIGNS
from training.issues.rows import Batch
from training.issues.vocabulary import DIRECTIONS

__all__ = ["Network"]

HIDDEN = 96
SCALES = (6.0, 3.0, 1.5, 1.5)
"""The initial weight of each part of a wording."""


class Network(nn.Module):
    """Scores each of ``concepts`` concepts, and that there is none, for matters."""

    def __init__(self, stems: int, concepts: int, dropout: float) -> None:
        super().__init__()
        self.parts = nn.Parameter(torch.randn(len(SCALES), DIRECTIONS, HIDDEN) / math.sqrt(3 * DIRECTIONS))
        self.scales = nn.Parameter(torch.tensor(SCALES))
        self.own_stems = nn.Parameter(torch.randn(stems, HIDDEN) * 0.01)
        self.near_stems = nn.Parameter(torch.randn(stems, HIDDEN) * 0.005)
        self.concepts = nn.Linear(HIDDEN, concepts + 1)
        nn.init.normal_(self.concepts.weight, std=0.1)
        self.signs = nn.Parameter(torch.zeros(2, len(SIGNS)))
        self.drop = nn.Dropout(dropout)

    def forward(self, batch: Batch) -> Tensor:
        """The scores [matter, concept]; the last column is that of no concept."""
        hidden = torch.einsum("mpd,pdh,p->mh", batch.bags, self.parts, self.scales)
        hidden = hidden + _summed(self.own_stems, batch.own) + _summed(self.near_stems, batch.near)
        scores: Tensor = self.concepts(self.drop(hidden))
        score = (batch.signs * self.signs[batch.named[batch.matter]]).sum(1)
        return scores.index_put((batch.matter, batch.concept), score, accumulate=True)


def _summed(table: Tensor, places: Sequence[Sequence[int]]) -> Tensor:
    owners = torch.tensor([n for n, row_places in enumerate(places) for _ in row_places], dtype=torch.long)
    flat = torch.tensor([place for row_places in places for place in row_places], dtype=torch.long)
    return torch.zeros(len(places), table.shape[1]).index_add(0, owners, table[flat])
