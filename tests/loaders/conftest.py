"""Fixtures for loaders: read bytes under a file name, and the documents or errors that result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import loaders
from kg.errors import DocumentError
from kg.model import Document
from tests.loaders.results import LoadedItems


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., LoadedItems]:
    """All documents and errors of a file with these bytes (or characters, in UTF-8) and this name."""

    def read(content: bytes | str, name: str, **options: Any) -> LoadedItems:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(loaders.read([path], loaders.Options(**options)))

    return read


@pytest.fixture
def document(read_file: Callable[..., LoadedItems]) -> Callable[..., Document]:
    """The one document of a file."""

    def read(content: bytes | str, name: str, **options: Any) -> Document:
        (found,) = read_file(content, name, **options)
        assert isinstance(found, Document), found
        return found

    return read


@pytest.fixture
def refusal(read_file: Callable[..., LoadedItems]) -> Callable[..., DocumentError]:
    """The one error of a file."""

    def read(content: bytes | str, name: str, **options: Any) -> DocumentError:
        (found,) = read_file(content, name, **options)
        assert isinstance(found, DocumentError), found
        return found

    return read
