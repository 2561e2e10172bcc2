"""Write a trained network: its arrays to ``NAME.npz``, its description to ``NAME.json``."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kg.extract.arrays import SCALE
from kg.extract.proposer.description import FOLDER, VOCABULARY
from training.proposer.bases import Base
from training.proposer.description import write_description
from training.proposer.modules.torch_network import ALPHA, TorchNetwork
from training.proposer.rounding import rounded

__all__ = ["write"]

LARGE = 10_000
"""The size from which a matrix of a network that ships whole is written in eight bits a number."""
UNLEARNED = {"bias": 0.0, "threshold": 0.5, "weights": {}}


def write(base: Base, network: TorchNetwork, folder: Path | None = None) -> None:
    """Write both files; the rerankers in the second are empty until `training.proposer.reranker` has fitted them. The
    vocabulary is written too if the network builds on no package."""
    out = FOLDER if folder is None else folder
    out.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float16 | np.int8]]] = {}
    for name, value in network.trained_weights().items():
        if base.is_shipped_whole and value.dim() == 2 and value.numel() >= LARGE:
            arrays[name], arrays[name + SCALE] = rounded(value.numpy())
        else:
            arrays[name] = value.numpy().astype(np.float16)
    np.savez_compressed(out / f"{base.name}.npz", **arrays)  # type: ignore[arg-type]
    if base.is_shipped_whole:
        lines = [piece for piece, _ in sorted(base.pieces.numbers.items(), key=lambda entry: entry[1])]
        (out / VOCABULARY.format(name=base.name)).write_text("\n".join(lines) + "\n", encoding="utf-8")
    described = {
        "alpha": ALPHA,
        "base": base.described,
        "closing": base.closing,
        "heads": base.heads,
        "judge": UNLEARNED,
        "kind": base.kind,
        "layers": base.layers,
        "marked": base.marked,
        "opening": base.opening,
        "talks": UNLEARNED,
    }
    write_description(out / f"{base.name}.json", described)
