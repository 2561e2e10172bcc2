"""The ledger: for each document how much was read, found and reviewed, or why it was refused."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from kg.errors import DocumentError
from kg.model import Document
from kg.model.places import uri_of
from kg.record import documents
from kg.record.entries import DocumentEntry
from kg.record.judgements import in_graph, judged_facts
from kg.record.keeping.inventory import entries

__all__ = ["LedgerLine", "forgive", "ledger", "refuse", "refused", "silent"]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger. ``status`` is ``read``, or ``refused`` with ``why``.

    ``sentences`` counts those that were read, ``silent`` those without a fact, and ``facts`` those that the reader
    found. Of these, people have ``confirmed`` (or corrected) and ``rejected`` some, and ``waiting`` are not reviewed
    yet; ``added`` are in the graph on people's word alone: the reader does not find them, or does not any more.
    ``extractor`` is the version that read the document, empty where it has to be read again.
    """

    name: str
    status: str
    uri: str
    why: str = ""
    id: str | None = None
    characters: int = 0
    sentences: int = 0
    silent: int = 0
    facts: int = 0
    confirmed: int = 0
    rejected: int = 0
    added: int = 0
    waiting: int = 0
    extractor: str = ""

    @property
    def is_reviewed(self) -> bool:
        """Whether people have judged all of its facts, and at least one."""
        return self.status == "read" and not self.waiting and bool(self.confirmed + self.rejected + self.added)


def refuse(db: sqlite3.Connection, error: DocumentError, document: Document | None) -> str:
    """Note that something could not be read, and why; the URI under which this is noted."""
    uri, name = (document.uri, document.name) if document else _refused_location(error)
    db.execute("INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?)", (uri, name, error.code, error.args[0]))
    return uri


def forgive(db: sqlite3.Connection, uris: Iterable[str]) -> None:
    """Delete the notes that something at these URIs could not be read."""
    db.executemany("DELETE FROM refusals WHERE uri = ?", [(uri,) for uri in uris])


def refused(db: sqlite3.Connection) -> dict[str, set[str]]:
    """The URIs that could not be read, by the URI of their file."""
    uris_by_file: dict[str, set[str]] = {}
    for (uri,) in db.execute("SELECT uri FROM refusals"):
        uris_by_file.setdefault(uri.partition("#")[0], set()).add(uri)
    return uris_by_file


def _refused_location(error: DocumentError) -> tuple[str, str]:
    """The URI and short name of something that was refused before a document was made of it."""
    fields: dict[str, Any] = error.fields
    location = str(next((fields[name] for name in ("uri", "place", "path", "name") if name in fields), error))
    file, mark, fragment = location.partition("#")
    if "://" in file:
        return error.uri or location, file.rpartition("/")[2] + mark + fragment
    path = Path(file)
    return error.uri or uri_of(path) + mark + fragment, path.name + mark + fragment


def ledger(db: sqlite3.Connection) -> Iterator[LedgerLine]:
    """A line for each document in the order of `entries`, then one for each refusal."""
    for entry in entries(db):
        key = documents.key_of(db, entry.id)
        assert key is not None, "it is in the list"
        yield _document_line(db, key, entry)
    for uri, name, code, why in db.execute("SELECT uri, name, code, why FROM refusals ORDER BY name, uri"):
        yield LedgerLine(name, "refused", uri, f"{code}: {why}")


def silent(sentences: Iterable[tuple[int, int]], proofs: Iterable[tuple[int, int]]) -> int:
    """How many sentences overlap with no proof; both are spans in any order.

    >>> silent([(0, 9), (10, 19), (20, 29)], [(5, 12), (29, 40)])
    1
    """
    sorted_proofs = sorted(proofs)
    proof_starts = [start for start, _ in sorted_proofs]
    # At index n is the last end of the first n proofs. A sentence is silent if all that begin before its end are over
    # by its start.
    furthest_ends = [0, *accumulate((end for _, end in sorted_proofs), max)]
    return sum(furthest_ends[bisect_left(proof_starts, end)] <= start for start, end in sentences)


def _document_line(db: sqlite3.Connection, key: int, entry: DocumentEntry) -> LedgerLine:
    judged = in_graph(db, key, judged_facts(db, key))
    facts = [fact for _, fact in judged.facts.each()]
    rejected = sum(fact.id in judged.found_ids for _, fact in judged.rejected.each())
    added = sum(fact.id not in judged.found_ids for fact in facts)
    waiting = sum(not fact.standing.is_reviewed for fact in facts)
    spans = db.execute('SELECT start, "end" FROM sentences WHERE document = ?', (key,)).fetchall()
    proofs = (fact.evidence.span for fact in facts)
    return LedgerLine(
        entry.name,
        "read",
        entry.uri,
        why="" if entry.extractor else "its date was set after it was read: kg ingest reads it again",
        id=entry.id,
        characters=entry.characters,
        sentences=len(spans),
        silent=silent(spans, proofs),
        facts=len(facts) - added + rejected,
        confirmed=len(facts) - added - waiting,
        rejected=rejected,
        added=added,
        waiting=waiting,
        extractor=entry.extractor,
    )
