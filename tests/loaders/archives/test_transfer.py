"""Bodies of pages: chunks joined, compression removed, and truncated bodies refused."""

from __future__ import annotations

import gzip
import zlib

import pytest

from loaders.archives.transfer import body

PAGE = b"The envoy of the crews would not sign the draft of the owners. " * 40
LIMIT = 100_000


def chunks(data: bytes) -> bytes:
    parts = [data[start : start + 500] for start in range(0, len(data), 500)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflated(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


@pytest.mark.parametrize(
    ("data", "chunked", "packed"),
    [
        (PAGE, False, ""),
        (PAGE, False, "identity"),
        (chunks(PAGE), True, ""),
        (chunks(PAGE).replace(b"1f4\r\n", b"1F4;name=x\r\n"), True, ""),
        (gzip.compress(PAGE), False, "gzip"),
        (gzip.compress(PAGE), False, "x-gzip"),
        (gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]), False, "gzip"),
        (gzip.compress(gzip.compress(PAGE)), False, "gzip, gzip"),
        (zlib.compress(PAGE), False, "deflate"),
        (raw_deflated(PAGE), False, "Deflate"),
        (chunks(gzip.compress(PAGE)), True, "gzip"),
    ],
)
def test_a_body_is_unchunked_and_decompressed(data: bytes, chunked: bool, packed: str) -> None:
    assert body(data, chunked, packed, LIMIT) == PAGE


@pytest.mark.parametrize("packed", ["", "gzip", "deflate", "br", "zstd", "none", "windows-1252"])
@pytest.mark.parametrize(
    "data",
    [
        PAGE,
        "<p>Müller said no.</p>".encode("cp1252"),
        "Müller said no.".encode("cp1252"),
        "<p>Müller said no.</p>".encode("utf-16"),
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n\0\1\2",
        b"PK\x03\x04\x14\0\x06\0",
        b"HKers want talks.",
        b"",
    ],
)
def test_an_already_decoded_body_is_left_as_it_is(data: bytes, packed: str) -> None:
    assert body(data, True, packed, LIMIT) == data


@pytest.mark.parametrize(
    ("data", "chunked", "packed", "why"),
    [
        (chunks(PAGE)[:-5], True, "", "last chunk"),
        (chunks(PAGE)[:700], True, "", "last chunk"),
        (chunks(PAGE).replace(b"1f4\r\n", b"1f3\r\n").replace(b"1f3\r\n", b"1f4\r\n", 1), True, "", "last chunk"),
        (gzip.compress(PAGE)[:-9], False, "gzip", "does not end"),
        (zlib.compress(PAGE)[:40], False, "deflate", "does not end"),
        (raw_deflated(PAGE)[:40], False, "deflate", "does not end"),
        (gzip.compress(PAGE)[:-8] + b"\xff" * 8, False, "gzip", "incorrect data check"),
        (b"\x1b\xff\x0f\x00", False, "br", "Content-Encoding, br,"),
        (b"(\xb5/\xfd\x04", False, "zstd", "Content-Encoding, zstd,"),
    ],
)
def test_truncated_bodies_and_unknown_encodings_are_refused(data: bytes, chunked: bool, packed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        body(data, chunked, packed, LIMIT)


@pytest.mark.parametrize("data", [gzip.compress(b"x" * LIMIT * 9), gzip.compress(b"x" * LIMIT) * 9])
def test_a_decompression_bomb_is_unpacked_only_to_the_limit(data: bytes) -> None:
    assert len(body(data, False, "gzip", LIMIT)) == LIMIT + 1
