"""What a proposer is, in ``NAME.json`` beside its arrays: how it is built, its judge, and a version that follows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from kg.extract.proposer.description import FOLDER
from kg.extract.proposer.judge import Judge

__all__ = ["write_description", "write_judges"]


def write_judges(name: str, judge: Judge, talks: Judge, folder: Path | None = None) -> None:
    """Put the judge of positions and that of talks into ``NAME.json``."""
    path = (FOLDER if folder is None else folder) / f"{name}.json"
    described = json.loads(path.read_text("utf-8"))
    described["judge"] = asdict(judge)
    described["talks"] = asdict(talks)
    write_description(path, described)


def write_description(path: Path, described: dict[str, object]) -> None:
    """Write a description with its version: what it says, and what its arrays hold."""
    arrays = path.with_suffix(".npz").read_bytes()
    plain = json.dumps({**described, "version": ""}, sort_keys=True).encode() + arrays
    described["version"] = hashlib.sha256(plain).hexdigest()[:8]
    path.write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", "utf-8")
