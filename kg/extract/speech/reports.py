"""Who speaks: reporting verbs, their sources and contents, quotations that run over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.grammar.clause import clauses_in_writing, conjuncts, quoted_as_saying, subjects
from kg.extract.grammar.misreadings import tells_nothing
from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import CLAUSAL, SUBJECTS, is_infinitive
from kg.extract.speech.quotations import quotations
from kg.extract.text.note import Note
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set

__all__ = [
    "REPORTS",
    "VIEWS",
    "Report",
    "according_to",
    "find_reports",
    "in_the_view_of",
    "to_whom",
]

STRETCH = 16
"""Tokens that are looked up together: listing what is said token by token would cost more than all that is asked."""


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting word (``cue``: a token), the heads of its sources, and the tokens ``[start, end)`` of what is said.

    ``content`` is the head of what is said, None for a quotation without a parse of its own. ``kind`` tells by which
    construction it was found.
    """

    cue: int
    cue_end: int
    sources: tuple[int, ...]
    content: int | None
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
        """The reports whose content the token stands in."""
        return [r for r in self._by_stretch.get(token // STRETCH, ()) if r.start <= token < r.end]


def _none() -> tuple[Report, ...]:
    return ()


REPORTS: Note[tuple[Report, ...]] = Note("reports", _none)
"""Who says what, in text order."""


def find_reports(doc: Doc) -> None:
    """Write `REPORTS`."""
    found: list[Report] = []
    for token in occurrences(doc, {"according", *VIEWS}, lexicon.cues() | word_set("nouns-of-saying")):
        if token.pos_ in {"VERB", "AUX"} and token.lemma_.casefold() in lexicon.cues():
            found.extend(_verb_reports(token))
        elif token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            found.extend(according_to(token))
        elif token.lower_ in VIEWS and token.i > 1 and token.i + 2 < len(doc):
            found.extend(in_the_view_of(token))
        if token.pos_ == "NOUN" and token.lemma_ in word_set("nouns-of-saying"):
            found.extend(_noun_report(token))
    REPORTS.put(doc, tuple(found))


def _sources(verb: Token) -> list[Token]:
    quoted = quoted_as_saying(verb)
    return [quoted] if quoted is not None else [t for t in subjects(verb) if t.i != verb.i]


def _verb_reports(verb: Token) -> list[Report]:
    sources = _sources(verb)
    aside = _around(verb) if verb.dep_ == "parataxis" else None
    if aside is not None:
        return [aside]
    if not sources:
        return []
    found: list[Report] = []
    end_of_cue = verb.i + 1
    for child in verb.children:
        if child.dep_ == "ccomp" and child.pos_ in {"VERB", "AUX", "NOUN", "ADJ", "PROPN"}:
            if tells_nothing(child):
                continue
            if child.i < verb.i or not is_infinitive(child):
                start, end = _content_bounds(child, verb)
                found.append(Report(verb.i, end_of_cue, tuple(t.i for t in sources), child.i, start, end, "clause"))
        elif child.dep_ == "xcomp" and is_infinitive(child):
            start, end = trimmed(child, drop={"punct", "cc"})
            found.append(Report(verb.i, end_of_cue, tuple(t.i for t in sources), child.i, start, end, "infinitive"))
        elif child.dep_ == "dobj" and verb.lemma_ not in {"say", "tell"}:
            start, end = trimmed(child, drop={"punct", "cc"})
            found.append(Report(verb.i, end_of_cue, tuple(t.i for t in sources), child.i, start, end, "object"))
        elif child.dep_ == "prep" and child.lower_ in {"for", "on", "against", "about", "to"} and verb.lemma_ in {
            "call", "ask", "caution", "warn", "object", "agree", "appeal", "insist", "disagree", "complain", "express"
        }:  # fmt: skip
            start, end = trimmed(child, drop={"punct", "cc"})
            found.append(
                Report(verb.i, child.i + 1, tuple(t.i for t in sources), child.i, start + 1, end, "preposition")
            )
    for clause in [] if found else clauses_in_writing(verb):
        start, end = _content_bounds(clause, verb)
        found.append(Report(verb.i, end_of_cue, tuple(t.i for t in sources), clause.i, start, end, "clause"))
    if not found and verb.dep_ in {"parataxis", "ROOT", "ccomp", "advcl", "conj"}:
        for start, end in quotations(verb.doc):
            if verb.sent.start <= start < verb.sent.end or (start <= verb.sent.end + 1 and start >= verb.sent.end - 1):
                root = verb.doc[start:end].root
                found.append(Report(verb.i, end_of_cue, tuple(t.i for t in sources), root.i, start, end, "quote"))
    return found


def _noun_report(noun: Token) -> list[Report]:
    """ "Peru's answer was that it would wait": what somebody's answer, view or message is."""
    clause = next((c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.head.i), None)
    if noun.dep_ != "nsubj" or noun.head.lemma_ not in {"be", "remain"} or clause is None:
        return []
    who = [c for c in noun.children if c.dep_ == "poss"]
    who = who or [c for c in noun.children if c.dep_ in {"compound", "amod"} and c.pos_ == "PROPN"]
    who = who or [p for c in noun.children if c.lower_ in {"of", "from"} for p in c.children if p.dep_ == "pobj"]
    if not who:
        return []
    start, end = _content_bounds(clause, noun.head)
    sources = tuple(t.i for t in conjuncts(who))
    return [Report(noun.i, noun.head.i + 1, sources, clause.i, start, end, "clause")]


def _around(verb: Token) -> Report | None:
    """ "The levy, [Peru insists], must go": what is said stands around the words that say who says it."""
    said = verb.head
    doc = verb.doc
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    after = next((c for c in verb.children if c.dep_ in {"dobj", "nsubj"} and c.i > verb.i), None)
    who = subject
    if after is not None and after.right_edge.i + 1 < len(doc) and doc[after.right_edge.i + 1].text == ",":
        who = after  # "The rest, warned Bo Ek, must wait": the inverted subject read as an object
    if who is None or said.pos_ not in CLAUSAL or said.i < verb.i:
        return None
    first = verb if who.i > verb.i else who.left_edge
    last = max(verb.i, who.right_edge.i)
    if first.i == 0 or doc[first.i - 1].text != "," or last + 2 >= len(doc) or doc[last + 1].text != ",":
        return None
    end = max(t.i for t in said.subtree) + 1
    while end - 1 > said.i and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    sources = tuple(t.i for t in conjuncts([who]))
    return Report(verb.i, verb.i + 1, sources, said.i, last + 2, end, "parenthetical")


def _content_bounds(child: Token, verb: Token) -> tuple[int, int]:
    inside = [t.i for t in child.subtree]
    start, end = min(inside), max(inside) + 1
    if start < verb.i < end:
        if child.i < verb.i:
            end = min(
                [
                    verb.i,
                    *(
                        t.left_edge.i
                        for t in verb.children
                        if t.dep_ in SUBJECTS and t.i < verb.i and t.left_edge.i > child.i
                    ),
                ]
            )
        else:
            start = verb.i + 1
    doc = verb.doc
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space) and doc[start].text != '"':
        start += 1
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in {'"', ")"}:
        end -= 1
    return start, end


def according_to(token: Token) -> list[Report]:
    """ "According to X, ...": X is the source of the rest of the sentence."""
    doc = token.doc
    if token.i + 1 >= len(doc):
        return []
    to = doc[token.i + 1]
    heads = [c for c in to.children if c.dep_ == "pobj"] or [c for c in token.children if c.dep_ == "pobj"]
    if not heads:
        return []
    sentence = token.sent
    right = max(t.i for t in token.subtree) + 1
    if to.i >= right:
        right = max(t.i for t in to.subtree) + 1
    if token.i - sentence.start <= 2 or sentence.root.i >= right:
        start, end = right, sentence.end
    else:
        start, end = sentence.start, token.i
    while start < end - 1 and doc[start].is_punct:
        start += 1
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return [
        Report(token.i, token.i + 2, tuple(t.i for t in conjuncts(heads)), sentence.root.i, start, end, "according-to")
    ]


VIEWS = {"analysis", "assessment", "eyes", "judgment", "judgement", "opinion", "reading", "view", "words"}


def in_the_view_of(token: Token) -> list[Report]:
    """ "In the view of X, ...": X is the source of the rest of the sentence."""
    doc = token.doc
    if (
        word_at(doc, token.i - 1) != "the"
        or word_at(doc, token.i - 2) not in {"in", "to"}
        or word_at(doc, token.i + 1) != "of"
    ):
        return []
    heads = [c for c in doc[token.i + 1].children if c.dep_ == "pobj"]
    end_of_name = max((t.i for h in heads for t in h.subtree), default=-1) + 1
    sentence = token.sent
    if not heads or token.i - 2 > sentence.start + 1 or end_of_name >= sentence.end or doc[end_of_name].text != ",":
        return []
    end = sentence.end
    while end - 1 > end_of_name and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    sources = tuple(h.i for h in heads)
    return [Report(token.i, token.i + 2, sources, sentence.root.i, end_of_name + 1, end, "according-to")]


OPENERS = {";", ":", "—", "–", "--", '"'}
"""Marks after which a clause begins."""


def to_whom(token: Token) -> list[Report]:
    """ "To X, ..." and "for X, ..." before a clause: how X sees it."""
    doc, clause = token.doc, token.head
    if token.dep_ != "prep" or clause.i < token.i or clause.pos_ not in CLAUSAL:
        return []
    heads = [c for c in token.children if c.dep_ == "pobj"]
    after = token.right_edge.i + 1
    before = doc[token.i - 1] if token.i > token.sent.start else None
    opens = before is None or before.is_space or before.dep_ in {"cc", "mark"} or before.text in OPENERS
    if not heads or not opens or clause.i < after or doc[after].text != ",":
        return []
    end = clause.right_edge.i + 1
    while end - 1 > after and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    sources = tuple(h.i for h in conjuncts(heads))
    return [Report(token.i, token.i + 1, sources, clause.i, after + 1, end, "to-whom")]
