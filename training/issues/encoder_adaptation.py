"""Train low-rank changes of the small reader's encoder, and a linear layer on it, which give the issue of a matter.

The reader's own training has cost its encoder what all-MiniLM-L6-v2 knew of topics. Changes of low rank (Hu et al.
2021, https://arxiv.org/abs/2106.09685) to its upper layers give this back, and are far smaller than a second encoder.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn

from kg.extract.proposer.description import FOLDER
from kg.extract.proposer.weights import own_weights
from training.issues.coded_matters import CodedMatter
from training.issues.learn import BATCH, LEAST_RATE, Settings
from training.issues.means import FACTOR, around_of, means
from training.issues.rows import target_of
from training.proposer.bases import Base, base_of
from training.proposer.modules.torch_network import TorchNetwork

__all__ = ["EncoderAdaptation", "adapt", "trained_base"]

READER = "small"
FROZEN, RANK = 2, 8
EPOCHS, RATE, LAYER_RATE, WARMUP = 4, 1e-3, 2e-3, 50
DECAY, LAYER_DECAY, DROPOUT = 0.01, 0.05, 0.3
SHARPENED = 1.2
"""What the trained scores are multiplied by: the mean with the likelihoods of the words is then about as sure as it is
right, by the matters of a seventh of the documents, left out of the training."""
LIKE_LENGTH = 20
"""The number of batches whose matters are sorted by length, so that little is padded."""


@dataclass(frozen=True, eq=False)
class EncoderAdaptation:
    """The trained layer, and the changes of the encoder by the names of their matrices."""

    layer: nn.Linear
    changes: dict[str, Tensor]


def trained_base() -> Base:
    """The small reader's encoder, with the weights that it ships with."""
    base, shipped_weights = base_of(READER), own_weights(FOLDER / f"{READER}.npz")
    return replace(base, weights={name: torch.from_numpy(shipped_weights[name].copy()) for name in base.weights})


def adapt(matters: Sequence[CodedMatter], names: Sequence[str], settings: Settings) -> EncoderAdaptation:
    """Train the changes and the layer on matters; half an hour of CPU with bfloat16."""
    base = trained_base()
    torch.manual_seed(settings.seed)
    network = TorchNetwork(base.kind, base.heads, FROZEN, FROZEN, base.weights, rank=RANK)
    layer, drop = nn.Linear(2 * base.weights["word"].shape[1], len(names) + 1), nn.Dropout(DROPOUT)
    nn.init.zeros_(layer.weight)
    changes = {name: value for name, value in network.layers.named_parameters() if value.requires_grad}
    groups = [
        {"params": list(changes.values()), "lr": RATE, "weight_decay": DECAY},
        {"params": list(layer.parameters()), "lr": LAYER_RATE, "weight_decay": LAYER_DECAY},
    ]
    pieces_by_matter = [around_of(matter, base.pieces) for matter in matters]
    targets = torch.from_numpy(np.stack([target_of(matter, names) for matter in matters])).float()
    weights = torch.tensor([settings.made if matter.made else 1.0 for matter in matters])
    steps, optimizer = EPOCHS * (len(matters) // BATCH + 1), torch.optim.AdamW(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / WARMUP) * max(LEAST_RATE, 1 - step / steps)
    )
    rng = np.random.default_rng(settings.seed)
    for epoch in range(EPOCHS):
        for batch in _batches([len(matter) for matter in pieces_by_matter], rng):
            with torch.autocast("cpu", torch.bfloat16):
                vectors = means([pieces_by_matter[n] for n in batch], base, network) * FACTOR
            losses = -(targets[batch] * layer(drop(vectors.float())).log_softmax(1)).sum(1)
            loss = (losses * weights[batch]).sum() / weights[batch].sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
        sys.stderr.write(f"epoch {epoch + 1} of {EPOCHS}\n")
    with torch.no_grad():
        layer.weight.mul_(SHARPENED)
        layer.bias.mul_(SHARPENED)
    return EncoderAdaptation(layer, {name: value.detach() for name, value in changes.items()})


def _batches(lengths: Sequence[int], rng: np.random.Generator) -> Iterator[list[int]]:
    """The numbers of all matters in random batches of like length."""
    order = rng.permutation(len(lengths)).tolist()
    batches = []
    for start in range(0, len(order), BATCH * LIKE_LENGTH):
        sorted_part = sorted(order[start : start + BATCH * LIKE_LENGTH], key=lambda n: lengths[n])
        batches += [
            sorted_part[start_of_batch : start_of_batch + BATCH] for start_of_batch in range(0, len(sorted_part), BATCH)
        ]
    rng.shuffle(batches)
    yield from batches
