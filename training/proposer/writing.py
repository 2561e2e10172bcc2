"""Write what a proposer has learned: arrays in ``NAME.npz``, what it is in ``NAME.json``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from kg.extract.proposer.encoder import Array
from kg.extract.proposer.weights import FOLDER, QUANTIZED, SCALE, VOCABULARY
from training.proposer.bases import Base
from training.proposer.torch_network import ALPHA, TorchNetwork

__all__ = ["packed", "write", "write_judge"]

LARGE = 2**14
"""Numbers in a matrix from which it is kept in 8 bits where all of an encoder ships."""


def write(base: Base, network: TorchNetwork, folder: Path | None = None) -> None:
    """Write both files, a judge that knows nothing in the second; `write_judge` puts a better one there."""
    out = FOLDER if folder is None else folder
    own = {name: value.numpy().astype(np.float32) for name, value in network.own().items()}
    if base.described is None:
        own = {name: value.numpy() for name, value in base.weights.items()} | own
        arrays = packed(own)
        arrays[VOCABULARY] = np.frombuffer("\n".join(base.pieces.numbers).encode("utf-8"), dtype=np.uint8)
    else:
        arrays = {name: value.astype(np.float16) for name, value in own.items()}
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / f"{base.name}.npz", **arrays)  # type: ignore[arg-type]
    described: dict[str, object] = {
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
    _write(out / f"{base.name}.json", described)


def packed(weights: dict[str, Array]) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]]:
    """Large matrices row by row in 8 bits with a scale each, all else in 16."""
    found: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = {}
    for name, value in weights.items():
        if value.ndim == 2 and value.size >= LARGE:
            scale = np.maximum(np.abs(value).max(axis=1, keepdims=True), 1e-8) / 127
            found[name + QUANTIZED] = np.round(value / scale).astype(np.int8)
            found[name + SCALE] = scale.astype(np.float32)
        else:
            found[name] = value.astype(np.float16)
    return found


def write_judge(
    name: str, bias: float, threshold: float, weights: dict[str, float], folder: Path | None = None
) -> None:
    """Put a judge into ``NAME.json``."""
    path = (FOLDER if folder is None else folder) / f"{name}.json"
    described = json.loads(path.read_text("utf-8"))
    described["judge"] = {"bias": bias, "threshold": threshold, "weights": weights}
    _write(path, described)


def _write(path: Path, described: dict[str, object]) -> None:
    """Write a description with its version: what it says, and what its arrays hold."""
    arrays = path.with_suffix(".npz").read_bytes()
    plain = json.dumps({**described, "version": ""}, sort_keys=True).encode() + arrays
    described["version"] = hashlib.sha256(plain).hexdigest()[:8]
    path.write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", "utf-8")
