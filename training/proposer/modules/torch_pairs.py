"""What a network says of two, as torch learns it: talks, affiliations, actions."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["WIDTH", "TorchPairs", "met"]

WIDTH = 128
"""Numbers that each of two is brought to before they meet."""


class TorchPairs(nn.Module):
    """What is said of two, each of so many numbers, with what is known of how they stand."""

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
        """[pair, output] of vectors brought to one width."""
        scores: Tensor = self.out(self.drop(functional.gelu(self.hid(self.drop(met(self.fe, a, b, known))))))
        return scores


def met(tables: nn.ModuleList, a: Tensor, b: Tensor, known: Sequence[tuple[int, ...]]) -> Tensor:
    """Pairs of vectors of one width, with what ``tables`` have learned of each number that is known of them."""
    numbers = torch.tensor(known)
    how = torch.stack([table(numbers[:, n]) for n, table in enumerate(tables)]).sum(0)
    return torch.cat((functional.gelu(a + b + how), a * b, how), -1)
