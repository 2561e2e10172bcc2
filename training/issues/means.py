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
    text_before = matter.text[: matter.evidence.start]
    return list(pieces_around(text_before, matter.matter, matter.evidence, pieces))


def means(pieces_by_matter: Sequence[Around], base: Base, network: TorchNetwork) -> Tensor:
    """The mean of the vectors of each matter and that of all pieces, each at unit length, [matter, number]."""
    length = max(map(len, pieces_by_matter)) + 2
    pieces = torch.full((len(pieces_by_matter), length), base.padding)
    inside_mask, mask = (
        torch.zeros(len(pieces_by_matter), length, 1),
        torch.zeros(len(pieces_by_matter), length, dtype=torch.bool),
    )
    for row, pieces_of_matter in enumerate(pieces_by_matter):
        numbers = [base.opening, *(number for number, _ in pieces_of_matter), base.closing]
        pieces[row, : len(numbers)], mask[row, : len(numbers)] = torch.tensor(numbers), True
        inside_mask[row, 1 : len(pieces_of_matter) + 1, 0] = torch.tensor(
            [float(is_inside) for _, is_inside in pieces_of_matter]
        )
    vectors = network.lower(pieces, mask)
    if network.frozen < len(network.layers):
        no_marks = torch.zeros_like(pieces)
        vectors = network.upper(vectors, mask, no_marks, no_marks)
    sums = [(vectors.float() * weights).sum(1) for weights in (inside_mask, mask[..., None].float())]
    return torch.cat(
        [pieces_of_matter / (pieces_of_matter.norm(dim=1, keepdim=True) + 1e-6) for pieces_of_matter in sums], dim=1
    )
