"""The dates of documents in a file for the Discourse Network Analyzer, which knows days alone."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from kg.interchange.dna import DnaExport, write_dna_positions
from kg.model import ActorType, Facts, Position, ResolvedActor, ResolvedDocument, When
from kg.stores.protocol import Batch
from tests.doubles.cast import document, position

PERU = ResolvedActor("state/PE", "Peru", ActorType.STATE)


def dated(text: str, *positions: Position) -> Batch:
    """A document of this date, "" for none, with these positions."""
    written = document(f"talks {text}", date=None).dated(When.parsed(text) if text else None)
    return Batch(1, (ResolvedDocument(written, Facts(positions=positions), (PERU,)),), (), (PERU,))


def days(path: Path) -> list[tuple[str, int]]:
    """The day of each document, and its number of statements."""
    with closing(sqlite3.connect(path)) as database:
        counted = "SELECT count(*) FROM STATEMENTS WHERE DocumentId = DOCUMENTS.ID"
        return database.execute(
            f"SELECT date(Date, 'unixepoch') AS day, ({counted}) FROM DOCUMENTS ORDER BY day"
        ).fetchall()


def test_a_coarse_date_is_its_first_day_even_if_a_fact_is_dated_later(tmp_path: Path) -> None:
    later = position(PERU.id, "the quota", date=dt.date(2020, 5, 1))
    written = write_dna_positions([dated("2018-08", later), dated("2018-08-24", later)], tmp_path / "talks.dna")
    assert days(tmp_path / "talks.dna") == [("2018-08-01", 1), ("2018-08-24", 1)]
    assert written == DnaExport(statements=2, coarse=1, undated=0, left_out=0)


def test_documents_and_statements_without_a_date_are_counted(tmp_path: Path) -> None:
    own = position(PERU.id, "the quota", date=dt.date(2020, 5, 1))
    batches = [dated("", own, position(PERU.id, "the fee"))]
    assert write_dna_positions(batches, tmp_path / "talks.dna") == DnaExport(1, coarse=0, undated=1, left_out=1)
    assert days(tmp_path / "talks.dna") == [("2020-05-01", 1)]
