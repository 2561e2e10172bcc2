"""References in BibTeX, EndNote's formats and CSL-JSON are documents of their titles and abstracts, as in RIS."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document
from tests.loaders.results import ReadFile, texts_and_codes

TITLE, ABSTRACT = "Quota rejected: Müller & Ruiz leave", "Peru and Chile met.\n\nPeru rejected the quota, by 50%."
TEXT = f"{TITLE}\n\n{ABSTRACT}"
BIBTEX = r"""% Encoding: UTF-8
@string{gazette = "Harbour Gazette"}
@comment{not a reference}

@article{ruiz2018,
  title = {Quota rejected: {M{\"u}ller} \& Ruiz leave},
  author = "Ruiz, Ana and Lake, Jo",
  journal = gazette,
  year = 2018, month = aug, day = 24,
  pages = {A1},
  language = {English},
  url = {https://gazette.example/quota_1},
  abstract = {Peru and Chile met.

Peru rejected the quota, by 50\%.}
}
"""
ENDNOTE = f"""<?xml version="1.0" encoding="UTF-8"?><xml><records><record><database name="a.enl">a.enl</database>
<ref-type name="Newspaper Article">23</ref-type><contributors><authors>
<author><style face="normal">Ruiz, Ana</style></author><author><style face="normal">Lake, Jo</style></author>
</authors></contributors><titles><title><style face="normal">{TITLE.replace("&", "&amp;")}</style></title></titles>
<periodical><full-title>Harbour Gazette</full-title></periodical><pages>A1</pages><dates><year>2018</year>
<pub-dates><date>August 24</date></pub-dates></dates><language>English</language>
<urls><related-urls><url>https://gazette.example/quota_1</url></related-urls></urls>
<abstract><style face="normal">{ABSTRACT.replace(chr(10), "&#xD;")}&#x1F;</style></abstract></record></records></xml>
"""
ENW = f"""%0 Newspaper Article
%T {TITLE}
%A Ruiz, Ana
%A Lake, Jo
%J Harbour Gazette
%D 2018
%8 August 24
%P A1
%G English
%U https://gazette.example/quota_1
%X {ABSTRACT}

"""
CSL = {
    "id": "ruiz2018",
    "type": "article-newspaper",
    "title": TITLE,
    "abstract": ABSTRACT,
    "container-title": "Harbour Gazette",
    "author": [{"family": "Ruiz", "given": "Ana"}, {"family": "Lake", "given": "Jo"}],
    "issued": {"date-parts": [[2018, 8, 24]]},
    "language": "English",
    "page": "A1",
    "URL": "https://gazette.example/quota_1",
}
FORMS = {
    "references.bib": BIBTEX,
    "references.txt": BIBTEX,
    "references.xml": ENDNOTE,
    "export": ENDNOTE,
    "references.enw": ENW,
    "references.text": ENW,
    "references.json": json.dumps([CSL]),
    "references.jsonl": json.dumps(CSL),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_reference_is_a_document(document: Callable[..., Document], name: str) -> None:
    found = document(FORMS[name], name, check_language=False)
    assert (found.text, found.title, str(found.when)) == (TEXT, TITLE, "2018-08-24")
    assert found.source == "Harbour Gazette"
    expected = {"author": "Ruiz, Ana; Lake, Jo", "language": "English", "url": "https://gazette.example/quota_1"}
    assert {**expected, "printed_page": "A1"}.items() <= found.metadata.items()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("references.bib", BIBTEX.replace("abstract", "keywords") + BIBTEX),
        ("references.xml", ENDNOTE.replace("<record>", "<record><titles><title>A</title></titles></record><record>")),
        ("references.enw", ENW.replace("%X", "%K") + ENW),
        ("references.json", json.dumps([{**CSL, "abstract": ""}, CSL])),
    ],
)
def test_a_reference_without_an_abstract_is_an_error_and_stops_no_other(
    read_file: ReadFile, name: str, content: str
) -> None:
    found = read_file(content, name, check_language=False)
    assert texts_and_codes(found) == ["KG-L001", TEXT]
    assert isinstance(found[0], DocumentError)
    assert f"{name}, re" in str(found[0].fields["place"])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("references.bib", BIBTEX + BIBTEX.rstrip()[:-3].replace("% Encoding: UTF-8", ""), "KG-L011"),
        ("references.bib", BIBTEX + BIBTEX.rpartition("abstract")[0], "KG-L011"),
        ("references.xml", ENDNOTE.replace("</records></xml>", "<record><titles>"), "KG-L005"),
    ],
)
def test_of_a_truncated_file_the_whole_references_are_read(
    read_file: ReadFile, name: str, content: str, code: str
) -> None:
    assert texts_and_codes(read_file(content, name, check_language=False)) == [TEXT, code]


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ("date = {2018-08-24}", "2018-08-24"),
        ("year = {2018}, month = {August}", "2018-08"),
        ("year = {2018}, month = 8", "2018-08"),
        ("year = {2018}, month = {24 } # aug", "2018-08-24"),
        ("year = {2018}, month = {summer}", "2018"),
        ("urldate = {2018-08-24}", "None"),
    ],
)
def test_the_date_of_a_reference_is_as_exact_as_it_is_written(
    document: Callable[..., Document], fields: str, when: str
) -> None:
    reference = f"@misc{{a, title = {{Talks}}, {fields},\n abstract = {{They met.}}}}"
    assert str(document(reference, "references.bib", check_language=False).when) == when


@pytest.mark.parametrize(
    ("content", "name"),
    [("@ruiz wrote: a plan, and more.", "note.txt"), ('{"type": "news", "text": "They met."}', "a.jsonl")],
)
def test_what_is_no_reference_is_read_as_before(document: Callable[..., Document], content: str, name: str) -> None:
    assert document(content, name, check_language=False).metadata["format"] in {"text", "jsonlines"}
