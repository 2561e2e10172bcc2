"""Train the careful reader's layer for issues: ``python -m training.issues.encoded``; half an hour of CPU.

A linear layer on the vectors that all-mpnet-base-v2, unchanged, gives of a matter in its sentence, trained on the same
matters as `training.issues.learn`. It is stored with the careful reader's other weights.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from kg.extract.arrays import SCALE, Array
from kg.extract.issues.scheme import concepts
from kg.extract.proposer.description import FOLDER, described_in
from kg.extract.proposer.issues.network import pieces_around
from training.issues.coded import Coded, has_all_texts
from training.issues.learn import BATCH, LEAST_RATE, Settings, matters_to_learn
from training.issues.rows import wanted_of
from training.proposer.bases import Base, base_of
from training.proposer.description import write_description
from training.proposer.modules.torch_network import TorchNetwork
from training.proposer.rounding import rounded

__all__ = ["fit_layer", "main", "vectors_of", "write"]

READER = "careful"
AT_ONCE = 32
EPOCHS, RATE, DECAY, DROPOUT = 20, 2e-3, 0.05, 0.3
FACTOR = 20.0
"""What the vectors, each half of unit length, are multiplied by while the layer is trained."""


def vectors_of(matters: Sequence[Coded], base: Base) -> Array:
    """The vectors of `kg.extract.proposer.issues.network.IssueNetwork.vector`, [matter, number], in half precision."""
    network = TorchNetwork(base.kind, base.heads, base.layers, base.marked, base.weights, rank=0).eval().bfloat16()
    around = [
        list(pieces_around(each.text[: each.evidence.start], each.matter, each.evidence, base.pieces))
        for each in matters
    ]
    order = sorted(range(len(matters)), key=lambda n: len(around[n]))
    found = np.zeros((len(matters), 2 * base.weights["word"].shape[1]), dtype=np.float32)
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        found[some] = _vectors([around[n] for n in some], base, network).numpy()
        if at % (AT_ONCE * 50) == 0:
            sys.stderr.write(f"{at} of {len(order)} matters\n")
    return found


def _vectors(around: Sequence[Sequence[tuple[int, bool]]], base: Base, network: TorchNetwork) -> Tensor:
    length = max(map(len, around)) + 2
    pieces = torch.full((len(around), length), base.padding)
    inside, seen = torch.zeros(len(around), length, 1), torch.zeros(len(around), length, dtype=torch.bool)
    for row, each in enumerate(around):
        numbers = [base.opening, *(number for number, _ in each), base.closing]
        pieces[row, : len(numbers)], seen[row, : len(numbers)] = torch.tensor(numbers), True
        inside[row, 1 : len(each) + 1, 0] = torch.tensor([float(is_inside) for _, is_inside in each])
    with torch.no_grad():
        vectors = network.lower(pieces, seen).float()
    means = [(vectors * some).sum(1) for some in (inside, seen[..., None].float())]
    return torch.cat([mean / (mean.norm(dim=1, keepdim=True) + 1e-6) for mean in means], dim=1)


def fit_layer(vectors: Array, matters: Sequence[Coded], names: Sequence[str], settings: Settings) -> nn.Linear:
    """The trained layer."""
    torch.manual_seed(settings.seed)
    scaled = torch.from_numpy(vectors) * FACTOR
    wanted = torch.from_numpy(np.stack([wanted_of(each, names) for each in matters]))
    weights = torch.tensor([settings.made if each.made else 1.0 for each in matters])
    layer, drop = nn.Linear(scaled.shape[1], len(names) + 1), nn.Dropout(DROPOUT)
    nn.init.zeros_(layer.weight)
    optimizer = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(matters) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(LEAST_RATE, 1 - step / steps))
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(matters)).split(BATCH):
            losses = -(wanted[batch] * layer(drop(scaled[batch])).log_softmax(1)).sum(1)
            loss = (losses * weights[batch]).sum() / weights[batch].sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return layer


def write(layer: nn.Linear, names: Sequence[str], folder: Path = FOLDER) -> None:
    """Store the layer with the reader's own weights, in eight bits a number, and its concepts in the reader's
    description."""
    path = folder / f"{READER}.npz"
    with np.load(path) as stored:
        arrays = {key: value for key, value in stored.items() if not key.startswith("issues.")}
    weight = layer.weight.detach().numpy() * np.float32(FACTOR)
    arrays["issues.weight"], arrays[f"issues.weight{SCALE}"] = rounded(weight)
    arrays["issues.bias"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(path, **arrays)
    write_description(path.with_suffix(".json"), {**described_in(READER, folder), "issues": list(names)})


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.issues.encoded", description=__doc__)
    parser.add_argument("--seed", type=int, default=Settings().seed)
    parser.add_argument("--weights", type=Path, default=FOLDER, help="the folder of the reader that ships")
    chosen = parser.parse_args(arguments)
    if not has_all_texts("coded.csv"):
        parser.error("some of the coded texts are missing (../shared)")
    matters, names = matters_to_learn(), tuple(concepts())
    layer = fit_layer(vectors_of(matters, base_of(READER)), matters, names, Settings(seed=chosen.seed))
    write(layer, names, chosen.weights)


if __name__ == "__main__":
    main()
