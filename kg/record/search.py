"""Finding sentences by their words."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kg.errors import NoSearchWordsError
from kg.errors.checking import check_class, check_words
from kg.model.pages import page_at
from kg.record.keeping.columns import pages_of, when_of

if TYPE_CHECKING:
    from kg.model import When

__all__ = ["EVERYWHERE", "FoundSentence", "SentenceFilter", "counts", "search", "unclosed_phrase"]

_PHRASE_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_DOUBLE_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
"""The double quotes of print, which word processors write for those of the keyboard."""
_OPEN, _CLOSE = "\x02", "\x03"
_SURE_LETTERS: Final = 2
"""How many of the first letters of a word its stem is sure to keep: "pays" has the stem "pai"."""
_WITH_STOPS = re.compile(r"(?:[A-Z]\.)+[A-Z]\.?")
_CAPITALS = re.compile(r"[A-Z]{2,5}")
_HYPHENS = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_ALSO_WORDS = frozenset({"AM", "AN", "AS", "AT", "IN", "IS", "IT", "NO", "SO", "US", "WHO"})
"""Abbreviations that are other words in lower case: most hits of "US" would be "us"."""
_LONGEST_UNDIVIDED: Final = 4
"""Words of at most this many letters are not looked for with a hyphen in them."""
_LONGEST_DIVIDED: Final = 40
"""Nor are words of more letters: each place for a hyphen costs a query of its own."""
_SNIPPET_WORDS = 32
_FIRST_DAY: Final = "substr(d.date || '-01-01', 1, 10)"
"""SQL for the first day of a document's date: 2018-08 begins on 2018-08-01."""


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence of a document, ``text == document.text[start:end]``.

    ``snippet`` is the part of it around the words that were searched for, ``marks`` are their spans in the snippet.
    ``page`` is the page of the document that it begins on, None where it is not known.
    """

    document: str
    name: str
    title: str | None
    when: When | None
    source: str | None
    start: int
    end: int
    text: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    page: str | None = None

    @property
    def date(self) -> dt.date | None:
        """The first day of ``when``."""
        return self.when.day if self.when else None


@dataclass(frozen=True, slots=True)
class SentenceFilter:
    """A filter of sentences: those that mention one of these actors (pronouns included), of these documents (ids; None:
    any), published from ``since`` to ``until`` (ISO days, inclusive; a week, month or year counts as its first day)."""

    actor: tuple[str, ...] = ()
    documents: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None


EVERYWHERE: Final = SentenceFilter()


def search(db: sqlite3.Connection, words: str, wanted: SentenceFilter = EVERYWHERE) -> Iterator[FoundSentence]:
    """Sentences with every word in any of its English forms, whatever case and diacritics, the best first.

    Words in double quotes form a phrase; of two words with ``OR`` between them one is enough; ``AND`` between two is
    ignored; ``tariff*`` is every word that begins with "tariff". Everything else in ``words`` is a word, not an
    operator. Outside quotes a word with a hyphen also finds the word without it and the other way round, and an
    abbreviation with stops the one without. Abbreviations that are other words in lower case (`_ALSO_WORDS`) are found
    in capitals or with stops only: ``US`` finds "U.S." and not "us". Raises `NoSearchWordsError` without any word.
    """
    groups = _with_all_spellings(db, _groups(words))
    beginnings = [term for terms in groups for term in terms if term.is_beginning]
    other_words = {
        word for terms in groups for term in terms if not term.is_beginning for word in _plain(term.words).split()
    }
    order = "ORDER BY sentence_index.rank, d.date DESC, d.id, s.start"
    for sentence, id_, start, end in _hits(db, groups, wanted, order):
        # A snippet costs more than the search, and a caller may take only the first few of thousands.
        name, pages, title, date, source, text, marked = db.execute(
            """SELECT l.name, l.pages, d.title, d.date, d.source, s.text, snippet(sentence_index, 0, ?, ?, '…', ?)
               FROM sentence_index JOIN sentences s ON s.key = sentence_index.rowid
                 JOIN documents d ON d.key = s.document
                 JOIN locations l ON l.uri = (SELECT min(uri) FROM locations WHERE document = d.key)
               WHERE sentence_index MATCH ? AND sentence_index.rowid = ?""",
            (_OPEN, _CLOSE, _SNIPPET_WORDS, _all_groups(groups), sentence),
        ).fetchone()
        snippet, marks = _unmarked(marked)
        marks = tuple(mark for mark in marks if not _is_other_word(snippet[mark[0] : mark[1]], groups))
        if beginnings:
            marks = tuple(mark for mark in marks if _is_meant(snippet[mark[0] : mark[1]], beginnings, other_words))
        page = page_at(pages_of(pages), start)
        yield FoundSentence(id_, name, title, when_of(date), source, start, end, text, snippet, marks, page)


def counts(db: sqlite3.Connection, words: str, wanted: SentenceFilter = EVERYWHERE) -> tuple[int, int]:
    """How many sentences `search` gives, and of how many documents. Raises `NoSearchWordsError`."""
    documents = [id_ for _, id_, _, _ in _hits(db, _with_all_spellings(db, _groups(words)), wanted)]
    return len(documents), len(set(documents))


def unclosed_phrase(words: str) -> str:
    """What follows a double quote that no other closes, which `search` takes for a phrase; empty if there is none."""
    before, quote, phrase = words.translate(_DOUBLE_QUOTES).rpartition('"')
    return phrase.strip() if quote and before.count('"') % 2 == 0 else ""


def _hits(
    db: sqlite3.Connection, groups: list[list[_Term]], wanted: SentenceFilter, order: str = ""
) -> Iterator[tuple[int, str, int, int]]:
    """The key of each sentence that matches, the id of its document, and its span."""
    check_class("wanted", wanted, {"kg.record.search.SentenceFilter": SentenceFilter})
    is_broad = any(term.pattern for terms in groups for term in terms)
    conditions, values = _pattern_conditions(db, groups) if is_broad else ("", [])
    rows = db.execute(
        f"""SELECT s.key, d.key, d.id, s.start, s."end"
           FROM sentence_index JOIN sentences s ON s.key = sentence_index.rowid JOIN documents d ON d.key = s.document
           WHERE sentence_index MATCH ? AND (? IS NULL OR {_FIRST_DAY} >= ?)
             AND (? IS NULL OR {_FIRST_DAY} <= ?) {conditions}
           {order}""",
        (_all_groups(groups), wanted.since, wanted.since, wanted.until, wanted.until, *values),
    )
    mentions = _ActorMentions(db, wanted.actor)
    for sentence, document, id_, start, end in rows:
        if wanted.documents is not None and id_ not in wanted.documents:
            continue
        if not wanted.actor or mentions.overlap(document, start, end):
            yield sentence, id_, start, end


@dataclass(frozen=True, slots=True)
class _Term:
    """A word, the words of a phrase, or the beginning of words.

    ``spellings`` are other phrases that the index is asked for as well. Where the index finds too much with them, a
    sentence has to match ``pattern``; ``words_suffice``: or to have the ``words`` themselves.
    """

    words: str
    is_beginning: bool = False
    is_phrase: bool = False
    spellings: tuple[str, ...] = ()
    pattern: str = ""
    words_suffice: bool = False

    @property
    def query(self) -> str:
        """A quoted string of FTS5, so that AND, NEAR, *, ^, : and parentheses are text like any other."""
        if not self.is_beginning:
            return " OR ".join(f'"{each}"' for each in (self.words, *self.spellings))
        # The index holds stems, and the stem of a longer word need not begin with all letters of the beginning.
        return f'"{self.words}" * OR "{self.words[:_SURE_LETTERS]}" *'


def _with_all_spellings(db: sqlite3.Connection, groups: list[list[_Term]]) -> list[list[_Term]]:
    """The groups of terms, each term with its other spellings."""
    return [[_with_spellings(db, term) for term in terms] for terms in groups]


def _with_spellings(db: sqlite3.Connection, term: _Term) -> _Term:
    """The term with its other spellings: "hardliners" with "hard-liners", "US" with "U.S.".

    Phrases in quotes are looked for as they are.
    """
    word = term.words
    if term.is_beginning or term.is_phrase:
        return term
    if _WITH_STOPS.fullmatch(word):
        letters = word.replace(".", "")
        return replace(term, spellings=(letters,), pattern=rf"(?<!\w){letters}(?!\w)", words_suffice=True)
    if _HYPHENS.search(word):
        return replace(term, spellings=(_HYPHENS.sub("", word),))
    stopped = r"\.\s?".join(word)
    if word in _ALSO_WORDS:
        return replace(term, spellings=(" ".join(word),), pattern=rf"(?<!\w)(?:{word}|{stopped})(?!\w)")
    if _CAPITALS.fullmatch(word):
        return replace(term, spellings=(" ".join(word),), pattern=rf"(?<!\w){stopped}(?!\w)", words_suffice=True)
    divisions = [division for division in _divisions(_plain(word)) if _occurs(db, " ".join(division))]
    if not divisions:
        return term
    # The second part may have any ending, as a word may.
    hyphenated = "|".join(f"{first}[-\u2010\u2011]{second[: max(2, len(second) - 3)]}" for first, second in divisions)
    spellings = tuple(map(" ".join, divisions))
    return replace(term, spellings=spellings, pattern=rf"(?<!\w)(?:{hyphenated})", words_suffice=True)


def _divisions(word: str) -> list[tuple[str, str]]:
    """The ways to divide a word in two where a hyphen may stand; none for very short and very long words."""
    if not word.isalpha() or not _LONGEST_UNDIVIDED < len(word) <= _LONGEST_DIVIDED:
        return []
    return [(word[:at], word[at:]) for at in range(1, len(word) - 1)]


def _occurs(db: sqlite3.Connection, phrase: str) -> bool:
    query = "SELECT 1 FROM sentence_index WHERE sentence_index MATCH ? LIMIT 1"
    return db.execute(query, (f'"{phrase}"',)).fetchone() is not None


def _is_other_word(mark: str, groups: list[list[_Term]]) -> bool:
    """Whether a marked word is the lower-case word that an abbreviation of the query looks like."""
    abbreviations = {term.words for terms in groups for term in terms if term.words in _ALSO_WORDS}
    return mark not in abbreviations and mark.upper() in abbreviations


def _all_groups(groups: list[list[_Term]]) -> str:
    """The query of FTS5 for sentences with a term of each group."""
    return " AND ".join(f"({_any_term(terms)})" for terms in groups)


def _any_term(terms: list[_Term]) -> str:
    return " OR ".join(term.query for term in terms)


def _groups(words: str) -> list[list[_Term]]:
    """The terms of a query in groups: a sentence has to have one term of each group."""
    check_words("words", words, "a text")
    groups: list[list[_Term]] = []
    is_after_or = False
    parts = _PHRASE_OR_WORD.findall(words.replace("\x00", " ").translate(_DOUBLE_QUOTES))
    for next_index, (phrase, word) in enumerate(parts, 1):
        beginning = word[:-1] if word.endswith("*") else ""
        if beginning.isalnum():
            term = _Term(beginning, True, pattern=rf"(?<!\w){re.escape(_plain(beginning))}")
        else:
            term = _Term(phrase or word, is_phrase=bool(phrase))
        if word == "OR":
            is_after_or = bool(groups)
        elif word == "AND" and groups and next_index < len(parts):
            is_after_or = False
        elif any(letter.isalnum() for letter in term.words):
            if is_after_or:
                groups[-1].append(term)
            else:
                groups.append([term])
            is_after_or = False
    if not groups:
        raise NoSearchWordsError(words=repr(words))
    return groups


def _pattern_conditions(db: sqlite3.Connection, groups: list[list[_Term]]) -> tuple[str, list[str]]:
    """SQL conditions with their values, to drop what the index finds in excess, such as words with other beginnings."""
    db.create_function("has_pattern", 2, _has_pattern, deterministic=True)
    conditions, values = "", []
    for terms in groups:
        if not any(term.pattern for term in terms):
            continue
        alternatives = ["has_pattern(s.text, ?)" for term in terms if term.pattern]
        values += [term.pattern for term in terms if term.pattern]
        sufficient_terms = [
            replace(term, spellings=()) if term.pattern else term
            for term in terms
            if term.words_suffice or not term.pattern
        ]
        if sufficient_terms:
            alternatives.append("s.key IN (SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?)")
            values.append(_any_term(sufficient_terms))
        conditions += f" AND ({' OR '.join(alternatives)})"
    return conditions, values


def _has_pattern(text: str, pattern: str) -> bool:
    """Whether the pattern matches in the text as it is, or in the text without case and diacritics."""
    return any(re.search(pattern, each) for each in (text, _plain(text)))


def _plain(text: str) -> str:
    """The text without case and diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def _is_meant(word: str, beginnings: list[_Term], other_words: Set[str]) -> bool:
    """Whether a marked word begins with one of the ``beginnings`` or like one of the other words of the query."""
    plain = _plain(word)
    if any(plain.startswith(other[: max(_SURE_LETTERS + 1, len(other) - 1)]) for other in other_words):
        return True
    near = [term for term in beginnings if plain.startswith(_plain(term.words[:_SURE_LETTERS]))]
    return not near or any(plain.startswith(_plain(term.words)) for term in near)


@dataclass(slots=True)
class _ActorMentions:
    """The mentions of some actors in documents; their spans are kept by document key."""

    db: sqlite3.Connection
    actors: tuple[str, ...]
    spans_by_document: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def overlap(self, document: int, start: int, end: int) -> bool:
        """Whether the span of the document with this key overlaps a mention of one of them."""
        if document not in self.spans_by_document:
            self.spans_by_document[document] = list(self._read_spans(document))
        return any(first < end and start < last for first, last in self.spans_by_document[document])

    def _read_spans(self, document: int) -> Iterator[tuple[int, int]]:
        from kg.record.judgements import judged_facts

        marks = ", ".join("?" * len(self.actors))
        query = f"SELECT local FROM links WHERE document = ? AND actor IN ({marks})"
        if locals_ := {local for (local,) in self.db.execute(query, (document, *self.actors))}:
            for actor in judged_facts(self.db, document).facts.actors:
                if actor.id in locals_:
                    yield from (mention.span for mention in actor.mentions)


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet without the characters that FTS5 has put around its words, and the spans of these words."""
    snippet = ""
    marks = []
    for part in re.split(f"({_OPEN}[^{_CLOSE}]*{_CLOSE})", marked):
        if part.startswith(_OPEN):
            marks.append((len(snippet), len(snippet) + len(part) - 2))
            part = part[1:-1]
        snippet += part
    return snippet, tuple(marks)
