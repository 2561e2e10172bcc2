"""The description of a proposer in ``NAME.json`` beside its arrays: how it is built, its rerankers, and its version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kg.extract.proposer.reranker import Reranker

__all__ = ["update_version", "write_description", "write_rerankers"]


def write_rerankers(name: str, rerankers: Mapping[str, Reranker], folder: Path) -> None:
    """Store rerankers in ``NAME.json``: that of positions as ``judge``, every other one by its name in `Proposer`."""
    path = folder / f"{name}.json"
    described = json.loads(path.read_text("utf-8"))
    write_description(path, {**described, **{heading: asdict(reranker) for heading, reranker in rerankers.items()}})


def update_version(path: Path) -> None:
    """Give a description whose arrays have changed its new version."""
    write_description(path, json.loads(path.read_text("utf-8")))


def write_description(path: Path, described: dict[str, object]) -> None:
    """Write a description with its version, a hash of the description and its arrays."""
    arrays = path.with_suffix(".npz").read_bytes()
    plain = json.dumps({**described, "version": ""}, sort_keys=True).encode() + arrays
    described["version"] = hashlib.sha256(plain).hexdigest()[:8]
    path.write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", "utf-8")
