"""Finding sentences by their words, and actors by their names."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import NoSearchWordsError
from kg.model import ResolvedActor
from kg.record.naming import actors_by_id, folded_name

__all__ = ["ActorMatches", "FoundSentence", "find_actor", "search"]

_PARTS = re.compile(r'"([^"]*)"?|([^\s"]+)')
_OPEN, _CLOSE = "\x02", "\x03"
_SNIPPET_WORDS = 32
_SUGGESTIONS = 5
_NEAR = 0.72
_COMPARED = 4000


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence of a document, ``text == document.text[start:end]``.

    ``snippet`` is as much of it as stands around the words that were searched for; ``marks`` are their spans in it.
    """

    document: str
    name: str
    title: str | None
    date: dt.date | None
    source: str | None
    start: int
    end: int
    text: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ActorMatches:
    """``actors`` have the name looked for, those with it as preferred name first, then by how many documents name them.

    ``suggestions`` are preferred names of others that hold or resemble it, the closest first.
    """

    actors: tuple[ResolvedActor, ...]
    suggestions: tuple[str, ...]


def search(db: sqlite3.Connection, words: str, limit: int) -> Iterator[FoundSentence]:
    """Sentences that hold every word in any of its English forms, whatever case and diacritics, the best first.

    Words in double quotes have to follow one another; of two with ``OR`` between them one is enough. Everything else in
    ``words`` is a word, not an operator. Raises `NoSearchWordsError` where there is none.
    """
    rows = db.execute(
        """SELECT d.id, (SELECT name FROM locations WHERE document = d.key ORDER BY uri LIMIT 1), d.title, d.date,
             d.source, s.start, s."end", s.text, snippet(sentence_index, 0, ?, ?, '…', ?)
           FROM sentence_index JOIN sentences s ON s.key = sentence_index.rowid JOIN documents d ON d.key = s.document
           WHERE sentence_index MATCH ? ORDER BY sentence_index.rank, d.date DESC, d.id, s.start LIMIT ?""",
        (_OPEN, _CLOSE, _SNIPPET_WORDS, _match(words), limit),
    )
    for id_, name, title, date, source, start, end, text, marked in rows:
        snippet, marks = _unmarked(marked)
        day = dt.date.fromisoformat(date) if date else None
        yield FoundSentence(id_, name, title, day, source, start, end, text, snippet, marks)


def _match(words: str) -> str:
    """An FTS5 query of quoted strings, so that AND, NEAR, *, ^, : and parentheses are text like any other."""
    found: list[list[str]] = []
    joins = False
    for phrase, word in _PARTS.findall(words.replace("\x00", " ")):
        part = phrase or word
        if word == "OR":
            joins = bool(found)
        elif any(letter.isalnum() for letter in part):
            if joins:
                found[-1].append(f'"{part}"')
            else:
                found.append([f'"{part}"'])
            joins = False
    if not found:
        raise NoSearchWordsError(words=repr(words))
    return " AND ".join(f"({' OR '.join(terms)})" for terms in found)


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    snippet = ""
    marks = []
    for part in re.split(f"({_OPEN}[^{_CLOSE}]*{_CLOSE})", marked):
        if part.startswith(_OPEN):
            marks.append((len(snippet), len(snippet) + len(part) - 2))
            part = part[1:-1]
        snippet += part
    return snippet, tuple(marks)


def find_actor(db: sqlite3.Connection, text: str) -> ActorMatches:
    """Actors with this id, name or alias; and names of others that are close to it."""
    key = folded_name(text)
    ids = [row[0] for row in db.execute("SELECT id FROM actors WHERE id = ?", (text,))]
    if not ids:
        ids = [
            row[0]
            for row in db.execute(
                """SELECT p.actor FROM appellations p JOIN actors a ON a.id = p.actor WHERE p.folded = ?
                   ORDER BY a.name <> ? COLLATE NOCASE,
                     (SELECT count(DISTINCT document) FROM links WHERE actor = a.id) DESC, a.id""",
                (key, text),
            )
        ]
    found = actors_by_id(db, ids)
    return ActorMatches(tuple(found[id_] for id_ in ids), _suggestions(db, key, set(ids)))


def _suggestions(db: sqlite3.Connection, key: str, found: set[str]) -> tuple[str, ...]:
    """Names that hold all the words looked for, then those that are spelt much like them."""
    if not key:
        return ()
    holding = db.execute(
        """SELECT p.actor, a.name FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE ' ' || p.folded || ' ' LIKE ? ESCAPE '!' ORDER BY length(p.folded), p.actor LIMIT ?""",
        (f"% {re.sub('([!%_])', '!\\1', key)} %", _SUGGESTIONS + len(found)),
    ).fetchall()
    # Who mistypes gets one of the first two letters, or the length, about right.
    near = db.execute(
        """SELECT p.folded, p.actor, a.name FROM appellations p JOIN actors a ON a.id = p.actor
           WHERE abs(length(p.folded) - ?) <= 3 AND (substr(p.folded, 1, 1) = ? OR substr(p.folded, 2, 1) = ?)
           ORDER BY p.folded, p.actor LIMIT ?""",
        (len(key), key[:1], key[1:2], _COMPARED),
    ).fetchall()
    matcher = difflib.SequenceMatcher(b=key, autojunk=False)
    rated = []
    for folded, actor, name in near:
        matcher.set_seq1(folded)
        if matcher.quick_ratio() >= _NEAR and (ratio := matcher.ratio()) >= _NEAR:
            rated.append((-ratio, actor, name))
    names = {name: None for actor, name in holding if actor not in found}
    names |= {name: None for _, actor, name in sorted(rated) if actor not in found}
    return tuple(names)[:_SUGGESTIONS]
