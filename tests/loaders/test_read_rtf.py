"""RTF: paragraphs and cells in order, without its code, links, pictures, headers and notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

HEAD = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset204 Arial Cyr;}}"


def rtf_file(*paragraphs: str, code: bytes = b"") -> bytes:
    """An RTF document of these paragraphs, and then this code."""
    lines = [b"\\pard\\f0 " + b"".join(map(escaped, text)) + b"\\par\n" for text in paragraphs]
    return HEAD + b"".join(lines) + code + b"}"


def escaped(character: str) -> bytes:
    """A character as RTF writes it: a brace after a backslash, what is not ASCII by its number."""
    if character in "\\{}":
        return b"\\" + character.encode()
    return character.encode() if character.isascii() else f"\\u{ord(character)}?".encode()


def test_paragraphs_stay_apart(document: Read) -> None:
    found = document(rtf_file("Communiqué", "Müller “met” {the} crews.", "", "Nobody signed."), "sea.rtf")
    assert found.text == "Communiqué\n\nMüller “met” {the} crews.\n\nNobody signed."
    assert (found.title, found.name) == (None, "sea")


@pytest.mark.parametrize("name", ["sea.rtf", "sea.txt", "sea.doc", "sea"])
def test_an_rtf_document_is_recognized_by_its_content(document: Read, name: str) -> None:
    assert document(rtf_file("The crews met."), name).text == "The crews met."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (rb"Communiqu\'e9 of \'93peace\'94", "Communiqué of “peace”"),
        (rb"{\f1 \'cf\'e5\'f0\'f3} left", "Перу left"),
        (rb"\u-10179?\u-8704? left", "\U0001f600 left"),
        (rb"Peru\~left", "Peru\xa0left"),
    ],
)
def test_characters_are_those_of_their_character_set(document: Read, code: bytes, text: str) -> None:
    assert document(rtf_file(code=code), "sea.rtf", check_language=False).text == text


def test_the_address_of_a_link_is_no_text(document: Read) -> None:
    link = rb'{\field{\*\fldinst{HYPERLINK "http://port.example/a"}}{\fldrslt{\ul the plan}}}'
    assert document(rtf_file(code=rb"Peru opposed " + link + rb" of Chile."), "sea.rtf").text == (
        "Peru opposed the plan of Chile."
    )


def test_cells_are_paragraphs(document: Read) -> None:
    row = rb"\trowd\cellx1000\cellx2000 side\intbl\cell says\intbl\cell\row"
    assert document(rtf_file("Before.", code=row + rb"\pard After | it.\par"), "sea.rtf").text == (
        "Before.\n\nside\n\nsays\n\nAfter | it."
    )


@pytest.mark.parametrize(
    "code",
    [
        rb"{\header Page 1\par}{\footer secret\par}",
        rb"{\pict\pngblip 89504e470d0a1a0a}",
        rb"{\info{\title On the ferries}{\author Ana Ruiz}}",
        rb"{\footnote The crews of Chile.}",
    ],
    ids=["headers", "picture", "properties", "note"],
)
def test_what_is_beside_the_text_is_left_out(document: Read, code: bytes) -> None:
    assert document(rtf_file("The crews met.", code=code), "sea.rtf").text == "The crews met."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"The crews met.", "KG-L003"),
        (rtf_file("The crews met.")[:-1], "KG-L005"),
        (rtf_file(code=rb"\uc The \u8217? crews"), "KG-L005"),
        (rtf_file(code=rb"The crews \'81 met."), "KG-L005"),
        (rtf_file(), "KG-L001"),
    ],
    ids=["prose", "truncated", "number missing", "no character", "empty"],
)
def test_what_cannot_be_read_is_refused(refusal: Refuse, content: bytes, code: str) -> None:
    assert refusal(content, "sea.rtf").code == code
