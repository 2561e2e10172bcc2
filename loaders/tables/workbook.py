"""Workbooks of Excel and LibreOffice: in each sheet of texts a heading, then one document in each row."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
    NoColumnError,
)
from kg.model import Document
from loaders import records
from loaders.archives.zipped import BROKEN, MARK, members
from loaders.exports import factiva
from loaders.options import Options
from loaders.records import Record
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.tables.headings import LONGEST_PREAMBLE, check_columns, names_of, tells_heading

__all__ = ["load"]

type Cell = float | str | dt.time | dt.date | dt.timedelta

_PARTS = (b"xl/", b"application/vnd.oasis.opendocument.spreadsheet")
# In other documents a workbook may be embedded.
_OTHER_PARTS = (b"word/", b"ppt/")
# The most that a file may expand, in units of the size limit: tables compress better than text.
_EXPANSION = 20
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})"')
# The cells of a sheet in a rectangle around all of them, of which calamine keeps the empty ones in memory, too: so many
# at most; fewer are too many where hardly one in ten is filled.
_MOST_CELLS, _MOST_EMPTY_CELLS = 60_000_000, 5_000_000


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a sheet from its first, the place of the ``heading`` among them, and the names in it; whether they
    are those of Factiva."""

    sheet: str
    rows: Sequence[Sequence[Cell]]
    heading: int
    names: list[str]
    is_of_factiva: bool

    @property
    def has_dates(self) -> bool:
        """Whether it has a column of dates, as a table of documents has, and a codebook has not."""
        return records.guess(dict.fromkeys(self.names, "."), records.DATE) is not None


def _sniff(head: bytes) -> Likeness:
    if not head.startswith(MARK) or any(part in head for part in _OTHER_PARTS):
        return Likeness.NO
    return Likeness.CERTAIN if any(part in head for part in _PARTS) else Likeness.NO


@loader(".xlsx", ".xlsm", ".ods", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each row of each sheet with a column of texts; the fragment of its URI is the row's id, with a
    number after it where the same occurs again, or the row's number below the heading, after the sheet's name if
    several have texts.

    Hidden sheets are passed over, and those without a column of texts; if some sheets of texts have a column of dates,
    the others are, too.
    """
    tables = [_table(name, rows, options) for name, rows in _sheets(source, options) if rows]
    if not tables:
        raise EmptyDocumentError(place=source.place)
    tables_of_texts = _with_texts(tables, source, options)
    for table in tables_of_texts:
        prefix = f"{table.sheet}-" if len(tables_of_texts) > 1 else ""
        for number, row in enumerate(table.rows[table.heading + 1 :], start=1):
            if not any(map(_shown, row)):
                continue
            place = f"{source.place}, sheet {table.sheet}, row {table.heading + 1 + number}"
            values: dict[str, str] = dict(zip(table.names, map(_shown, row), strict=True))
            record = Record(factiva.joined_text(values) if table.is_of_factiva else values, f"{prefix}{number}", place)
            try:
                yield records.document(record, source, options)
            except DocumentError as error:
                yield error


def _sheets(source: Source, options: Options) -> Iterator[tuple[str, Sequence[Sequence[Cell]]]]:
    """The name and the rows of each visible sheet, from its first row on."""
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    data = source.read(options.max_bytes)
    if not data.startswith(MARK):
        raise BinaryDocumentError(place=source.place, kind="no workbook of Excel or LibreOffice")
    names = members(data, source, _EXPANSION * options.max_bytes)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in names:
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _check_cells(archive.read(name), source)
        workbook = load_workbook(io.BytesIO(data))
        for about in workbook.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                yield about.name, workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
    except PasswordError as error:
        raise EncryptedDocumentError(place=source.place, detail="") from error
    except (CalamineError, OSError, ValueError, *BROKEN) as error:
        raise DamagedDocumentError(place=source.place, detail=f"it is no whole workbook ({error})") from error


def _check_cells(sheet: bytes, source: Source) -> None:
    """Raises `DamagedDocumentError` for a sheet in which a cell stands so far from the others that its table is too
    large to be kept in memory."""
    columns, rows, cells, last = 0, 0, 0, ""
    for cell in _CELL.finditer(sheet):
        cells += 1
        column, row = _number(cell["column"]), int(cell["row"])
        if column > columns or row > rows:
            columns, rows = max(columns, column), max(rows, row)
            last = f"{cell['column'].decode()}{row}"
    if columns * rows > min(_MOST_CELLS, max(_MOST_EMPTY_CELLS, 10 * cells)):
        detail = f"the cell {last} is too far from the others; delete it"
        raise DamagedDocumentError(place=source.place, detail=detail)


def _number(column: bytes) -> int:
    """The number of a column by its letters.

    >>> _number(b"A"), _number(b"AB")
    (1, 28)
    """
    number = 0
    for letter in column:
        number = 26 * number + letter - ord("A") + 1
    return number


def _table(sheet: str, rows: Sequence[Sequence[Cell]], options: Options) -> _Table:
    """The table of a sheet. Its heading is the first of the rows on top that tells one, else the first that is not
    empty."""
    keys_by_row = [{records.key(_shown(cell)) for cell in row} for row in rows[:LONGEST_PREAMBLE]]
    telling = (number for number, keys in enumerate(keys_by_row) if tells_heading(keys, options.columns))
    filled = (number for number, row in enumerate(rows) if any(map(_shown, row)))
    heading = next(telling, next(filled, 0))
    return _Table(sheet, rows, heading, *names_of(map(_shown, rows[heading]), options.columns))


def _with_texts(tables: Sequence[_Table], source: Source, options: Options) -> list[_Table]:
    """The tables of documents. Raises `NoColumnError` if none has a column of texts."""
    faults: list[NoColumnError] = []
    tables_of_texts: list[_Table] = []
    for table in tables:
        try:
            check_columns(table.names, f"{source.place}, sheet {table.sheet}", options.columns)
            tables_of_texts.append(table)
        except NoColumnError as error:
            faults.append(error)
    if not tables_of_texts:
        raise faults[0]
    return [table for table in tables_of_texts if table.has_dates] or tables_of_texts


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
