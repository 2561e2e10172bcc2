"""PDF: the text layer in paragraphs; scans, encrypted and truncated files are errors."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pypdf
import pytest

from kg.errors import DocumentError
from kg.model import Document

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

FIRST = [
    "Ferry crews and owners meet",
    "",
    "BERGEN, Oct. 5 (Sea Agency) - Crews and owners of the ferries met for the second",
    "time on Tuesday, officials of the port said. Jürgen Müller opened the meet-",
    "ing.",
    "",
    "The leader of the crews said that her union would not sign the draft unless the",
]
SECOND = ["owners dropped their demand for longer shifts.", "", "A third round is planned for November."]


def pdf_file(*pages: Sequence[str], title: str = "", picture: bool = False, times: int = 1, before: str = "") -> bytes:
    """A PDF, written by hand: each page a list of lines under a running head and above its number, listed so often;
    what each draws first may turn the rest."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)) for _ in range(times))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages) * times} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) /Author (Ada Stone) /CreationDate (D:20240101000000Z) >>",
    ]
    drawn = "/XObject << /Im0 << /Type /XObject /Subtype /Image /Width 1 /Height 1 >> >>" if picture else ""
    for number, lines in enumerate(pages, start=1):
        placed = [(text, 760 - 14 * index) for index, text in enumerate(lines) if text]
        if lines:
            placed += [("The Harbour Gazette", 810), (str(number), 30)]
        words = before + "".join(
            f"BT /F1 11 Tf 60 {height} Td ({text.replace('(', r'\(').replace(')', r'\)')}) Tj ET\n"
            for text, height in placed
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + 2 * number} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> {drawn} >> >>",
            f"<< /Length {len(words.encode('cp1252'))} >>\nstream\n{words}endstream",
        ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252"))
    table = out.tell()
    rows = "".join(f"{start:010} 00000 n \n" for start in starts)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


def locked(data: bytes, *, user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


TEXT = [
    "Ferry crews and owners meet",
    "BERGEN, Oct. 5 (Sea Agency) - Crews and owners of the ferries met for the second time on Tuesday, officials of "
    "the port said. Jürgen Müller opened the meeting.",
    "The leader of the crews said that her union would not sign the draft unless the owners dropped their demand for "
    "longer shifts.",
    "A third round is planned for November.",
]


def test_lines_become_paragraphs_over_hyphens_and_pages(document: Read) -> None:
    assert document(pdf_file(FIRST, SECOND), "ferry.pdf").text.split("\n\n") == TEXT


@pytest.mark.parametrize("before", ["0 1 -1 0 842 0 cm\n", "0 -1 1 0 0 595 cm\n", "-1 0 0 -1 595 842 cm\n"])
def test_a_page_drawn_sideways_is_read_upright(document: Read, before: str) -> None:
    assert document(pdf_file(FIRST, SECOND, before=before), "sea.pdf").text.split("\n\n") == TEXT


def test_text_drawn_at_an_angle_is_left_out(document: Read) -> None:
    stamp = "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET\n"
    assert document(pdf_file(FIRST, SECOND, before=stamp), "sea.pdf").text.split("\n\n") == TEXT


@pytest.mark.parametrize(
    ("text", "size", "raised", "mark", "kept"),
    [
        ("The crews left the port.", 6, 4, "4", False),
        ("The crews left the port", 6, 4, "12,14", False),
        ("The crews left the port.", 6, -2, "4", True),
        ("The crews left port", 11, 4, "4", True),
        ("The port has 40 km", 6, 4, "2", True),
        ("The sum is 10", 6, 4, "9", True),
        ("The crews left the port.", 6, 4, "th", True),
    ],
)
def test_the_raised_number_of_a_note_is_left_out(
    document: Read, text: str, size: int, raised: int, mark: str, kept: bool
) -> None:
    drawn = f"BT /F1 11 Tf 60 700 Td ({text}) Tj /F1 {size} Tf {5.3 * len(text)} {raised} Td ({mark}) Tj ET\n"
    found = document(pdf_file([], before=drawn), "a.pdf", check_language=False)
    assert found.text.replace("\n", "").replace(" ", "") == (text + mark * kept).replace(" ", "")


def test_a_page_tilted_as_a_whole_is_read(document: Read) -> None:
    before = "0.9659 0.2588 -0.2588 0.9659 0 0 cm\n"
    assert document(pdf_file(FIRST, SECOND, before=before), "sea.pdf").text.split("\n\n") == TEXT


@pytest.mark.parametrize("turned", ["0 1 -1 0 20 200", "0 -1 1 0 580 200"])
def test_a_vertical_line_in_the_margin_does_not_hide_page_numbers(document: Read, turned: str) -> None:
    stamp = f"BT /F1 9 Tf {turned} Tm (From the harbour's archive) Tj ET\n"
    found = document(pdf_file(FIRST, SECOND, before=stamp), "sea.pdf").text.split("\n\n")
    assert [text for text in found if "archive" not in text] == TEXT


def test_codes_of_a_font_without_characters_are_left_out(document: Read) -> None:
    written = pdf_file(["The crews met\u2122 the owners."])
    symbols = written.replace(b"/Helvetica /Encoding /WinAnsiEncoding", b"/CMSY10".ljust(37))
    assert document(symbols, "ferry.pdf").text.split("\n\n")[0] == "The crews met the owners."


def test_the_number_of_each_line_is_left_out(document: Read) -> None:
    ports = ["Bergen", "Oslo", "Lima", "Callao", "Tromso", "Narvik", "Bodo", "Molde"] * 5
    lines = [f"{n % 20 + 1}  and said that the crews of {port} would not sign it in" for n, port in enumerate(ports)]
    text = document(pdf_file(lines[:20], lines[20:]), "hearing.pdf").text
    assert not any(character.isdigit() for character in text)
    assert "\n" not in text
    assert document(pdf_file(["3  boats left", "4  stayed"]), "sea.pdf", check_language=False).text.startswith("3 ")


def test_a_page_listed_thousands_of_times_is_read_once(document: Read) -> None:
    assert document(pdf_file(FIRST, SECOND, times=10_000), "ferry.pdf").text.split("\n\n") == TEXT


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Ferry crews and owners meet", "Ferry crews and owners meet"),
        ("FERRY CREWS AND OWNERS MEET", "FERRY CREWS AND OWNERS MEET"),
        ("Budget template 2019", None),
        ("Microsoft Word - draft7.doc", None),
        ("", None),
    ],
)
def test_a_title_counts_only_if_the_first_page_shows_it(document: Read, title: str, kept: str | None) -> None:
    assert document(pdf_file(FIRST, SECOND, title=title), "ferry.pdf").title == kept


def test_the_day_of_creation_is_not_the_date_of_publication(document: Read) -> None:
    found = document(pdf_file(FIRST, SECOND), "ferry.pdf")
    assert found.date is None
    assert found.metadata["pdf:created"] == "D:20240101000000Z"
    assert found.metadata["author"] == "Ada Stone"


def test_encryption_without_a_password_is_opened(document: Read) -> None:
    assert document(locked(pdf_file(FIRST, SECOND), user=""), "ferry.pdf").text.split("\n\n") == TEXT


@pytest.mark.parametrize("name", ["ferry.txt", "ferry", "ferry.html"])
def test_a_pdf_is_recognized_by_its_content(document: Read, name: str) -> None:
    assert document(pdf_file(FIRST, SECOND), name).metadata["format"] == "pdf"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (locked(pdf_file(FIRST), user="secret"), "KG-L004", "encrypted"),
        (pdf_file([], [], picture=True), "KG-L010", "pictures of pages"),
        (pdf_file([]), "KG-L001", "no text"),
        (pdf_file(FIRST, SECOND)[:900], "KG-L005", "cut off"),
        (pdf_file(FIRST, SECOND)[:-60], "KG-L005", "cut off"),
        (b"%PDF-1.4\n" + b"\x00\x01rubbish" * 50, "KG-L005", "damaged"),
        (b"The crews met.", "KG-L003", "no format"),
    ],
)
def test_a_pdf_without_readable_text_is_refused(refusal: Refuse, content: bytes, code: str, words: str) -> None:
    error = refusal(content, "ferry.pdf")
    assert error.code == code
    assert words in str(error)


def test_a_part_of_a_page_that_is_broken_is_an_error_or_left_out(
    read_file: Callable[..., list[Document | DocumentError]],
) -> None:
    whole = pdf_file(FIRST, SECOND)
    ends = set()
    for number in range(0, len(whole), 37):
        broken = whole[:number] + b"\xff<<" + whole[number + 3 :]
        (found,) = read_file(broken, "ferry.pdf", check_language=False)
        is_whole = isinstance(found, Document) and found.text.split("\n\n") == TEXT
        ends.add(found.code if isinstance(found, DocumentError) else "whole" if is_whole else "in part")
    assert {"KG-L005", "whole", "in part"} <= ends <= {"KG-L001", "KG-L003", "KG-L005", "whole", "in part"}


@pytest.mark.parametrize("mark", ["End of Document", "Document HARBGZ0020180824ee8o000{}x", "{} of 9 DOCUMENTS"])
def test_several_articles_of_a_news_database_are_refused(document: Read, refusal: Refuse, mark: str) -> None:
    first, second = ([*page, "34 words", "Length: 34 words", mark.format(n)] for n, page in ((1, FIRST), (2, SECOND)))
    assert document(pdf_file(first, SECOND), "sea.pdf").text.startswith("Ferry crews and owners meet")
    error = refusal(pdf_file(first, second), "sea.pdf")
    assert error.code == "KG-L002"
    assert "2 articles" in str(error)


@pytest.mark.parametrize("mark", ["End of Document", "Document 1 of 1", "Document {} of 2"])
def test_a_report_may_number_its_parts(document: Read, mark: str) -> None:
    pages = (
        [*page, "Copyright 2018 Harbour Press Ltd.", "Length: 40 pages", mark.format(n)]
        for n, page in ((1, FIRST), (2, SECOND))
    )
    assert "would not sign the draft" in document(pdf_file(*pages), "sea.pdf").text


@pytest.mark.parametrize(("pages", "scans"), [((FIRST, [], SECOND, []), "2, 4"), ((FIRST, [], SECOND), "")])
def test_scanned_pages_of_a_file_with_text_are_named(
    read_file: Callable[..., list[Document | DocumentError]], pages: Sequence[Sequence[str]], scans: str
) -> None:
    found, *errors = read_file(pdf_file(*pages, picture=True), "a.pdf")
    assert isinstance(found, Document)
    assert found.text.endswith("November.")
    assert [str(each).partition(" holds")[0].rpartition("pages ")[2] for each in errors] == ([scans] if scans else [])


LEFT = [
    "Peru rejected the quota and",
    *(f"said for day {n} that the crews" for n in range(9)),
    "would not sign the plan.",
]
RIGHT = [
    "Chile proposed the quota and",
    *(f"asked for day {n} that the fleets" for n in range(9)),
    "would all support a plan.",
]


def page_of_rows(*columns: Sequence[str]) -> bytes:
    """A page on which each row is drawn across the columns, below a heading of two pieces."""
    rows = zip(*columns, strict=True)
    drawn = "".join(
        f"BT /F1 10 Tf {60 + 200 * number} {700 - 14 * row} Td ({text}) Tj ET\n"
        for row, texts in enumerate(rows)
        for number, text in enumerate(texts)
        if text
    )
    head = "BT /F1 14 Tf 60 760 Td (A plan divides the fleets) Tj ET BT /F1 14 Tf 540 760 Td (today) Tj ET"
    return pdf_file([], before=f"{head}\n{drawn}")


@pytest.mark.parametrize(
    "columns",
    [
        (LEFT, RIGHT),
        (RIGHT, LEFT, RIGHT),
        ([*LEFT, "They left."], [*RIGHT, ""]),
        ([*LEFT, ""], [*RIGHT, "They left."]),
        # The space between paragraphs is beside lines of the other column.
        ([*LEFT[:4], "", *LEFT[4:8], "", *LEFT[8:]], [*RIGHT[:2], "", *RIGHT[2:6], "", *RIGHT[6:]]),
    ],
)
def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other(
    document: Callable[..., Document], columns: Sequence[Sequence[str]]
) -> None:
    found = document(page_of_rows(*columns), "plan.pdf", check_language=False)
    assert found.text.split("\n\n")[0] == "A plan divides the fleets today"
    assert found.text.split()[6:] == [word for column in columns for word in " ".join(column).split()]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            [f"Peru rejects rule {n} of the plan." for n in range(12)],
            [f"Chile proposes rule {n} of it." for n in range(12)],
        ),
        ([f"Rule {n}" for n in range(12)], [*LEFT, "They left."]),
        (LEFT[:6], RIGHT[:6]),
    ],
)
def test_rows_of_a_table_are_read_across(
    document: Callable[..., Document], left: Sequence[str], right: Sequence[str]
) -> None:
    found = document(page_of_rows(left, right), "plan.pdf", check_language=False)
    rows = (f"{before} {behind}" for before, behind in zip(left, right, strict=True))
    assert " ".join(found.text.split()[6:]) == " ".join(rows)
