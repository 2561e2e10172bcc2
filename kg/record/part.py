"""The part of a record that people have confirmed, or that nobody has reviewed, for stores of that part."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

from kg.errors import RecordUnwritableError
from kg.judgements.fields import POINTERS, actors_of, repointed
from kg.model import HEADINGS, AnyFact, Document, Facts, ResolvedDocument
from kg.record.entries import Changes
from kg.record.opening import open_record
from kg.record.record import Record
from kg.record.search import FoundSentence, SentenceFilter

__all__ = ["PARTS", "PartRecord", "clear_parts", "open_part", "part_folder", "part_of", "reduced"]

PARTS: Final = ("confirmed", "unreviewed")
"""``confirmed`` has the facts that somebody has confirmed, corrected or added, ``unreviewed`` all others."""
MOST: Final = 10_000
"""How many of the sentences with the words, the best first, are searched for those that prove a fact of the part."""


class PartRecord(Record):
    """A record that gives its stores only one of `PARTS`; documents without a fact of the part are left out.

    ``place`` is the folder of these stores: next to the record or, where that is not writable, a temporary one that is
    deleted on `close`.
    """

    def __init__(self, whole: Record, part: str) -> None:
        super().__init__(whole.path, whole._db, whole._timeout)
        self.part = part
        folder = whole.path.parent
        self._temporary = None if os.access(folder, os.W_OK) else TemporaryDirectory(prefix="kg-")
        self.place = part_folder(Path(self._temporary.name) if self._temporary else folder, part)

    def close(self) -> None:
        """Close the record. A closed one may be closed again."""
        super().close()
        if self._temporary:
            self._temporary.cleanup()

    def writing(self) -> NoReturn:
        """Raise `RecordUnwritableError`: what is written to a part would change the whole record."""
        detail = f"only its {self.part} part is open; write to the whole graph"
        raise RecordUnwritableError(path=self.path, detail=detail)

    def changes_since(self, revision: int, size: int = 50) -> Iterator[Changes]:
        """The changes of this part of the record; see `kg.record.Record.changes_since`."""
        for changes in super().changes_since(revision, size):
            parts = [part_of(document, self.part) for document in changes.written]
            written = tuple(part for part in parts if any(part.facts.each()))
            written_ids = {part.document.id for part in written}
            left_out = tuple(part.document.id for part in parts if part.document.id not in written_ids)
            yield dataclasses.replace(changes, written=written, removed=(*changes.removed, *left_out))

    def _read(self, key: int) -> ResolvedDocument:
        if (
            self.part == PARTS[0]
            and not self._db.execute("SELECT 1 FROM reviews WHERE document = ? LIMIT 1", (key,)).fetchone()
        ):
            # Nobody has reviewed it: its facts need not be read.
            (id_,) = self._db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()
            return ResolvedDocument(Document("", "", "", kept_id=id_), Facts(), ())
        return super()._read(key)

    def _sentences(self, words: str, wanted: SentenceFilter | None) -> Iterator[FoundSentence]:
        """The sentences that prove a fact of this part."""
        proofs: dict[str, list[tuple[int, int]]] = {}
        for sentence in islice(super()._sentences(words, wanted), MOST):
            if sentence.document not in proofs:
                facts = part_of(self.resolved(sentence.document), self.part).facts
                proofs[sentence.document] = [fact.evidence.span for _, fact in facts.each()]
            if any(start < sentence.end and sentence.start < end for start, end in proofs[sentence.document]):
                yield sentence

    def search_counts(self, words: str, wanted: SentenceFilter | None = None) -> tuple[int, int]:
        """How many sentences `search` would give without a limit, and of how many documents.

        Both look at the best `MOST` sentences with the words only.
        """
        with self.reading():
            documents = [sentence.document for sentence in self._sentences(words, wanted)]
            return len(documents), len(set(documents))


def open_part(path: Path, part: str) -> PartRecord:
    """One of `PARTS` of the record at ``path``, for reading only. Raises what `kg.record.open_record` raises."""
    return PartRecord(open_record(path, read_only=True), part)


def part_folder(folder: Path, part: str) -> Path:
    """The folder of the stores of one of `PARTS` of the graph in ``folder``."""
    return folder / f"only-{part}"


def clear_parts(folder: Path) -> None:
    """Delete the stores of the parts of the graph in ``folder``; they are built again when they are next needed."""
    for part in PARTS:
        shutil.rmtree(part_folder(folder, part), ignore_errors=True)


def part_of(resolved: ResolvedDocument, part: str) -> ResolvedDocument:
    """The document with the facts of one of `PARTS`, and with the actors that they name."""
    return reduced(resolved, lambda heading, fact: fact.standing.is_reviewed is (part == PARTS[0]))


def reduced(resolved: ResolvedDocument, stays: Callable[[str, AnyFact], bool]) -> ResolvedDocument:
    """The document with the facts that stay, and with the actors that they name; ``stays`` gets heading and fact."""
    facts = resolved.facts
    kept = {
        heading: _kept(facts.under(heading), POINTERS.get(heading), partial(stays, heading)) for heading in HEADINGS
    }
    named = {id_ for heading, staying in kept.items() for fact in staying for id_ in actors_of(heading, fact)}
    actors = tuple(actor for actor in facts.actors if actor.id in named)
    described = tuple(actor for actor in resolved.actors if actor.id in named)
    return ResolvedDocument(resolved.document, Facts.of(actors, kept), described)


def _kept(facts: Sequence[AnyFact], pointer: str | None, stays: Callable[[AnyFact], bool]) -> tuple[AnyFact, ...]:
    """The facts that stay, with the indexes by which they point at each other (in the field ``pointer``) updated."""
    old_indexes = [index for index, fact in enumerate(facts) if stays(fact)]
    new_by_old = {old: new for new, old in enumerate(old_indexes)}
    return repointed([facts[index] for index in old_indexes], pointer, new_by_old)
