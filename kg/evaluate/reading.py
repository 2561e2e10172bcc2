"""Get the facts to score: read the texts of the gold, or load files that hold facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DocumentError, GoldFormatError, InputError
from kg.errors.checking import input_errors
from kg.evaluate.gold import GoldDocument
from kg.evaluate.scoring import FactSheet, Score, score

if TYPE_CHECKING:
    from kg.extract import Options

__all__ = ["json_lines", "predicted_in", "read", "score_all"]


def read(
    documents: Sequence[GoldDocument],
    options: Options | None = None,
    workers: int | None = None,
    refused: Callable[[DocumentError], None] = lambda error: None,
) -> Iterator[FactSheet]:
    """The facts that `kg.extract` finds in each text, in order; none for a text that it cannot read, whose error goes
    to ``refused``."""
    from kg import extract
    from kg.facts_format import to_json

    texts = [gold.document for gold in documents]
    for text, result in zip(texts, extract.read_many(texts, options or extract.Options(), workers), strict=True):
        if isinstance(result, DocumentError):
            refused(result)
            yield {}
        else:
            yield to_json(text, result.facts)


def predicted_in(folder: Path, documents: Iterable[GoldDocument]) -> Iterator[FactSheet]:
    """The facts in ``folder/NAME.json`` or ``.yaml`` for each document, in order; none where there is no file.

    Raises `kg.errors.InputError` if there is no such folder, and `kg.errors.GoldFormatError` if a file holds no object.
    """
    import yaml

    if not folder.is_dir():
        raise InputError(path=folder, detail="there is no such folder")
    for gold in documents:
        files = (folder / f"{gold.name}{suffix}" for suffix in (".json", ".yaml"))
        path = next((file for file in files if file.exists()), None)
        if path is None:
            yield {}
            continue
        try:
            text = path.read_text(encoding="utf-8")
            sheet = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        except (UnicodeDecodeError, json.JSONDecodeError, yaml.YAMLError) as error:
            raise GoldFormatError(path=path, detail=" ".join(str(error).split())) from error
        if not isinstance(sheet, dict):
            raise GoldFormatError(path=path, detail="it holds no object")
        yield sheet


def json_lines[Made](path: Path, make: Callable[[Any, int], Iterable[Made]]) -> Iterator[Made]:
    """The results of ``make``, called with each object in a file of JSON Lines and its line number (from 1); empty
    lines are skipped. Raises `kg.errors.InputError` if the file cannot be read, and `kg.errors.GoldFormatError` if a
    line is not what ``make`` expects."""
    with input_errors(path):
        lines = path.open("rb")
    with lines:
        for number, line in enumerate(lines, 1):
            try:
                yield from make(json.loads(line), number) if line.strip() else ()
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                detail = f"it has no {error}" if isinstance(error, KeyError) else error
                raise GoldFormatError(path=path, detail=f"line {number}: {detail}") from error


def score_all(documents: Iterable[GoldDocument], sheets: Iterable[FactSheet]) -> list[tuple[GoldDocument, Score]]:
    """Each document with its score, in order."""
    return [(gold, score(gold.facts, sheet)) for gold, sheet in zip(documents, sheets, strict=True)]
