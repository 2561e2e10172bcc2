"""The reader keeps its offsets on any text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ParameterValueError, UnreadableTextError
from kg.extract.reader import Options, Reader, Reading, digest_of_rules, load, version
from kg.model import Document, Facts
from tests.extract.passages import check

PARAGRAPH = "Norway demanded a larger quota. Sweden rejected the demand, its envoy Ana Ruiz said on Friday."
WORDS = st.sampled_from(
    [
        "Norway",
        "CANADA’s",
        "Ana Ruiz",
        "“We reject it,”",
        "said",
        "demanded",
        "a truce",
        "İstanbul",
        "ﬁsh",
        "中国",
        "\u200b",
        "e\u0301lan",
        "🐟",
        "\n\n",
        "\r\n",
        "\t",
        "\u00a0",
        "\u2028",
        "(SDF)",
        "—",
        ".",
        ":",
        "- ",
        "on behalf of the EU",
        "must",
        "it",
    ]
)


def document(text: str, name: str = "own") -> Document:
    return Document(text, name, f"memory:{name}", date=dt.date(2024, 5, 17))


def holds(reading: Reading, text: str) -> None:
    check(reading.facts, text)
    for start, end in reading.sentences:
        assert text[start:end].strip()


def test_a_changed_rule_word_list_actor_or_issue_makes_another_version(tmp_path: Path) -> None:
    code, schemas = tmp_path / "extract", tmp_path / "schemas"
    files = [code / "grammar" / "clause.py", code / "data" / "words.csv", schemas / "actors" / "states.csv"]
    files += [schemas / "issues.ttl"]
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("first", encoding="utf-8")
    digests = {digest_of_rules(code, schemas)}
    for path in files:
        path.write_text("second", encoding="utf-8")
        digest_of_rules.cache_clear()
        digests.add(digest_of_rules(code, schemas))
    assert len(digests) == 1 + len(files)
    assert re.search(r"\+[0-9a-f]{8} ", version(Options(proposer=None)))


@pytest.mark.parametrize("threshold", [2, -0.1, "0.5", True])
def test_a_threshold_is_a_confidence(threshold: Any) -> None:
    with pytest.raises(ParameterValueError, match=f"threshold is {threshold!r}, not a number from 0 to 1"):
        load(Options(threshold=threshold))


@pytest.fixture(scope="module")
def everything(reader: Reader) -> Reader:
    """A reader that keeps every candidate, so that every rule's spans are seen."""
    return replace(reader, options=Options(threshold=0.0))


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        PARAGRAPH.upper(),
        PARAGRAPH.replace(" ", "\u00a0"),
        PARAGRAPH.replace(" ", "\n"),
        PARAGRAPH.replace("a", "a\u0301"),
        "\ufeff" + PARAGRAPH,
        "\r\n".join([PARAGRAPH] * 3),
        "🐟 " + PARAGRAPH + " 🐟",
        "NEW ZEALAND’S envoy, with İRAN, opposed the “deal”. The EU’s side rejected it.",
        "“” ‘’ «»: Norway said. ”",
        "(((Norway))) demanded... [[a]] truce!!! ---",
        "Norway\u200b demanded\u200b a truce.",
        "中国说：挪威 demanded a truce.",
        "\ud800 Norway demanded a truce.",
        "Norway demanded a truce.\x00\x07 Sweden left.",
        "“We reject it,” \u200b CANADA’s",
        "x",
        "1",
        "a" * 5000,
        "Norway, " * 800 + "demanded a truce.",
        "\r\n said \r\n said Norway \r\n \U0001f41f",
    ],
)
def test_every_passage_is_the_text_at_its_offsets(everything: Reader, text: str) -> None:
    holds(everything.read(document(text)), text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_offsets_hold_on_generated_text(everything: Reader, text: str) -> None:
    if any(c.isalnum() for c in text):
        holds(everything.read(document(text)), text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_with_a_code(everything: Reader, text: str) -> None:
    try:
        holds(everything.read(document(text)), text)
    except UnreadableTextError:
        assert not any(c.isalnum() for c in text)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "...", "—", "\u200b", "🐟", "“”"])
def test_without_a_word_there_is_nothing_to_read(reader: Reader, text: str) -> None:
    with pytest.raises(UnreadableTextError, match="KG-X002: there are no words in own"):
        reader.read(document(text))


def test_the_same_text_gives_the_same_facts(reader: Reader) -> None:
    first, second = reader.read(document(PARAGRAPH)), reader.read(document(PARAGRAPH))
    assert first == second
    assert first.facts != Facts()
