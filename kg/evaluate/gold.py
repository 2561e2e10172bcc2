"""Gold documents: a text and every fact that it states, as two files with one stem."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GoldFormatError, GoldMissingError
from kg.evaluate.scoring import FactSheet
from kg.model import Document, When

__all__ = ["GoldDocument", "licence_group", "load_gold"]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text and its annotation. ``facts`` is in the facts format; ``text`` is None if its file is missing."""

    name: str
    genre: str
    licence: str
    when: When | None
    facts: FactSheet
    text: str | None
    path: Path

    @property
    def document(self) -> Document:
        """The text as a document to read, with its date and name, but nothing else from the annotation.

        Raises `kg.errors.GoldMissingError` if there is no text.
        """
        if self.text is None:
            raise GoldMissingError(folder=self.path.parent, wanted=f"{self.name}.txt")
        return Document(self.text, self.name, self.path.with_suffix(".txt").resolve().as_uri()).dated(self.when)

    @property
    def ships(self) -> bool:
        """Whether the licence permits publishing models that are trained on the document."""
        return licence_group(self.licence) != "internal"


def licence_group(licence: str) -> str:
    """The group of a licence: ``CC0``, ``CC BY``, ``public domain``, ``internal`` (only for scoring) or ``other``.

    >>> licence_group("CC BY 2.5, Wikinews"), licence_group("(c) its publisher, internal scoring only")
    ('CC BY', 'internal')
    """
    if "internal" in licence:
        return "internal"
    return next((group for group in ("CC0", "CC BY", "public domain") if licence.startswith(group)), "other")


def load_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """The gold documents of a folder, by name.

    Raises `kg.errors.GoldMissingError` where there are none, `kg.errors.GoldFormatError` where one is no annotation.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise GoldMissingError(folder=folder, wanted="NAME.yaml")
    return tuple(_load(path) for path in paths)


def _load(path: Path) -> GoldDocument:
    import yaml

    try:
        facts = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GoldFormatError(path=path, detail=" ".join(str(error).split())) from error
    if not isinstance(facts, dict) or not isinstance(facts.get("entities"), dict):
        raise GoldFormatError(path=path, detail="it has no mapping called entities")
    for id_ in facts["entities"]:
        if not isinstance(id_, str):  # YAML reads no, on and 1 as booleans and numbers
            raise GoldFormatError(path=path, detail=f"the id {id_} of an actor is no text: put it in quotation marks")
    beside = path.with_suffix(".txt")
    text = beside.read_text(encoding="utf-8") if beside.exists() else None
    return GoldDocument(
        path.stem,
        str(facts.get("genre", "?")),
        str(facts.get("licence", "?")),
        _when(facts.get("date")),
        facts,
        text,
        path,
    )


def _when(date: object) -> When | None:
    """The date of a sheet, which YAML reads as a day, a number (2018) or a string (2018-08); None for anything else."""
    with suppress(ValueError):
        return When.parsed(str(date))
    return None
