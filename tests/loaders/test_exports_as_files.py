"""The files that news databases offer first, Word and RTF, are divided into their articles as their plain text is."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence

import docx
import pytest

from kg.model import Document
from tests.loaders import test_exports, test_layouts_of_exports
from tests.loaders.test_exports import COVERS, DAYS
from tests.loaders.test_read_rtf import rtf_file

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
}
UNI, FACTIVA = paragraphs_of(test_exports.UNI), paragraphs_of(test_exports.FACTIVA)
PROQUEST = paragraphs_of(test_layouts_of_exports.RECORD, count="", info=test_layouts_of_exports.INFO)
FOOT = test_layouts_of_exports.FOOT.split("\n")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("form", [UNI, FACTIVA], ids=["Nexis Uni", "Factiva"])
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


@pytest.mark.parametrize("name", FILES)
def test_records_of_proquest_are_documents(read_file: Callable[..., list[Document]], name: str) -> None:
    found = read_file(FILES[name](PROQUEST * 2 + FOOT), name, check_language=False)
    assert [(each.text, each.date, each.source) for each in found] == 2 * [
        (test_layouts_of_exports.WHOLE, dt.date(2018, 8, 24), "Harbour Gazette")
    ]


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
