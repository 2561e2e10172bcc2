"""`Record`: reading and writing the one file that must not be lost."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DocumentError
from kg.errors.checking import check_count
from kg.processes.closing import Closing
from kg.processes.lazy import lazy_modules
from kg.record.keeping import state
from kg.record.opening import Opened, check_same, transaction, translated

if TYPE_CHECKING:
    from kg.extract.candidates.filter import Adjustment
    from kg.judgements import Judged, Judgement, State
    from kg.lists import OwnList
    from kg.model import Actor, Document, Facts, Named, ResolvedActor, ResolvedDocument
    from kg.record import batching, documents, filtering, judgements, ledger, naming, packing, search, writing
    from kg.record.entries import Change, Changes, DocumentEntry, Given
    from kg.record.judgements import explaining, resolved
    from kg.record.keeping import checking, checksums, copying, filters, given_options, inventory, lists, whole_document
    from kg.record.ledger import LedgerLine
    from kg.record.search import FoundSentence, SentenceFilter
    from kg.resolve import Link
    from kg.standing import Standing
else:  # opening a record for one query needs few of these
    batching, documents, filtering, judgements = lazy_modules("kg.record", "batching documents filtering judgements")
    ledger, naming, packing, search = lazy_modules("kg.record", "ledger naming packing search")
    writing, explaining, resolved = lazy_modules("kg.record", "writing judgements.explaining judgements.resolved")
    checking, checksums, copying, filters, given_options, inventory, lists, whole_document = lazy_modules(
        "kg.record.keeping", "checking checksums copying filters given_options inventory lists whole_document"
    )

__all__ = ["Record"]


class Record(Closing):
    """Documents, the facts of each, and the links of their actors across documents. Made by `open_record`.

    Every write is one transaction: after a crash it is there whole or not at all, and once the call has returned it is
    on the disk. Use it from the thread that opened it; in another thread, and after its file has been removed or
    replaced, every method raises `NotOpenError`.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, timeout: float) -> None:
        self.path = path
        self._db = connection
        self._timeout = timeout
        self._opened = Opened.now(path)

    @property
    def revision(self) -> int:
        """0 in a new record; raised by every write that changes something."""
        with self.reading() as db:
            return state.revision(db)

    @property
    def issues_revision(self) -> int:
        """The revision at which lists last changed the issues: stores from before it are written again."""
        with self.reading() as db:
            return state.issues_revision(db)

    @property
    def identity(self) -> str:
        """The record's own id, sixteen hexadecimal digits, whatever its folder is called; a copy has the same."""
        with self.reading() as db:
            return state.identity(db)

    def history(self, revision: int) -> str:
        """Sixteen hexadecimal digits that distinguish this revision from that of a copy that was changed separately."""
        with self.reading() as db:
            return state.history(db, revision)

    @property
    def restored(self) -> str:
        """Random digits, new each time a backup is restored in its place; empty where none was."""
        with self.reading() as db:
            return state.restored(db)

    def known(self, document: Document, extractor: str) -> bool:
        """Whether `put` would change nothing: this version has read this text at this URI with the same header."""
        with self.reading() as db:
            return documents.is_known(db, document, extractor)

    def put(
        self,
        document: Document,
        facts: Facts,
        extractor: str,
        sentences: Sequence[tuple[int, int]] | None = None,
        given: Given | None = None,
    ) -> Change:
        """Store a document with its facts. ``sentences`` are spans for the search; None: split the text roughly.
        ``given`` is kept with the location, see `given`; None leaves what is kept there.

        A document at the same URI is replaced: the old text is removed with its facts, unless it has another location.
        A document with the same id is the same text, read again or at another location: it gets these facts, except
        where this version has read it with another genre at its first location.

        Raises `UnstorableTextError`, `FactsFormatError` for facts that contradict themselves, `RecordBusyError` or
        `RecordUnwritableError`; nothing is written then.
        """
        documents.check_storable(document)
        packed = packing.pack(document, facts)
        with self.writing() as db:
            change = writing.put(db, document, facts, packed, extractor, sentences)
            if given is not None:
                given_options.note_given(db, document.uri, given)
            return change

    def given(self) -> Mapping[str, Given]:
        """The options that people gave when they ingested documents, by URI."""
        with self.reading() as db:
            return given_options.given(db)

    def copies(self, text: str) -> list[given_options.Copy]:
        """The locations of this text (its `text_key`), each with what was read and given there."""
        with self.reading() as db:
            return given_options.copies(db, text)

    def give(self, uri: str, given: Given) -> None:
        """Keep the options that a person gives for the document at this URI, for its next reading."""
        with self.writing() as db:
            given_options.note_given(db, uri, given)

    def refuse(self, error: DocumentError, document: Document | None = None) -> str:
        """Note in the ledger that something could not be read, until a document is read from its URI; that URI."""
        with self.writing() as db:
            return ledger.refuse(db, error, document)

    def refused(self) -> Mapping[str, set[str]]:
        """The URIs that could not be read, by the URI of their file."""
        with self.reading() as db:
            return ledger.refused(db)

    def ledger(self) -> Iterator[LedgerLine]:
        """A line for each document, by date, then one for each refusal."""
        with self.reading() as db:
            yield from ledger.ledger(db)

    def remove(self, document: str) -> Change:
        """Remove the document with this id, URI, path or name, and its facts; by a URI or path only that location, and
        the document if it has no other. Raises `DocumentUnknownError` or `DocumentAmbiguousError`.
        """
        with self.writing() as db:
            return writing.remove(db, *documents.find(db, document))

    def places(self, document: str) -> tuple[str, ...]:
        """The URIs where the document with this id lies, sorted."""
        with self.reading() as db:
            return documents.places(db, document)

    def changes_since(self, revision: int, size: int = 50) -> Iterator[Changes]:
        """The changes after ``revision``, in batches of at most ``size`` documents; 0 gives everything.

        Memory does not grow with the record, and the record may be written to between two batches.
        """
        with self.reading() as db:
            yield from batching.changes_since(db, revision, state.revision(db), size, self._read)

    def documents(self) -> Iterator[DocumentEntry]:
        """A line for each document, by date (undated ones first), name and id; without its text."""
        with self.reading() as db:
            yield from inventory.entries(db)

    def documents_where(self, wanted: filtering.DocumentFilter) -> tuple[str, ...]:
        """The ids of the documents that pass the filter, sorted. Raises `DocumentsMissingError` where none does."""
        with self.reading() as db:
            return filtering.documents_where(db, wanted)

    def documents_with_texts(self, keys: Iterable[str]) -> Mapping[str, str]:
        """The first id of the documents with each of these texts, by `text_key`."""
        with self.reading() as db:
            return documents.with_texts(db, keys)

    def whole_documents(self) -> Iterator[whole_document.WholeDocument]:
        """Every document as another record can keep it, in the order of their ids."""
        with self.reading() as db:
            yield from whole_document.whole_documents(db)

    def document(self, document: str) -> Document:
        """The document with this id, URI, path or name, with the settings of people. Raises like `remove`."""
        with self.reading() as db:
            return documents.read_document(db, documents.find(db, document)[0])

    def facts(self, document: str) -> Facts:
        """Its facts as people have judged them, with actor ids that hold across documents. Raises like `document`."""
        with self.reading() as db:
            return resolved.resolved_facts(db, documents.find(db, document)[0])

    def extracted(self, document: str) -> Facts:
        """Its facts as extraction returned them, with the document's local actor ids. Raises like `document`."""
        with self.reading() as db:
            return packing.facts_of(db, documents.find(db, document)[0])

    def resolved(self, document: str) -> ResolvedDocument:
        """The document, its resolved facts and their actors. Raises like `document`."""
        with self.reading() as db:
            return resolved.resolved(db, documents.find(db, document)[0])

    def links(self, document: str) -> Mapping[str, Link]:
        """The link of each of its actors, by local id: the actor that it is, and why. Raises like `document`."""
        with self.reading() as db:
            return resolved.links(db, documents.find(db, document)[0])

    def actors(self) -> Iterator[ResolvedActor]:
        """Every actor that a document names, in the order of their ids."""
        with self.reading() as db:
            yield from naming.actors_where(db, "true", ())

    def actor(self, id_: str) -> ResolvedActor | None:
        """The actor with this id, None where no document names it."""
        with self.reading() as db:
            return naming.actors_by_id(db, [id_]).get(id_)

    def uses(self) -> Mapping[str, int]:
        """The number of documents that name each actor, by its id."""
        with self.reading() as db:
            return dict(db.execute("SELECT actor, count(DISTINCT document) FROM links GROUP BY actor"))

    def documents_of(self, actor: str) -> tuple[str, ...]:
        """The ids of the documents that name the actor with this id, sorted."""
        with self.reading() as db:
            return naming.documents_of(db, actor)

    def find_actor(self, text: str) -> naming.ActorMatches[ResolvedActor]:
        """The actors with this id, name or alias; where there are none, similar names."""
        with self.reading() as db:
            return naming.find_actor(db, text)

    def find_named(self, text: str) -> naming.ActorMatches[Named]:
        """What `find_actor` finds, of each actor only its id and name."""
        with self.reading() as db:
            return naming.find_named(db, text)

    def search(self, words: str, limit: int = 20, wanted: SentenceFilter | None = None) -> list[FoundSentence]:
        """The ``wanted`` sentences with all the words, best first. Raises `NoSearchWordsError`, `ParameterValueError`.

        ``"trade deficit"`` is a phrase, ``tariff*`` every word that begins so, ``a OR b`` one of the two.
        """
        check_count("limit", limit)
        with self.reading():
            return list(islice(self._sentences(words, wanted), limit))

    def search_counts(self, words: str, wanted: SentenceFilter | None = None) -> tuple[int, int]:
        """How many sentences `search` would give without a limit, and of how many documents."""
        with self.reading() as db:
            return search.counts(db, words, wanted or search.EVERYWHERE)

    def counts(self) -> Mapping[str, int]:
        """The numbers of documents, locations, sentences, actors, and actors of each type."""
        with self.reading() as db:
            return state.counts(db)

    def lists(self) -> tuple[OwnList, ...]:
        """The project's own lists of actors and issues, in the order of their names."""
        with self.reading() as db:
            return lists.lists(db)

    def adjustments(self) -> tuple[Adjustment, ...]:
        """The adjustments of the filter that were learned from judgements and accepted (`kg.retraining`)."""
        with self.reading() as db:
            return filters.accepted(db)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run all writes within the block, those of other methods too, as one transaction."""
        with self.reading() as db, transaction(db):
            yield db

    def as_set(self, document: Document) -> Document:
        """A document that was just loaded, with the date, source, title, genre and tags that people have set."""
        with self.reading() as db:
            return documents.as_set(db, document)

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Keep these judgements; how many of them are new or changed. See `kg.judgements`.

        They are applied to facts and actors in the same transaction, and to the stores with their next update.
        """
        with self.writing() as db:
            return writing.judge(db, judgements)

    def judgements(self, text: str | None = None) -> tuple[State, ...]:
        """All judgements, or those of a text (its `text_key`), by time, undone ones included, each with its effect."""
        with self.reading() as db:
            return judgements.states(db, text)

    def judged_since(self, text: str | None, moment: dt.datetime) -> dt.datetime | None:
        """The time of the last judgement at or after ``moment`` of the text with this key, or of actors (None)."""
        with self.reading() as db:
            return judgements.judged_since(db, text, moment)

    def all_judgements(self) -> tuple[Judgement, ...]:
        """All judgements, without their effects."""
        with self.reading() as db:
            return tuple(judgements.judgement_rows(db))

    def judgement(self, beginning: str) -> Judgement:
        """The only judgement whose id begins with this. Raises `JudgementUnknownError`, `JudgementAmbiguousError`."""
        with self.reading() as db:
            return judgements.found_judgement(db, beginning)

    def reviews(self, facts: Iterable[str]) -> Mapping[str, Standing]:
        """The review of each of these facts; those that nobody has reviewed are left out."""
        with self.reading() as db:
            return judgements.reviews(db, list(facts))

    def namings(
        self, actor: str, documents: Sequence[str] = (), most: int = 50, *, own: bool = False
    ) -> list[tuple[str, Actor]]:
        """Where documents name an actor: the `text_key`, and the document's local actor with its mentions.

        At most ``most`` of all documents or of those of these ids, by id. ``own``: without actors that judgements have
        merged into it, unless it has no others.
        """
        with self.reading() as db:
            return judgements.namings(db, actor, documents, most, own=own)

    def review_counts(self) -> Mapping[str, int]:
        """The number of reviewed facts of each heading that has any."""
        with self.reading() as db:
            return judgements.review_counts(db)

    def is_reviewed(self) -> bool:
        """Whether any fact of the record has been reviewed."""
        with self.reading() as db:
            return judgements.has_reviews(db)

    def judged(self, document: str) -> Judged:
        """The document's facts as people have judged them, with local actor ids. Raises like `document`."""
        with self.reading() as db:
            return judgements.judged_facts(db, documents.find(db, document)[0])

    def becomes(self) -> Mapping[str, str]:
        """The ids that judgements have changed: new ids by those that the actors would have without them."""
        with self.reading() as db:
            return dict(db.execute("SELECT actor, becomes FROM identities WHERE becomes <> actor"))

    def explain_actor(self, actor: str) -> list[explaining.Comparison]:
        """Why the actor has its names: those that mean it, those that may, and the nearest of those that do not."""
        with self.reading() as db:
            return explaining.comparisons(db, actor)

    def doubts(self) -> list[explaining.Comparison]:
        """The pairs of actors that may be one and that nobody has judged, the likeliest and most named first."""
        with self.reading() as db:
            return explaining.doubts(db)

    def resolve_anew(self, *, only_if_outdated: bool = False) -> int:
        """Resolve every document's actors from scratch; how many documents have changed. File URIs and judgements are
        brought up to the current rules as well. ``only_if_outdated``: only if other rules or lists have resolved the
        record.
        """
        with self.reading() as db:
            if only_if_outdated and state.is_resolved(db):
                return 0
        with self.writing() as db:
            return writing.resolve_anew(db)

    def check(self, *, deep: bool = False) -> list[str]:
        """A line for each thing that is wrong with the file: its pages, references and search index.

        ``deep`` also compares every document with the checksums that were made when it was written.
        """
        with self.reading() as db:
            return [*checking.problems(db), *(checksums.changed_documents(db) if deep else ())]

    def backup(self, path: Path | str) -> None:
        """Write a copy of the record, as the last finished write left it, to ``path``, whole or not at all; a file
        there is replaced, and others may go on writing. Raises `OutputError`."""
        with self.reading() as db:
            copying.copy_to(db, Path(path))

    def close(self) -> None:
        """Release the file. A closed record may be closed again."""
        with translated(self.path, self._timeout):
            self._db.close()

    def _read(self, key: int) -> ResolvedDocument:
        """The document of this key as the stores get it; called within `reading`."""
        return resolved.resolved(self._db, key)

    def _sentences(self, words: str, wanted: SentenceFilter | None) -> Iterator[FoundSentence]:
        """The sentences that `search` returns; called within `reading`."""
        return search.search(self._db, words, wanted or search.EVERYWHERE)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, to read within the block; others may write meanwhile. Raises `NotOpenError`."""
        check_same(self.path, self._opened)
        with translated(self.path, self._timeout):
            yield self._db
