"""Bytes become the intended characters or an error, never replacement characters."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentError, UndecodableTextError
from kg.model import Document
from loaders import encoding

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

GERMAN = "Mr. Müller said “no” – the café’s owner, Señor Gómez, agreed."
RUSSIAN = "Переговоры в Женеве начались в пятницу, сказал министр Иванов журналистам."


@pytest.mark.parametrize(
    ("written", "text", "codec"),
    [
        ("utf-8", GERMAN, "utf-8"),
        ("utf-8-sig", GERMAN, "utf-8"),
        ("utf-16", GERMAN, "utf-16"),
        ("utf-16-le", GERMAN, "utf-16-le"),
        ("utf-16-be", GERMAN, "utf-16-be"),
        ("utf-32", GERMAN, "utf-32"),
        ("cp1252", GERMAN, "cp1252"),
        ("cp1252", "„Nein“, said Ms Öberg, and: ‚Nie‘.", "cp1252"),
        ("cp1252", "Norway‚ Iceland‚\nand Malta met in Málaga.", "cp1252"),
        ("latin-1", "Mr. Müller met Señor Gómez in Málaga.", "cp1252"),
        ("mac_roman", "Mr. Müller’s café", "mac-roman"),
        ("mac_roman", "“We left,” she said — and went.", "mac-roman"),
        ("cp1252", "“Tudo,” disse. Ó mar, À Ávila; Õ.", "cp1252"),
        ("cp1251", RUSSIAN, "cp1251"),
        ("koi8-r", RUSSIAN, "koi8-r"),
        ("ascii", "Nothing special.", "utf-8"),
    ],
)
def test_the_encoding_is_detected(written: str, text: str, codec: str) -> None:
    assert encoding.decode(text.encode(written), "a.txt") == (text, codec)


@pytest.mark.parametrize(
    ("declared", "written", "codec"),
    [
        ("windows-1252", "cp1252", "cp1252"),
        ("ISO-8859-1", "cp1252", "cp1252"),
        ("'utf-8'", "utf-8", "utf-8"),
        # A page that declares latin-1 but is valid UTF-8 is UTF-8.
        ("iso-8859-1", "utf-8", "utf-8"),
        # The declared encoding cannot be right, or does not exist.
        ("utf-8", "cp1252", "cp1252"),
        ("ascii", "utf-8", "utf-8"),
        ("klingon", "utf-8", "utf-8"),
        ("zip", "utf-8", "utf-8"),
        ("unicode_escape", "utf-8", "utf-8"),
    ],
)
def test_a_declared_encoding_counts_if_it_is_plausible(declared: str, written: str, codec: str) -> None:
    assert encoding.decode(GERMAN.encode(written), "a.html", declared) == (GERMAN, codec)


def test_a_declared_legacy_encoding_reads_undetectable_bytes() -> None:
    text = "The minister Иванов said no."
    with pytest.raises(UndecodableTextError):
        encoding.decode(text.encode("cp1251"), "a.txt")
    assert encoding.decode(text.encode("cp1251"), "a.txt", "windows-1251").text == text


@pytest.mark.parametrize(
    "data",
    [
        "Lech Wałęsa in Łódź".encode("cp1250"),
        "José Peña met André".encode("cp850"),
        "André was in Värmland".encode("cp437"),
        "Talks".encode("utf-16")[:-1],
        b"\xff\xfe\x00\xd8A\x00",
    ],
)
def test_undetectable_bytes_are_an_error_with_the_place(data: bytes) -> None:
    with pytest.raises(UndecodableTextError, match=r"KG-L008: talks\.txt"):
        encoding.decode(data, "talks.txt")


def test_one_bad_byte_in_utf_8_is_reported_with_its_place(refusal: Refuse) -> None:
    data = "The crews met Jürgen Müller.\nMs Åsa Öberg paid for the café in Malmö".encode()[:-1]
    for named in (None, "utf-8"):
        error = refusal(data, "a.txt", encoding=named)
        assert (error.code, error.fields["detail"]) == (
            "KG-L005",
            "byte 73, in line 2, is not UTF-8, and all before it is",
        )


def test_a_declared_encoding_that_does_not_fit_is_reported() -> None:
    data = "José Peña met André".encode("cp850")
    with pytest.raises(UndecodableTextError, match="determined: it is not utf-16-le, its bytes are not UTF-8"):
        encoding.decode(data, "a.txt", "utf-16-le")


@pytest.mark.parametrize("text", ["É" * 30, "Ü É" * 40])
def test_repeated_letters_determine_no_encoding(text: str) -> None:
    with pytest.raises(UndecodableTextError, match="fit no known older encoding"):
        encoding.decode(f"{text}ÉÉÉ".encode("cp1252"), "a.txt")


WORDS = ["Müller", "“café”", "Señor", "Ålesund", "—", "l’été", "Köln,", "Ça", "talks", "€50", "Fußnote…", "naïve"]


# Random letters are no language; below thirty of them only windows-1252 is guessed.
@given(
    st.text(st.sampled_from("abc éèüöäßñçåøÉÜ“”‘’–—…€ .,"), max_size=29)
    | st.lists(st.sampled_from(WORDS)).map(" ".join)
)
def test_western_text_comes_back_from_windows_1252_or_is_refused(text: str) -> None:
    try:
        found = encoding.decode(text.encode("cp1252"), "a.txt").text
    except DocumentError:
        return
    # A few sequences of such letters are also valid UTF-8, and are read as that.
    assert found == text or found.encode() == text.encode("cp1252")
    assert "\ufffd" not in found


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("MÃ¼ller met the minister", "Müller met the minister"),
        ("He said â€œnoâ€\x9d and left", "He said “no” and left"),
        ("FranÃ§ois of KÃ¶ln was â‚¬50 short", "François of Köln was €50 short"),
    ],
)
def test_mojibake_is_repaired(misread: str, meant: str) -> None:
    assert encoding.repair(misread) == meant


@pytest.mark.parametrize("text", ["Müller", "Ã la carte", "“É”", "naïve café”", "São Tomé – “Não”", "À Ávila"])
def test_plausible_text_is_not_repaired(text: str) -> None:
    assert encoding.repair(text) == text


def test_a_repair_is_noted_and_leaves_good_lines_alone(document: Read) -> None:
    found = document("MÃ¼ller met the envoys.\nMüller left.", "a.txt")
    assert found.text == "Müller met the envoys.\nMüller left."
    assert found.metadata["encoding_repaired"] == "UTF-8 read as windows-1252"


def test_the_encoding_can_be_given(document: Read, refusal: Refuse) -> None:
    data = "The minister Иванов said no.".encode("cp1251")
    assert refusal(data, "a.txt").code == "KG-L008"
    assert document(data, "a.txt", encoding="cp1251").text == "The minister Иванов said no."


# The last byte of a closing quotation mark or an accented A, misread, is a control character.
LOST = "Mr Ã\x81lvarez and the MÃ¼ller family said: â€œNo dealâ€\x9d."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", f"\ufeff{LOST}\r\n"),
        ("a.md", f"---\nsource: Quay Post\n---\n{LOST}\n"),
        ("a.html", f"<p>{LOST}</p>"),
        ("a.json", json.dumps([{"text": LOST}], ensure_ascii=False)),
        ("a.jsonl", json.dumps({"text": LOST}, ensure_ascii=False)),
        ("a.csv", f'id,text\n1,"{LOST}"\n'),
        ("a.rss", f"<rss version='2.0'><channel><item><description>{LOST}</description></item></channel></rss>"),
    ],
)
def test_mojibake_with_a_control_character_is_repaired(document: Read, name: str, content: str) -> None:
    found = document(content, name)
    assert found.text.strip() == "Mr Álvarez and the Müller family said: “No deal”."
    assert found.metadata["encoding_repaired"] == "UTF-8 read as windows-1252"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("China\x92s envoy met Milo\x9a Novák.", "China’s envoy met Miloš Novák."),
        ("He said \x93no\x94 \x96 twice and left.", "He said “no” – twice and left."),
        ("The caf\xe9\x94, as it\x92s called.", "The café”, as it’s called."),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_control_characters_that_are_bytes_of_windows_1252_are_decoded(
    document: Read, written: str, text: str, name: str
) -> None:
    content = json.dumps({"text": written}) if name == "a.jsonl" else written
    found = document(f"<p>{content}</p>" if name == "a.html" else content, name)
    assert found.text == text
    assert found.metadata["encoding_repaired"] == "windows-1252 read as ISO 8859-1"


def test_an_ellipsis_among_bytes_of_windows_1252_is_no_line_break(document: Read) -> None:
    assert document("He said \x93no\x94\x85 and left.", "a.txt").text == "He said “no”… and left."


def test_both_repairs_of_a_text_are_noted(document: Read) -> None:
    found = document("MÃ¼ller met the envoys.\nChina\x92s envoy left.", "a.txt")
    assert found.text == "Müller met the envoys.\nChina’s envoy left."
    assert found.metadata["encoding_repaired"] == "UTF-8 read as windows-1252; windows-1252 read as ISO 8859-1"


def test_other_control_characters_are_removed(document: Read) -> None:
    assert document("Talks\x9d began.\x85They failed.", "a.txt").text == "Talks began.\nThey failed."


def test_names_of_columns_keep_no_control_characters(document: Read) -> None:
    row = {"text": "The crews met.", "ha\x90rbour": "Quay\x90 Six"}
    assert document(json.dumps([row], ensure_ascii=False), "a.json").metadata["harbour"] == "Quay Six"
