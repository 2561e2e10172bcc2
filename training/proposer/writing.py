"""Write what a network has learned: arrays in ``NAME.npz``, what it is in ``NAME.json``."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kg.extract.proposer.description import FOLDER
from training.proposer.bases import Base
from training.proposer.description import write_description
from training.proposer.torch_network import ALPHA, TorchNetwork

__all__ = ["write"]


def write(base: Base, network: TorchNetwork, folder: Path | None = None) -> None:
    """Write both files; the judge of the second knows nothing until `training.proposer.judge` has learned one."""
    out = FOLDER if folder is None else folder
    out.mkdir(parents=True, exist_ok=True)
    arrays = {name: value.numpy().astype(np.float16) for name, value in network.own().items()}
    np.savez_compressed(out / f"{base.name}.npz", **arrays)  # type: ignore[arg-type]
    described = {
        "alpha": ALPHA,
        "base": base.described,
        "closing": base.closing,
        "heads": base.heads,
        "judge": {"bias": 0.0, "threshold": 0.5, "weights": {}},
        "kind": base.kind,
        "layers": base.layers,
        "marked": base.marked,
        "opening": base.opening,
    }
    write_description(out / f"{base.name}.json", described)
