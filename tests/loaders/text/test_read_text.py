"""Plain text stays as it was read."""

from __future__ import annotations

import datetime as dt
import json
import math
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from kg.errors import DocumentError
from kg.model import Document
from loaders import Options, documents
from loaders.source import of_bytes

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]


CHANGED = "\u2028\u2029\ufffe\uffff" + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xFB00, 0xFB07))))


def test_a_text_is_kept_as_it_was_read(document: Read) -> None:
    text = "Talks resume\n\n  The envoys met again.  \nThey said little.\n"
    found = document(text, "talks.txt")
    assert found.text == text
    assert (found.name, found.title, found.date, found.source, found.genre) == ("talks", None, None, None, None)
    assert (found.language, found.encoding) == ("en", "utf-8")
    assert found.uri.startswith("file:///")
    assert found.uri.endswith("/talks.txt")


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        (b"One\r\ntwo\rthree\x0cfour", "One\ntwo\nthree\nfour"),
        (b"\xef\xbb\xbfTalks", "Talks"),
        (b"The \x00minis\x07ter\x1b left", "The minister left"),
        ("The line\u2028ends\u0085here".encode(), "The line\nends\nhere"),
        ("A \ufeffmark inside".encode(), "A mark inside"),
        ("Cafe\u0301".encode(), "Caf\u00e9"),
        ("The Euro\u00adpean Uni\u00ad\non of\ufb01ce".encode(), "The European Union office"),
        ("The U\u200bnited States, Canada\ufe0f, Ira\u2060q".encode(), "The United States, Canada, Iraq"),
    ],
)
def test_only_line_breaks_ligatures_accents_and_invisible_characters_change(
    document: Read, read: bytes, kept: str
) -> None:
    assert document(read, "a.txt").text == kept


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs"), exclude_characters=CHANGED)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_other_character_is_kept(text: str) -> None:
    head = "The talks went on: "
    (found,) = documents(of_bytes((head + text).encode(), "a.txt"), Options(check_language=False, format="text"))
    if isinstance(found, Document) and "encoding_repaired" not in found.metadata:
        assert found.text == unicodedata.normalize("NFC", head + text)


def test_a_name_is_the_same_however_its_accents_are_written(document: Read) -> None:
    whole = document("Zoë Åberg met the envoys of Türkiye.", "a.txt")
    for form in ("NFC", "NFD"):
        row = json.dumps({"title": "Zoë Åberg", "text": whole.text}, ensure_ascii=False)
        found = document(unicodedata.normalize(form, row), "a.jsonl")
        assert (found.text, found.title) == (whole.text, "Zoë Åberg")


def test_a_title_line_stays_in_the_text_and_a_date_line_dates_it(document: Read) -> None:
    found = document("Title: Talks\nDate: 2018-08-24\n\nThe envoys met.", "a.txt")
    assert (found.title, found.date) == (None, dt.date(2018, 8, 24))
    assert found.text.startswith("Title: Talks\n")


@pytest.mark.parametrize("name", ["statement", "Remarks by Mr. Liu", "talks-24.08"])
def test_a_file_without_suffix_is_text(document: Read, name: str) -> None:
    assert document("The envoys met.", name).name == name


@pytest.mark.parametrize("name", ["talks.txt~", "#talks.txt#", "talks.txt (1)", "talks.py (old)"])
def test_a_backup_or_duplicate_file_is_not_read(refusal: Refuse, name: str) -> None:
    assert refusal("The envoys met.", name).code == "KG-L003"


def test_gzip_is_decompressed(document: Read) -> None:
    import gzip

    found = document(gzip.compress(b"The envoys met."), "talks.txt.gz")
    assert (found.text, found.name) == ("The envoys met.", "talks")


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\x00\n"])
def test_a_text_without_words_is_refused(refusal: Refuse, content: bytes) -> None:
    assert refusal(content, "a.txt").code in {"KG-L001", "KG-L002"}


def test_an_oversized_text_is_refused(refusal: Refuse) -> None:
    error = refusal("The envoys met. " * 100, "a.txt", max_bytes=1000)
    assert error.code == "KG-L006"
    assert "1000 bytes" in str(error)


ABOVE = """1 of 2 DOCUMENTS

Harbour Gazette

August 24, 2018 Friday

Japan opposed the plan.

2 of 2 DOCUMENTS

Coast Herald

September 3, 2019

China opposed the plan.
"""
BELOW = """Plan opposed
24 August 2018
Japan opposed the plan.
Document HARBGZ0020180824ee8o0001x

Plan opposed once more
3 September 2019
China opposed the plan.
Document COASTH0020190903ef930002y
"""


@pytest.mark.parametrize(
    "text", [ABOVE, BELOW, f"Request of 4 May 2020\n\n{ABOVE}", f"{BELOW}\nSearch summary: plan\n"]
)
def test_each_article_of_an_export_is_a_document_with_its_own_date(
    read_file: Callable[..., list[Document]], text: str
) -> None:
    first, second = read_file(text, "export.txt", check_language=False)
    assert (first.date, second.date) == (dt.date(2018, 8, 24), dt.date(2019, 9, 3))
    assert [each.uri.rpartition("/")[2] for each in (first, second)] == ["export.txt#1", "export.txt#2"]
    assert "China" not in first.text
    assert "Japan" not in second.text
    assert not any(words in each.text for each in (first, second) for words in ("Request", "Search"))


@pytest.mark.parametrize("size", [1e9, math.inf])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "The envoys met."),
        ("b.jsonl", '{"id": "1", "text": "The envoys met."}\n'),
        ("c.csv", "id,text\n1,The envoys met.\n"),
    ],
)
def test_a_size_may_be_a_whole_float_or_infinite(tmp_path: Path, name: str, text: str, size: float) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    options = Options(max_bytes=size, max_record_bytes=size, check_language=False)  # type: ignore[arg-type]
    assert [getattr(each, "text", each) for each in loaders.read(tmp_path / name, options)] == ["The envoys met."]
