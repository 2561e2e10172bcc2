"""The text of a file that another tool wrote."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError

__all__ = ["text_of"]


def text_of(path: Path, encoding: str = "utf-8", newline: str | None = None) -> str:
    """The whole text; ``newline`` is as `open` has it. Raises `InputError` for what cannot be read, or is no text."""
    try:
        with path.open(encoding=encoding, newline=newline) as handle:
            return handle.read()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path=path, detail=getattr(error, "strerror", None) or error) from error
