"""The files that news databases offer first, Word and RTF, are divided into their articles as their plain text is, and
so is what Word saves of them; a PDF file of one article is read without its fields."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence

import docx
import pytest

from kg.model import Document
from tests.loaders.exports import test_exports, test_layouts_of_exports
from tests.loaders.exports.test_exports import COVERS, DAYS
from tests.loaders.office.test_read_rtf import rtf_file
from tests.loaders.pages.test_read_pdf import pdf_file

TITLE = "Plan opposed; Envoy leaves"
TEXT = "Japan opposed the plan.\n\nIts envoy, Rin Abe, left the hall at noon.\n\nIN short: Peru will meet Chile again."


def word_file(paragraphs: Sequence[str]) -> bytes:
    """A Word document of these paragraphs."""
    document, out = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def paragraphs_of(form: str, **values: object) -> list[str]:
    """The lines of an export as plain text, each of which is a paragraph in a file."""
    return form.replace("\nfrom Lima", " from Lima").format(**values, text=TEXT, date=DAYS[0]).split("\n")


FILES: dict[str, Callable[[Sequence[str]], bytes]] = {
    "export.docx": word_file,
    "export.rtf": lambda paragraphs: rtf_file(*paragraphs),
    "export.html": lambda paragraphs: "".join(f"<p>{text}</p>" for text in paragraphs).encode(),
}
UNI, FACTIVA = paragraphs_of(test_exports.UNI), paragraphs_of(test_exports.FACTIVA)
NEXIS = [line.strip() for line in paragraphs_of(test_exports.NEXIS, number=1)]
PROQUEST = paragraphs_of(test_layouts_of_exports.RECORD, count="", info=test_layouts_of_exports.INFO)
FOOT = test_layouts_of_exports.FOOT.split("\n")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("form", [NEXIS, UNI, FACTIVA], ids=["Nexis", "Nexis Uni", "Factiva"])
@pytest.mark.parametrize("times", [1, 3])
def test_each_article_of_a_file_is_a_document(
    read_file: Callable[..., list[Document]], form: list[str], name: str, times: int
) -> None:
    found = read_file(FILES[name](form * times), name, check_language=False)
    assert len(found) == times
    for each in found:
        assert each.text == f"{TITLE}\n\nChile supported it.\n\n{TEXT}"
        assert (each.title, each.date) == (TITLE, dt.date(2018, 8, 24))
        assert each.source == "Harbour Gazette (Bergen, Norway)"
        assert each.metadata["author"] == "ANA RUIZ; Jo Lake contributed reporting from Lima."


@pytest.mark.parametrize("form", [UNI, FACTIVA], ids=["Nexis Uni", "Factiva"])
def test_a_text_with_a_line_for_each_paragraph_is_divided(
    read_file: Callable[..., list[Document]], form: list[str]
) -> None:
    long = f"Japan opposed the plan, and said {'once more ' * 12}that it would not sign."
    lines = [line.replace("Japan opposed the plan.", long) for line in form if line]
    found = read_file("\n".join(lines * 2).encode(), "export.txt", check_language=False)
    assert [each.text for each in found] == 2 * [
        f"{TITLE}\n\nChile supported it.\n\n{TEXT.replace('Japan opposed the plan.', long)}"
    ]


def test_a_head_without_a_notice_stays_a_head_where_blank_lines_divide(
    read_file: Callable[..., list[Document]],
) -> None:
    text = f"Japan opposed the plan, and said {'once more ' * 12}that it would not sign."
    head = "Plan opposed\n\n90 words\n24 August 2018\nHarbour Gazette\nHARB"
    end = "Document HARB000020180824ee8o00001"
    (found,) = read_file(f"{head}\n\n{text}\n\n{end}\n".encode(), "export.txt", check_language=False)
    assert (found.text, found.source) == (f"Plan opposed\n\n{text}", "Harbour Gazette")


@pytest.mark.parametrize(("form", "text_line"), [(UNI, "Body"), (FACTIVA, "(c) 2018 Harbour Press Ltd.")])
def test_the_only_article_of_a_pdf_file_has_no_fields(
    read_file: Callable[..., list[Document]], form: list[str], text_line: str
) -> None:
    lines = [line for line in form if line and "Chile supported" not in line]
    cut = lines.index(text_line) + 1
    broken_headline = ["Plan opposed;", "Envoy leaves"] if form is UNI else [TITLE]
    (found,) = read_file(pdf_file([*broken_headline, *lines[1:cut]], lines[cut:]), "a.pdf", check_language=False)
    assert (found.title, found.date, found.source) == (TITLE, dt.date(2018, 8, 24), "Harbour Gazette (Bergen, Norway)")
    assert found.text.split() == f"{TITLE} {TEXT}".split()


HEADED = [
    TITLE,
    "Ruiz, Ana. Harbour Gazette; Bergen, Norway [Bergen]. 24 Aug 2018: A.1.",
    "ProQuest document link",
    "ABSTRACT",
    "Chile supported it.",
    "FULL TEXT",
    *test_layouts_of_exports.PARAGRAPHS,
    "DETAILS",
]
LONG = [f"Its envoy said {number} times that Japan would not sign the plan of the crews." for number in range(90)]


def pages_of(article: Sequence[str], foot: str) -> list[list[str]]:
    """The pages of an article, as a database prints them: its headline again at the top of the second, and a foot."""
    pages = ([*article[:40]], [article[0], *article[40:]])
    return [[*page, *[""] * (50 - len(page)), foot.format(number)] for number, page in enumerate(pages, start=1)]


@pytest.mark.parametrize(
    ("head", "end", "foot"),
    [
        (
            [line for line in UNI[: UNI.index("Body") + 1] if line and "Chile" not in line],
            ["Load-Date: August 25, 2018", "End of Document"],
            "Page {} of 2",
        ),
        (
            [line for line in FACTIVA[: FACTIVA.index("(c) 2018 Harbour Press Ltd.") + 1] if line],
            ["Document HARBGZ0020180824ee8o000NUMBERx"],
            "Page {} of 2 © 2018 Factiva, Inc. All rights reserved.",
        ),
        (
            HEADED[:6],
            ["DETAILS", *(f"{name}: {value}" for name, value in test_layouts_of_exports.FIELDS.items())],
            "PDF GENERATED BY PROQUEST.COM",
        ),
    ],
    ids=["Nexis Uni", "Factiva", "ProQuest"],
)
@pytest.mark.parametrize("times", [1, 3])
def test_each_article_of_a_pdf_file_is_a_document(
    read_file: Callable[..., list[Document]], head: list[str], end: list[str], foot: str, times: int
) -> None:
    articles = [[*head, *LONG[n : n + 60], *(line.replace("NUMBER", str(n)) for line in end)] for n in range(times)]
    pages = [page for article in articles for page in pages_of(article, foot)]
    found = read_file(pdf_file(*pages), "export.pdf", check_language=False)
    assert [(each.title, each.date) for each in found] == [(TITLE, dt.date(2018, 8, 24))] * times
    texts = [" ".join(each.text.split()) for each in found]
    assert texts == [" ".join([TITLE, *LONG[n : n + 60]]) for n in range(times)]


@pytest.mark.parametrize(
    "notice",
    [
        "All presentation rights reserved.",
        "(c) Copyright 2018 Harbour Press.",
        "Harbour Press. All Rights Reserved",
        "",
    ],
)
@pytest.mark.parametrize("name", FILES)
def test_a_notice_of_copyright_of_an_article_of_factiva_is_no_text(
    read_file: Callable[..., list[Document]], notice: str, name: str
) -> None:
    lines = [notice if line.startswith("(c)") else line for line in FACTIVA]
    (found,) = read_file(FILES[name](lines), name, check_language=False)
    assert found.text == f"{TITLE}\n\nChile supported it.\n\n{TEXT}"
    assert found.source == "Harbour Gazette (Bergen, Norway)"


@pytest.mark.parametrize("name", FILES)
def test_records_of_proquest_are_documents(read_file: Callable[..., list[Document]], name: str) -> None:
    found = read_file(FILES[name](PROQUEST * 2 + FOOT), name, check_language=False)
    assert [(each.text, each.date, each.source) for each in found] == 2 * [
        (test_layouts_of_exports.WHOLE, dt.date(2018, 8, 24), "Harbour Gazette")
    ]


CELLS = [cell for name, value in test_layouts_of_exports.FIELDS.items() for cell in (f"{name}:", value)]
ROWS = [f"{name}: {value}" for name, value in test_layouts_of_exports.FIELDS.items()]
COVER = ["Report Information from ProQuest", "Table of contents", f"1. {TITLE}"]
NEXT = ["LINKS", "Check for full text"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("fields", [CELLS, ROWS, [each for each in ROWS if not each.startswith("Title")]])
@pytest.mark.parametrize("cover", [[], COVER])
def test_records_of_proquest_with_headings_are_documents(
    read_file: Callable[..., list[Document]], cover: list[str], fields: list[str], name: str
) -> None:
    paragraphs = [*cover, *[*HEADED, *fields, *NEXT] * 2, "Database copyright 2018 ProQuest LLC."]
    found = read_file(FILES[name](paragraphs), name, check_language=False)
    assert [(each.text, each.title, each.date, each.source, each.metadata["author"]) for each in found] == 2 * [
        (test_layouts_of_exports.WHOLE, TITLE, dt.date(2018, 8, 24), "Harbour Gazette", "Ruiz, Ana")
    ]


def test_a_record_of_proquest_with_headings_and_no_text_has_its_abstract(
    read_file: Callable[..., list[Document]],
) -> None:
    paragraphs = [each for each in HEADED if each not in test_layouts_of_exports.PARAGRAPHS]
    (found,) = read_file(FILES["export.docx"]([*paragraphs, *ROWS]), "export.docx", check_language=False)
    assert found.text == f"{TITLE}\n\nChile supported it."


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("cover", COVERS)
def test_the_cover_of_a_file_is_no_text(read_file: Callable[..., list[Document]], cover: str, name: str) -> None:
    found = read_file(FILES[name](cover.split("\n") + UNI * 2), name, check_language=False)
    assert [each.title for each in found] == [TITLE, TITLE]
    assert all(each.text.startswith(f"{TITLE}\n\nChile supported it.") for each in found)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Body", "The crews left at noon.", "End of Document"],
        ["The crews left at noon.", "Copyright 2018 Harbour Press Ltd.", "End of Document", "The annex is secret."],
        [
            "Part One",
            "Oslo, 24 August 2018",
            "The crews left.",
            "End of Document",
            "Part Two",
            "End of Document",
            "Annex",
        ],
        ["Memo", "Ministry of the Sea", "24 August 2018", "1,200 words", "Body", "They met.", "End of Document"],
        ["Part One", "Length: 40 pages", "End of Document", "Part Two", "Copyright 2018 Port", "End of Document"],
    ],
)
def test_a_file_that_is_no_export_stays_one_document(
    read_file: Callable[..., list[Document]], paragraphs: list[str], name: str
) -> None:
    (found,) = read_file(FILES[name](paragraphs), name, check_language=False)
    assert found.text == "\n\n".join(paragraphs)
