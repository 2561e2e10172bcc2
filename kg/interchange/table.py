"""Facts in a table: a row a fact, its columns mapped to fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from kg.errors import AnnotationError, IssueUnknownError, KgError
from kg.extract.words.gazetteer import lookup
from kg.interchange.codes import issues_of_codes
from kg.interchange.text_file import text_of
from kg.judgements import Judgement
from kg.judgements.fields import FIELDS, Field, Kind, fields_of
from kg.judging import Known, added_fact, coder
from kg.lists.delimited import delimited_rows
from kg.model import ActorType
from kg.query.issues import issue_of
from kg.query.periods import first_day
from kg.record import Record

__all__ = ["read_table"]

_SEVERAL = "|"
_MARK = "\ufeff"
"""What a spreadsheet begins a file of UTF-8 with."""
_ISSUES = re.compile(r"\||;(?:\s|$)")
_OWN = ("document", "heading", "evidence", "why")


def read_table(
    record: Record, path: Path, mapping: Mapping[str, str], heading: str | None = None, by: str | None = None
) -> list[Judgement]:
    """The facts of a CSV or TSV file as judgements: added by a person, each to a document that the record has.

    ``mapping`` has the column of each of ``document``, ``heading``, ``evidence``, ``why`` and the fields of the
    headings; a column of the name needs none. ``heading`` holds where no column tells it. Cells are what a person
    writes (`kg.judgements.fields`): names of actors, words or spans of the document, several with ``|`` between them;
    evidence is one piece of the text, as it stands. Issues may be labels as answers have them, ``; `` between two:
    those that nobody knows are issues of their own (`kg.interchange.codes`); so may dates, as a month or a year.
    Raises `InputError`, and `AnnotationError` with the line of the first row that says what no fact can.
    """
    person, known = coder(by), Known(record)
    issues, is_actor = _issues(record), partial(_is_actor, record)
    found = []
    for line, row in _rows(path, mapping):
        kind = row.get("heading") or heading or ""
        try:
            if kind not in FIELDS:
                detail = f"the heading {kind!r} is none of {', '.join(FIELDS)}"
                raise AnnotationError(line=line, path=path, detail=detail)
            fields = fields_of(kind)
            values: dict[str, object] = {
                name: _value(fields.get(name), cell, issues, is_actor)
                for name, cell in row.items()
                if cell and (name in fields or name == "evidence")
            }
            if "date" in values:
                day, granularity = first_day(row["date"])
                values = {"granularity": granularity, **values, "date": day}
            found.append(added_fact(known, kind, row.get("document") or "", values, person, row.get("why") or ""))
        except AnnotationError:
            raise
        except KgError as error:
            raise AnnotationError(line=line, path=path, detail=str(error.args[0]).rstrip(".")) from error
    return found


def _value(
    field: Field | None, cell: str, issues: Callable[[str], list[str]], is_actor: Callable[[str], bool]
) -> str | list[str]:
    """What a cell says of a field, or of the evidence, which is none: only where it takes several, or the cell has
    several actors, they are parted."""
    match field.kind if field else None:
        case Kind.ISSUES:
            return issues(cell)
        case Kind.ACTORS:
            return cell.split(_SEVERAL)
        case Kind.ACTOR if _SEVERAL in cell and all(map(is_actor, several := cell.split(_SEVERAL))):
            return several
        case _:
            return cell


def _is_actor(record: Record, words: str) -> bool:
    """Whether words are a name that somebody has, or name a type themselves."""
    words = words.strip()
    name, _, kind = words.rpartition(":")
    is_typed = bool(name) and kind.strip() in [*ActorType]
    return bool(words) and (is_typed or bool(record.find_named(words).actors or lookup(words)))


def _issues(record: Record) -> Callable[[str], list[str]]:
    """What gives the issues of a cell: an id that nobody knows is an error, another label an issue of its own."""
    lists, code = record.lists(), issues_of_codes(record)

    def issue(label: str) -> str:
        try:
            return issue_of(label, lists)
        except IssueUnknownError:
            if label.startswith("issue/"):
                raise
            return f"issue/{code(label)}"

    return lambda cell: [issue(label) for each in _ISSUES.split(cell) if (label := each.strip())]


def _rows(path: Path, mapping: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by the names of fields, with its line."""
    text = text_of(path).removeprefix(_MARK)
    rows = delimited_rows(text, lambda line, detail: AnnotationError(line=line, path=path, detail=detail))
    header = next(rows, (1, []))[1]
    known = {*_OWN, *(field.name for fields in FIELDS.values() for field in fields)}
    if missing := [column for column in mapping.values() if column not in header]:
        raise AnnotationError(line=1, path=path, detail=f"there is no column {missing[0]!r}")
    if unknown := [name for name in mapping if name not in known]:
        raise AnnotationError(line=1, path=path, detail=f"{unknown[0]!r} is no field of a fact")
    columns = {name: name for name in header if name in known} | dict(mapping)
    for line, cells in rows:
        if len(cells) > len(header):
            # A comma that no quotes guard would cut the evidence short, and half a sentence stands in the text too.
            detail = f"the header has {len(header)} columns and this line {len(cells)}"
            raise AnnotationError(line=line, path=path, detail=detail)
        row = dict(zip(header, cells, strict=False))
        yield line, {name: row.get(column, "") for name, column in columns.items()}
