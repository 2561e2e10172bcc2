"""Where pages begin in a text, however it is cleaned."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, PageStart, page_at
from loaders.encoding import document_text
from loaders.page_starts import at_form_feeds, moved
from loaders.pages import paragraphs as of_pages
from loaders.pages.line import Line
from tests.loaders.pages.test_read_pdf import FIRST, SECOND, pdf_file

Read = Callable[..., Document]

WORDS = st.sampled_from(
    [
        "Talks",
        "nego-",
        "tiations",
        "o\ufb03cials",
        "Caf\u0065\u0301",
        "co\xadoperate",
        "\u200bNorway",
        "“no”",
        "12.",
        "•",
    ]
)


def labelled(data: bytes, *ranges: dict[str, Any]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for each in ranges:
        writer.set_page_label(**each)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def text_of_pages(document: Document) -> list[tuple[str, str]]:
    ends = [*(page.start for page in document.pages), len(document.text)][1:]
    return [
        (page.page, document.text[page.start : end].strip()) for page, end in zip(document.pages, ends, strict=True)
    ]


def test_a_page_begins_within_the_paragraph_that_goes_on_there(document: Read) -> None:
    found = document(pdf_file(FIRST, SECOND), "ferry.pdf")
    pages = text_of_pages(found)
    assert [page for page, _ in pages] == ["1", "2"]
    assert pages[0][1].endswith("would not sign the draft unless the")
    assert pages[1][1].startswith("owners dropped their demand")


@pytest.mark.parametrize(
    ("ranges", "pages"),
    [
        ([{"page_index_from": 0, "page_index_to": 0, "style": "/r", "start": 4}], ["iv", "1"]),
        ([{"page_index_from": 0, "page_index_to": 1, "prefix": "A-", "style": "/D"}], ["A-1", "A-2"]),
        ([{"page_index_from": 0, "page_index_to": 1, "style": "/D", "start": 345}], ["345", "346"]),
    ],
)
def test_a_page_has_the_label_that_the_file_gives_it(
    document: Read, ranges: list[dict[str, Any]], pages: list[str]
) -> None:
    found = document(labelled(pdf_file(FIRST, SECOND), *ranges), "ferry.pdf")
    assert [page.page for page in found.pages] == pages


def test_a_note_at_the_foot_is_on_its_own_page() -> None:
    full = "The leader of the crews said on Tuesday that her union would not sign"
    lines = [Line(full, 60, 700, 10), Line(full, 60, 688, 10), Line("1 See the report of the port.", 60, 600, 8)]
    text, note, rest = of_pages.paragraphs([lines, [Line("the draft.", 60, 700, 10), Line("No more.", 60, 600, 10)]])
    assert (text.text, text.pages) == (f"{full} {full} the draft.", ((0, 0), (2 * len(full) + 2, 1)))
    assert (note.pages, rest.pages) == (((0, 0),), ((0, 1),))


def test_a_word_that_goes_on_is_divided_between_its_pages() -> None:
    (paragraph,) = of_pages.paragraphs([[Line("They met for nego-", 60, 60, 10)], [Line("tiations.", 60, 700, 10)]])
    assert (paragraph.text, paragraph.pages) == ("They met for negotiations.", ((0, 0), (17, 1)))


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("Talks began.\n\fNorway left.\n\f", [("1", "Talks began."), ("2", "Norway left.")]),
        ("Talks began.\r\n\r\n\f“No,” said Norway.\r\n", [("1", "Talks began."), ("2", "“No,” said Norway.")]),
        (
            "\fTalks began.\n\f\f3. The of\ufb01ce\n",
            [("1", ""), ("2", "Talks began."), ("3", ""), ("4", "3. The office")],
        ),
        ("Talks began.\n", []),
        ("Talks began.\n\f", []),
    ],
)
def test_a_form_feed_begins_a_page(document: Read, text: str, pages: list[tuple[str, str]]) -> None:
    assert text_of_pages(document(text, "a.txt", check_language=False)) == pages


def test_pages_of_a_typescript_begin_where_its_lines_do(document: Read) -> None:
    lines = ["The crews went on with the nego-", "tiations about the shifts, which the", "owners had called."]
    sheet = "".join(f"{number:4}  {line}\n" for number, line in enumerate(lines * 4, start=1))
    found = document(f"{sheet}\f{sheet.replace('The crews', 'Negotiations of crews')}", "a.txt")
    assert [text.split(" with ")[0] for _, text in text_of_pages(found)] == [
        "The crews went on",
        "Negotiations of crews went on",
    ]
    assert "   1  " not in found.text


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([8, 10]), st.text("x.- 1", min_size=1, max_size=60)), max_size=6),
        min_size=1,
        max_size=9,
    )
)
def test_each_letter_is_on_the_page_that_draws_it(drawn_pages: list[list[tuple[int, str]]]) -> None:
    # Each page has a letter of its own.
    pages = [
        [Line(text.replace("x", chr(97 + page)), 60, 700 - 12 * row, size) for row, (size, text) in enumerate(lines)]
        for page, lines in enumerate(drawn_pages)
    ]
    for paragraph in of_pages.paragraphs(pages):
        starts = [PageStart(start, chr(97 + page)) for start, page in paragraph.pages]
        assert all(page_at(starts, n) == letter for n, letter in enumerate(paragraph.text) if letter.isalpha())


@given(st.lists(st.lists(WORDS, min_size=1), min_size=1))
def test_cleaning_keeps_each_word_on_its_page(pages: list[list[str]]) -> None:
    text = "\n\f".join(" ".join(words) for words in pages)
    clean = document_text(text)
    starts = moved(at_form_feeds(text), text, clean) or (PageStart(0, "1"),)
    ends = [*(page.start for page in starts[1:]), len(clean)]
    found = [clean[page.start : end].split() for page, end in zip(starts, ends, strict=True)]
    assert found == [document_text(" ".join(words)).split() for words in pages]


def test_pages_are_not_known_where_letters_are_added() -> None:
    assert moved((PageStart(0, "1"), PageStart(7, "2")), "Talks.\nNo.", "Talks.\nAnn: No.") == ()
    assert page_at((), 3) is None
