"""Matters with the issues that a coder gave them, and with the signs and words that a model learns from."""

from __future__ import annotations

import csv
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.extract.issues.signs import Signs, own_links, signs
from kg.extract.issues.wording import Wording, wording
from kg.model import Passage
from training.places import GOLD, SHARED

__all__ = ["ISSUES", "CodedMatter", "checksum", "has_all_texts", "load_coded", "load_written"]

ISSUES = GOLD / "issues"
_TEXTS = (GOLD, SHARED / "gold" / "train")
_CORPORA = tuple(
    SHARED / "corpora" / file
    for file in (
        "enb_vol12.jsonl",
        "polnear_train.jsonl",
        "re3d.jsonl",
        "unlabelled_wikinews.jsonl",
        "texts/wikinews_2004_2014.jsonl",
        "texts/wikipedia_current_events_2025_2026.jsonl",
    )
)
"""Corpora outside the checkout, which only measure."""


@dataclass(frozen=True, slots=True)
class CodedMatter:
    """A coded matter: its document, where it and its sentence stand there, the ``best`` concept ("" for none), those
    that are acceptable ``also``, and the signs of each concept. ``made``: whether the sentence was written for
    training."""

    document: str
    text: str
    matter: Passage
    evidence: Passage
    best: str
    also: tuple[str, ...]
    wording: Wording
    signs: Mapping[str, Signs]
    made: bool = False

    @property
    def right(self) -> tuple[str, ...]:
        """Every concept that the coder would accept, the best first."""
        return (self.best, *self.also) if self.best else ()


def load_coded(file: str, folder: Path = ISSUES) -> Iterator[CodedMatter]:
    """The matters of real texts in a file, without those whose text is missing. Raises `ValueError` if a text differs
    from the one that was coded."""
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            text = _text(row["document"])
            if text is not None:
                places = tuple(int(row[name]) for name in ("start", "end", "sentence_start", "sentence_end"))
                if checksum(text[places[0] : places[1]]) != row["check"]:
                    raise ValueError(f"{folder / file}: {row['document']} is another text at {row['start']}")
                yield _coded_matter(row["document"], text, places, row["concept"], row["also"])


def has_all_texts(file: str, folder: Path = ISSUES) -> bool:
    """Whether no text of a file's matters is missing."""
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        return all(_text(row["document"]) is not None for row in csv.DictReader(lines))


def checksum(matter: str) -> str:
    """The checksum (CRC-32) of a matter's words, which shows that a text is the coded one: not all texts may be copied
    into the checkout."""
    return f"{zlib.crc32(matter.encode()):08x}"


def load_written(file: str, folder: Path = ISSUES) -> Iterator[CodedMatter]:
    """The matters of sentences that were written for training, where each stands in double square brackets."""
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        for n, row in enumerate(csv.DictReader(lines)):
            text_before, text_from_matter = row["sentence"].split("[[", 1)
            matter, text_after = text_from_matter.split("]]", 1)
            text = text_before + matter + text_after
            places = (len(text_before), len(text_before) + len(matter), 0, len(text))
            matter_with_text = _coded_matter(f"{file}-{n}", text, places, row["concept"], row["also"])
            signs_without_opening = {
                name: replace(signs_of_concept, opening=0.0)
                for name, signs_of_concept in matter_with_text.signs.items()
            }
            yield replace(
                matter_with_text,
                wording=replace(matter_with_text.wording, opening=()),
                signs=signs_without_opening,
                made=True,
            )


def _coded_matter(document: str, text: str, places: tuple[int, ...], best: str, also: str) -> CodedMatter:
    start, end, sentence_start, sentence_end = places
    matter, evidence = (
        Passage(start, end, text[start:end]),
        Passage(sentence_start, sentence_end, text[sentence_start:sentence_end]),
    )
    acceptable = tuple(filter(None, also.split("|")))
    words, links = wording(text, matter, evidence), own_links(matter.text, evidence, text)
    return CodedMatter(document, text, matter, evidence, best, acceptable, words, signs(text, matter, evidence, links))


@cache
def _text(document: str) -> str | None:
    for folder in _TEXTS:
        for place in (folder, folder / "real", folder / "judge", folder / "blind"):
            path = place / f"{document}.txt"
            if path.is_file():
                return path.read_text(encoding="utf-8")
    return _texts_of_corpora().get(document)


@cache
def _texts_of_corpora() -> Mapping[str, str]:
    text_by_id: dict[str, str] = {}
    for path in filter(Path.is_file, _CORPORA):
        with path.open(encoding="utf-8") as lines:
            text_by_id.update((row["doc_id"], row["text"]) for row in map(json.loads, lines))
    return text_by_id
