"""Facts in a table: one row for each fact, its columns mapped to fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.errors import AnnotationError, KgError
from kg.extract.words.gazetteer import lookup
from kg.interchange.codes import exported_actor, issues_of_codes
from kg.interchange.text_file import text_of
from kg.judgement_entry import CachedRecord, added_fact, coder
from kg.judgements import Judgement
from kg.judgements.fields import FIELDS, Field, Kind, fields_of
from kg.lists.delimited import delimited_rows
from kg.model import ActorType, When
from kg.query.issues import issue_of, known_issue
from kg.record import Record

__all__ = ["TableFact", "read_table"]

_SEVERAL = "|"
_MARK = "\ufeff"
"""The byte order mark with which spreadsheets begin a UTF-8 file."""
_ISSUES = re.compile(r"\||;(?:\s|$)")
_OWN = ("document", "heading", "evidence", "why", "fact")


@dataclass(frozen=True, slots=True)
class TableFact:
    """A row of a table as an addition of its annotator; ``fact`` is the id of the fact that an answer has there, ""
    where the table has none."""

    addition: Judgement
    fact: str = ""


def read_table(
    record: Record, path: Path, mapping: Mapping[str, str], heading: str | None = None, by: str | None = None
) -> list[TableFact]:
    """The facts of a CSV or TSV file as additions by a person, each to a document that the record has.

    ``mapping`` gives the column of ``document``, ``heading``, ``evidence``, ``why``, ``fact`` (the id that an answer
    gives) and the fields of the headings; a
    column that has the field's own name needs no entry. ``heading`` is the default where no column has it. Cells are
    written as people type values (`kg.judgements.fields`): names of actors, words or spans of the document, several
    separated by ``|``; evidence is one verbatim piece of the text. Issues and dates may be written as answers show
    them: issues as labels separated by ``; ``, of which unknown ones become issues of their own
    (`kg.interchange.codes`), dates as a month or a year; the id of an actor in the column beside it (``holder_id``)
    tells which one of several actors of its name is meant. Raises `InputError`, and `AnnotationError` with the line of
    the first row that is no valid fact.
    """
    person, cached_record = coder(by), CachedRecord(record)
    issues, is_actor, exported = _issues(record), partial(_is_actor, record), exported_actor(record)
    facts = []
    for line, row, ids in _rows(path, mapping):
        kind = row.get("heading") or heading or ""
        try:
            if kind not in FIELDS:
                told = f"the heading {kind!r} is none of" if kind else "--heading, or --map heading=COLUMN, is one of"
                raise AnnotationError(line=line, path=path, detail=f"{told} {', '.join(FIELDS)}")
            fields = fields_of(kind)
            if without_column := [name for name in _needed(fields) if name not in row]:
                detail = f"no column holds the {kind}'s {without_column[0]}: --map {without_column[0]}=COLUMN names it"
                raise AnnotationError(line=1, path=path, detail=detail)
            values: dict[str, object] = {
                name: exported(cell, ids.get(name, "")) or _value(fields.get(name), cell, issues, is_actor)
                for name, cell in row.items()
                if cell and (name in fields or name == "evidence")
            }
            if "date" in values:
                with suppress(ValueError):  # what is wrong with any other date is said below
                    when = When.parsed(row["date"])
                    values = {"granularity": when.granularity.value, **values, "date": when.day.isoformat()}
            addition = added_fact(cached_record, kind, row.get("document") or "", values, person, row.get("why") or "")
            facts.append(TableFact(addition, row.get("fact") or ""))
        except AnnotationError:
            raise
        except KgError as error:
            raise AnnotationError(line=line, path=path, detail=str(error.args[0]).rstrip(".")) from error
    return facts


def _needed(fields: Mapping[str, Field]) -> Iterator[str]:
    """What every row has to tell: the document, its words, and the fields without which there is no fact."""
    yield from ("document", "evidence")
    yield from (field.name for field in fields.values() if field.is_needed and field.default is None)


def _value(
    field: Field | None, cell: str, issues: Callable[[str], list[str]], is_actor: Callable[[str], bool]
) -> str | list[str]:
    """The value of a cell; ``field`` is None for the evidence. The cell is split where the field takes several values,
    and where it consists of several names of actors."""
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
    """Whether the words are the name of a known actor, or end in a type of actor (``NAME: TYPE``)."""
    words = words.strip()
    name, _, kind = words.rpartition(":")
    is_typed = bool(name) and kind.strip() in [*ActorType]
    return bool(words) and (is_typed or bool(record.find_named(words).actors or lookup(words)))


def _issues(record: Record) -> Callable[[str], list[str]]:
    """A function for the issues of a cell; an unknown id raises, an unknown label becomes an issue of its own."""
    lists, code = record.lists(), issues_of_codes(record)

    def issue(label: str) -> str:
        if label.startswith("issue/"):
            return issue_of(label, lists)
        return known_issue(label, lists) or f"issue/{code(label)}"

    return lambda cell: [issue(label) for part in _ISSUES.split(cell) if (label := part.strip())]


def _rows(path: Path, mapping: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str], dict[str, str]]]:
    """The line number of each row, its cells by the name of the field, and the ids of actors that answers give beside
    their names, by the same name."""
    text = text_of(path).removeprefix(_MARK)
    rows = delimited_rows(text, lambda line, detail: AnnotationError(line=line, path=path, detail=detail))
    header = next(rows, (1, []))[1]
    known_fields = {*_OWN, *(field.name for fields in FIELDS.values() for field in fields)}
    if missing_columns := [column for column in mapping.values() if column not in header]:
        raise AnnotationError(line=1, path=path, detail=f"there is no column {missing_columns[0]!r}")
    if unknown_fields := [name for name in mapping if name not in known_fields]:
        raise AnnotationError(line=1, path=path, detail=f"{unknown_fields[0]!r} is no field of a fact")
    columns = {name: name for name in header if name in known_fields} | dict(mapping)
    for line, cells in rows:
        if len(cells) > len(header):
            # An unquoted comma would cut the evidence short, and half a sentence would be found in the text as well.
            detail = f"the header has {len(header)} columns and this line {len(cells)}"
            raise AnnotationError(line=line, path=path, detail=detail)
        row = dict(zip(header, cells, strict=False))
        ids = {name: row[f"{column}_id"] for name, column in columns.items() if row.get(f"{column}_id")}
        yield line, {name: row.get(column, "") for name, column in columns.items()}, ids
