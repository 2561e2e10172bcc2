"""DNA's files: read, written, and read again."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from kg.errors import DnaFileError, DnaKindError, DnaValueError, OutputError
from kg.networks.codings import Coding, Codings, Entity
from kg.networks.dna.offsets import from_utf16, to_utf16
from kg.networks.dna.reading import dna_kinds, read_dna
from kg.networks.dna.writing import write_dna
from tests.networks.files import SAMPLE, database
from tests.networks.handmade import told


@contextmanager
def changed(path: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """A copy of a file, ``folder / "copy.dna"``, to change."""
    copy = folder / "copy.dna"
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        yield connection
        connection.commit()


def test_a_coding_is_read_with_its_document_and_coder() -> None:
    codings = read_dna(database("synthetic.dna"))
    row = next(row for row in codings.rows if row.id == "87")
    assert row == Coding(
        "87", "DNA Statement", "1", datetime(2019, 1, 31, 8), 399, 458,
        {"person": "Eriksen, Émile", "organization": 'Earth "First" League', "concept": "Grid expansion",
         "agreement": 0},
        coder=row.coder,
    )  # fmt: skip
    assert row.coder in ("Admin", "Coder A")
    document = codings.documents["1"]
    assert (document["title"], document["author"], document["date"]) == (
        "Document 01",
        "Roe, R.",
        "2019-01-31T08:00:00",
    )
    assert len(document["text"][row.start : row.stop]) == 59
    assert list(codings.variables) == ["person", "organization", "concept", "agreement"]


def test_an_entity_is_read_with_its_colour_and_attributes() -> None:
    entities = read_dna(database("synthetic.dna")).entities
    assert entities["person"]["Berg, Bo"] == Entity("9", "#00cc00", "", {"Type": "type 1", "Alias": "", "Notes": ""})
    assert set(entities) == {"person", "organization", "concept"}


def test_kinds_are_read_one_at_a_time() -> None:
    path = database("synthetic.dna")
    assert dna_kinds(path) == ("DNA Statement", "Scaled Statement", "Annotation")
    scaled = read_dna(path, "Scaled Statement")
    assert list(scaled.variables.values()) == ["short text"] * 3 + ["integer"] * 2 + [
        "short text",
        "boolean",
        "long text",
    ]
    with pytest.raises(DnaKindError, match="it has DNA Statement, Scaled Statement, Annotation"):
        read_dna(path, "Claim")


@pytest.mark.parametrize("name", ["synthetic.dna", "synthetic_edge.dna", "synthetic_events.dna", SAMPLE])
def test_writing_and_reading_again_gives_the_same_codings(name: str, tmp_path: Path) -> None:
    kinds = dna_kinds(database(name))
    first = [read_dna(database(name), kind) for kind in kinds]
    write_dna(tmp_path / "copy.dna", first)
    assert dna_kinds(tmp_path / "copy.dna") == kinds
    for kind, codings in zip(kinds, first, strict=True):
        again = read_dna(tmp_path / "copy.dna", kind)
        assert (again.rows, again.documents) == (codings.rows, codings.documents)
        assert list(again.variables.items()) == list(codings.variables.items())
        for variable, entities in codings.entities.items():
            known = {label: (e.color, e.parent, e.attributes) for label, e in again.entities[variable].items()}
            # Every variable of a written file has the empty label, as DNA wants it.
            empty = {} if "" in entities else {"": ("#000000", "", {"Type": "", "Alias": "", "Notes": ""})}
            assert known == empty | {label: (e.color, e.parent, e.attributes) for label, e in entities.items()}


def test_a_written_file_has_the_tables_and_columns_of_dna(tmp_path: Path) -> None:
    write_dna(tmp_path / "new.dna", [told("2020-01-01 A tax")])

    def columns(path: Path) -> dict[str, set[str]]:
        with closing(sqlite3.connect(path)) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in tables}

    assert columns(tmp_path / "new.dna") == columns(database("synthetic.dna"))


def test_a_written_file_keeps_what_it_refers_to(tmp_path: Path) -> None:
    write_dna(tmp_path / "new.dna", [read_dna(database("synthetic.dna"))])
    with closing(sqlite3.connect(tmp_path / "new.dna")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT Name FROM CODERS WHERE ID = 1").fetchone() == ("Admin",)
        assert connection.execute("SELECT count(*) FROM CODERRELATIONS").fetchone() == (2,)


@pytest.mark.parametrize("ours", [True, False])
def test_a_password_is_kept_as_dna_keeps_it(ours: bool, tmp_path: Path) -> None:
    path = tmp_path / "new.dna" if ours else database("synthetic.dna")
    if ours:
        write_dna(path, [told("2020-01-01 A tax")], password="sample")
    with closing(sqlite3.connect(path)) as connection:
        kept = base64.b64decode(connection.execute("SELECT Password FROM CODERS WHERE ID = 1").fetchone()[0])
    digest = kept[:16] + b"sample"
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert kept[16:] == digest


def test_non_numeric_ids_are_replaced_by_numbers(tmp_path: Path) -> None:
    codings = told("2020-01-02 A tax 1 later", "2020-01-01 B tax 0 sooner")
    write_dna(tmp_path / "new.dna", [codings])
    again = read_dna(tmp_path / "new.dna", "")
    assert [(row.document, row.values) for row in again.rows] == [
        ("2", {"organization": "B", "concept": "tax", "level": 0}),
        ("1", {"organization": "A", "concept": "tax", "level": 1}),
    ]


def test_values_that_are_too_long_are_cut_and_stay_distinct(tmp_path: Path) -> None:
    long = "x" * 200
    row = told("2020-01-01 A tax").rows[0]
    rows = tuple(
        Coding(str(n), "Claim", "d", row.date, n, n + 1, {"concept": long + end})
        for n, end in enumerate("abc", start=1)
    )
    documents = {"d": {"title": "t" * 300, "date": "2020-01-01"}}
    write_dna(tmp_path / "new.dna", [Codings(rows, {"concept": "short text"}, documents)])
    again = read_dna(tmp_path / "new.dna", "Claim")
    labels = [str(row.values["concept"]) for row in again.rows]
    assert [len(label) for label in labels] == [190] * 3
    assert len(set(labels)) == 3
    assert len(again.documents["1"]["title"]) == 190


def test_missing_values_become_empty_texts_or_are_refused(tmp_path: Path) -> None:
    row = Coding("1", "Claim", "d", datetime(2020, 1, 1), 0, 1, {})
    write_dna(tmp_path / "new.dna", [Codings((row,), {"concept": "short text", "note": "long text"})])
    assert read_dna(tmp_path / "new.dna", "Claim").rows[0].values == {"concept": "", "note": ""}
    with pytest.raises(DnaValueError, match="the coding 1 has no value of the variable firm"):
        write_dna(tmp_path / "new.dna", [Codings((row,), {"firm": "boolean"})])
    undated = Coding("1", "Claim", "d", datetime.min, 0, 1, {})
    with pytest.raises(DnaValueError, match="the coding 1 has no date"):
        write_dna(tmp_path / "new.dna", [Codings((undated,), {})])


def test_a_document_without_a_date_or_codings_is_left_out(tmp_path: Path) -> None:
    codings = told("2020-01-01 A tax", documents={"undated": {"date": "2019"}, "early": {"date": "1969-12-31"}})
    write_dna(tmp_path / "new.dna", [Codings(codings.rows, codings.variables, codings.documents, kinds=("Claim",))])
    again = read_dna(tmp_path / "new.dna", "Claim")
    assert [document["date"] for document in again.documents.values()] == ["2020-01-01T00:00:00", "1969-12-31T00:00:00"]


def test_a_coding_has_the_date_of_its_document(tmp_path: Path) -> None:
    days = {"a": "2018-03-01", "b": "2019-01-01", "c": "2019-06-30"}
    rows = tuple(
        Coding(str(n), "Claim", document, datetime.fromisoformat(days[of]), n, n + 1, {"concept": of})
        for n, (document, of) in enumerate([("dated", "a"), ("dated", "b"), ("undated", "c"), ("undated", "a")], 1)
    )
    documents = {
        "dated": {"name": "paper", "title": "", "date": "2020-03-05"},
        "undated": {"date": "", "title": "Note"},
    }
    write_dna(tmp_path / "new.dna", [Codings(rows, {"concept": "short text"}, documents)])
    again = read_dna(tmp_path / "new.dna", "Claim")
    assert {d["title"]: d["date"][:10] for d in again.documents.values()} == {
        "paper": "2020-03-05",
        "Note": "2019-06-30",
    }
    assert [(row.date.date().isoformat(), row.values["concept"]) for row in again.rows] == [
        ("2019-06-30", "c"),
        ("2019-06-30", "a"),
        ("2020-03-05", "a"),
        ("2020-03-05", "b"),
    ]


def test_parents_stay_parents(tmp_path: Path) -> None:
    codings = told("2020-01-01 A tax")
    entities = {"organization": {"A": Entity(color="#0a0b0c", parent="B"), "B": Entity()}}
    write_dna(tmp_path / "new.dna", [Codings(codings.rows, codings.variables, entities=entities, kinds=("Claim",))])
    found = read_dna(tmp_path / "new.dna", "Claim").entities["organization"]["A"]
    assert (found.color, found.parent) == ("#0a0b0c", "B")


def test_offsets_are_code_points_here_and_code_units_in_the_file(tmp_path: Path) -> None:
    text = "𝔸𝔸 says 𝔹 no"
    row = Coding("1", "Claim", "1", datetime(2020, 1, 1), 8, 9, {"concept": "c"})
    documents = {"1": {"title": "", "text": text, "date": "2020-01-01"}}
    write_dna(tmp_path / "new.dna", [Codings((row,), {"concept": "short text"}, documents)])
    with closing(sqlite3.connect(tmp_path / "new.dna")) as connection:
        place = connection.execute("SELECT Start, Stop FROM STATEMENTS").fetchone()
    assert text.encode("utf-16-le")[2 * place[0] : 2 * place[1]].decode("utf-16-le") == text[8:9] == "𝔹"
    again = read_dna(tmp_path / "new.dna", "Claim").rows[0]
    assert (again.start, again.stop) == (8, 9)


def test_every_offset_survives_a_round_trip() -> None:
    text = "a𝔸b𝔹𝔹c"
    there, back = to_utf16(text), from_utf16(text)
    assert [back(there(place)) for place in range(10)] == list(range(10))
    assert [there(place) for place in range(len(text) + 1)] == [
        len(text[:place].encode("utf-16-le")) // 2 for place in range(len(text) + 1)
    ]


def test_a_file_of_dna_2(tmp_path: Path) -> None:
    with changed(database("synthetic.dna"), tmp_path) as old:
        old.execute("UPDATE SETTINGS SET Value = '2.0 beta 25' WHERE Property = 'version'")
        old.execute("UPDATE DOCUMENTS SET Date = Date * 1000")
        old.execute("ALTER TABLE DATASHORTTEXT ADD COLUMN Value TEXT")
        old.execute("UPDATE DATASHORTTEXT SET Value = (SELECT Value FROM ENTITIES WHERE ID = Entity)")
        old.execute(
            "CREATE TABLE ATTRIBUTES (ID INTEGER, VariableId INTEGER, Value TEXT, Type TEXT, Alias TEXT, Notes TEXT)"
        )
        old.execute("INSERT INTO ATTRIBUTES VALUES (1, 1, 'Berg, Bo', 'type 1', '', NULL)")
        old.execute("DROP TABLE ATTRIBUTEVALUES")
        old.execute("DROP TABLE ATTRIBUTEVARIABLES")
        old.execute("ALTER TABLE DATASHORTTEXT DROP COLUMN Entity") if False else old.execute("DELETE FROM ENTITIES")
    found, expected = read_dna(tmp_path / "copy.dna"), read_dna(database("synthetic.dna"))
    assert (found.rows, found.documents) == (expected.rows, expected.documents)
    assert found.entities["person"] == {
        "Berg, Bo": Entity(attributes={"Type": "type 1", "Alias": "", "Notes": ""}),
    }


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("DELETE FROM SETTINGS", "its version is none"),
        ("UPDATE SETTINGS SET Value = '4.0' WHERE Property = 'version'", "its version is 4.0"),
        ("DROP TABLE SETTINGS", "no such table: SETTINGS"),
        ("DROP TABLE DATABOOLEAN", "no such table: DATABOOLEAN"),
        ("DELETE FROM DOCUMENTS WHERE ID = 1", "KeyError '1'"),
        ("UPDATE VARIABLES SET DataType = 'color'", "DataType"),
    ],
)
def test_a_damaged_file_is_reported(change: str, complaint: str, tmp_path: Path) -> None:
    try:
        with changed(database("synthetic.dna"), tmp_path) as connection:
            connection.execute(change)
    except sqlite3.IntegrityError:  # The tables themselves refuse it.
        return
    with pytest.raises(DnaFileError, match=complaint):
        read_dna(tmp_path / "copy.dna")


def test_a_path_may_be_a_string(tmp_path: Path) -> None:
    place = f"{tmp_path}/new.dna"
    write_dna(place, [told("2020-01-01 A tax")])
    assert [len(read_dna(place, kind).rows) for kind in dna_kinds(place)] == [1]


def test_a_file_that_is_not_of_dna_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.dna").write_text("no database at all, whatever its name says " * 50)
    with pytest.raises(DnaFileError, match="file is not a database"):
        dna_kinds(tmp_path / "text.dna")
    with pytest.raises(DnaFileError, match="there is no such file"):
        read_dna(tmp_path / "nowhere.dna")
    with pytest.raises(OutputError):
        write_dna(tmp_path / "no" / "folder.dna", [])
