"""Line numbers and double spacing of typed pages are no text; numbers and blank lines of other texts stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Document

TEXT = """The leader of the crews said on Tuesday that her
union would not sign the draft of the Peruvian
port. She asked the Chilean envoy for a
paper that names each of the 14 ferries that
are to be sold.
The envoy of Peru replied that no list had been
made, and that in the northern port of Peru the
18 boats were not for sale. He left the hall at
noon, with the envoys of Japan and Kenya, and
did not return."""
LINES = TEXT.split("\n")


@pytest.mark.parametrize("first", [1, 95])
@pytest.mark.parametrize("form", ["{:4}  {}", "{}\t{}", "{} {}"])
@pytest.mark.parametrize("height", [5, 25])
def test_numbers_of_all_lines_are_left_out(
    document: Callable[..., Document], height: int, form: str, first: int
) -> None:
    numbered = (form.format((1 if height == 5 else first) + number % height, line) for number, line in enumerate(LINES))
    assert document("\n".join(numbered), "minutes.txt", check_language=False).text == TEXT


def test_a_number_alone_is_a_blank_line(document: Callable[..., Document]) -> None:
    lines = [*LINES[:5], "", *LINES[5:]]
    numbered = "\n".join(f"{number:3} {line}".rstrip() for number, line in enumerate(lines, start=1))
    assert document(numbered, "minutes.txt", check_language=False).text == "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{number} Envoys of port {number} met." for number in range(1, 20)),
        "\n".join(f"{number}. {line}" for number, line in enumerate(LINES)),
        "\n".join(f"{number * 7} {line}" for number, line in enumerate(LINES)),
        TEXT,
    ],
)
def test_numbers_that_are_not_those_of_lines_stay(document: Callable[..., Document], text: str) -> None:
    assert document(text, "minutes.txt", check_language=False).text == text


@pytest.mark.parametrize("blank", ["\n\n", "\n  \n"])
def test_double_spaced_lines_are_paragraphs(document: Callable[..., Document], blank: str) -> None:
    found = document(blank.join(LINES), "minutes.txt", check_language=False)
    paragraphs = [" ".join(part.split()) for part in found.text.split(blank)]
    assert paragraphs == [" ".join(LINES[:5]), " ".join(LINES[5:])]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"The envoys of port {number} met the envoys of all other ports." for number in range(12)),
        "\n\n".join(f"Envoys of port {number}" for number in range(12)),
        "\n\n".join(TEXT.replace("\n", " ") + f" They met {number} times." for number in range(12)),
        f"{TEXT}\n\n{TEXT}",
    ],
)
def test_blank_lines_that_are_no_double_spacing_stay(document: Callable[..., Document], text: str) -> None:
    assert document(text, "minutes.txt", check_language=False).text == text


WHOLE = "The ministers began the negotiation of the ferry treaty."


def test_divided_words_are_joined(document: Callable[..., Document]) -> None:
    text = f"{WHOLE}\nThe nego-\ntiation of the trea-\nty goes on.\nThe spokes-\nman "
    text += "of the Vice-\nMinister of a multi-\nparty"
    found = document(f"{text} house left.", "minutes.txt", check_language=False).text
    joined = "The negotiation of the treaty goes on.\nThe spokesman of the Vice-Minister of a multi-party house left."
    assert found == f"{WHOLE}\n{joined}"


def test_hyphens_of_their_own_stay(document: Callable[..., Document]) -> None:
    text = f"{WHOLE} The dual-track plan of the co-owners.\nA dual-\ntrack plan of the trea-\nty and the co-\nowners."
    assert document(text, "minutes.txt", check_language=False).text == text
