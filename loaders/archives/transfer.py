"""Decodes the body of an HTTP response: chunked transfer and compression."""

from __future__ import annotations

import re
import zlib

from loaders.source import GZIP

__all__ = ["body"]

# A chunk's size in hexadecimal digits, with optional chunk extensions.
_SIZE = re.compile(rb"([0-9a-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n", re.IGNORECASE)
# The beginnings of pages, reports and plain text, which compressed data do not have.
_UNPACKED = re.compile(rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff|\s*\0?<|%PDF-|PK\x03\x04|[^\0-\x08\x0e-\x1a\x1c-\x1f]*\Z")
_HEAD = 1024


def body(data: bytes, chunked: bool, content_encoding: str, limit: int) -> bytes:
    """The decoded bytes of a response, at most one more than the ``limit``.

    Archives may keep the original headers of a body that they have decoded: data that does not begin as the headers say
    is left unchanged. Raises `ValueError` for a body that is truncated, damaged, or in an unknown encoding.
    """
    if chunked:
        data = _join_chunks(data)
    for name in reversed([part.strip().lower() for part in content_encoding.split(",")]):
        if name in ("gzip", "x-gzip"):
            data = _unpack(data, limit)
        elif name in ("", "identity") or _UNPACKED.match(data[:_HEAD]):
            continue
        elif name == "deflate":
            data = _inflate(data, limit)
        else:
            raise ValueError(f"its Content-Encoding, {name}, is not read")
    return data


def _join_chunks(data: bytes) -> bytes:
    parts: list[bytes] = []
    offset = 0
    while head := _SIZE.match(data, offset):
        end = head.end() + int(head[1], 16)
        if end == head.end():
            return b"".join(parts)
        if end + 2 <= len(data) and data[end : end + 2] != b"\r\n":
            break
        parts.append(data[head.end() : end])
        offset = end + 2
    if parts:
        raise ValueError("its last chunk is missing")
    return data


def _unpack(data: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while data.startswith(GZIP) and size <= limit:
        part, data = _decompress(data, limit - size, 16 + zlib.MAX_WBITS)
        parts.append(part)
        size += len(part)
    return b"".join(parts) if parts else data


def _inflate(data: bytes, limit: int) -> bytes:
    # Some servers omit the zlib header of two bytes.
    has_header = data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0
    return _decompress(data, limit, zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)[0]


def _decompress(data: bytes, limit: int, bits: int) -> tuple[bytes, bytes]:
    """The decompressed stream, at most one byte more than the limit, and the data after the stream."""
    decompressor = zlib.decompressobj(bits)
    try:
        content = decompressor.decompress(data, limit + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not decompressor.eof and len(content) <= limit:
        raise ValueError("its compression does not end")
    return content, decompressor.unused_data
