"""The text of a file that another tool wrote."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError
from kg.errors.checking import input_errors

__all__ = ["text_of"]


def text_of(path: Path, newline: str | None = None) -> str:
    """The whole text; ``newline`` is that of `open`. Raises `InputError` if it cannot be read or is not UTF-8."""
    try:
        with input_errors(path), path.open(encoding="utf-8", newline=newline) as handle:
            return handle.read()
    except UnicodeDecodeError as error:
        detail = f"it is no text in UTF-8: its byte {error.start + 1} is {error.object[error.start]:#04x}"
        raise InputError(path=path, detail=detail) from error
