"""Load a proposer: the weights of the encoder that it builds on, from the packages that contain it, and our own."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import BaseModelChangedError
from kg.extract.arrays import Array, dequantized
from kg.extract.issues.likelihood import Likelihoods
from kg.extract.proposer.description import FOLDER, VOCABULARY, described_in, located, version_of
from kg.extract.proposer.encoder import Encoder
from kg.extract.proposer.ensemble import Ensemble
from kg.extract.proposer.issues.network import IssueNetwork
from kg.extract.proposer.network import Network
from kg.extract.proposer.proposer import Proposer
from kg.extract.proposer.reranker import Reranker
from kg.extract.proposer.wordpiece import WordPieces
from kg.model import Passage

__all__ = ["ISSUES", "issues_by", "load_proposer", "merged", "own_weights", "read_base", "tensors"]

FURTHER = ("affiliations", "actions")
"""Headings for which only some networks have heads (`training.proposer.fact_heads`)."""
ISSUES = "issues."
"""What begins the names of the weights that tell issues."""


@cache
def load_proposer(name: str, folder: Path = FOLDER) -> Proposer:
    """The proposer called ``name`` (five seconds, and 0.8 GB of memory for ``careful``).

    Raises `kg.errors.BaseModelMissingError` where a package that it builds on is not installed, and
    `kg.errors.BaseModelChangedError` where its files are not those that it was trained with.
    """
    described = described_in(name, folder)
    networks = tuple(_network(part, folder) for part in (name, *described["base"].get("beside", ())))
    network = networks[0] if len(networks) == 1 else Ensemble(networks)
    headings = [heading for heading in FURTHER if network.has_fact_heads and heading in described]
    rerankers = {heading: Reranker(**described[heading]) for heading in headings}
    positions, talks = Reranker(**described["judge"]), Reranker(**described["talks"])
    return Proposer(name, version_of(name, folder), network, positions, talks, **rerankers)


@cache
def _network(name: str, folder: Path) -> Network:
    described = described_in(name, folder)
    base, pieces = _base(name, folder)
    updates = {key: value for key, value in own_weights(folder / f"{name}.npz").items() if not key.startswith(ISSUES)}
    weights = merged(base, updates, described["alpha"])
    encoder = Encoder(described["kind"], described["heads"], described["layers"], described["marked"], weights)
    return Network(encoder, pieces, described["opening"], described["closing"])


@cache
def issues_by(name: str) -> Likelihoods | None:
    """What gives the probabilities of issues by the proposer called ``name``, loaded at the first call; None where it
    was not trained on issues (`training.issues.encoder_layer`)."""
    return partial(_issues, name) if "issues" in described_in(name) else None


def _issues(name: str, text_before: str, matter: Passage, evidence: Passage) -> Mapping[str, float]:
    return _issue_network(name)(text_before, matter, evidence)


@cache
def _issue_network(name: str) -> IssueNetwork:
    described = described_in(name)
    base, pieces = _base(name, FOLDER)
    weights = own_weights(FOLDER / f"{name}.npz")
    updates = {key.removeprefix(ISSUES): value for key, value in weights.items() if key.startswith(ISSUES)}
    layer = updates.pop("weight"), updates.pop("bias")
    encoding = merged(base or _network(name, FOLDER).encoder.weights, updates, described["alpha"])
    layers = described["layers"]
    encoder = Encoder(described["kind"], described["heads"], layers, layers, encoding)
    return IssueNetwork(encoder, pieces, described["opening"], described["closing"], tuple(described["issues"]), *layer)


@cache
def _base(name: str, folder: Path) -> tuple[Mapping[str, Array], WordPieces]:
    """The weights, pretrained, and vocabulary that a proposer builds on; no weights where it builds on no package."""
    described = described_in(name, folder)["base"]
    if described["parts"]:
        base, vocabulary = read_base(name, described)
        return base, WordPieces(vocabulary)
    return {}, WordPieces(_numbered((folder / VOCABULARY.format(name=name)).read_text(encoding="utf-8")))


def merged(base: Mapping[str, Array], updates: Mapping[str, Array], alpha: float) -> dict[str, Array]:
    """The base's weights with our low-rank updates added (Hu et al. 2021, https://arxiv.org/abs/2106.09685), and the
    weights that only we have."""
    weights = dict(base)
    for name, value in updates.items():
        if name.endswith(".a"):
            changed = name.removesuffix(".a")
            down, up = value, updates[f"{changed}.b"]
            weights[f"{changed}.weight"] = base[f"{changed}.weight"] + (up @ down) * np.float32(alpha / len(down))
        elif not name.endswith(".b"):
            weights[name] = value
    return weights


def read_base(reader: str, described: Mapping[str, Any]) -> tuple[dict[str, Array], dict[str, int]]:
    """The weights of the encoder that a proposer builds on, under our names, and its vocabulary."""
    archive = io.BytesIO()
    for part in described["parts"]:
        data = located(reader, part).read_bytes()
        if hashlib.sha256(data).hexdigest() != part["sha256"]:
            raise BaseModelChangedError(package=part["package"], reader=reader)
        archive.write(data)
    with zipfile.ZipFile(archive) as packed:
        base_weights = tensors(packed.read(described["weights"]))
        vocabulary = _numbered(packed.read(described["vocabulary"]).decode("utf-8"))
    return {our_name: base_weights[name] for our_name, name in described["names"].items()}, vocabulary


def _numbered(lines: str) -> dict[str, int]:
    return {piece: number for number, piece in enumerate(lines.splitlines())}


def own_weights(path: Path) -> dict[str, Array]:
    """Our own weights in a file, in single precision; those stored in eight bits are scaled back."""
    with np.load(path) as arrays:
        return dequantized({name: value.astype(np.float32) for name, value in arrays.items()})


def tensors(data: bytes) -> dict[str, Array]:
    """The arrays of a file in the safetensors format: the length of a header in JSON, the header, the arrays' bytes."""
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    body = memoryview(data)[8 + length :]
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            arrays[name] = np.frombuffer(body[start:end], dtype=np.float32).reshape(entry["shape"])
    return arrays
