"""Train the model of issues: ``python -m training.issues.learn``; three minutes of CPU.

It learns from coded matters of real texts (``tests/gold/issues/coded.csv``) and from sentences written for training.
Its weights are written to ``kg/extract/data/learned/issues.npz``.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from kg.extract.arrays import SCALE
from kg.extract.issues.scheme import concepts
from kg.extract.issues.weights import FILE, packed
from training.issues.coded_matters import CodedMatter, has_all_texts, load_coded, load_written
from training.issues.network import Network
from training.issues.rows import make_batch, rows_of, stems_in
from training.issues.vocabulary import Vocabulary, vocabulary
from training.proposer.rounding import rounded

__all__ = ["Learned", "Settings", "learn", "main", "matters_to_learn", "write"]

BATCH = 64
LEAST_RATE = 0.03


@dataclass(frozen=True, slots=True)
class Settings:
    """``rate``: the learning rate, ``signs_rate``: that of the weights of signs; ``made``: the weight of a sentence
    written for training, where a real one has 1."""

    epochs: int = 12
    rate: float = 3e-3
    signs_rate: float = 2e-2
    decay: float = 0.1
    dropout: float = 0.5
    made: float = 0.3
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Learned:
    """A trained network with the concepts and the stems that it knows, in their order, and its vocabulary."""

    network: Network
    names: Sequence[str]
    stems: Sequence[str]
    known: Vocabulary


def matters_to_learn() -> list[CodedMatter]:
    """All matters that are learned from."""
    return [*load_coded("coded.csv"), *load_written("written.csv"), *load_written("written_bulletins.csv")]


def learn(matters: Sequence[CodedMatter], words_known: Vocabulary, settings: Settings) -> Learned:
    """Train on matters. The stems that at least two of them have are known."""
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    names = tuple(concepts())
    count = Counter(stem for matter in matters for stem in set().union(*stems_in(matter)))
    stems = sorted(stem for stem, times in count.items() if times > 1)
    rows = rows_of(matters, names, stems, words_known)
    network = Network(len(stems), len(names), settings.dropout)
    optimizer = _optimizer(network, settings)
    steps = settings.epochs * math.ceil(len(rows) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(LEAST_RATE, 1 - step / steps))
    for _ in range(settings.epochs):
        rng.shuffle(rows)
        for start in range(0, len(rows), BATCH):
            batch = make_batch(rows[start : start + BATCH], rng)
            weight = torch.where(batch.made, settings.made, 1.0)
            loss = (-(batch.wanted * network(batch).log_softmax(1)).sum(1) * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return Learned(network.eval(), names, stems, words_known)


def _optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    other_parameters = [value for name, value in network.named_parameters() if name != "signs"]
    return torch.optim.AdamW(
        [
            {"params": other_parameters, "lr": settings.rate, "weight_decay": settings.decay},
            {"params": [network.signs], "lr": settings.signs_rate, "weight_decay": 0.0},
        ]
    )


def write(learned: Learned, path: Path = FILE) -> None:
    """Write what was learned; the large tables in eight bits a number."""
    network, words_known = learned.network, learned.known
    arrays: dict[str, Any] = {
        "words": packed(words_known.words),
        "stems": packed(learned.stems),
        "names": packed(learned.names),
        "telling": words_known.telling.astype(np.float16),
        "parts": _half(network.parts * network.scales[:, None, None]),
        "concepts": _half(network.concepts.weight),
        "bias": _half(network.concepts.bias),
        "signs": _half(network.signs),
    }
    tables = {"own_stems": network.own_stems, "near_stems": network.near_stems}
    wide = {"vectors": words_known.vectors, **{name: table.detach().numpy() for name, table in tables.items()}}
    for name, table in wide.items():
        arrays[name], arrays[name + SCALE] = rounded(table)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _half(values: Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float16]]:
    return values.detach().numpy().astype(np.float16)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.issues.learn", description=__doc__)
    parser.add_argument("--seed", type=int, default=Settings().seed)
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args(arguments)
    if options.out == FILE and not has_all_texts("coded.csv"):
        parser.error("some coded texts are missing (../shared): give --out, since what ships has learned from all")
    torch.set_num_threads(1)
    write(learn(matters_to_learn(), vocabulary(), Settings(seed=options.seed)), options.out)


if __name__ == "__main__":
    main()
