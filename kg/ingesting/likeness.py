"""Decisions about a text that is gone, and that a new document has nearly as it was: a file renamed and edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.judgements import AboutFact
from kg.judgements.moving import is_nearly_same, is_version
from kg.model.places import is_missing
from kg.record.documents import key_of
from kg.record.judging.carrying import copies_for

if TYPE_CHECKING:
    from kg.model import Document
    from kg.record import Record

__all__ = ["DecidedBefore", "Likeness"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A document that a new one is like: where its file was (None: it was removed from the graph), how many decisions
    were ``applied`` to the new document, and how many that its sentences may deserve were not (``waiting``)."""

    former: str | None
    applied: int
    waiting: int


@dataclass(frozen=True, slots=True)
class _Text:
    """A text without a file: the id and place of its document, if the graph still has it, and the judged words."""

    document: str | None
    place: str | None
    words: Sequence[str]


class DecidedBefore:
    """The judged texts of a record that no file has any more, as they are when the first document is compared."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def _texts(self) -> Sequence[_Text]:
        words: dict[str, list[str]] = {}
        for each in self._record.all_judgements():
            if each.undone is None and isinstance(each.about, AboutFact):
                words.setdefault(each.about.text, []).append(each.about.words)
        found = []
        for text, judged in words.items():
            copies = self._record.copies(text)
            if all(is_missing(copy.uri) for copy in copies):
                first = copies[0] if copies else None
                found.append(_Text(first.id if first else None, first.uri if first else None, judged))
        return found

    def like(self, document: Document, id_: str) -> Likeness | None:
        """Apply the decisions about a text that is nearly that of this new document, which the record has under
        ``id_``; None where there is no text like it."""
        for text in self._texts:
            count = sum(words in document.text for words in text.words)
            if not count or text.document == id_:
                continue
            if text.document is None:
                if 2 * count >= len(text.words):
                    return Likeness(None, 0, count)
                continue
            old = self._record.document(text.document).text
            if is_nearly_same(old, document.text):
                return Likeness(text.place, self._apply(text.document, id_), 0)
            if is_version(old, document.text):
                return Likeness(text.place, 0, count)
        return None

    def _apply(self, old: str, new: str) -> int:
        with self._record.writing() as db:
            before, now = key_of(db, old), key_of(db, new)
            made = copies_for(db, before, now) if before is not None and now is not None else []
        self._record.judge(made)
        return len(made)
