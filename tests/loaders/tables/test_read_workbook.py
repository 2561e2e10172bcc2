"""Workbooks: a document for each row of a sheet with texts, numbers and days as one would write them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

import pytest

from kg.errors import DocumentError
from kg.model import Document
from tests.loaders.results import LoadedItems

Read = Callable[..., list[Document]]
Refuse = Callable[..., DocumentError]

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DAY = dt.date(2018, 8, 24)
ROWS: list[Sequence[object]] = [
    ["id", "Date", "Text", "Pages"],
    ["a1", DAY, "Peru rejected the plan.", 7.0],
    ["", "", "", ""],
    ["", "2018-08-25", "Chile supported it & left.", 1.5],
]


def xlsx_file(sheets: Mapping[str, Sequence[Sequence[object]]], hidden: str = "", stray: str = "") -> bytes:
    """An Excel workbook of these sheets, written by hand: one hidden, each with a stray cell far from the others."""
    numbers = range(1, len(sheets) + 1)
    states = ['state="hidden"' if name == hidden else "" for name in sheets]
    names = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}" {state}/>'
        for n, name, state in zip(numbers, sheets, states, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    styles = f'<Relationship Id="rId0" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}{styles}'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
    }
    for n, rows in zip(numbers, sheets.values(), strict=True):
        body = "".join(
            f'<row r="{r}">{"".join(cell_of(value, f"{chr(65 + c)}{r}") for c, value in enumerate(row))}</row>'
            for r, row in enumerate(rows, start=1)
        )
        body += f"<row>{cell_of('x', stray)}</row>" if stray else ""
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{SHEET}"><sheetData>{body}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def cell_of(value: object, place: str) -> str:
    """The XML of a cell: text, a number, or a day as the number of days since the end of 1899."""
    if isinstance(value, str):
        return f'<c t="inlineStr" r="{place}"><is><t>{escape(value)}</t></is></c>' if value else ""
    if isinstance(value, dt.date):
        return f'<c r="{place}" s="1"><v>{(value - dt.date(1899, 12, 30)).days}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def ods_file(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of LibreOffice of one sheet, written by hand."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>' for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0"'
        f' xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Texts">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return out.getvalue()


def test_each_row_is_a_document(read_file: Read) -> None:
    first, second = read_file(xlsx_file({"Texts": ROWS}), "talks.xlsx", check_language=False)
    assert (first.text, first.date, first.name) == ("Peru rejected the plan.", DAY, "a1")
    assert (second.text, second.date, second.name) == ("Chile supported it & left.", dt.date(2018, 8, 25), "talks-3")
    assert (first.uri.rpartition("#")[2], second.uri.rpartition("#")[2]) == ("a1", "3")
    assert (first.metadata["Pages"], second.metadata["Pages"]) == ("7", "1.5")


def test_a_workbook_of_libreoffice_is_read_alike(read_file: Read) -> None:
    rows = [["Headline", "Body"], ["On the plan", "Peru rejected the plan."]]
    (found,) = read_file(ods_file(rows), "talks.ods", check_language=False)
    assert (found.text, found.title) == ("Peru rejected the plan.", "On the plan")


@pytest.mark.parametrize("name", ["talks.xlsx", "talks.csv", "talks"])
def test_a_workbook_is_recognized_by_its_content(read_file: Read, name: str) -> None:
    assert len(read_file(xlsx_file({"Texts": ROWS}), name, check_language=False)) == 2


def test_only_sheets_with_texts_are_read(read_file: Read) -> None:
    notes: list[Sequence[object]] = [["Coder", "Hours"], ["Ana Ruiz", 4]]
    found = read_file(xlsx_file({"Notes": notes, "Texts": ROWS, "Empty": []}), "talks.xlsx", check_language=False)
    assert [each.name for each in found] == ["a1", "talks-3"]


def test_rows_of_several_sheets_have_names_of_their_own(read_file: Read) -> None:
    rows = [["text"], ["Peru rejected the plan."]]
    found = read_file(
        xlsx_file({"May": rows, "June": rows, "July": rows}, hidden="July"), "t.xlsx", check_language=False
    )
    assert [(each.name, each.uri.rpartition("#")[2]) for each in found] == [
        ("t-May-1", "May-1"),
        ("t-June-1", "June-1"),
    ]


def test_lines_above_the_heading_are_passed_over(read_file: Read) -> None:
    rows = [["Export of the archive"], [], ["Text", "Title"], ["Peru rejected the plan.", "On the plan"]]
    (found,) = read_file(xlsx_file({"Texts": rows}), "talks.xlsx", check_language=False)
    assert (found.text, found.title) == ("Peru rejected the plan.", "On the plan")


def test_a_row_without_a_text_is_an_error_in_its_place(read_file: Callable[..., LoadedItems]) -> None:
    rows: list[Sequence[object]] = [*ROWS[:2], ["a2", DAY, "", 1]]
    first, second = read_file(xlsx_file({"Texts": rows}), "talks.xlsx", check_language=False)
    assert isinstance(first, Document)
    assert isinstance(second, DocumentError)
    assert second.code == "KG-L001"
    assert str(second.fields["place"]).endswith("talks.xlsx, sheet Texts, row 3")


def test_a_codebook_beside_the_texts_is_passed_over(read_file: Read) -> None:
    codebook: list[Sequence[object]] = [["ID", "Message", "Source"], ["stance", "Code what is wanted.", "us"]]
    found = read_file(xlsx_file({"Codebook": codebook, "Texts": ROWS}), "talks.xlsx", check_language=False)
    assert [each.name for each in found] == ["a1", "talks-3"]


def test_a_table_of_factiva_has_its_lead(read_file: Read) -> None:
    rows = [["AN", "HD", "PD", "LP", "TD"], ["n1", "On the plan", "24 August 2018", "Peru left.", "Chile stayed."]]
    (found,) = read_file(xlsx_file({"Articles": rows}), "factiva.xlsx", check_language=False)
    assert (found.text, found.title, found.date) == ("Peru left.\n\nChile stayed.", "On the plan", DAY)


def test_one_column_named_like_a_field_of_factiva_makes_no_table_of_it(read_file: Read) -> None:
    rows = [["LP", "Body"], ["7", "Peru left."]]
    (found,) = read_file(xlsx_file({"Texts": rows}), "talks.xlsx", check_language=False)
    assert (found.text, found.metadata["LP"]) == ("Peru left.", "7")


@pytest.mark.parametrize("place", ["XFD1048576", "AE1048576"])
def test_a_cell_far_from_the_others_is_refused(refusal: Refuse, place: str) -> None:
    content = xlsx_file({"Texts": [["text"], ["Peru left."]]}, stray=place)
    error = refusal(content, "talks.xlsx")
    assert (error.code, place in str(error)) == ("KG-L005", True)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"The crews met.", "KG-L003"),
        (xlsx_file({"Texts": ROWS})[:-60], "KG-L005"),
        (xlsx_file({"Texts": []}), "KG-L001"),
        (xlsx_file({"Notes": [["Coder", "Hours"], ["Ana Ruiz", 4]]}), "KG-L012"),
    ],
    ids=["prose", "truncated", "empty", "no texts"],
)
def test_what_cannot_be_read_is_refused(refusal: Refuse, content: bytes, code: str) -> None:
    assert refusal(content, "talks.xlsx").code == code


def test_a_decompression_bomb_is_refused(refusal: Refuse) -> None:
    content = xlsx_file({"Texts": [["text"], ["a" * 1_000_000]]})
    assert refusal(content, "talks.xlsx", max_bytes=len(content)).code == "KG-L006"
