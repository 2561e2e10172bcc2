"""Kept parses are used only for the same text and the same rules."""

from __future__ import annotations

import inspect
from pathlib import Path
from types import ModuleType

import pytest

from kg.extract import Reader, load
from kg.extract.text import attributes, layout, lemmas, margins, parsing, superfluous_characters
from kg.extract.words import lexicon
from kg.model import Document
from training.parses import parsed

RULES = [attributes, layout, lemmas, margins, parsing, superfluous_characters]


@pytest.mark.parametrize("changed", RULES, ids=lambda rules: rules.__name__)
def test_a_parse_by_other_rules_is_replaced(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: ModuleType
) -> None:
    document = Document("Peru opposed the levy.", "own", "memory:own")
    parsed(reader, document, tmp_path)
    parsed(reader, document, tmp_path)
    assert len([*tmp_path.iterdir()]) == 1
    source = inspect.getsource
    monkeypatch.setattr(inspect, "getsource", lambda rules: source(rules) + "#" * (rules is changed))
    parsed(reader, document, tmp_path)
    assert len([*tmp_path.iterdir()]) == 2


def test_a_parse_without_a_known_title_is_replaced(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document("Insp. Bo Ek opposed the levy.", "own", "memory:own")
    assert parsed(reader, document, tmp_path)[0].text == "Insp"
    rows = lexicon.rows
    title = {"title": "insp.", "kind": "military", "leads": ""}
    monkeypatch.setattr(lexicon, "rows", lambda name: (*rows(name), *([title] if name == "actors/titles" else [])))
    assert parsed(load(reader.options), document, tmp_path)[0].text == "Insp."
