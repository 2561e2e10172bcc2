"""Plain text stays as it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.model import Document
from loaders import Options, documents
from loaders.source import of_bytes

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]


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
        ("Cafe\u0301".encode(), "Cafe\u0301"),
    ],
)
def test_only_line_breaks_and_control_characters_change(document: Read, read: bytes, kept: str) -> None:
    assert document(read, "a.txt").text == kept


@given(
    text=st.text(
        st.characters(
            codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
        )
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_other_character_comes_through(text: str) -> None:
    head = "The talks went on: "
    (found,) = documents(of_bytes((head + text).encode(), "a.txt"), Options(check_language=False, format="text"))
    if isinstance(found, Document) and "encoding_repaired" not in found.metadata:
        assert found.text == head + text


def test_a_title_in_the_text_is_left_there_and_a_date_at_its_head_is_taken(document: Read) -> None:
    found = document("Title: Talks\nDate: 2018-08-24\n\nThe envoys met.", "a.txt")
    assert (found.title, found.date) == (None, dt.date(2018, 8, 24))
    assert found.text.startswith("Title: Talks\n")


@pytest.mark.parametrize("name", ["statement", "Remarks by Mr. Liu", "talks-24.08"])
def test_a_file_without_suffix_is_text(document: Read, name: str) -> None:
    assert document("The envoys met.", name).name == name


@pytest.mark.parametrize("name", ["talks.txt~", "#talks.txt#", "talks.txt (1)", "talks.py (old)"])
def test_a_copy_that_an_editor_or_browser_made_is_no_text(refusal: Refuse, name: str) -> None:
    assert refusal("The envoys met.", name).code == "KG-L003"


def test_gzip_is_taken_off(document: Read) -> None:
    import gzip

    found = document(gzip.compress(b"The envoys met."), "talks.txt.gz")
    assert (found.text, found.name) == ("The envoys met.", "talks")


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\x00\n"])
def test_a_text_without_words_is_refused(refusal: Refuse, content: bytes) -> None:
    assert refusal(content, "a.txt").code in {"KG-L001", "KG-L002"}


def test_a_gigantic_text_is_refused(refusal: Refuse) -> None:
    error = refusal("The envoys met. " * 100, "a.txt", max_bytes=1000)
    assert error.code == "KG-L006"
    assert "1000 bytes" in str(error)
