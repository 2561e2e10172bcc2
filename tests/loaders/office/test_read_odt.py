"""Text documents of LibreOffice: paragraphs, cells and notes in order, what is deleted or hidden left out."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("meta", "meta"),
        ("draw", "drawing"),
    )
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
STYLES = (
    '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="T2"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="T3"><style:text-properties style:text-line-through-style="none"/></style:style>'
)


def odt_file(body: str, title: str = "", manifest: str = "<manifest/>", prolog: str = "") -> bytes:
    """A text document with this XML as its text."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content {SPACES}>'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    meta = (
        f'<office:document-meta {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        f"<dc:title>{title}</dc:title><meta:initial-creator>Ministry of the Sea</meta:initial-creator>"
        "<meta:creation-date>2021-10-05T09:00:00</meta:creation-date></office:meta></office:document-meta>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("meta.xml", meta)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


@pytest.mark.parametrize("name", ["sea.odt", "sea", "sea.docx"])
def test_paragraphs_stay_apart_and_properties_become_metadata(document: Read, name: str) -> None:
    body = (
        "<text:h>Communiqué</text:h><text:p>Müller\n  met<text:tab/>the <text:span>crews</text:span>.</text:p><text:p/>"
    )
    found = document(odt_file(body, title="On the ferries"), name)
    assert found.text == "Communiqué\n\nMüller met\tthe crews."
    assert (found.title, found.name, found.date) == ("On the ferries", "sea", None)
    assert found.metadata["author"] == "Ministry of the Sea"
    assert found.metadata["odt:created"] == "2021-10-05T09:00:00"
    assert found.metadata["format"] == "odt"


@pytest.mark.parametrize(
    ("heading", "title", "expected"),
    [
        ("<text:h>Ferry\n fares<text:line-break/>rise</text:h>", "", "Ferry fares rise"),
        ("<text:h text:outline-level='1'>Ferry fares</text:h>", "Microsoft Word - fares.odt", "Ferry fares"),
        ("<text:p/><text:p text:style-name='Title'>Ferry fares</text:p>", "", "Ferry fares"),
        ("<text:p text:style-name='P1'>Ferry fares</text:p>", "", "Ferry fares"),
        ("<text:h>Ferry fares</text:h>", "On the ferries", "On the ferries"),
        ("<text:h text:outline-level='2'>Ferry fares</text:h>", "", None),
        ("<text:p text:style-name='T3'>Ferry fares</text:p>", "", None),
        ("<text:p>Ferry fares</text:p><text:h>The crews met.</text:h>", "", None),
        ("<text:h text:style-name='T2'>Ferry fares</text:h><text:p>The crews met.</text:p>", "", None),
        ('<text:p text:style-name="P\'1">Ferry fares</text:p>', "", None),
    ],
)
def test_a_file_without_a_title_has_that_of_the_heading_it_begins_with(
    document: Read, heading: str, title: str, expected: str | None
) -> None:
    assert document(odt_file(f"{heading}<text:p>The crews met.</text:p>", title=title), "sea.odt").title == expected


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<text:p>Both<text:s/>met<text:s text:c='2'/>twice.</text:p>", "Both met  twice."),
        ("<text:p>Both<text:line-break/>met.</text:p>", "Both\nmet."),
        (
            "<text:p>Before.</text:p><table:table><table:table-row><table:table-cell><text:p>side</text:p>"
            "</table:table-cell><table:table-cell><text:p>says</text:p></table:table-cell></table:table-row>"
            "</table:table><text:p>After.</text:p>",
            "Before.\n\nside\n\nsays\n\nAfter.",
        ),
        (
            "<text:list><text:list-item><text:p>A truce.</text:p></text:list-item><text:list-item>"
            "<text:p>A vote.</text:p></text:list-item></text:list>",
            "A truce.\n\nA vote.",
        ),
        (
            "<text:p>Peru left<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>On Friday.</text:p></text:note-body></text:note> the talks.</text:p>"
            "<text:p>Chile stayed.</text:p>",
            "Peru left the talks.\n\nOn Friday.\n\nChile stayed.",
        ),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>Norway left.</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p>Norway stayed.</text:p>",
            "Norway stayed.",
        ),
        (
            '<text:p>It<text:span text:style-name="T1"> left</text:span>'
            '<text:span text:style-name="T3"> stayed</text:span>'
            '<text:span text:style-name="T2"> in Oslo</text:span>.</text:p>'
            '<text:p text:style-name="T2">Hidden.</text:p>',
            "It stayed.",
        ),
        (
            "<text:p>Peru<office:annotation><text:p>Sure?</text:p></office:annotation> left.<!-- no --></text:p>",
            "Peru left.",
        ),
        ("<text:section><text:p>Peru left.</text:p></text:section>", "Peru left."),
    ],
    ids=["spaces", "break", "table", "list", "note", "deletion", "styles", "comment", "section"],
)
def test_what_is_text(document: Read, xml: str, text: str) -> None:
    assert document(odt_file(xml), "sea.odt", check_language=False).text == text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"The crews met.", "KG-L003"),
        (odt_file("<text:p/>"), "KG-L001"),
        (odt_file("<text:p>Both met."), "KG-L005"),
        (odt_file("<text:p>Both met.</text:p>")[:-40], "KG-L005"),
        (odt_file("<text:p>x</text:p>", manifest="<m><encryption-data/></m>"), "KG-L004"),
    ],
    ids=["prose", "empty", "broken", "truncated", "encrypted"],
)
def test_what_cannot_be_read_is_refused(refusal: Refuse, content: bytes, code: str) -> None:
    assert refusal(content, "sea.odt").code == code


def test_a_bomb_is_refused(refusal: Refuse) -> None:
    huge = odt_file(f"<text:p>{'a ' * 600_000}</text:p>")
    assert refusal(huge, "sea.odt", max_bytes=100_000).code == "KG-L006"
    entities = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert refusal(odt_file("<text:p>&b;</text:p>", prolog=entities), "sea.odt").code == "KG-L001"


def test_damage_raises_nothing_else(read_file: Callable[..., list[Document | DocumentError]]) -> None:
    whole = bytearray(odt_file("<text:p>The crews met in Oslo.</text:p>"))
    for seed in range(40):
        damaged = bytearray(whole)
        for at in random.Random(seed).sample(range(len(damaged)), 5):
            damaged[at] ^= 0x55
        (found,) = read_file(bytes(damaged), "sea.odt", check_language=False)
        assert isinstance(found, Document) or found.code in {"KG-L001", "KG-L002", "KG-L004", "KG-L005", "KG-L006"}
