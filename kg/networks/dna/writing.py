"""Write a file of the Discourse Network Analyzer, version 3."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime
from itertools import permutations
from pathlib import Path
from typing import Final

from kg.errors import DnaValueError
from kg.networks.codings import Coding, Codings, Entity, Value
from kg.networks.counting.tally import seconds
from kg.networks.dna.offsets import to_utf16
from kg.networks.dna.schema import KIND, LONGEST, TABLES, VERSION
from kg.whole_file import whole_file

__all__ = ["write_dna"]

ADMIN: Final = "Admin"
ATTRIBUTES: Final = ("Type", "Alias", "Notes")
"""The default attributes of an entity in DNA."""
ROUNDS: Final = 100_000
SALT: Final = 16
DATA: Final = {
    "boolean": "DATABOOLEAN (StatementId, VariableId, Value)",
    "integer": "DATAINTEGER (StatementId, VariableId, Value)",
    "long text": "DATALONGTEXT (StatementId, VariableId, Value)",
    "short text": "DATASHORTTEXT (StatementId, VariableId, Entity)",
}


def write_dna(path: str | os.PathLike[str], kinds: Sequence[Codings], password: str = "kg") -> None:
    """Write one file with the codings of all kinds, their documents and entities. Its coders have the ``password``.

    Numeric ids stay, others are numbered from 1. Names longer than DNA's 190 characters are cut, labels so that they
    stay distinct. A missing text becomes "". In DNA a coding has the date of its document; a document without a date
    gets that of its latest coding, or is left out if it has none.
    Raises `DnaValueError` if a coding has no date, or lacks an integer or a boolean; `OutputError` if the file cannot
    be written.
    """
    path = Path(path)
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.executescript(TABLES)
        database.executemany("INSERT INTO SETTINGS VALUES (?, ?)", zip(("version", "date"), VERSION, strict=True))
        coders = _write_coders(database, kinds, password)
        documents = _write_documents(database, path, kinds, coders)
        rows = [(codings, row) for codings in kinds for row in codings.rows]
        ids = dict(zip([(id(codings), row.id) for codings, row in rows], _numbers(r.id for _, r in rows), strict=True))
        for codings in kinds:
            for kind in dict.fromkeys([*codings.kinds, *(row.kind for row in codings.rows)]) or (KIND,):
                variables = _write_kind(database, codings, kind)
                labels = _write_entities(database, codings, variables)
                own = [(ids[id(codings), row.id], row) for row in codings.rows if row.kind == kind]
                _write_codings(database, own, documents, coders, codings.documents)
                _write_values(database, path, own, codings.variables, variables, labels)
        content = database.serialize()
    with whole_file(path) as output:
        output.write(content)


def _numbers(ids: Iterable[str]) -> list[int]:
    """The ids as numbers if all are positive numbers and distinct; otherwise numbers from 1."""
    ids = list(ids)
    numbers = [int(each) for each in ids if each.isascii() and each.isdecimal() and int(each) > 0]
    return numbers if len(set(numbers)) == len(ids) else list(range(1, len(ids) + 1))


def _write_coders(database: sqlite3.Connection, kinds: Sequence[Codings], password: str) -> Mapping[str, int]:
    """Write all coders, Admin first, as DNA requires; the number of each by name."""
    names = dict.fromkeys([ADMIN])
    for codings in kinds:
        names.update(dict.fromkeys(document.get("coder", "") for document in codings.documents.values()))
        names.update(dict.fromkeys(row.coder for row in codings.rows))
    coders = {name: number for number, name in enumerate((name for name in names if name), start=1)}
    digest = _digest(password)
    database.executemany(
        "INSERT INTO CODERS (ID, Name, Password) VALUES (?, ?, ?)",
        [(number, _cut(name), digest) for name, number in coders.items()],
    )
    pairs = permutations(coders.values(), 2)
    database.executemany("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)", pairs)
    return coders


def _digest(password: str) -> str:
    """A password as DNA stores it: salt, and the iterated SHA-256 of salt and password, in base 64."""
    salt = secrets.token_bytes(SALT)
    digest = salt + password.encode()
    for _ in range(ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def _write_documents(
    database: sqlite3.Connection, path: Path, kinds: Sequence[Codings], coders: Mapping[str, int]
) -> Mapping[str, int]:
    """Write the documents; the number of each by its id."""
    known: dict[str, Mapping[str, str]] = {}
    dates: dict[str, datetime] = {}
    for codings in kinds:
        known |= codings.documents
        for row in codings.rows:
            if row.date == datetime.min:
                raise DnaValueError(path=path, detail=f"the coding {row.id} has no date")
            dates[row.document] = max(row.date, dates.get(row.document, row.date))
    for id, metadata in known.items():
        with suppress(ValueError):
            dates[id] = datetime.fromisoformat(metadata.get("date", "")).replace(tzinfo=None)
    ids = [id for id in [*known, *(id for id in dates if id not in known)] if id in dates]
    numbers = dict(zip(ids, _numbers(ids), strict=True))
    columns = ("title", "text", "author", "source", "section", "notes", "type")
    whole = ("text", "notes")
    rows = []
    for id, number in numbers.items():
        metadata = known.get(id, {})
        metadata = {**metadata, "title": metadata.get("title") or metadata.get("name", "")}
        texts = [metadata.get(name, "") if name in whole else _cut(metadata.get(name, "")) for name in columns]
        rows.append((number, *texts, seconds(dates[id]), coders.get(metadata.get("coder", ""), 1)))
    database.executemany(
        "INSERT INTO DOCUMENTS (ID, Title, Text, Author, Source, Section, Notes, Type, Date, Coder)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    return numbers


def _write_kind(database: sqlite3.Connection, codings: Codings, kind: str) -> Mapping[str, int]:
    """Write a kind with its variables; the number of each variable by name."""
    made = database.execute("INSERT INTO STATEMENTTYPES (Label) VALUES (?)", (_cut(kind),)).lastrowid
    insert = "INSERT INTO VARIABLES (Variable, DataType, StatementTypeId) VALUES (?, ?, ?)"
    numbers = {}
    for name, type in codings.variables.items():
        number = database.execute(insert, (_cut(name), type, made)).lastrowid
        assert number is not None
        numbers[name] = number
    return numbers


def _write_entities(
    database: sqlite3.Connection, codings: Codings, variables: Mapping[str, int]
) -> Mapping[tuple[str, str], int]:
    """Write the labels of short texts with their entities; the number of each, by variable and label."""
    numbers: dict[tuple[str, str], int] = {}
    for name, variable in variables.items():
        if codings.variables[name] != "short text":
            continue
        known = codings.entities.get(name, {})
        used = [str(row.values.get(name, "")) for row in codings.rows]
        labels = dict.fromkeys(["", *known, *used])
        for label, written in zip(labels, _cut_distinct(labels), strict=True):
            red, green, blue = _rgb(known.get(label, Entity()).color)
            number = database.execute(
                "INSERT INTO ENTITIES (VariableId, Value, Red, Green, Blue) VALUES (?, ?, ?, ?, ?)",
                (variable, written, red, green, blue),
            ).lastrowid
            assert number is not None
            numbers[name, label] = number
        parents = [(numbers[name, e.parent], numbers[name, label]) for label, e in known.items() if e.parent in known]
        database.executemany("UPDATE ENTITIES SET ChildOf = ? WHERE ID = ?", parents)
        _write_attributes(database, variable, {numbers[name, label]: known.get(label) for label in labels})
    return numbers


def _write_attributes(database: sqlite3.Connection, variable: int, entities: Mapping[int, Entity | None]) -> None:
    """Write the attributes of entities; a label without an entity gets every attribute, empty."""
    names = dict.fromkeys(name for entity in entities.values() if entity for name in entity.attributes) or ATTRIBUTES
    insert = "INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?, ?)"
    for name in names:
        number = database.execute(insert, (variable, _cut(name))).lastrowid
        database.executemany(
            "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)",
            [
                (id, number, _cut(entity.attributes[name]) if entity else "")
                for id, entity in entities.items()
                if entity is None or name in entity.attributes
            ],
        )


def _write_codings(
    database: sqlite3.Connection,
    own: Sequence[tuple[int, Coding]],
    documents: Mapping[str, int],
    coders: Mapping[str, int],
    metadata: Mapping[str, Mapping[str, str]],
) -> None:
    kind = database.execute("SELECT max(ID) FROM STATEMENTTYPES").fetchone()[0]
    code_units, of = to_utf16(""), ""
    rows = []
    for number, row in own:
        if row.document != of:
            code_units, of = to_utf16(metadata.get(row.document, {}).get("text", "")), row.document
        start = max(0, code_units(row.start))
        place = start, max(start + 1, code_units(row.stop))
        rows.append((number, kind, documents[row.document], *place, coders.get(row.coder, 1)))
    database.executemany(
        "INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def _write_values(
    database: sqlite3.Connection,
    path: Path,
    own: Sequence[tuple[int, Coding]],
    types: Mapping[str, str],
    variables: Mapping[str, int],
    labels: Mapping[tuple[str, str], int],
) -> None:
    def values(name: str, type: str) -> Iterator[tuple[int, int, Value]]:
        for number, row in own:
            value = row.values.get(name, "")
            if type == "short text":
                yield number, variables[name], labels[name, str(value)]
            elif type == "long text":
                yield number, variables[name], str(value)
            elif value == "":
                raise DnaValueError(path=path, detail=f"the coding {row.id} has no value of the variable {name}")
            else:
                yield number, variables[name], int(value)

    for name, type in types.items():
        database.executemany(f"INSERT INTO {DATA[type]} VALUES (?, ?, ?)", values(name, type))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _cut_distinct(labels: Iterable[str]) -> Iterator[str]:
    """Each label, cut if it is too long; those that become equal get a number."""
    taken: set[str] = set()
    for label in labels:
        written, number = _cut(label), 1
        while written in taken:
            number += 1
            ending = f"… ({number})"
            written = label[: LONGEST - len(ending)] + ending
        taken.add(written)
        yield written


def _rgb(color: str) -> tuple[int, int, int]:
    if len(color) != len("#rrggbb"):
        return 0, 0, 0
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
