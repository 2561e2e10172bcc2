"""Workbooks of Excel and LibreOffice: in each sheet of texts a heading, then one document in each row."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    DocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
    NoColumnError,
)
from kg.model import Document
from loaders import records
from loaders.headings import LONGEST_PREAMBLE, check_columns, distinct_names, tells_heading
from loaders.options import Options
from loaders.records import Record
from loaders.registry import Likeness, loader
from loaders.source import Source

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = ["load"]

type Cell = float | str | dt.time | dt.date | dt.timedelta

_ZIP = b"PK\x03\x04"
_PARTS = (b"xl/", b"application/vnd.oasis.opendocument.spreadsheet")
# In other documents a workbook may be embedded.
_OTHER_PARTS = (b"word/", b"ppt/")
_EXPANSION = 20
"""The most that a file may expand, in units of the size limit: tables compress better than text."""


def _sniff(head: bytes) -> Likeness:
    if not head.startswith(_ZIP) or any(part in head for part in _OTHER_PARTS):
        return Likeness.NO
    return Likeness.CERTAIN if any(part in head for part in _PARTS) else Likeness.NO


@loader(".xlsx", ".xlsm", ".xlsb", ".ods", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each row of each sheet with a column of texts; the fragment of its URI is the row's id, or its
    number in the sheet, after the sheet's name if several have texts. Other sheets are passed over."""
    from python_calamine import CalamineError

    data = source.read(options.max_bytes)
    _check(data, source, options)
    try:
        sheets = list(_sheets(_open(data, source)))
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedDocumentError(place=source.place, detail=f"it is no whole workbook ({error})") from error
    tables = [(name, rows, _heading(rows, options)) for name, rows in sheets if rows]
    if not tables:
        raise EmptyDocumentError(place=source.place)
    faults = [_fault(rows[heading], source, name, options) for name, rows, heading in tables]
    tables_of_texts = [table for table, fault in zip(tables, faults, strict=True) if fault is None]
    if not tables_of_texts:
        raise next(fault for fault in faults if fault is not None)
    for name, rows, heading in tables_of_texts:
        names = distinct_names(_shown(cell) for cell in rows[heading])
        prefix = f"{name}-" if len(tables_of_texts) > 1 else ""
        for number, row in enumerate(rows[heading + 1 :], start=1):
            if not any(_shown(cell) for cell in row):
                continue
            place = f"{source.place}, sheet {name}, row {heading + 1 + number}"
            values = dict(zip(names, map(_shown, row), strict=True))
            try:
                yield records.document(Record(values, f"{prefix}{number}", place), source, options)
            except DocumentError as error:
                yield error


def _check(data: bytes, source: Source, options: Options) -> None:
    """Raises a `DocumentError` for files that calamine could not survive, or that are no workbook."""
    if not data.startswith(_ZIP):
        raise BinaryDocumentError(place=source.place, kind="no workbook of Excel or LibreOffice")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise DamagedDocumentError(place=source.place, detail=str(error)) from error
    if sum(member.file_size for member in members) > _EXPANSION * options.max_bytes:
        raise DocumentTooLargeError(place=f"{source.place}, unpacked,", limit=_EXPANSION * options.max_bytes)


def _open(data: bytes, source: Source) -> CalamineWorkbook:
    from python_calamine import PasswordError, load_workbook

    try:
        return load_workbook(io.BytesIO(data))
    except PasswordError as error:
        raise EncryptedDocumentError(place=source.place, detail="") from error


def _sheets(workbook: CalamineWorkbook) -> Iterator[tuple[str, list[list[Cell]]]]:
    """The name and the rows of each visible sheet, from its first row on."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in workbook.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            sheet: CalamineSheet = workbook.get_sheet_by_name(about.name)
            yield about.name, [[*row] for row in sheet.to_python(skip_empty_area=False)]


def _heading(rows: Sequence[Sequence[Cell]], options: Options) -> int:
    """The place of the heading: the first of the rows on top that tells one, else the first that is not empty."""
    keys_by_row = [{records.key(_shown(cell)) for cell in row} for row in rows[:LONGEST_PREAMBLE]]
    telling = (number for number, keys in enumerate(keys_by_row) if tells_heading(keys, options.columns))
    filled = (number for number, row in enumerate(rows) if any(_shown(cell) for cell in row))
    return next(telling, next(filled, 0))


def _fault(heading: Sequence[Cell], source: Source, sheet: str, options: Options) -> NoColumnError | None:
    """Why a sheet has no texts; None if it has."""
    try:
        check_columns(distinct_names(map(_shown, heading)), f"{source.place}, sheet {sheet}", options.columns)
    except NoColumnError as error:
        return error
    return None


def _shown(cell: Cell) -> str:
    """The content of a cell as text: whole numbers without a point, days without a time.

    >>> _shown(7.0), _shown(dt.datetime(2018, 8, 24)), _shown(" Talks ")
    ('7', '2018-08-24', 'Talks')
    """
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell).strip()
