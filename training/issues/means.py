"""The input of a reader's layer for issues: an encoder's mean vectors of matters in their sentences, by torch."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from kg.extract.proposer.issues.network import pieces_around
from kg.extract.proposer.wordpiece import WordPieces
from training.issues.coded_matters import CodedMatter
from training.proposer.bases import Base
from training.proposer.modules.torch_network import TorchNetwork

__all__ = ["FACTOR", "around_of", "means"]

type Around = Sequence[tuple[int, bool]]
"""The numbers of the pieces around a matter, each with whether it is part of the matter."""

FACTOR = 20.0
"""What the vectors, each half of unit length, are multiplied by while the layer is trained."""


def around_of(matter: CodedMatter, pieces: WordPieces) -> Around:
    """The pieces of a matter's sentence and of the words before."""
    before = matter.text[: matter.evidence.start]
    return list(pieces_around(before, matter.matter, matter.evidence, pieces))


def means(around: Sequence[Around], base: Base, network: TorchNetwork) -> Tensor:
    """The mean of the vectors of each matter and that of all pieces, each at unit length, [matter, number]."""
    length = max(map(len, around)) + 2
    pieces = torch.full((len(around), length), base.padding)
    inside, seen = torch.zeros(len(around), length, 1), torch.zeros(len(around), length, dtype=torch.bool)
    for row, each in enumerate(around):
        numbers = [base.opening, *(number for number, _ in each), base.closing]
        pieces[row, : len(numbers)], seen[row, : len(numbers)] = torch.tensor(numbers), True
        inside[row, 1 : len(each) + 1, 0] = torch.tensor([float(is_inside) for _, is_inside in each])
    vectors = network.lower(pieces, seen)
    if network.frozen < len(network.layers):
        unmarked = torch.zeros_like(pieces)
        vectors = network.upper(vectors, seen, unmarked, unmarked)
    sums = [(vectors.float() * some).sum(1) for some in (inside, seen[..., None].float())]
    return torch.cat([each / (each.norm(dim=1, keepdim=True) + 1e-6) for each in sums], dim=1)
