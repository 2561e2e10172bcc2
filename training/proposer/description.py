"""What a proposer is, in ``NAME.json`` beside its arrays: how it is built, its reranker, and a version that follows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kg.extract.proposer.reranker import Reranker

__all__ = ["write_description", "write_rerankers", "written_again"]


def write_rerankers(name: str, rerankers: Mapping[str, Reranker], folder: Path) -> None:
    """Put rerankers into ``NAME.json``: of positions as ``judge``, of every other heading by its name in `Proposer`."""
    path = folder / f"{name}.json"
    described = json.loads(path.read_text("utf-8"))
    write_description(path, {**described, **{heading: asdict(reranker) for heading, reranker in rerankers.items()}})


def written_again(path: Path) -> None:
    """Write a description anew whose arrays have changed, so that its version does too."""
    write_description(path, json.loads(path.read_text("utf-8")))


def write_description(path: Path, described: dict[str, object]) -> None:
    """Write a description with its version: what it says, and what its arrays hold."""
    arrays = path.with_suffix(".npz").read_bytes()
    plain = json.dumps({**described, "version": ""}, sort_keys=True).encode() + arrays
    described["version"] = hashlib.sha256(plain).hexdigest()[:8]
    path.write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", "utf-8")
