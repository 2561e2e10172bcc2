"""RTF: paragraphs and cells in order, without its code, links, pictures, headers and notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset204 Arial Cyr;}"
    rb"{\f2 Old;}{\f3\fcharset128 Mincho;}}"
)


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
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_an_rtf_document_is_recognized_by_its_content(document: Read, name: str, mark: bytes) -> None:
    assert document(mark + rtf_file("The crews met."), name).text == "The crews met."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (rb"Communiqu\'e9 of \'93peace\'94", "Communiqué of “peace”"),
        (rb"{\f1 \'cf\'e5\'f0\'f3} left Andr\'e9", "Перу left André"),
        (rb"\f1 \'cf\'e5\'f0\'f3\plain  left Andr\'e9", "Перу left André"),
        (b"\\ansicpg1251 {\\f2 \xcf\xe5\xf0\xf3} left", "Перу left"),
        (rb"\u-10179?\u-8704? left", "\U0001f600 left"),
        (rb"{\uc2 The crews\u8217\'92\'92 hall}, \uc1\u8217?s, {\uc0\u8217 s}", "The crews’ hall, ’s, ’s"),
        (rb"\uc The \u8217? crews", "The ’ crews"),
        (rb"Peru\~left the co\-op\'81", "Peru\xa0left the coop"),
        (rb"{\upr{Per?}{\*\ud{Per\u250?}}} left", "Perú left"),
        (rb"Peru\u8217\'92s men\u8212\emdash all\u8217\par left", "Peru’s men—all’\n\nleft"),
        (rb"{\f4\ansicpg10000 Caf\'8e} left", "Café left"),
        (rb"{\f4\ansicpg20866 \'f0\'c5\'d2\'d5} left", "Перу left"),
        (rb"Norway\* left", "Norway left"),
    ],
)
def test_characters_are_those_of_their_character_set(document: Read, code: bytes, text: str) -> None:
    assert document(rtf_file(code=code), "sea.rtf", check_language=False).text == text


@pytest.mark.parametrize(
    "code",
    [
        rb"Japan {\deleted\revauthdel1 never }{\revised opposed} it.",
        rb"Japan {\strike never }opposed it.",
        rb"Japan \striked1 never \striked0 opposed it.",
        rb"Japan \v never \v0 opposed it.",
        rb"Japan \v never \plain opposed it.",
        rb"Japan {\mvf never }opposed it.",
        rb"{\*\bkmkstart a}Japan{\*\bkmkend a}{\v  XE {\b x}} opposed it{\xe Japan}.",
    ],
)
def test_hidden_deleted_and_struck_text_is_left_out(document: Read, code: bytes) -> None:
    assert document(rtf_file(code=code), "sea.rtf").text == "Japan opposed it."


def test_a_break_within_a_paragraph_is_one(document: Read) -> None:
    assert document(rtf_file(code=rb"Japan opposed\line the plan.\par"), "sea.rtf").text == "Japan opposed\nthe plan."


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
        rb"{\info{\upr{\title On the ferries}{\*\ud{\title On \u268? ferries}}}{\author Ana Ruiz}}",
        rb"{\footnote The crews of Chile.}",
        rb"{\listtext 1.\tab}",
        rb"{\*\shppict{\pict{\*\picprop{\sp{\sn a}{\sv 1}}}\pngblip\bin4 a{}\}}",
        rb"\binfsxn4 {\*\shppict{\pict\pngblip 8950}}",
    ],
    ids=["headers", "picture", "properties", "note", "number", "bytes", "tray"],
)
def test_what_is_beside_the_text_is_left_out(document: Read, code: bytes) -> None:
    assert document(rtf_file("The crews met.", code=code), "sea.rtf").text == "The crews met."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"The crews met.", "KG-L003"),
        (rtf_file("The crews met.")[:-1], "KG-L005"),
        (HEAD + rb"{\b The crews met.}", "KG-L005"),
        (rtf_file(code=rb"{\f3 \'81}"), "KG-L005"),
        (rtf_file(), "KG-L001"),
    ],
    ids=["prose", "truncated", "truncated after a group", "no character", "empty"],
)
def test_what_cannot_be_read_is_refused(refusal: Refuse, content: bytes, code: str) -> None:
    assert refusal(content, "sea.rtf").code == code
