"""Word documents: paragraphs and cells in order, what was deleted left out."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kg.errors import DocumentError
from kg.model import Document

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]


def docx_file(*paragraphs: str, title: str = "", xml: str = "") -> bytes:
    """A Word document of these paragraphs, and one more of raw XML."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if xml:
        document.element.body.insert(len(paragraphs), parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    document.core_properties.title = title
    document.core_properties.author = "Ministry of the Sea"
    document.core_properties.created = dt.datetime(2021, 10, 5, 9, tzinfo=dt.UTC)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_stay_apart_and_properties_become_metadata(document: Read) -> None:
    found = document(
        docx_file("Communiqué", "Müller met\tthe crews.", "", "Nobody signed.", title="On the ferries"), "sea.docx"
    )
    assert found.text == "Communiqué\n\nMüller met\tthe crews.\n\nNobody signed."
    assert (found.title, found.name) == ("On the ferries", "sea")
    assert found.metadata["author"] == "Ministry of the Sea"


@pytest.mark.parametrize(
    ("style", "title", "expected"),
    [
        ("Heading 1", "", "Ferries stay"),
        ("Title", "Document1", "Ferries stay"),
        ("Heading 1", "On the ferries", "On the ferries"),
        ("Heading 2", "", None),
        ("Normal", "", None),
    ],
)
def test_a_file_without_a_title_has_that_of_the_heading_it_begins_with(
    document: Read, style: str, title: str, expected: str | None
) -> None:
    source = docx.Document()
    for text, name in (("", "Normal"), ("Ferries\nstay", style), ("The crews met.", "Normal"), ("Next", "Heading 1")):
        source.add_paragraph(text, name)
    source.core_properties.title = title
    out = io.BytesIO()
    source.save(out)
    assert document(out.getvalue(), "sea.docx").title == expected


def test_the_day_of_creation_is_not_the_date_of_publication(document: Read) -> None:
    found = document(docx_file("The crews met."), "sea.docx")
    assert found.date is None
    assert found.metadata["docx:created"].startswith("2021-10-05")


def test_cells_are_read_at_the_place_of_their_table(document: Read) -> None:
    source = docx.Document()
    source.add_paragraph("Before.")
    table = source.add_table(rows=2, cols=2)
    for number, text in enumerate(("side", "says", "crews", "no")):
        table.cell(number // 2, number % 2).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    source.add_paragraph("After.")
    out = io.BytesIO()
    source.save(out)
    assert document(out.getvalue(), "sea.docx").text.split("\n\n") == [
        "Before.",
        "side",
        "crews",
        "says",
        "no",
        "After.",
    ]


def test_insertions_count_and_deletions_do_not(document: Read) -> None:
    xml = (
        "<w:r><w:t xml:space='preserve'>The crews will </w:t></w:r>"
        "<w:del w:id='1' w:author='x'><w:r><w:delText>not </w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t>surely</w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'> sign</w:t><w:br/><w:t>today</w:t></w:r></w:hyperlink>"
    )
    assert document(docx_file(xml=xml), "sea.docx").text == "The crews will surely sign\ntoday"


@pytest.mark.parametrize("title", ["Minutes of 12.03.2024", "Protocol of 3.March", "Statement by Dr.Stone"])
def test_a_title_may_end_in_a_date_or_a_name_after_a_full_stop(document: Read, title: str) -> None:
    assert document(docx_file("The crews met.", title=title), "sea.docx").title == title


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - draft.doc",
        "Microsoft PowerPoint - Crews",
        "Document1",
        "draft_3.docx",
        "crews.indd",
        "Untitled",
        " ",
    ],
)
def test_a_title_set_by_a_program_is_ignored(document: Read, title: str) -> None:
    assert document(docx_file("The crews met.", title=title), "sea.docx").title is None


@pytest.mark.parametrize("name", ["sea.txt", "sea", "sea.pdf"])
def test_a_word_document_is_recognized_by_its_content(document: Read, name: str) -> None:
    assert document(docx_file("The crews met."), name).metadata["format"] == "docx"


def archive(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("content", "name", "code", "words"),
    [
        (docx_file("The crews met.")[:-200], "sea.docx", "KG-L005", "cut off"),
        (docx_file("The crews met.")[:300], "sea.docx", "KG-L005", "cut off"),
        (archive(a="x"), "sea.docx", "KG-L002", "a ZIP archive"),
        (archive(a="x"), "sea.txt", "KG-L002", "a ZIP archive"),
        (archive(**{"[Content_Types].xml": "<x/>", "ppt/a.xml": "<x/>"}), "sea.docx", "KG-L002", "Office file"),
        (
            archive(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<broken"}),
            "sea.docx",
            "KG-L005",
            "Word document",
        ),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "sea.docx", "KG-L004", "encrypted"),
        (OLE, "sea.doc", "KG-L002", "old binary Office file"),
        (docx_file(), "sea.docx", "KG-L001", "no text"),
        (b"The crews met.", "sea.docx", "KG-L003", "no format"),
    ],
)
def test_an_incomplete_or_other_file_is_refused(
    refusal: Refuse, content: bytes, name: str, code: str, words: str
) -> None:
    error = refusal(content, name)
    assert error.code == code
    assert words in str(error)


def test_a_decompression_bomb_is_refused(refusal: Refuse) -> None:
    assert refusal(docx_file("x" * 1_000_000), "sea.docx", max_bytes=50_000).code == "KG-L006"


def test_hidden_words_are_no_text(document: Read) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret.</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Open.</w:t></w:r>'
    assert document(docx_file("Talks.", xml=hidden + shown), "sea.docx").text == "Talks.\n\nOpen."


@pytest.mark.parametrize("mark", ["strike", "dstrike"])
def test_words_that_are_struck_through_are_no_text(document: Read, mark: str) -> None:
    run = "<w:r><w:rPr><w:{}/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
    words = (
        run.format(*each) for each in (("b", "The crews "), (mark, "support"), (f"{mark} w:val='false'", "oppose"))
    )
    assert document(docx_file(xml="".join(words)), "sea.docx").text == "The crews oppose"


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        ("Symbol", "F0A2", "isn′t"),
        ("Symbol", "F0B3", "isn≥t"),
        ("Times New Roman", "2019", "isn’t"),
        ("Wingdings", "F04A", "isn t"),
        ("Symbol", "", "isn t"),
        ("Symbol", "-5", "isn t"),
        ("Symbol", "1F600", "isn t"),
    ],
)
def test_a_symbol_is_a_character_or_a_space(document: Read, font: str, code: str, text: str) -> None:
    xml = f"<w:r><w:t>isn</w:t><w:sym w:font='{font}' w:char='{code}'/><w:t>t</w:t></w:r>"
    assert document(docx_file(xml=xml), "sea.docx").text == text


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(document: Read) -> None:
    deleted = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">'
    source = docx.Document()
    source.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{deleted}The crews </w:t></w:r></w:p>"))
    source.element.body.insert(1, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>met.</w:t></w:r></w:p>"))
    out = io.BytesIO()
    source.save(out)
    assert document(out.getvalue(), "sea.docx").text == "The crews met."


def repacked(data: bytes, parts: dict[str, bytes], *changes: tuple[bytes, bytes]) -> bytes:
    """The file with other parts beside its own, and other words in them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name, part in {**{name: before.read(name) for name in before.namelist()}, **parts}.items():
            for old, new in changes:
                part = part.replace(old, new)
            after.writestr(name, part)
    return out.getvalue()


def noted(data: bytes, part: bytes) -> bytes:
    """The file with these footnotes."""
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = b"<Relationship Id='rId99' Target='/word/footnotes.xml' Type='%b'/>" % kind
    return repacked(data, {"word/footnotes.xml": part}, (b"</Relationships>", relation + b"</Relationships>"))


def test_a_note_comes_after_the_paragraph_that_refers_to_it(document: Read) -> None:
    xml = (
        "<w:r><w:t>The ministers welcomed the draft.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:del w:id='1' w:author='x'><w:r><w:footnoteReference w:id='3'/></w:r></w:del>"
    )
    words = "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> {}</w:t></w:r></w:p>"
    note = f"<w:footnote w:id='{{}}'{{}}>{words}</w:footnote>"
    notes = "".join(
        note.format(*each)
        for each in (
            (0, " w:type='separator'", "----"),
            (2, "", "Peru reserved its position."),
            (3, "", "Chile did, too."),
        )
    )
    part = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
    found = document(noted(docx_file("Before.", xml=xml), part), "sea.docx")
    assert found.text == "Before.\n\nThe ministers welcomed the draft.\n\nPeru reserved its position."


@pytest.mark.parametrize("part", [b"", b"<w:footnotes"])
def test_with_damaged_footnotes_the_text_is_read_without_them(document: Read, part: bytes) -> None:
    assert document(noted(docx_file("The crews met."), part), "sea.docx").text == "The crews met."


def test_strict_open_xml_is_read(document: Read) -> None:
    data = repacked(
        docx_file("The crews met.", title="On the ferries"),
        {},
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    found = document(data, "sea.docx")
    assert (found.text, found.title) == ("The crews met.", "On the ferries")
