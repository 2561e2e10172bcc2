"""Read a file of the Discourse Network Analyzer, version 3 or 2."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from kg.errors import DnaFileError, DnaKindError
from kg.networks.codings import Coding, Codings, Entity, Value, in_order
from kg.networks.counting.tally import EPOCH
from kg.networks.dna.offsets import from_utf16
from kg.networks.dna.schema import KIND

__all__ = ["dna_kinds", "read_dna"]

VALUES: Final = {
    "boolean": "SELECT StatementId, Value FROM DATABOOLEAN WHERE VariableId = ?",
    "integer": "SELECT StatementId, Value FROM DATAINTEGER WHERE VariableId = ?",
    "long text": "SELECT StatementId, coalesce(Value, '') FROM DATALONGTEXT WHERE VariableId = ?",
    "short text": "SELECT d.StatementId, e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity"
    " WHERE d.VariableId = ?",
}
VALUES_2: Final = VALUES | {"short text": "SELECT StatementId, Value FROM DATASHORTTEXT WHERE VariableId = ?"}
"""The queries for DNA 2, which stores labels with the codings."""
DOCUMENTS: Final = (
    "SELECT ID, Title, Text, Author, Source, Section, Notes, Type, Date, Coder FROM DOCUMENTS ORDER BY ID"
)


def read_dna(path: str | os.PathLike[str], kind: str = KIND) -> Codings:
    """The codings of one kind (DNA: statement type), with all documents and entities.

    Ids are DNA's numbers as texts; offsets are code points of the document's text, which is its metadata "text".
    Coders' settings, links of variables and highlighters are not read. Dates of DNA 2 are taken as UTC. Raises
    `DnaFileError` if there is no such file, or it is no valid file of DNA, `DnaKindError` if it has no such kind.
    """
    with _opened(path) as (database, version):
        kinds = dict(database.execute("SELECT Label, ID FROM STATEMENTTYPES"))
        if kind not in kinds:
            raise DnaKindError(path=path, kind=kind, known=", ".join(kinds))
        variables = database.execute(
            "SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = ? ORDER BY ID", (kinds[kind],)
        ).fetchall()
        coders = dict(database.execute("SELECT ID, Name FROM CODERS"))
        documents = {str(row[0]): _document(row, coders, version) for row in database.execute(DOCUMENTS)}
        values = _values(database, variables, version)
        rows = list(_codings(database, kind, kinds[kind], documents, coders, values))
        entities = {name: _entities(database, id, version) for id, name, type in variables if type == "short text"}
    return Codings(in_order(rows), {name: type for _, name, type in variables}, documents, entities, (kind,))


def dna_kinds(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """The kinds of codings (DNA: statement types) that a file has, in the order of their numbers.

    Raises `DnaFileError`.
    """
    with _opened(path) as (database, _):
        return tuple(label for (label,) in database.execute("SELECT Label FROM STATEMENTTYPES ORDER BY ID"))


@contextmanager
def _opened(path: str | os.PathLike[str]) -> Iterator[tuple[sqlite3.Connection, int]]:
    """The database, opened for reading, and its major version, 2 or 3."""
    path = Path(path)
    if not path.is_file():
        raise DnaFileError(path=path, detail="there is no such file")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
            version = str(found[0]) if found else "none"
            if version[:2] not in ("2.", "3."):
                raise DnaFileError(path=path, detail=f"its version is {version}")
            yield database, int(version[0])
    except (sqlite3.Error, KeyError) as error:
        raise DnaFileError(path=path, detail=f"{type(error).__name__} {error}") from error


def _document(row: tuple[object, ...], coders: Mapping[int, str], version: int) -> Mapping[str, str]:
    _, title, text, author, source, section, notes, type, date, coder = row
    texts = {"title": title, "text": text, "author": author, "source": source, "section": section, "notes": notes}
    known = {name: str(value) if value is not None else "" for name, value in {**texts, "type": type}.items()}
    assert isinstance(date, int)
    assert coder is None or isinstance(coder, int)
    when = EPOCH + (timedelta(seconds=date) if version == 3 else timedelta(milliseconds=date))
    return {**known, "date": when.isoformat(), "coder": coders.get(coder, "") if coder is not None else ""}


def _values(
    database: sqlite3.Connection, variables: list[tuple[int, str, str]], version: int
) -> Mapping[int, Mapping[str, Value]]:
    """The values of each coding, by its number and in the order of the variables."""
    queries = VALUES if version == 3 else VALUES_2
    found: dict[int, dict[str, Value]] = {}
    for id, name, type in variables:
        for coding, value in database.execute(queries[type], (id,)):
            found.setdefault(coding, {})[name] = value
    return found


def _codings(
    database: sqlite3.Connection,
    kind: str,
    kind_id: int,
    documents: Mapping[str, Mapping[str, str]],
    coders: Mapping[int, str],
    values: Mapping[int, Mapping[str, Value]],
) -> Iterator[Coding]:
    query = "SELECT ID, DocumentId, Start, Stop, Coder FROM STATEMENTS WHERE StatementTypeId = ? ORDER BY DocumentId"
    code_points, of = from_utf16(""), ""
    for id, document, start, stop, coder in database.execute(query, (kind_id,)):
        metadata = documents[str(document)]
        if str(document) != of:
            code_points, of = from_utf16(metadata["text"]), str(document)
        yield Coding(
            str(id),
            kind,
            str(document),
            datetime.fromisoformat(metadata["date"]),
            code_points(start),
            code_points(stop),
            values.get(id, {}),
            coder=coders.get(coder, ""),
        )


def _entities(database: sqlite3.Connection, variable: int, version: int) -> Mapping[str, Entity]:
    """The entities of a variable by label, whether codings use it or not."""
    if version == 2:
        known = database.execute(
            "SELECT Value, Type, Alias, Notes FROM ATTRIBUTES WHERE VariableId = ? ORDER BY Value", (variable,)
        )
        return {
            label: Entity(attributes={"Type": type or "", "Alias": alias or "", "Notes": notes or ""})
            for label, type, alias, notes in known
        }
    attributes: dict[int, dict[str, str]] = {}
    query = (
        "SELECT v.EntityId, a.AttributeVariable, v.AttributeValue FROM ATTRIBUTEVALUES v"
        " JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId WHERE a.VariableId = ? ORDER BY a.ID"
    )
    for entity, name, value in database.execute(query, (variable,)):
        attributes.setdefault(entity, {})[name] = value
    rows = database.execute(
        "SELECT e.ID, e.Value, e.Red, e.Green, e.Blue, p.Value FROM ENTITIES e LEFT JOIN ENTITIES p ON p.ID = e.ChildOf"
        " WHERE e.VariableId = ? ORDER BY e.ID",
        (variable,),
    )
    return {
        label: Entity(str(id), f"#{red or 0:02x}{green or 0:02x}{blue or 0:02x}", parent or "", attributes.get(id, {}))
        for id, label, red, green, blue, parent in rows
    }
