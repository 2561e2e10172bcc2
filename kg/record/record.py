"""The record: the one file that must not be lost."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DocumentError
from kg.processes.closing import Closing
from kg.processes.lazy import lazy_modules
from kg.record.keeping import state
from kg.record.opening import Opened, check_same, transaction, translated

if TYPE_CHECKING:
    from kg.extract.candidates.filter import Adjustment
    from kg.judgements import Judged, Judgement, State
    from kg.lists import OwnList
    from kg.model import Actor, Document, Facts, Named, ResolvedActor, ResolvedDocument
    from kg.record import batching, documents, filtering, judging, ledger, naming, packing, search, writing
    from kg.record.entries import Change, Changes, DocumentEntry, Given
    from kg.record.judging import explaining
    from kg.record.keeping import checking, copying, filters, giving, listing, lists, sums, whole
    from kg.record.ledger import LedgerLine
    from kg.record.search import FoundSentence, SentenceFilter
    from kg.resolve import Link
    from kg.standing import Standing
else:  # to open a record and ask one thing of it takes a small part of these
    batching, documents, packing, filtering = lazy_modules("kg.record", "batching documents packing filtering")
    judging, explaining, ledger = lazy_modules("kg.record", "judging judging.explaining ledger")
    naming, search, writing = lazy_modules("kg.record", "naming search writing")
    checking, copying, sums, filters = lazy_modules("kg.record.keeping", "checking copying sums filters")
    giving, listing, lists, whole = lazy_modules("kg.record.keeping", "giving listing lists whole")

__all__ = ["Record"]


class Record(Closing):
    """Documents, the facts of each, and which actor of one document is which of another. `open_record` gives one.

    Every write is one transaction: after a crash at any point it is there whole or not at all, and once the call has
    returned it is on the disk. Use it from the thread that opened it; elsewhere, and where its file has been removed or
    replaced, every method raises `NotOpenError`.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, timeout: float) -> None:
        self.path = path
        self._db = connection
        self._timeout = timeout
        self._opened = Opened.now(path)

    @property
    def revision(self) -> int:
        """Counts the changes: 0 when new, more with every write that changed something."""
        with self._reading() as db:
            return state.revision(db)

    @property
    def issues_revision(self) -> int:
        """The revision at which lists last said something else of issues: a store from before is written anew."""
        with self._reading() as db:
            return state.issues_revision(db)

    @property
    def identity(self) -> str:
        """Which record this is, whatever its folder is called: sixteen hexadecimal digits; a copy has the same."""
        with self._reading() as db:
            return state.identity(db)

    def history(self, revision: int) -> str:
        """What tells this revision of the record from that of a copy which has gone its own way: sixteen digits."""
        with self._reading() as db:
            return state.history(db, revision)

    @property
    def restored(self) -> str:
        """Other digits each time a backup was put in its place; empty where none was. Revisions begin anew with it."""
        with self._reading() as db:
            return state.restored(db)

    def known(self, document: Document, extractor: str) -> bool:
        """Whether this text lies at this URI already, read by this version under this header: `put` does nothing."""
        with self._reading() as db:
            return documents.is_known(db, document, extractor)

    def put(
        self,
        document: Document,
        facts: Facts,
        extractor: str,
        sentences: Sequence[tuple[int, int]] | None = None,
        given: Given | None = None,
    ) -> Change:
        """Store a document with its facts. ``sentences`` are spans for the search; None: a rough splitter makes them.
        ``given`` is kept with the place, see `given`; None leaves what is kept there.

        What lies at ``document.uri`` is the same document, changed: the facts of the old text go, unless the old text
        also lies elsewhere. What has the same ``document.id`` is the same text, read again or in another place: its
        facts are those of this call, but for those of another genre than its first place has, where that was read.

        Raises `UnstorableTextError`, `FactsFormatError` for facts that contradict themselves, `RecordBusyError` or
        `RecordUnwritableError`; nothing is written then.
        """
        documents.check_storable(document)
        packed = packing.pack(document, facts)
        with self.writing() as db:
            change = writing.put(db, document, facts, packed, extractor, sentences)
            if given is not None:
                giving.note_given(db, document.uri, given)
            return change

    def given(self) -> Mapping[str, Given]:
        """What people said of documents when they put them in, by the URI where each lies."""
        with self._reading() as db:
            return giving.given(db)

    def given_of_copies(self, text: str) -> list[tuple[str, Given]]:
        """What they said of the documents that have the text with this key, each behind the id of its document."""
        with self._reading() as db:
            return giving.given_of_copies(db, text)

    def give(self, uri: str, given: Given) -> None:
        """Keep what a person says of the document that lies at this URI, for its next reading."""
        with self.writing() as db:
            giving.note_given(db, uri, given)

    def refuse(self, error: DocumentError, document: Document | None = None) -> str:
        """Note in the ledger that something could not be read, until a document is read from there; its URI."""
        with self.writing() as db:
            return ledger.refuse(db, error, document)

    def refused(self) -> Mapping[str, set[str]]:
        """The URIs of what could not be read, by those of its files."""
        with self._reading() as db:
            return ledger.refused(db)

    def ledger(self) -> Iterator[LedgerLine]:
        """What became of each document: a line each, by date, then those that were refused."""
        with self._reading() as db:
            yield from ledger.ledger(db)

    def remove(self, document: str) -> Change:
        """Take out the document with this id, URI, path or name, and exactly its facts; by a URI or path only this
        place: a text that also lies elsewhere stays. Raises `DocumentUnknownError` or `DocumentAmbiguousError`.
        """
        with self.writing() as db:
            return writing.remove(db, *documents.find(db, document))

    def places(self, document: str) -> tuple[str, ...]:
        """The URIs where the document with this id lies, sorted."""
        with self._reading() as db:
            return documents.places(db, document)

    def changes_since(self, revision: int, size: int = 50) -> Iterator[Changes]:
        """What has changed after ``revision`` up to now, in pieces of at most ``size`` documents.

        0 gives everything. Memory does not grow with the record, and the record may be written to between two pieces.
        """
        with self._reading() as db:
            yield from batching.changes_since(db, revision, state.revision(db), size, self._read)

    def documents(self) -> Iterator[DocumentEntry]:
        """A line for each document, by date (undated ones first), name and id; without its text."""
        with self._reading() as db:
            yield from listing.entries(db)

    def documents_where(self, wanted: filtering.DocumentFilter) -> tuple[str, ...]:
        """The ids of the documents that are meant, sorted. Raises `DocumentsMissingError` where there is none."""
        with self._reading() as db:
            return filtering.documents_where(db, wanted)

    def documents_with_texts(self, keys: Iterable[str]) -> Mapping[str, str]:
        """The first id of the documents with each of these texts, by the texts' keys."""
        with self._reading() as db:
            return documents.with_texts(db, keys)

    def whole_documents(self) -> Iterator[whole.WholeDocument]:
        """Every document as another record can keep it, by the documents' ids."""
        with self._reading() as db:
            yield from whole.whole_documents(db)

    def document(self, document: str) -> Document:
        """The document with this id, URI, path or name, as it was read. Raises like `remove`."""
        with self._reading() as db:
            return documents.read_document(db, documents.find(db, document)[0])

    def facts(self, document: str) -> Facts:
        """Its facts under the ids that hold across documents. Raises like `document`."""
        with self._reading() as db:
            return documents.resolved_facts(db, documents.find(db, document)[0])

    def extracted(self, document: str) -> Facts:
        """Its facts as extraction gave them, under the document's own ids. Raises like `document`."""
        with self._reading() as db:
            return packing.facts_of(db, documents.find(db, document)[0])

    def resolved(self, document: str) -> ResolvedDocument:
        """Document, resolved facts and their actors together. Raises like `document`."""
        with self._reading() as db:
            return documents.resolved(db, documents.find(db, document)[0])

    def links(self, document: str) -> Mapping[str, Link]:
        """For each of its actors, by the id in the document, the actor that it is and why. Raises like `document`."""
        with self._reading() as db:
            return documents.links(db, documents.find(db, document)[0])

    def actors(self) -> Iterator[ResolvedActor]:
        """Every actor that a document names, in the order of their ids."""
        with self._reading() as db:
            yield from naming.actors_where(db, "true", ())

    def actor(self, id_: str) -> ResolvedActor | None:
        """The actor with this id, None where no document names it."""
        with self._reading() as db:
            return naming.actors_by_id(db, [id_]).get(id_)

    def uses(self) -> Mapping[str, int]:
        """In how many documents each actor stands, by its id."""
        with self._reading() as db:
            return dict(db.execute("SELECT actor, count(DISTINCT document) FROM links GROUP BY actor"))

    def documents_of(self, actor: str) -> tuple[str, ...]:
        """The ids of the documents that name the actor with this id, sorted."""
        with self._reading() as db:
            return naming.documents_of(db, actor)

    def find_actor(self, text: str) -> naming.ActorMatches[ResolvedActor]:
        """The actors with this id, name or alias; where there are none, the names that are close to it."""
        with self._reading() as db:
            return naming.find_actor(db, text)

    def find_named(self, text: str) -> naming.ActorMatches[Named]:
        """Whom `find_actor` finds, without more of them than a question needs."""
        with self._reading() as db:
            return naming.find_named(db, text)

    def search(self, words: str, limit: int = 20, wanted: SentenceFilter | None = None) -> list[FoundSentence]:
        """Sentences that hold all the words, the best first, of those that are ``wanted``; see `NoSearchWordsError`.

        ``"trade deficit"`` is a phrase, ``tariff*`` every word that begins so, ``a OR b`` one of the two.
        """
        with self._reading():
            return list(islice(self._sentences(words, wanted), limit))

    def search_counts(self, words: str, wanted: SentenceFilter | None = None) -> tuple[int, int]:
        """How many sentences `search` would give without a limit, and of how many documents."""
        with self._reading() as db:
            return search.counts(db, words, wanted or search.EVERYWHERE)

    def counts(self) -> Mapping[str, int]:
        """How many documents, locations, sentences and actors there are, and how many actors of each type."""
        with self._reading() as db:
            return state.counts(db)

    def lists(self) -> tuple[OwnList, ...]:
        """The project's own lists of actors and issues, in the order of their names."""
        with self._reading() as db:
            return lists.lists(db)

    def adjustments(self) -> tuple[Adjustment, ...]:
        """What judgements have taught the filter, as far as that was accepted (`kg.retraining`)."""
        with self._reading() as db:
            return filters.accepted(db)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Make one transaction of all writes within, those of other methods too."""
        with self._reading() as db, transaction(db):
            yield db

    def as_set(self, document: Document) -> Document:
        """A document that has just been loaded, with the date, source, title, genre and tags that people have set."""
        with self._reading() as db:
            return documents.as_set(db, document)

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Keep what people have decided; how many of these judgements were not kept already. See `kg.judgements`.

        What they are about follows in the same transaction, and the stores with their next change.
        """
        with self.writing() as db:
            return writing.judge(db, judgements)

    def judgements(self, text: str | None = None) -> tuple[State, ...]:
        """All judgements, or those of a text, by their time, the undone ones too, each with what it comes to now."""
        with self._reading() as db:
            return judging.states(db, text)

    def judged_since(self, text: str | None, moment: dt.datetime) -> dt.datetime | None:
        """The time of the last judgement of the text with this key, or of actors (None), from a moment on."""
        with self._reading() as db:
            return judging.judged_since(db, text, moment)

    def all_judgements(self) -> tuple[Judgement, ...]:
        """All judgements, without what they come to."""
        with self._reading() as db:
            return tuple(judging.judgement_rows(db))

    def judgement(self, beginning: str) -> Judgement:
        """The only judgement whose id begins so. Raises `JudgementUnknownError` or `JudgementAmbiguousError`."""
        with self._reading() as db:
            return judging.found_judgement(db, beginning)

    def reviews(self, facts: Iterable[str]) -> Mapping[str, Standing]:
        """Who stands behind each of these facts; those that nobody has reviewed are left out."""
        with self._reading() as db:
            return judging.reviews(db, list(facts))

    def namings(
        self, actor: str, documents: Sequence[str] = (), most: int = 50, *, own: bool = False
    ) -> list[tuple[str, Actor]]:
        """Where documents name an actor: the text's key, and the document's own actor with its mentions.

        In the order of the documents' ids, ``most`` of them, or those of these ids; ``own``: without those whom people
        have made one with it, where it has any of its own.
        """
        with self._reading() as db:
            return judging.namings(db, actor, documents, most, own=own)

    def review_counts(self) -> Mapping[str, int]:
        """How many facts of each heading somebody stands behind, where anybody does."""
        with self._reading() as db:
            return judging.review_counts(db)

    def is_reviewed(self) -> bool:
        """Whether somebody stands behind a fact of the record."""
        with self._reading() as db:
            return judging.has_reviews(db)

    def judged(self, document: str) -> Judged:
        """What people have made of the document's facts, under its own ids for actors. Raises like `document`."""
        with self._reading() as db:
            return judging.judged_facts(db, documents.find(db, document)[0])

    def becomes(self) -> Mapping[str, str]:
        """The id that an actor has by people's decisions, by the one that it would have without them."""
        with self._reading() as db:
            return dict(db.execute("SELECT actor, becomes FROM identities WHERE becomes <> actor"))

    def explain_actor(self, actor: str) -> list[explaining.Comparison]:
        """Why the actor with this id is who it is: what means it, what may, and the nearest of what does not."""
        with self._reading() as db:
            return explaining.comparisons(db, actor)

    def doubts(self) -> list[explaining.Comparison]:
        """Every two actors that may be one, about which nobody has decided: the likeliest and most named first."""
        with self._reading() as db:
            return explaining.doubts(db)

    def resolve_anew(self, *, only_if_outdated: bool = False) -> int:
        """Resolve every document's actors from nothing; how many documents come out otherwise. Places and judgements
        follow the present rules then, too. ``only_if_outdated``: nothing happens where the present rules and lists have
        resolved it.
        """
        with self._reading() as db:
            if only_if_outdated and state.is_resolved(db):
                return 0
        with self.writing() as db:
            return writing.resolve_anew(db)

    def check(self, *, deep: bool = False) -> list[str]:
        """What is wrong with the file, in a line each: pages, references, the search index. Empty where nothing is.

        ``deep`` also holds every document against the sums that were made when it was written.
        """
        with self._reading() as db:
            return [*checking.problems(db), *(sums.changed_documents(db) if deep else ())]

    def backup(self, path: Path | str) -> None:
        """Write a copy of the whole record, as the last finished write left it, to ``path``; others may go on writing.

        The copy is one file, whole or not there, and takes the place of what was there. Raises `OutputError`.
        """
        with self._reading() as db:
            copying.copy_to(db, Path(path))

    def close(self) -> None:
        """Release the file. A closed record may be closed again."""
        with translated(self.path, self._timeout):
            self._db.close()

    def _read(self, key: int) -> ResolvedDocument:
        """The document of this key as the stores see it; called where the file is being read."""
        return documents.resolved(self._db, key)

    def _sentences(self, words: str, wanted: SentenceFilter | None) -> Iterator[FoundSentence]:
        """What `search` looks through; called where the file is being read."""
        return search.search(self._db, words, wanted or search.EVERYWHERE)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        check_same(self.path, self._opened)
        with translated(self.path, self._timeout):
            yield self._db
