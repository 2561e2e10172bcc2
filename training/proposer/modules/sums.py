"""Sums of odds, by which a network combines the mentions of one actor."""

from __future__ import annotations

import torch
from torch import Tensor

__all__ = ["summed"]


def summed(scores: Tensor, index: Tensor, count: int) -> Tensor:
    """The log-odds [group, output] of the summed odds of each group's rows; ``index``: the group of each row."""
    wide = index[:, None].expand(-1, scores.shape[1])
    top = torch.full((count, scores.shape[1]), -1e4).scatter_reduce(0, wide, scores.detach(), "amax")
    odds = torch.zeros(count, scores.shape[1]).index_add(0, index, torch.exp(scores - top[index]))
    return torch.log(odds.clamp(min=1e-9)) + top
