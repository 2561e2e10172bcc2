"""Reports: who says what, by which word; sources such as "according to X"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.grammar.arcs import complements
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.text.memo import once_a_document
from kg.extract.text.note import Note
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import has_class, reports

__all__ = [
    "NOUNS_FOR_VIEWS",
    "OWN_WORDS",
    "REPORTS",
    "TELLING",
    "Report",
    "according_to",
    "covering",
    "in_the_view_of",
    "telling",
    "to_whom",
]

CONJUNCTIONS = {"and", "but"}
STRETCH = 16
"""Tokens that share one list of reports: a list for each token would cost more than all look-ups."""


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting word (``cue``: a token), the heads of its sources, and the tokens ``[start, end)`` of what is said.

    ``content`` is the head of what is said, ``kind`` the construction in which it was found.
    """

    cue: int
    cue_end: int
    sources: tuple[int, ...]
    content: int
    start: int
    end: int
    kind: str


class Covering:
    """The reports over each token, the innermost first."""

    def __init__(self, found: Iterable[Report]) -> None:
        self._by_stretch: dict[int, list[Report]] = {}
        for report in sorted(found, key=lambda r: r.end - r.start):
            for stretch in range(report.start // STRETCH, (max(report.end, report.start + 1) - 1) // STRETCH + 1):
                self._by_stretch.setdefault(stretch, []).append(report)

    def over(self, token: int) -> list[Report]:
        """The reports in whose content the token stands."""
        return [r for r in self._by_stretch.get(token // STRETCH, ()) if r.start <= token < r.end]


REPORTS: Note[tuple[Report, ...]] = Note("reports", tuple)
"""Who says what, in text order: one report a predicate, whether or not its source is a known actor; also what is
thought or wanted, and what the words give to nobody."""
TELLING = {"clause", "quote", "according-to", "parenthetical", "label", "closing"}
"""Kinds of reports whose content stands apart from the clause of the cue, so that others may say something in it."""
OWN_WORDS = "noun-clause"
"""The kind for what somebody's answer, view or message is: "Peru's answer was that it would wait"."""
_APART = TELLING - {"clause"}


@once_a_document
def telling(doc: Doc) -> tuple[Report, ...]:
    """The reports in which somebody is said to say something, or whose content stands apart from its source."""
    return tuple(report for report in REPORTS(doc) if report.sources and _tells(doc[report.cue], report.kind))


@once_a_document
def covering(doc: Doc) -> Covering:
    """The reports of `telling` over each token."""
    return Covering(telling(doc))


def _tells(cue: Token, kind: str) -> bool:
    if kind == "side":
        return False
    if kind == OWN_WORDS:
        return cue.lemma_.casefold() in word_set("nouns-of-saying")
    lemma = cue.lemma_.casefold()
    return kind in _APART or (kind == "clause" and has_class(lemma, "say")) or reports(lemma)


def according_to(token: Token) -> Report | None:
    """ "According to X, ...": X is the source of the rest of the sentence; of what follows, after "and"."""
    doc = token.doc
    if word_at(doc, token.i + 1) != "to":
        return None
    to = doc[token.i + 1]
    heads = complements(to)
    if not heads:
        return None
    sentence = token.sent
    right = max(t.i for t in token.subtree) + 1
    is_second_half = _follows_conjunction(token)
    if is_second_half:  # the parser may hang what is said on the source
        right = next((i for i in range(to.i + 1, right) if doc[i].text == ","), right)
    if token.i - sentence.start <= 2 or sentence.root.i >= right or is_second_half:
        start, end = right, sentence.end
    else:
        start, end = sentence.start, token.i
    while start < end - 1 and doc[start].is_punct:
        start += 1
    sources = tuple(t.i for t in conjuncts(heads))
    return Report(token.i, token.i + 2, sources, sentence.root.i, start, _trimmed_end(doc, start, end), "according-to")


def _follows_conjunction(token: Token) -> bool:
    """Whether a word opens the second half of a sentence: "is rich and, [according] to Chile, ready to pay"."""
    before = [word_at(token.doc, token.i - 1), word_at(token.doc, token.i - 2)]
    return before[0] in CONJUNCTIONS or (before[0] == "," and before[1] in CONJUNCTIONS)


def _trimmed_end(doc: Doc, start: int, end: int) -> int:
    """The end of a range without punctuation and white space there."""
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return end


NOUNS_FOR_VIEWS = word_set("nouns-for-views")


def in_the_view_of(token: Token) -> Report | None:
    """ "In the view of X, ...": X is the source of the rest of the sentence."""
    doc = token.doc
    if (
        word_at(doc, token.i - 1) != "the"
        or word_at(doc, token.i - 2) not in {"in", "to"}
        or word_at(doc, token.i + 1) != "of"
    ):
        return None
    heads = complements(doc[token.i + 1])
    end_of_name = max((t.i for h in heads for t in h.subtree), default=-1) + 1
    sentence = token.sent
    if not heads or token.i - 2 > sentence.start + 1 or word_at(doc, end_of_name) != ",":
        return None
    end = _trimmed_end(doc, end_of_name, sentence.end)
    sources = tuple(h.i for h in heads)
    return Report(token.i, token.i + 2, sources, sentence.root.i, end_of_name + 1, end, "according-to")


OPENERS = {";", ":", "—", "–", "--", '"'}
"""Marks after which a clause begins."""


def to_whom(token: Token) -> Report | None:
    """ "To X, ..." and "for X, ..." before a clause: this is how X sees it."""
    doc, clause = token.doc, token.head
    if token.dep_ != "prep" or clause.i < token.i or clause.pos_ not in CLAUSAL:
        return None
    heads = complements(token)
    after = token.right_edge.i + 1
    before = doc[token.i - 1] if token.i > token.sent.start else None
    opens = before is None or before.dep_ in {"cc", "mark"} or before.text in OPENERS
    if not heads or not opens or word_at(doc, after) != ",":
        return None
    end = _trimmed_end(doc, after, clause.right_edge.i + 1)
    sources = tuple(h.i for h in conjuncts(heads))
    return Report(token.i, token.i + 1, sources, clause.i, after + 1, end, "to-whom")
