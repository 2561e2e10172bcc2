"""Where data goes: stdout, or a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from kg.cli.rows import Format, write_rows
from kg.cli.talk import colourful
from kg.errors import OutputError
from kg.stores.protocol import Value

__all__ = ["print_rows", "text_file"]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EISDIR)
"""What goes wrong with the file itself; other errors belong to what is being written into it."""


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    format: Format | None,
    *,
    brief: Sequence[str] | None = None,
) -> int:
    """Write rows to stdout, as a table on a terminal and as tab-separated values elsewhere unless ``format`` says
    otherwise; how many there were.

    A table shows the ``brief`` columns only, where a person has more use for room than for every id.
    """
    chosen = format or (Format.TABLE if sys.stdout.isatty() else Format.TSV)
    if brief is not None and chosen is Format.TABLE:
        kept = [n for n, name in enumerate(columns) if name in brief]
        columns, rows = [columns[n] for n in kept], ([row[n] for n in kept] for row in rows)
    width = shutil.get_terminal_size((100, 24)).columns
    return write_rows(sys.stdout, columns, rows, chosen, width=width, colour=colourful(sys.stdout))


@contextlib.contextmanager
def text_file(path: Path | None) -> Iterator[TextIO]:
    """A UTF-8 file that replaces ``path`` when the block ends well; stdout for None.

    Raises `kg.errors.OutputError` when it cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    with _replacing(path) as name, open(name, "w", encoding="utf-8", newline="\n") as out:  # noqa: PTH123
        yield out


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A fresh name beside ``path``, renamed to it in the end; removed when the block raises."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise OutputError(path=path, detail=error.strerror or error) from error
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise OutputError(path=path, detail=error.strerror or error) from error
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
