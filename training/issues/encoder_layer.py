"""Train the layer for issues on a learned reader's encoder: ``python -m training.issues.encoder_layer careful``
(or ``small``).

The layer is linear. Its input are the vectors of a matter in its sentence: those of all-mpnet-base-v2, unchanged, for
the careful reader, and those of the small reader's encoder with the changes of `training.issues.encoder_adaptation` for
that reader. It learns from the same matters as `training.issues.learn`, and is stored with the reader's other weights.
Half an hour of CPU each.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from kg.extract.arrays import SCALE, Array
from kg.extract.issues.scheme import concepts
from kg.extract.proposer.description import FOLDER, described_in
from kg.extract.proposer.weights import ISSUES
from training.issues.coded_matters import CodedMatter, has_all_texts
from training.issues.encoder_adaptation import adapt
from training.issues.learn import BATCH, LEAST_RATE, Settings, matters_to_learn
from training.issues.means import FACTOR, around_of, means
from training.issues.measure import READERS
from training.issues.rows import target_of
from training.proposer.bases import Base, base_of
from training.proposer.description import write_description
from training.proposer.modules.torch_network import TorchNetwork
from training.proposer.rounding import rounded

__all__ = ["fit_layer", "main", "vectors_of", "write"]

AT_ONCE = 32
EPOCHS, RATE, DECAY, DROPOUT = 20, 2e-3, 0.05, 0.3


def vectors_of(matters: Sequence[CodedMatter], base: Base) -> Array:
    """The vectors of `kg.extract.proposer.issues.network.IssueNetwork.vector`, [matter, number], in half precision."""
    network = TorchNetwork(base.kind, base.heads, base.layers, base.marked, base.weights, rank=0).eval().bfloat16()
    pieces_by_matter = [around_of(matter, base.pieces) for matter in matters]
    order = sorted(range(len(matters)), key=lambda n: len(pieces_by_matter[n]))
    vectors = np.zeros((len(matters), 2 * base.weights["word"].shape[1]), dtype=np.float32)
    for start in range(0, len(order), AT_ONCE):
        part = order[start : start + AT_ONCE]
        with torch.no_grad():
            vectors[part] = means([pieces_by_matter[n] for n in part], base, network).numpy()
        if start % (AT_ONCE * 50) == 0:
            sys.stderr.write(f"{start} of {len(order)} matters\n")
    return vectors


def fit_layer(vectors: Array, matters: Sequence[CodedMatter], names: Sequence[str], settings: Settings) -> nn.Linear:
    """The trained layer."""
    torch.manual_seed(settings.seed)
    scaled = torch.from_numpy(vectors) * FACTOR
    targets = torch.from_numpy(np.stack([target_of(matter, names) for matter in matters]))
    weights = torch.tensor([settings.made if matter.made else 1.0 for matter in matters])
    layer, drop = nn.Linear(scaled.shape[1], len(names) + 1), nn.Dropout(DROPOUT)
    nn.init.zeros_(layer.weight)
    optimizer = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(matters) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(LEAST_RATE, 1 - step / steps))
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(matters)).split(BATCH):
            losses = -(targets[batch] * layer(drop(scaled[batch])).log_softmax(1)).sum(1)
            loss = (losses * weights[batch]).sum() / weights[batch].sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return layer


def write(
    reader: str, layer: nn.Linear, names: Sequence[str], changes: Mapping[str, Tensor], folder: Path = FOLDER
) -> None:
    """Store the layer and the changes of the encoder (by the names of their matrices) with the reader's other weights,
    in eight bits a number, and the concepts in its description."""
    path = folder / f"{reader}.npz"
    with np.load(path) as stored_arrays:
        arrays = {key: value for key, value in stored_arrays.items() if not key.startswith(ISSUES)}
    matrices = {name: value.numpy() for name, value in changes.items()}
    matrices["weight"] = layer.weight.detach().numpy() * np.float32(FACTOR)
    for name, matrix in matrices.items():
        arrays[f"{ISSUES}{name}"], arrays[f"{ISSUES}{name}{SCALE}"] = rounded(matrix)
    arrays[f"{ISSUES}bias"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(path, **arrays)
    write_description(path.with_suffix(".json"), {**described_in(reader, folder), "issues": list(names)})


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.issues.encoder_layer", description=__doc__)
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("--seed", type=int, default=Settings().seed)
    parser.add_argument("--weights", type=Path, default=FOLDER, help="the folder of the reader that ships")
    options = parser.parse_args(arguments)
    if not has_all_texts("coded.csv"):
        parser.error("some of the coded texts are missing (../shared)")
    matters, names, settings = matters_to_learn(), tuple(concepts()), Settings(seed=options.seed)
    if options.reader == "small":
        adaptation = adapt(matters, names, settings)
        write(options.reader, adaptation.layer, names, adaptation.changes, options.weights)
    else:
        layer = fit_layer(vectors_of(matters, base_of(options.reader)), matters, names, settings)
        write(options.reader, layer, names, {}, options.weights)


if __name__ == "__main__":
    main()
