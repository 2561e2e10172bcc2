"""Odds of several added up, as a network does with the mentions of one actor."""

from __future__ import annotations

import torch
from torch import Tensor

__all__ = ["summed"]


def summed(scores: Tensor, index: Tensor, count: int) -> Tensor:
    """[group, output] log-odds: the odds of the rows of each group, whose number is in ``index``, added up."""
    wide = index[:, None].expand(-1, scores.shape[1])
    top = torch.full((count, scores.shape[1]), -1e4).scatter_reduce(0, wide, scores.detach(), "amax")
    odds = torch.zeros(count, scores.shape[1]).index_add(0, index, torch.exp(scores - top[index]))
    return torch.log(odds.clamp(min=1e-9)) + top
