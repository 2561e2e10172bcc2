"""Several processes read as one would, and survive documents that crash the reader."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import (
    DocumentError,
    ExtractionCrashError,
    InstallationError,
    ReaderFaultError,
    SlowDocumentError,
    UnreadableTextError,
)
from kg.extract import read_many
from kg.extract.candidates import filter as learned
from kg.extract.reader import Reader, Reading
from kg.extract.readings import checked_reader, readings
from kg.model import Document, Facts

WORDS = "Norway demanded a larger quota. Sweden rejected the demand, its envoy Ana Ruiz said on Friday."


def document(text: str, name: str = "own") -> Document:
    return Document(text, name, f"memory:{name}", date=dt.date(2024, 5, 17))


def test_two_processes_read_as_one(reader: Reader) -> None:
    texts = [WORDS, "Kenya rejected the draft.", "", "Fiji and Samoa urged donors to pay.", "..."]
    documents = [document(text, f"d{n}") for n, text in enumerate(texts)]
    several = list(read_many(documents, reader.options, workers=2))
    kinds = [Reading, Reading, UnreadableTextError, Reading, UnreadableTextError]
    assert [type(outcome) for outcome in several] == kinds
    for outcome, own in zip(several, documents, strict=True):
        if isinstance(outcome, Reading):
            assert outcome == reader.read(own)


def obedient() -> Callable[[Document], Reading]:
    """A reader that does what the text says."""
    return _obey


def _obey(document: Document) -> Reading:
    match document.text:
        case "fail":
            raise ZeroDivisionError("own words")
        case "die":
            os._exit(9)
        case "sleep":
            time.sleep(60)
    return Reading(document, Facts(), (), "obedient")


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("fail", ReaderFaultError, "KG-C010: reading deadly (memory:deadly) failed: ZeroDivisionError: own words."),
        ("die", ExtractionCrashError, "KG-X003: the process that read deadly (memory:deadly) died, twice."),
        ("sleep", SlowDocumentError, "KG-C011: reading deadly (memory:deadly) was stopped after 2 s."),
    ],
)
def test_a_document_that_crashes_the_reader_gives_an_error_with_a_code(
    text: str, kind: type[DocumentError], says: str
) -> None:
    documents = [document("read", "before"), document(text, "deadly"), document("read", "after")]
    outcomes = [outcome for _, outcome in readings(obedient, documents, workers=2, patience=2)]
    assert [type(outcome) for outcome in outcomes] == [Reading, kind, Reading]
    assert str(outcomes[1]).startswith(says)


def test_a_faulty_installation_is_reported_once_and_for_no_document(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.extract.reader.load", lambda _: reader)
    assert checked_reader() is reader
    learned.weights.cache_clear()
    monkeypatch.setattr(learned, "FILE", tmp_path / "filter.json")
    with pytest.raises(InstallationError, match=r"KG-X017: kg does not work as it is installed: File.*filter\.json"):
        checked_reader()
