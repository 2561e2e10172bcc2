"""DNA's synthetic files and numbers (tests/networks/data, CC0), and those of its toy file where ../shared has it."""

from __future__ import annotations

import json
import lzma
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.networks.codings import Codings
from kg.networks.dna.reading import read_dna

__all__ = ["SAMPLE", "SHARED", "cases", "codings_of", "database", "extras"]

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "dna"
SAMPLE = "sample.dna"


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="kg-dna-")


@cache
def database(name: str) -> Path:
    """A file of DNA by its name. Tests of the toy file, which is not ours to keep, are skipped where it is missing."""
    if name == SAMPLE:
        if not (SHARED / name).exists():
            pytest.skip("needs sample.dna of ../shared/dna")
        return SHARED / name
    path = Path(_folder().name, name)
    path.write_bytes(lzma.decompress((DATA / f"{name}.xz").read_bytes()))
    return path


@cache
def codings_of(name: str, kind: str = "DNA Statement") -> Codings:
    """The codings of a kind in a file."""
    return read_dna(database(name), kind)


@cache
def cases() -> tuple[Any, ...]:
    """All cases: the options by their names in rDNA, and what DNA gives. Those of the toy file are in ../shared."""
    own = [json.loads(line) for line in lzma.decompress((DATA / "cases.jsonl.xz").read_bytes()).splitlines()]
    path = SHARED / "cases" / "cases-dev.json"
    if not path.exists():
        return (*own, {"id": SAMPLE, "file": SAMPLE, "options": {}, "jvm_locale": "en-GB", "matrix": []})
    return (*own, *(case for case in json.loads(path.read_text(encoding="utf-8")) if case["file"] == SAMPLE))


@cache
def extras() -> Any:
    """Skeletons, bars, distances and polarisation, by file."""
    found = json.loads((DATA / "extras.json").read_text(encoding="utf-8"))
    path = SHARED / "cases" / "extras.json"
    return (json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}) | found
