"""Lists in CSV: each row is an actor or an issue, as the column ``type`` says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import ListFileError
from kg.lists.delimited import delimited_rows
from kg.lists.omissions import warn_of_omissions
from kg.lists.own_list import ListedActor, ListedIssue
from kg.lists.row import Row, actor_of, concept_named, issue_of
from kg.resolve.spelling import folded_words

__all__ = ["read_csv"]

_COLUMNS = ("name", "type", "id", "aliases", "country", "wikidata", "broader")
_ISSUE = "issue"

type Found = tuple[tuple[ListedActor, ...], tuple[ListedIssue, ...], int]


def read_csv(data: bytes, path: Path) -> Found:
    """The actors and issues of a table with a header: ``name`` and, where they are needed, ``type``, ``id``,
    ``aliases`` (with ``|`` between them), ``country``, ``wikidata``, ``broader``. Issues have no ``id``, ``country`` or
    ``wikidata``, and actors no ``broader``: a `KgWarning` counts such values, which are left out.

    Raises `ListFileError` and `ListRowError`.
    """
    actors: dict[str, ListedActor] = {}
    issues: list[Row] = []
    misplaced: list[str] = []
    for row in _rows(data, path):
        if row.type.casefold() == _ISSUE:
            misplaced += _misplaced_values(row, "an issue", "id", "country", "wikidata")
            issues.append(row)
            continue
        misplaced += _misplaced_values(row, "an actor", "broader")
        actor = actor_of(row)
        if actor.id in actors:
            raise row.wrong("name", row.name, f"and an earlier row is {actor.id} already")
        actors[actor.id] = actor
    number_of_values = "one value" if len(misplaced) == 1 else f"{len(misplaced)} values"
    warn_of_omissions(f"{path} is read without {number_of_values} in columns for other rows", misplaced)
    return tuple(actors.values()), _issues(issues), 0


def _misplaced_values(row: Row, kind: str, *fields: str) -> Iterator[str]:
    """The values that a row has in columns that are for the rows of the other kind, in words."""
    for field in fields:
        if value := getattr(row, field):
            yield f"line {row.line}: {field} {value!r}, and {kind} has none"


def _issues(rows: list[Row]) -> tuple[ListedIssue, ...]:
    concepts_by_label = {folded_words(row.names()[0]): issue_of(row).concept for row in rows}
    issues_by_concept: dict[str, ListedIssue] = {}
    for row in rows:
        broader = None
        if row.broader:
            broader = concepts_by_label.get(folded_words(row.broader)) or concept_named(row.broader)
            if broader is None:
                raise row.wrong("broader", row.broader, "the label neither of an issue of this file nor of one of ours")
        issue = issue_of(row, broader=broader)
        if issue.concept in issues_by_concept:
            raise row.wrong("name", row.name, f"and an earlier row is the issue {issue.concept} already")
        issues_by_concept[issue.concept] = issue
    return tuple(issues_by_concept.values())


def _rows(data: bytes, path: Path) -> Iterator[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListFileError(path=path, detail=f"byte {error.start} is no UTF-8") from error
    rows = delimited_rows(text, lambda line, detail: ListFileError(path=path, detail=f"line {line}: {detail}"))
    header = [cell.casefold() for cell in next(rows, (1, []))[1]]
    if "name" not in header:
        first_line = text.partition("\n")[0]
        raise ListFileError(path=path, detail=f"its first line has no column name, but {first_line.strip()!r}")
    if unknown_columns := [cell for cell in header if cell not in _COLUMNS]:
        detail = f"there is no column {unknown_columns[0]!r}; known are {', '.join(_COLUMNS)}"
        raise ListFileError(path=path, detail=detail)
    if repeated := [cell for cell in _COLUMNS if header.count(cell) > 1]:
        raise ListFileError(path=path, detail=f"it has {header.count(repeated[0])} columns {repeated[0]!r}")
    for line, cells in rows:
        cells_by_name = dict(zip(header, cells, strict=False))
        if len(cells) != len(header):
            row = Row(path, line, cells_by_name.get("name", ""))
            detail = f"but the header has {len(header)} columns and this line {len(cells)}"
            raise row.wrong("name", row.name, detail)
        aliases = tuple(filter(None, map(str.strip, cells_by_name.pop("aliases", "").split("|"))))
        yield Row(path, line, aliases=aliases, **cells_by_name)
