"""References of databases and Zotero (RIS) are documents of their titles and abstracts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document
from tests.loaders.results import ReadFile, texts_and_codes

ABSTRACT = "Peru and Chile met in Bergen.\nPeru rejected the quota - the third in a year."
REFERENCE = f"""TY  - NEWS
T1  - Quota rejected: Envoys leave
AU  - Ruiz, Ana
AU  - Lake, Jo
Y1  - 2018/08/24/
Y2  - 2023/01/02/
PY  - 2018
AB  - {ABSTRACT}
N2  - Peru and Chile met.
KW  - Fish
JF  - Harbour Gazette
LA  - English
UR  - https://gazette.example/quota
N1  - Copyright Harbour Press Ltd.
ER  - \n
"""
TEXT = f"Quota rejected: Envoys leave\n\n{ABSTRACT}"
BARE = "TY  - JOUR\nTI  - A title\nPY  - 2018\nER  - \n\n"


@pytest.mark.parametrize("name", ["references.ris", "references.txt", "references"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_each_reference_is_a_document(read_file: ReadFile, line_break: str, name: str) -> None:
    found = read_file((REFERENCE * 2).replace("\n", line_break).encode("utf-8-sig"), name, check_language=False)
    assert texts_and_codes(found) == [TEXT, TEXT]
    assert isinstance(found[1], Document)
    assert (found[1].title, str(found[1].when)) == ("Quota rejected: Envoys leave", "2018-08-24")
    assert (found[1].source, found[1].uri.rpartition("/")[2]) == ("Harbour Gazette", f"{name}#2")
    expected = {"author": "Ruiz, Ana; Lake, Jo", "language": "English", "url": "https://gazette.example/quota"}
    assert expected.items() <= found[1].metadata.items()


@pytest.mark.parametrize(
    ("dates", "when"),
    [
        ("DA  - 2018/08/24/", "2018-08-24"),
        ("DA  - 2018 Aug 24", "2018-08-24"),
        ("DA  - 2018-08-24", "2018-08-24"),
        ("Y1  - 2018/8/4", "2018-08-04"),
        ("PY  - 2018/08//", "2018-08"),
        ("PY  - 2018///", "2018"),
        ("PY  - 2018", "2018"),
        ("DA  - Summer 2018", "None"),
        ("DA  - 03/04/2018", "None"),
        ("Y2  - 2018/08/24/", "None"),
    ],
)
def test_the_date_is_the_most_exact_one_of_publication(
    document: Callable[..., Document], dates: str, when: str
) -> None:
    lines = [line for line in REFERENCE.split("\n") if line[:2] not in {"Y1", "Y2", "PY"}]
    reference = "\n".join([lines[0], dates, *lines[1:]])
    assert str(document(reference, "references.ris", check_language=False).when) == when


def test_a_reference_without_an_abstract_is_an_error_and_stops_no_other(read_file: ReadFile) -> None:
    found = read_file(BARE + REFERENCE + BARE.replace("ER  - ", "AB  - "), "references.ris", check_language=False)
    assert texts_and_codes(found) == ["KG-L001", TEXT, "KG-L001"]
    assert isinstance(found[0], DocumentError)
    assert str(found[0].fields["place"]).endswith("references.ris, reference 1")


@pytest.mark.parametrize(
    ("abstract", "text"),
    [
        ("<p>Peru left.</p><p>Chile &amp; Japan met.</p>", "Peru left.\n\nChile & Japan met."),
        ("Peru left.\nEU - Japan talks went on.", "Peru left.\nEU - Japan talks went on."),
    ],
)
def test_a_title_and_an_abstract_are_read_whole_and_without_html(
    document: Callable[..., Document], abstract: str, text: str
) -> None:
    reference = f"TY  - NEWS\nTI  - Envoys <i>leave</i>\nAB  - {abstract}\nER  - \n"
    found = document(reference, "references.ris", check_language=False)
    assert (found.title, found.text) == ("Envoys leave", f"Envoys leave\n\n{text}")


def test_a_truncated_file_keeps_what_it_has(read_file: ReadFile) -> None:
    cut = REFERENCE + REFERENCE.partition("N2  -")[0]
    assert texts_and_codes(read_file(cut, "references.ris", check_language=False)) == [TEXT, TEXT]


@pytest.mark.parametrize(
    "content",
    ["TY  - is what a reference begins with.", "TY  - NEWS\nis what one begins with.", "Prose.\n\nTY  - JOUR\n"],
)
def test_prose_is_no_reference(document: Callable[..., Document], content: str) -> None:
    assert document(content, "note.txt", check_language=False).metadata["format"] == "text"


@pytest.mark.parametrize(("content", "code"), [(b"", "KG-L001"), (b"Prose.", "KG-L003"), (bytes(range(32)), "KG-L002")])
def test_a_file_without_references_is_refused(refusal: Callable[..., DocumentError], content: bytes, code: str) -> None:
    assert refusal(content, "references.ris").code == code
