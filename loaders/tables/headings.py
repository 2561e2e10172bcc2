"""The heading of a table: the names of its columns, and whether one of them holds the text."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import asdict, astuple

from loaders import encoding, records
from loaders.exports import factiva
from loaders.options import Columns

__all__ = ["LONGEST_PREAMBLE", "check_columns", "known_columns", "names_of", "tells_heading"]

LONGEST_PREAMBLE = 20
"""The lines above a heading, at most, as databases write them."""


def known_columns(columns: Columns) -> frozenset[str]:
    """The names by which columns are recognised, those of the options too, as `records.key` gives them."""
    names = {*records.ID, *records.TITLE, *records.DATE, *records.SOURCE, *records.TEXT}
    return frozenset(names | {records.key(name) for name in astuple(columns) if name})


def tells_heading(names: Set[str], columns: Columns) -> bool:
    """Whether a line with these names, as `records.key` gives them, is a heading: it names the column of the text and
    another known one, or those of a table of Factiva."""
    texts = {records.key(columns.text)} if columns.text else {*records.TEXT}
    of_factiva = {records.key(name) for name in factiva.TELLING}
    return of_factiva <= names or (bool(names & texts) and len(names & known_columns(columns)) > 1)


def names_of(heading: Iterable[str], columns: Columns) -> tuple[list[str], bool]:
    """The names in a heading, with missing and duplicate ones replaced, and whether they are those of Factiva, which
    then say what the columns hold; the options may name columns instead.

    >>> names_of(["text", "", "text"], Columns()), names_of(["HD", "LP", "TD"], Columns())
    ((['text', 'column_2', 'text_3'], False), (['title', 'LP', 'text'], True))
    """
    names: list[str] = []
    for number, name in enumerate(map(encoding.one_line, heading), start=1):
        names.append(name if name and name not in names else f"{name or 'column'}_{number}")
    names_by_content = factiva.names_of_columns(names) if columns == Columns() else names
    return names_by_content, names_by_content != names


def check_columns(names: list[str], place: str, columns: Columns) -> None:
    """Raises `NoColumnError` if there is no column of the text, or none that the options name."""
    for part, name in asdict(columns).items():
        if name and name not in names:
            raise records.no_column(part, name, names, place)
    if not columns.text and not records.guess(dict.fromkeys(names, "."), records.TEXT):
        raise records.no_column("text", None, names, place)
