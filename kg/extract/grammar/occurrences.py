"""Where words stand in a document, by their form in lower case or by their lemma.

Most rules need only a handful of words: these are looked up, since testing every token of a document costs more than
all that is then done with the few.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from kg.extract.text.memo import once_a_document
from kg.extract.text.note import Note
from kg.extract.words.lexicon import word_set

__all__ = [
    "after_article",
    "by_word",
    "examples_at",
    "follows_prefix",
    "is_possessive_mark",
    "lemmatized",
    "lowered",
    "occurrences",
    "places",
    "stands_between",
    "word_at",
    "words_without_article",
]

MARKS_OF_POSSESSION = word_set("marks-of-possession")
PREFIXES = word_set("prefixes")

type _Table = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class _Index:
    lowered: tuple[str, ...]
    lemmatized: tuple[str, ...]
    words: dict[str, list[int]]
    lemmas: dict[str, list[int]]


OCCURRENCES: Note[tuple[_Table, _Index] | None] = Note("occurrences", lambda: None)
"""The forms and lemmas as numbers, with their index, which stays valid when the memos of a changed tree are dropped."""


def occurrences(doc: Doc, words: Collection[str] = (), lemmas: Collection[str] = ()) -> Iterator[Token]:
    """The tokens whose form in lower case is one of ``words`` or whose casefolded lemma is one of ``lemmas``, in text
    order. Pass many words as one set that is kept, not as one made again for each document.

    Lemmas are those at the first call: what sets lemmas has to run before.
    """
    index = _index(doc)
    found = {*chain(_listed(index.words, words), _listed(index.lemmas, lemmas))}
    return (doc[i] for i in sorted(found))


def places(doc: Doc, wanted: Callable[[str], object]) -> list[int]:
    """The tokens whose form in lower case is ``wanted``, in text order; each form is asked about once."""
    return sorted(i for word, found in _index(doc).words.items() if wanted(word) for i in found)


def lowered(doc: Doc) -> tuple[str, ...]:
    """The forms of all tokens in lower case (listed once a document)."""
    return _index(doc).lowered


def words_without_article(doc: Doc, start: int, end: int) -> str:
    """The words from ``start`` to ``end`` (not included) in lower case, without "the" before them."""
    return " ".join(lowered(doc)[start:end]).removeprefix("the ")


def lemmatized(doc: Doc) -> tuple[str, ...]:
    """The casefolded lemmas of all tokens, as they are at the first call."""
    return _index(doc).lemmatized


def stands_between(doc: Doc, word: str, start: int, end: int) -> bool:
    """Whether a form in lower case stands among the tokens ``[start, end)``."""
    found = _index(doc).words.get(word, ())
    at = bisect_left(found, start)
    return at < len(found) and found[at] < end


def word_at(doc: Doc, at: int) -> str:
    """The form in lower case of token ``at``; "" before the first and after the last, so that a text may break off
    anywhere.

    >>> from spacy.lang.en import English
    >>> doc = English()("Peru agreed, according")
    >>> word_at(doc, 0), word_at(doc, -1), word_at(doc, 4)
    ('peru', '', '')
    """
    return str(doc[at].lower_) if 0 <= at < len(doc) else ""


def after_article(doc: Doc, at: int) -> int:
    """The token index ``at``, or the next one where the token is "the"."""
    return at + (word_at(doc, at) == "the")


def examples_at(doc: Doc, at: int, openers: Collection[str]) -> int | None:
    """Where the examples begin that one of ``openers``, or "such as", opens at token ``at``: "including [Peru]", "such
    as [Peru]"; None where neither stands there."""
    if word_at(doc, at) in openers:
        return at + 1
    return at + 2 if (word_at(doc, at), word_at(doc, at + 1)) == ("such", "as") else None


def follows_prefix(doc: Doc, at: int) -> bool:
    """Whether a prefix is tied to token ``at`` by a hyphen, so that the word alone does not tell what is meant:
    "anti-[Russian]"."""
    return word_at(doc, at - 1) == "-" and word_at(doc, at - 2) in PREFIXES


def is_possessive_mark(doc: Doc, at: int) -> bool:
    """Whether token ``at`` is a possessive mark; False for an index outside the document.

    >>> from spacy.lang.en import English
    >>> doc = English()("Peru's ministry")
    >>> [is_possessive_mark(doc, at) for at in range(-1, 4)]
    [False, False, True, False, False]
    """
    return 0 <= at < len(doc) and doc[at].text in MARKS_OF_POSSESSION


def by_word[Rule](waiting: Iterable[tuple[Collection[str], Rule]]) -> dict[str, list[Rule]]:
    """What waits for each word, in the order given.

    >>> by_word([({"on", "over"}, "first"), ({"on"}, "second")])["on"]
    ['first', 'second']
    """
    table: dict[str, list[Rule]] = {}
    for words, rule in waiting:
        for word in words:
            table.setdefault(word, []).append(rule)
    return table


@once_a_document
def _index(doc: Doc) -> _Index:
    """The index of a document; the previous one if no form or lemma has changed."""
    table = doc.to_array(["LOWER", "LEMMA"])
    before = OCCURRENCES(doc)
    if before is not None and np.array_equal(before[0], table):
        return before[1]
    index = _new_index(doc, table.tolist())
    OCCURRENCES.put(doc, (table, index))
    return index


def _new_index(doc: Doc, table: list[list[int]]) -> _Index:
    strings = doc.vocab.strings
    words: defaultdict[int, list[int]] = defaultdict(list)
    lemmas: defaultdict[int, list[int]] = defaultdict(list)
    for i, (word, lemma) in enumerate(table):
        words[word].append(i)
        lemmas[lemma].append(i)
    named = {word: strings[word] for word in words}
    folded = {lemma: strings[lemma].casefold() for lemma in lemmas}
    by_lemma: defaultdict[str, list[int]] = defaultdict(list)
    for lemma, found in lemmas.items():
        by_lemma[folded[lemma]] += found
    return _Index(
        tuple(named[word] for word, _ in table),
        tuple(folded[lemma] for _, lemma in table),
        {named[word]: found for word, found in words.items()},
        dict(by_lemma),
    )


def _listed(places: dict[str, list[int]], wanted: Collection[str]) -> Iterator[int]:
    few, many = (wanted, places) if len(wanted) < len(places) else (places, wanted)
    return chain.from_iterable(places[word] for word in few if word in many)
