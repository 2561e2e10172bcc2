"""Who says what: the reports over a word, the speakers of a quotation, and the chain of those on whose word it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.grammar.arcs import has_mark, own_subjects
from kg.extract.grammar.quotations import quotations
from kg.extract.grammar.tense import tense
from kg.extract.speech.reports import Report, covering, telling
from kg.extract.speech.sources import on_whose_word
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.text.memo import once_a_document
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = [
    "inside_quotation",
    "report_over",
    "reports_by_content",
    "sources_of",
    "speakers_of",
    "told_between",
    "within",
]

APART = {"clause", "quote", "parenthetical"}
"""Contents of reports that reach as far as their clause does."""
ARCS_TO_CONTENT = 12
"""Arcs that are climbed from a word to what somebody is told to say."""
LONGEST_CHAIN = 4
"""Reports within each other that are looked through for sources."""


@once_a_document
def reports_by_content(doc: Doc) -> Mapping[int, Report]:
    """What is told (`telling`), by the token that heads what is said; the first where there are several."""
    found: dict[int, Report] = {}
    for report in telling(doc):
        if report.content is not None:
            found.setdefault(report.content, report)
    return found


def told_between(doc: Doc, start: int, end: int) -> Sequence[Report]:
    """The reports whose words of saying stand there, in text order."""
    reports = telling(doc)
    first, last = (bisect_left(reports, at, key=lambda r: r.cue) for at in (start, end))
    return reports[first:last]


def report_over(token: Token) -> Report | None:
    """The innermost report in whose content ``token`` stands."""
    by_content = reports_by_content(token.doc)
    above, answers = token, None
    for _ in range(ARCS_TO_CONTENT):
        report = by_content.get(above.i)
        if report is not None and report.cue != token.i and _reaches(report, token) and not _is_apart(answers, report):
            return report
        if above.dep_ == "ROOT":
            break
        answers = above if answers is None and _answers(above) else answers
        above = above.head
    over = (r for r in covering(token.doc).over(token.i) if r.cue != token.i and not _is_apart(answers, r))
    return next(over, None)


def _answers(clause: Token) -> bool:
    """Whether a clause sets what somebody says or wants against what stands before: "while Peru [rejects] it"."""
    lemma = clause.lemma_.casefold()
    stands = lemma in lexicon.cues() or (lemma, "verb") in lexicon.predicates()
    against = clause.dep_ == "advcl" and has_mark(clause, {"while", "whereas"})
    return against and stands and any(cluster_at(c) is not None for c in own_subjects(clause))


def _is_apart(answers: Token | None, report: Report) -> bool:
    """Whether a clause that answers, told as the report is, is the text's own: "Chile says it was shelled, while Peru
    [rejects] that"; not "Chile said Peru would pay, while it would [reject] that"."""
    return answers is not None and report.kind == "clause" and tense(answers) == tense(answers.doc[report.cue])


def _reaches(report: Report, token: Token) -> bool:
    """Whether a word below the head of what is said belongs to it."""
    return report.kind in APART or report.start <= token.i < report.end


def speakers_of(token: Token) -> list[Token]:
    """Who speaks the words at ``token``: the quotation's speaker, else the nearest report's source."""
    doc = token.doc
    who = SPEAKERS(doc).get(token.i, ())
    report = report_over(token) if not who else None
    return [doc[i] for i in (who if report is None else report.sources)]


def sources_of(token: Token, holder: Cluster) -> tuple[Cluster, ...]:
    """The chain of those who say so, the nearest first, the holder left out."""
    doc = token.doc
    chain: list[Cluster] = []
    for report in _reports_around(token):
        chain += [c for c in on_whose_word(doc, report, holder) if c is not holder and c not in chain]
    conveying = [p for c in token.children if c.lower_ == "through" and c.dep_ == "prep" for p in c.children]
    spoken = [*(doc[i] for i in SPEAKERS(doc).get(token.i, ())), *conveying]
    if any(cluster_at(voice) is holder and voice.head.lower_ != "through" for voice in spoken):
        return tuple(chain)  # its own words, whoever speaks them with it
    for voice in spoken:  # "the Bank insisted through its director"
        cluster = cluster_at(voice)
        through = voice.dep_ == "pobj" and voice.head.lower_ == "through"
        if cluster is None or (through and cluster.type != ActorType.PERSON):
            continue
        if cluster is not holder and cluster not in chain:
            chain.insert(0, cluster)
    return tuple(chain)


def _reports_around(token: Token) -> Iterator[Report]:
    """The reports over a word, the innermost first, without those that take a stance on it or deny it."""
    report = report_over(token)
    for _ in range(LONGEST_CHAIN):
        if report is None:
            return
        if not _is_answered(token, report):
            yield report
        report = report_over(token.doc[report.cue])


def _is_answered(noun: Token, report: Report) -> bool:
    """Whether a noun is what somebody takes a stance on, and not what they tell: in "Peru rejected Chile's [offer]" it
    is the text that knows of the offer; nor do they tell what they deny, however it is put."""
    if noun.doc[report.cue].lemma_ in word_set("verbs-that-deny"):
        return True
    return report.kind == "stance-verb" and noun.pos_ == "NOUN" and noun.i == report.content


def inside_quotation(token: Token, bounds: tuple[int, int]) -> tuple[int, int]:
    """The tokens of a clause without what stands outside the quotation marks around ``token``."""
    start, end = bounds
    for a, b in quotations(token.doc):
        if a <= token.i < b:
            return max(start, a), min(end, b)
    return bounds


def within(report: Report | None, bounds: tuple[int, int]) -> tuple[int, int]:
    """The tokens of a clause without the "according to X" that the parser hung on it."""
    start, end = bounds
    if report is None or report.kind not in {"according-to", "parenthetical"}:
        return bounds
    return max(start, report.start), min(end, report.end)
