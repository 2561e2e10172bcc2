"""A network's heads for pairs as torch modules: talks, affiliations, actions."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["WIDTH", "TorchPairs", "combined"]

WIDTH = 128
"""The width that both of a pair are projected to before they are combined."""


class TorchPairs(nn.Module):
    """Scores pairs by two vectors of the given widths and by the numbers known of each pair (``sizes``: how many values
    each has); ``rare``: the log-odds at which training begins."""

    def __init__(
        self, widths: tuple[int, int], sizes: Sequence[int], outputs: int, rare: float, dropout: float
    ) -> None:
        super().__init__()
        self.one, self.other = (nn.Linear(width, WIDTH) for width in widths)
        self.fe = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes)
        for embedding in self.fe:
            nn.init.normal_(embedding.weight, std=0.05)
        self.hid, self.out = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, outputs)
        self.out.bias.data[:] = rare
        self.drop = nn.Dropout(dropout)

    def both(self, a: Tensor, b: Tensor, known: Sequence[tuple[int, ...]]) -> Tensor:
        """The scores [pair, output] of pairs of vectors that have been projected to one width."""
        scores: Tensor = self.out(self.drop(functional.gelu(self.hid(self.drop(combined(self.fe, a, b, known))))))
        return scores


def combined(tables: nn.ModuleList, a: Tensor, b: Tensor, known: Sequence[tuple[int, ...]]) -> Tensor:
    """Pairs of vectors of one width, combined with the embeddings (``tables``) of the numbers known of each pair."""
    numbers = torch.tensor(known)
    how = torch.stack([table(numbers[:, n]) for n, table in enumerate(tables)]).sum(0)
    return torch.cat((functional.gelu(a + b + how), a * b, how), -1)
