"""The files in a ZIP archive are read as those of a folder."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from collections.abc import Callable, Mapping, Sequence

import pytest

import loaders
from kg.errors import DocumentError
from kg.model import Document
from tests.loaders.exports.test_exports_as_files import word_file
from tests.loaders.results import ReadFile, texts_and_codes

PERU, CHILE = "Peru rejected the quota.", "Chile proposed the quota."
TABLE = f"id,text\np1,{PERU}\np2,{CHILE}\n"


def archive(
    files: Mapping[str, str | bytes] | Sequence[tuple[str | zipfile.ZipInfo, str]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A ZIP archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as zipped:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            zipped.writestr(name, content)
    return out.getvalue()


def test_each_file_is_read_with_its_path_and_the_day_in_its_name(read_file: ReadFile) -> None:
    files = {
        "news/b-2018-08-24.txt": PERU,
        "news/a b.csv": TABLE,
        "news/._a.txt": "x",
        "__MACOSX/._b": "x",
        "news/": "",
    }
    found = read_file(archive(files), "export.zip", check_language=False)
    assert [item for item in found if isinstance(item, DocumentError)] == []
    documents = [(item.text, item.uri.rpartition("/export.zip")[2], str(item.date)) for item in found]  # type: ignore[union-attr]
    assert documents == [
        (PERU, "#news/a%20b.csv-p1", "None"),
        (CHILE, "#news/a%20b.csv-p2", "None"),
        (PERU, "#news/b-2018-08-24.txt", "2018-08-24"),
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("names", "ends"),
    [
        (["a.txt", "a.txt"], ["#a.txt", "#a.txt~2"]),
        (["../news/a.txt", "/b.txt"], ["#../news/a.txt", "#/b.txt"]),
        (["news\\a.txt", "news\\b.txt", "news\\", "news\\.c.txt"], ["#news/a.txt", "#news/b.txt"]),
    ],
)
def test_each_file_has_a_uri_of_its_own(read_file: ReadFile, names: Sequence[str], ends: Sequence[str]) -> None:
    found = read_file(archive([(name, PERU) for name in names]), "export.zip", check_language=False)
    assert [item.uri.rpartition("/export.zip")[2] for item in found if isinstance(item, Document)] == ends
    assert len(found) == len(ends)


def test_the_name_of_a_file_does_not_steer_a_terminal(read_file: ReadFile) -> None:
    files: Mapping[str, str | bytes] = {"a\x1b[2J.txt": PERU, "b\x1b[2J.png": b"\x89PNG\r\n\x1a\n"}
    document, error = read_file(archive(files), "export.zip", check_language=False)
    assert isinstance(document, Document)
    assert document.name == r"a\x1b[2J"
    assert r"b\x1b[2J.png" in str(error)


def test_a_link_in_an_archive_is_no_text(read_file: ReadFile) -> None:
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = archive([(link, "../b.txt"), ("b.txt", PERU)])
    assert texts_and_codes(read_file(packed, "export.zip", check_language=False)) == ["KG-L007", PERU]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_packed_by_another_method_is_refused(read_file: ReadFile, method: int) -> None:
    assert texts_and_codes(read_file(archive({"a.txt": PERU}, method), "export.zip")) == ["KG-L002"]


def test_an_archive_is_read_from_standard_input() -> None:
    found = list(loaders.read("-", loaders.Options(check_language=False), stdin=io.BytesIO(archive({"a.txt": PERU}))))
    assert texts_and_codes(found) == [PERU]


def test_a_file_that_cannot_be_read_is_named_and_stops_no_other(read_file: ReadFile) -> None:
    files: Mapping[str, str | bytes] = {
        "a.txt": PERU,
        "b.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "c.gz": gzip.compress(gzip.compress(b"Peru")),
        "e.txt": CHILE,
    }
    found = read_file(archive(files), "export.zip", check_language=False)
    assert texts_and_codes(found) == [PERU, "KG-L002", "KG-L002", CHILE]
    assert isinstance(found[1], DocumentError)
    assert str(found[1].fields["place"]).endswith("export.zip, b.png")


def test_the_files_of_an_archive_in_an_archive_are_read(read_file: ReadFile) -> None:
    files: Mapping[str, str | bytes] = {
        "a.txt.gz": gzip.compress(PERU.encode()),
        "b.csv.gz": gzip.compress(TABLE.encode()),
        "c.zip": archive({"news/d.txt": CHILE, "e.zip": archive({"f.txt": PERU})}),
        "g.zip": archive({".hidden": "x"}),
        "h.zip": archive({"a.txt": PERU})[:-30],
    }
    found = read_file(archive(files), "export.zip", check_language=False)
    assert texts_and_codes(found) == [PERU, PERU, CHILE, "KG-L002", CHILE, "KG-L001", "KG-L005"]
    addresses = [item.uri.rpartition("/export.zip")[2] for item in found if isinstance(item, Document)]
    assert addresses == ["#a.txt.gz", "#b.csv.gz-p1", "#b.csv.gz-p2", "#c.zip/news/d.txt"]


@pytest.mark.parametrize(
    ("files", "results"),
    [
        ({f"{number}.txt": "Peru. " * 100 for number in range(200)}, ["KG-L006"]),
        ({"a.txt": PERU, "b.zip": archive({"c.txt": "Peru. " * 20_000}), "d.txt": CHILE}, [PERU, "KG-L006", CHILE]),
        ({"a.txt": PERU, "b.txt.gz": gzip.compress(b"Peru. " * 1000)}, [PERU, "KG-L006"]),
    ],
)
def test_an_archive_cannot_hold_a_hundred_times_what_a_file_may(
    read_file: ReadFile, files: Mapping[str, str | bytes], results: list[str]
) -> None:
    found = read_file(archive(files), "export.zip", check_language=False, max_bytes=1000)
    assert texts_and_codes(found) == results


def test_a_large_file_in_an_archive_is_refused(read_file: ReadFile) -> None:
    packed = archive({"a.txt": PERU, "b.txt": "Peru. " * 100_000})
    found = read_file(packed, "export.zip", check_language=False, max_bytes=100_000)
    assert texts_and_codes(found) == [PERU, "KG-L006"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (archive({}), "export.zip", "KG-L002"),
        (archive({".hidden": "x"}), "export.zip", "KG-L001"),
        (archive({"a.txt": PERU})[:-30], "export.zip", "KG-L005"),
        (archive({"a.txt": PERU}).replace(b"\x00\x00\x08\x00", b"\x01\x00\x08\x00"), "export.zip", "KG-L004"),
        (archive({"mimetype": "application/epub+zip"}), "book.zip", "KG-L002"),
        (archive({"a.txt": PERU}), "export.txt", "KG-L002"),
    ],
)
def test_an_archive_that_cannot_be_read_is_refused(
    refusal: Callable[..., DocumentError], content: bytes, name: str, code: str
) -> None:
    assert refusal(content, name).code == code


def test_a_damaged_file_in_an_archive_is_refused(read_file: ReadFile) -> None:
    packed = archive({"a.txt": PERU, "b.txt": CHILE})
    with zipfile.ZipFile(io.BytesIO(packed)) as zipped:
        start = zipped.infolist()[0].header_offset + 35
    found = read_file(packed[:start] + b"\xff\xff\xff" + packed[start + 3 :], "export.zip", check_language=False)
    assert texts_and_codes(found) == ["KG-L005", CHILE]


def test_a_word_document_in_an_archive_is_not_taken_for_the_archive(read_file: ReadFile) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as zipped:
        zipped.writestr("a.docx", word_file([PERU]))
        zipped.writestr("b.docx", word_file([CHILE]))
    assert texts_and_codes(read_file(out.getvalue(), "export.zip", check_language=False)) == [PERU, CHILE]


def test_a_word_document_is_no_folder_whatever_it_is_called(document: Callable[..., Document]) -> None:
    assert document(word_file([PERU]), "plan.zip", check_language=False).text == PERU
