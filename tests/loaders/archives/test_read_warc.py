"""Web archives: pages with a successful response, dated by themselves and not by the capture."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import random
from collections.abc import Callable

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from kg.errors import DocumentError
from kg.model import Document
from tests.loaders.results import ReadFile, texts_and_codes

Refuse = Callable[..., DocumentError]

WORDS = "The leader of the crews said on Tuesday that her union would not sign the draft of the owners, number {}."


def html(number: object, head: str = "") -> bytes:
    body = f"<body><p>{WORDS.format(number)}</p></body>"
    return f"<html><head><title>Page {number}</title>{head}</head>{body}</html>".encode()


def archive(*answers: tuple[str, str, str, bytes], zipped: bool = False) -> bytes:
    """A WARC of (address, status, content type, body) as warcio writes it; a type that ends in ``gzip`` stands for a
    compressed page."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "tests"}))
    for address, status, kind, body in answers:
        headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        if kind.endswith("gzip"):
            headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
        writer.write_record(
            writer.create_warc_record(
                address,
                "response",
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2024-01-01T00:00:00Z"},
            )
        )
        writer.write_record(
            writer.create_warc_record(
                address,
                "request",
                http_headers=StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True),
            )
        )
    return out.getvalue()


DATED = '<meta property="article:published_time" content="2021-10-05T08:00:00Z">'
ANSWERS = (
    ("https://gazette.example/news/one.html", "200 OK", "text/html; charset=utf-8", html(1, DATED)),
    ("https://gazette.example/gone", "404 Not Found", "text/html", html("404")),
    ("https://gazette.example/x.png", "200 OK", "image/png", b"\x89PNG\r\n"),
    ("https://gazette.example/two", "200 OK", "text/html; gzip", gzip.compress(html(2))),
    (
        "https://gazette.example/three.txt",
        "200 OK",
        "text/plain; charset=windows-1252",
        "Müller said no.".encode("cp1252"),
    ),
)


@pytest.mark.parametrize("zipped", [False, True])
def test_each_successful_response_is_a_document(read_file: ReadFile, zipped: bool) -> None:
    found = read_file(archive(*ANSWERS, zipped=zipped), "sea.warc.gz" if zipped else "sea.warc")
    assert texts_and_codes(found) == [WORDS.format(1), WORDS.format(2), "Müller said no."]
    first = found[0]
    assert isinstance(first, Document)
    assert first.metadata["url"] == "https://gazette.example/news/one.html"
    assert first.uri.endswith(
        "/sea.warc.gz#" + first.metadata["url"] if zipped else "/sea.warc#" + first.metadata["url"]
    )
    assert (first.name, first.title, first.date) == ("one", "Page 1", dt.date(2021, 10, 5))
    assert first.metadata["warc:date"] == "2024-01-01T00:00:00Z"


@pytest.mark.parametrize("address", ["https://ada:wren@x.example/a", "https://x.example/a?session=1&api_key=wren"])
def test_a_page_at_an_address_with_a_secret_is_refused_without_showing_it(read_file: ReadFile, address: str) -> None:
    first, second = read_file(archive((address, "200 OK", "text/html", html(1)), ANSWERS[0]), "sea.warc")
    assert isinstance(first, DocumentError)
    assert first.code == "KG-L020"
    assert "wren" not in str(first)
    assert isinstance(second, Document)


def test_a_page_that_was_captured_twice_is_two_documents(read_file: ReadFile) -> None:
    address = "https://x.example/news"
    first, second = read_file(archive(*((address, "200 OK", "text/html", html(n)) for n in (1, 2))), "sea.warc")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert [(item.uri.partition("#")[2], item.text) for item in (first, second)] == [
        (address, WORDS.format(1)),
        (f"{address}~2", WORDS.format(2)),
    ]
    assert second.metadata["url"] == address


def test_the_uri_of_a_page_includes_its_archive(read_file: ReadFile) -> None:
    """Two archives that hold one address do not overwrite each other."""
    page = ("https://x.example/news?day=1&part=2", "200 OK", "text/html", html(1))
    one, two = (read_file(archive(page), name)[0] for name in ("monday.warc", "tuesday.warc"))
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert one.uri.endswith("/monday.warc#https://x.example/news?day=1%26part=2")
    assert two.uri.endswith("/tuesday.warc#https://x.example/news?day=1%26part=2")
    assert one.id == two.id


def test_the_date_of_the_capture_is_not_used(read_file: ReadFile) -> None:
    (found,) = read_file(archive(("https://x.example/", "200 OK", "text/html", html(1))), "sea-2024-01-01.warc")
    assert isinstance(found, Document)
    assert (found.date, found.name) == (None, "x.example")


@pytest.mark.parametrize(
    ("address", "kind", "body", "date", "origin"),
    [
        ("https://x.example/2021/10/06/talks", "text/html", html(1), dt.date(2021, 10, 6), "url"),
        ("https://x.example/2021/10/06/talks.txt", "text/plain", b"Crews met.", dt.date(2021, 10, 6), "url"),
        ("https://x.example/2021/10/06/talks", "text/html", html(1, DATED), dt.date(2021, 10, 5), None),
        ("https://x.example/2021/10/talks", "text/html", html(1), None, None),
    ],
)
def test_a_page_that_tells_no_date_has_that_of_its_address(
    read_file: ReadFile, address: str, kind: str, body: bytes, date: dt.date | None, origin: str | None
) -> None:
    (found,) = read_file(archive((address, "200 OK", kind, body)), "sea.warc")
    assert isinstance(found, Document)
    assert (found.date, found.metadata.get("date_from")) == (date, origin)


@pytest.mark.parametrize(
    ("damage", "texts", "code"),
    [
        (
            lambda data: data.replace(b"response\r\nContent-Length: 3", b"response\r\nContent-Length: 9", 1),
            {WORDS.format(2), "Müller said no."},
            "KG-L011",
        ),
        (lambda data: data[: data.index(b"three.txt") + 40], {WORDS.format(1), WORDS.format(2)}, "KG-L005"),
        (
            lambda data: data.replace(b"WARC/1.0\r\nWARC-Date", b"rubbish\r\nWARC-Date", 1),
            {WORDS.format(2)},
            "KG-L011",
        ),
    ],
)
def test_damaged_records_are_errors_and_stop_nothing(
    read_file: ReadFile, damage: Callable[[bytes], bytes], texts: set[str], code: str
) -> None:
    found = read_file(damage(archive(*ANSWERS)), "sea.warc")
    assert {item.text for item in found if isinstance(item, Document)} >= texts
    assert {item.code for item in found if isinstance(item, DocumentError)} == {code}


def test_a_truncated_compressed_archive_gives_its_earlier_pages(read_file: ReadFile) -> None:
    noise = "".join(random.Random(7).choices("abcdefgh ", k=40_000))
    pages = [
        (f"https://x.example/{number}", "200 OK", "text/plain", f"{number} {noise}".encode()) for number in range(20)
    ]
    found = read_file(archive(*pages, zipped=True)[:-100], "sea.warc.gz", check_language=False)
    assert texts_and_codes(found)[-1] == "KG-L005"
    assert [item.name for item in found if isinstance(item, Document)][:10] == [str(number) for number in range(10)]


def test_a_page_over_the_limit_is_refused(read_file: ReadFile) -> None:
    big = ("https://x.example/big", "200 OK", "text/html", html("x" * 5000))
    film = ("https://x.example/film", "200 OK", "video/mp4", b"\x00" * 5000)
    assert texts_and_codes(read_file(archive(big, film, ANSWERS[0]), "sea.warc", max_record_bytes=2000)) == [
        "KG-L006",
        WORDS.format(1),
    ]


def test_a_decompression_bomb_is_refused(read_file: ReadFile) -> None:
    bomb = ("https://x.example/bomb", "200 OK", "text/html; gzip", gzip.compress(html("x" * 50_000)))
    assert texts_and_codes(read_file(archive(bomb), "sea.warc", max_record_bytes=20_000)) == ["KG-L006"]


def test_a_partially_captured_page_is_refused(read_file: ReadFile) -> None:
    whole = archive(ANSWERS[0])
    assert texts_and_codes(
        read_file(whole.replace(b"WARC-Date: 2024", b"WARC-Truncated: time\r\nWARC-Date: 2024"), "a.warc")
    ) == ["KG-L011"]
    assert texts_and_codes(read_file(whole.replace(b"Content-Length: 242", b"Content-Length: 999"), "b.warc")) == [
        "KG-L011"
    ]


def test_a_page_that_ends_before_its_last_chunk_is_refused(read_file: ReadFile) -> None:
    body = b"%x\r\n%b\r\n" % (len(html(1)), html(1))
    data = archive(("https://x.example/", "200 OK", "text/html", body)).replace(
        b"Content-Length: %d\r\n\r\n%b" % (len(body), body), b"Transfer-Encoding:chunked\r\n\r\n%b" % body
    )
    assert texts_and_codes(read_file(data, "sea.warc")) == ["KG-L011"]


def test_a_report_in_pdf_is_read_as_in_a_file_of_its_own(read_file: ReadFile) -> None:
    found = read_file(archive(("https://x.example/r.pdf", "200 OK", "application/pdf", b"%PDF-1.4 cut")), "sea.warc")
    assert [item.code for item in found if isinstance(item, DocumentError)] == ["KG-L005"]


def test_an_archive_without_pages_is_empty(refusal: Refuse) -> None:
    assert refusal(archive(ANSWERS[2]), "sea.warc").code == "KG-L001"
