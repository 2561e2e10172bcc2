"""The one way in: paths to documents, in order, with an error in the place of each that cannot be read."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import math
import os
import pickle
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import loaders
from kg.errors import (
    DocumentError,
    NothingFoundError,
    ParameterValueError,
    UnknownEncodingError,
    UnknownLoaderError,
)
from kg.model import Document, Genre
from loaders import Options
from tests.loaders.results import ReadFile, texts_and_codes

Refuse = Callable[..., DocumentError]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "c/2.md", "c/10.txt", ".hidden.txt", ".git/x.txt", "c/.x/y.txt"):
        path = tmp_path / "talks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text {name}.", encoding="utf-8")
    return tmp_path / "talks"


INSIDE = ["Text a.txt.", "Text b.txt.", "Text c/10.txt.", "Text c/2.md."]


def test_a_folder_is_read_in_alphabetical_order_without_hidden_files(folder: Path) -> None:
    assert texts_and_codes(list(loaders.read([folder]))) == INSIDE


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("*.txt", ["Text a.txt.", "Text b.txt."]),
        ("**/*.txt", ["Text a.txt.", "Text b.txt.", "Text c/10.txt."]),
        ("[ab].txt", ["Text a.txt.", "Text b.txt."]),
        ("*", INSIDE),
        ("c", ["Text c/10.txt.", "Text c/2.md."]),
        (".hidden.txt", ["Text .hidden.txt."]),
    ],
)
def test_globs_and_folders_lead_to_their_files(folder: Path, pattern: str, texts: list[str]) -> None:
    assert texts_and_codes(list(loaders.read([f"{folder}/{pattern}"]))) == texts


def test_an_existing_name_with_glob_characters_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "talks [1].txt").write_text("The crews met.")
    assert texts_and_codes(list(loaders.read([tmp_path / "talks [1].txt"]))) == ["The crews met."]


def test_a_file_uri_is_read_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / "Café 100% #1.txt"
    path.write_text("The crews met.")
    (first,) = loaders.read([path])
    assert isinstance(first, Document)
    assert first.uri == path.as_uri()
    assert list(loaders.read([first.uri])) == [first]


def test_a_file_is_read_once_however_many_paths_lead_to_it(folder: Path) -> None:
    (folder / "z.txt").symlink_to(folder / "a.txt")
    assert texts_and_codes(list(loaders.read([folder / "b.txt", folder, f"{folder}/*.txt"]))) == [
        INSIDE[1],
        INSIDE[0],
        *INSIDE[2:],
    ]


def test_relative_paths_give_absolute_uris(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (found,) = loaders.read(["a.txt"])
    assert isinstance(found, Document)
    assert found.uri == (folder / "a.txt").as_uri()


def test_a_file_has_one_uri_however_it_is_addressed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "notes").mkdir()
    (folder / "elsewhere/deep").mkdir(parents=True)
    (folder / "link").symlink_to(folder / "elsewhere/deep")
    (folder / "elsewhere/a.txt").write_text("Another text.")
    (folder / "whole").symlink_to(folder)
    monkeypatch.chdir(folder / "notes")
    named = {
        **dict.fromkeys(["../a.txt", "../notes/../a.txt", str(folder / "notes/../a.txt")], "a.txt"),
        "../link/../a.txt": "elsewhere/a.txt",
        "../whole/notes/../a.txt": "whole/a.txt",
    }
    for name, file in named.items():
        (found,) = loaders.read([name])
        assert isinstance(found, Document)
        assert found.uri == (folder / file).as_uri()


def test_the_format_of_standard_input_is_recognized_by_content() -> None:
    (found,) = loaders.read(["-"], stdin=io.BytesIO(b"The crews met."))
    assert isinstance(found, Document)
    assert (found.text, found.name) == ("The crews met.", "stdin")
    assert found.uri == f"stdin:{hashlib.sha256(b'The crews met.').hexdigest()[:16]}"
    again = list(loaders.read(["-"], stdin=io.BytesIO(b"The crews met.")))
    assert again == [found]
    page = b"<!DOCTYPE html><html><body><p>The crews met.</p></body></html>"
    (sniffed,) = loaders.read(["-"], stdin=io.BytesIO(page))
    assert isinstance(sniffed, Document)
    assert sniffed.metadata["format"] == "html"
    (forced,) = loaders.read(["-"], Options(format="text"), stdin=io.BytesIO(page))
    assert isinstance(forced, Document)
    assert forced.text == page.decode()


def test_records_on_standard_input_have_fragments() -> None:
    (found,) = loaders.read(["-"], stdin=io.BytesIO(b'{"id": "a1", "text": "The crews met."}\n'))
    assert isinstance(found, Document)
    assert found.uri.startswith("stdin:")
    assert found.uri.endswith("#a1")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("missing.txt", "does not exist"),
        ("*.missing", "no file matches"),
        ("https://example.org/a.html", "only file: URIs"),
        ("file://server/a.txt", "only file: URIs"),
        ("http://[abc", "only file: URIs"),
    ],
)
def test_a_missing_path_is_bad_usage_before_anything_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, path: str, words: str
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(NothingFoundError, match=words) as caught:
        loaders.read(["a.txt", path])
    assert caught.value.exit_status == 2


def test_invalid_options_are_bad_usage(folder: Path) -> None:
    with pytest.raises(
        UnknownLoaderError,
        match="bibtex, csv, docx, endnote, enw, feed, html, jsonlines, markdown, mime, odt, pdf, ris",
    ):
        loaders.read([folder], Options(format="word"))
    with pytest.raises(UnknownEncodingError, match="klingon"):
        loaders.read([folder], Options(encoding="klingon"))


def test_each_kind_of_error_has_its_code(folder: Path) -> None:
    trouble = {
        "empty.txt": (b"", "KG-L001"),
        "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "KG-L002"),
        "program.txt": (b"\x7fELF" + bytes(range(256)), "KG-L002"),
        "noise.txt": (bytes(range(256)) * 4, "KG-L002"),
        "zeros.txt": (bytes(5000), "KG-L002"),
        "letter.eml": (b"From: a@b.example\r\nSubject: Talks\r\n on\r\nMIME-Version: 1.0\r\n\r\n", "KG-L001"),
        "brief.srt": (b"1\r\n00:00:10,000 --> 00:00:12,000\r\n\r\n", "KG-L001"),
        "brief.ipynb": (b'{"cells": [{"cell_type": "code"}]}', "KG-L002"),
        "budget.xlsx": (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", "KG-L005"),
        "letter.rtf": (rb"{\rtf1 The crews met.", "KG-L005"),
        "settings.yaml": (b"a: 1\n", "KG-L003"),
        "several.yaml": (b"---\na: 1\n---\nb: 2\n", "KG-L003"),
        "budget.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "KG-L002"),
        "prose.pdf": (b"The crews met.", "KG-L003"),
        "prose.docx": (b"The crews met.", "KG-L003"),
        "cut.txt.gz": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x0b", "KG-L005"),
        "fake.txt.gz": (b"\x1f\x8b not gzip", "KG-L005"),
    }
    for name, (content, _) in trouble.items():
        (folder / name).write_bytes(content)
    found = {str(item.fields["place"]): item.code for item in loaders.read([folder]) if isinstance(item, DocumentError)}
    assert found == {str(folder / name): code for name, (_, code) in trouble.items()}
    assert sum(isinstance(item, Document) for item in loaders.read([folder])) == len(INSIDE)


@pytest.mark.parametrize(
    ("name", "row", "first"),
    [
        ("a.jsonl.gz", '{{"id": "{0}", "text": "Crew {0} met. {1}"}}\n', ""),
        ("a.csv.gz", "{0},Crew {0} met. {1}\n", "id,text\n"),
    ],
)
def test_a_truncated_compressed_file_gives_the_records_before_the_cut(
    read_file: ReadFile, name: str, row: str, first: str
) -> None:
    noise = random.Random(7)
    rows = [row.format(number, "".join(noise.choices("abcdefgh ", k=200))) for number in range(60)]
    *found, last = read_file(gzip.compress((first + "".join(rows)).encode())[:-900], name, check_language=False)
    assert 40 < len(found) < 60
    assert [item.name for item in found if isinstance(item, Document)] == [str(number) for number in range(len(found))]
    assert isinstance(last, DocumentError)
    assert last.code == "KG-L005"


def test_links_are_followed_but_not_in_a_loop(folder: Path) -> None:
    (folder / "c" / "up").symlink_to(folder)
    (folder / "d").symlink_to("d")
    (folder / "e.txt").symlink_to(folder / "nowhere.txt")
    found = list(loaders.read([folder]))
    assert texts_and_codes(found) == [*INSIDE, "KG-L013", "KG-L007", "KG-L007"]


def test_a_pipe_in_a_folder_is_skipped(folder: Path) -> None:
    os.mkfifo(folder / "d.txt")
    (folder / "e.txt").symlink_to("/dev/null")
    assert texts_and_codes(list(loaders.read([folder], Options(follow_links=True)))) == [*INSIDE, "KG-L007", "KG-L007"]


def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write('The crews met.')"])
    assert texts_and_codes(list(loaders.read([pipe]))) == ["The crews met."]
    assert writer.wait() == 0


def test_a_file_that_may_not_be_read_stops_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *arguments: Any) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    found = list(loaders.read([folder]))
    assert texts_and_codes(found) == ["KG-L007", *INSIDE[1:]]
    assert "Permission denied" in str(found[0])


def test_a_file_in_a_folder_that_may_not_be_searched_stops_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = Path.lstat

    def refuse(path: Path) -> os.stat_result:
        if path.parent.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return status(path)

    monkeypatch.setattr(Path, "lstat", refuse)
    found = list(loaders.read([folder / "closed" / "a.txt", folder]))
    assert texts_and_codes(found) == ["KG-L007", *INSIDE]
    assert "Permission denied" in str(found[0])


def test_a_folder_that_may_not_be_opened_stops_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/c"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert texts_and_codes(list(loaders.read([folder]))) == [*INSIDE[:2], "KG-L007"]


def test_a_name_that_is_not_utf8_is_read_and_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/M\xfcller.txt"
    Path(os.fsdecode(path)).write_text("The crews met.")
    (found,) = loaders.read([tmp_path])
    assert isinstance(found, Document)
    assert (found.name, found.uri) == (r"M\xfcller", f"{tmp_path.as_uri()}/M%FCller.txt")
    assert list(loaders.read([found.uri])) == [found]


def test_control_characters_in_a_name_are_shown_escaped(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2Jtalks\u202etxt.md").write_text("The crews met.", encoding="utf-8")
    (found,) = loaders.read([tmp_path])
    assert isinstance(found, Document)
    assert found.name == r"\x1b[2Jtalks\u202etxt"
    assert found.uri == f"{tmp_path.as_uri()}/%1B%5B2Jtalks%E2%80%AEtxt.md"


def test_very_deep_folders_are_read(tmp_path: Path) -> None:
    code = "import os, sys\nos.chdir(sys.argv[1])\nfor _ in range(1200): os.mkdir('d'); os.chdir('d')\n"
    code += "open('a.txt', 'w').write('x')"
    try:
        subprocess.run([sys.executable, "-c", code, tmp_path], check=True)
        assert len(list(loaders.read([tmp_path]))) == 1
    finally:
        # Deeper than pytest can remove.
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)


def test_defaults_fill_in_what_the_document_does_not_tell(folder: Path) -> None:
    (found,) = loaders.read([folder / "a.txt"], Options(source="Gazette", genre=Genre.NEWS))
    assert isinstance(found, Document)
    assert (found.source, found.genre) == ("Gazette", Genre.NEWS)


def test_documents_and_errors_can_be_pickled(folder: Path) -> None:
    (folder / "empty.txt").touch()
    found = list(loaders.read([folder]))
    sent = pickle.loads(pickle.dumps(found))
    assert texts_and_codes(sent) == texts_and_codes(found)
    assert [str(item) for item in sent] == [str(item) for item in found]


def test_a_loader_that_fails_stops_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import loaders.text.markdown

    def fail(*arguments: object) -> None:
        raise RuntimeError("no such thing\nwas foreseen.")

    monkeypatch.setattr(loaders.text.markdown, "decoded", fail)
    found = list(loaders.read([folder]))
    assert texts_and_codes(found) == [*INSIDE[:3], "KG-L014"]
    assert "RuntimeError: no such thing was foreseen. Run" in str(found[3])
    assert isinstance(found[3], DocumentError)
    assert isinstance(found[3].__cause__, RuntimeError)


def test_a_link_out_of_the_folder_is_followed_only_on_request(tmp_path: Path) -> None:
    folder, outside = tmp_path / "talks", tmp_path / "private"
    for place in (folder / "in", outside):
        place.mkdir(parents=True)
        (place / f"{place.name}.txt").write_text(f"Text of {place.name}.", encoding="utf-8")
    (folder / "file.txt").symlink_to(outside / "private.txt")
    (folder / "folder").symlink_to(outside)
    (folder / "within").symlink_to(folder / "in")
    found = list(loaders.read([folder]))
    assert [item.text if isinstance(item, Document) else item.code for item in found] == [
        "KG-L019",
        "KG-L019",
        "Text of in.",
    ]
    assert "--follow-links" in str(found[0])
    texts = {item.text for item in loaders.read([folder], Options(follow_links=True)) if isinstance(item, Document)}
    assert texts == {"Text of in.", "Text of private."}
    # A link that is given as a path is followed.
    (tmp_path / "named").symlink_to(folder / "in")
    assert [item.text for item in loaders.read([tmp_path / "named"]) if isinstance(item, Document)] == ["Text of in."]


def test_one_path_need_not_be_in_a_list(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "c")
    for one in ("..", Path(".."), str(folder)):
        assert texts_and_codes(list(loaders.read(one, Options(check_language=False)))) == INSIDE
    with pytest.raises(NothingFoundError, match="Nothing to read at nope"):
        loaders.read("nope")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"date": "2018-08-24"}, "date is '2018"),
        ({"genre": "blog"}, "genre is"),
        ({"source": 7}, "source is 7"),
        ({"encoding": 7}, "encoding is 7, not a word"),
        ({"format": 7}, "format is 7, not a word"),
        ({"columns": {"text": "story"}}, "columns is {'text': 'story'}, not loaders.Columns"),
        ({"max_bytes": -5}, "max_bytes is -5, not a whole number of bytes"),
        ({"max_bytes": 2.5}, "max_bytes is 2.5, not a whole number of bytes"),
        ({"max_bytes": 0.0}, "max_bytes is 0"),
        ({"max_bytes": math.nan}, "max_bytes is nan"),
        ({"max_record_bytes": -math.inf}, "max_record_bytes is -inf"),
        ({"max_record_bytes": "9"}, "max_record_bytes is '9'"),
        ({"date_order": "year-first"}, "date_order is 'year-first', not day-first or month-first"),
    ],
)
def test_invalid_defaults_for_documents_are_refused(given: dict[str, Any], what: str) -> None:
    with pytest.raises(ParameterValueError, match=what):
        Options(**given)


def test_a_datetime_is_reduced_to_its_date() -> None:
    assert Options(date=dt.datetime(2018, 8, 24, 9, 30)).date == dt.date(2018, 8, 24)
