"""The description of a proposer in ``NAME.json``: how it is built, on which files of packages, its rerankers, its
version.

Nothing here loads the proposer itself, so that its version is known at once.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import BaseModelMissingError, ParameterValueError

__all__ = ["FOLDER", "VOCABULARY", "described_in", "located", "version_of"]

FOLDER = Path(__file__).parents[1] / "data" / "learned"
VOCABULARY = "{name}.vocabulary.txt"
"""The file with the pieces of an encoder that builds on no package, one a line, in the order of their numbers."""


def version_of(name: str, folder: Path = FOLDER) -> str:
    """The version of a proposer, joined with those of the proposers that read together with it, without loading any.

    Raises `kg.errors.BaseModelMissingError` where a package that it builds on is not installed.
    """
    described = described_in(name, folder)
    for part in described["base"]["parts"]:
        located(name, part)
    companions = described["base"].get("beside", ())
    return "-".join((str(described["version"]), *(version_of(other, folder) for other in companions)))


def described_in(name: str, folder: Path = FOLDER) -> Mapping[str, Any]:
    """The content of ``NAME.json``. Raises `kg.errors.ParameterValueError` where there is no such proposer."""
    try:
        described: Mapping[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        known_names = " or ".join(
            sorted(path.stem for path in folder.glob("*.npz") if path.with_suffix(".json").exists())
        )
        raise ParameterValueError(parameter="proposer", value=repr(name), expected=known_names) from error
    return described


def located(reader: str, part: Mapping[str, str]) -> Path:
    """The path of a package's file that a reader builds on. Raises `kg.errors.BaseModelMissingError` without it."""
    try:
        path = Path(str(importlib.metadata.distribution(part["package"]).locate_file(part["file"])))
    except importlib.metadata.PackageNotFoundError as error:
        raise BaseModelMissingError(package=part["package"], reader=reader) from error
    if not path.is_file():
        raise BaseModelMissingError(package=part["package"], reader=reader)
    return path
