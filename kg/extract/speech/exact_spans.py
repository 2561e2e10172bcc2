"""The exact bounds of a cue and of what is said, as the annotation guide draws them."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.occurrences import stands_between
from kg.extract.grammar.tense import TIMES
from kg.extract.speech.contents import without_marks
from kg.extract.speech.reports import TELLING, Report
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set

__all__ = ["exact"]

MARKS_OF_CLAUSES_SAID = word_set("marks-of-clauses-said")
ARCS_OF_OBJECTS = {"dobj", "dative", "nsubj", "pobj"}
ARCS_OF_DETERMINERS = {"det", "poss", "predet"}
PARTS_OF_NAMES = {"ADJ", "NOUN", "NUM", "PRON", "PROPN"}
PREPOSITIONS_OF_THOSE_URGED = word_set("prepositions-of-those-urged")
PREPOSITIONS_OF_REASONS = word_set("prepositions-of-reasons")


def exact(doc: Doc, report: Report) -> Report:
    """The report with its exact bounds: its content has the "that" or "to" that opens it, whoever is urged and "the
    need for ...", its cue the preposition that belongs to it ("expressed concern about").

    "Against" belongs to what is said.
    """
    report = _unmarked(doc, report)
    if report.start <= report.cue:
        return report
    report = _with_rest(doc, report)
    report = _with_noun(doc, _with_object(doc, _with_mark(doc, report)))
    before = doc[report.start - 1]
    if before.lower_ == "against":
        return replace(report, start=before.i, cue_end=min(report.cue_end, before.i))
    if before.i == report.cue_end and before.pos_ == "ADP":
        return replace(report, cue_end=report.start)
    return report


def _unmarked(doc: Doc, report: Report) -> Report:
    """The report without quotation marks, where these enclose just what is said."""
    if not stands_between(doc, '"', report.start, report.end):
        return report
    marks = [t.i for t in doc[report.start : report.end] if t.text == '"']
    if marks != [report.start, report.end - 1] or report.end - report.start < 3:
        return report
    start, end = without_marks(doc, report.start + 1, report.end - 1)
    return replace(report, start=start, end=end)


def _with_rest(doc: Doc, report: Report) -> Report:
    """ "Praised the staff [for its work]", "endorsed a text [by the Chair]": what the parser attached to the verb."""
    if report.end >= len(doc) or doc[report.content].pos_ in {"VERB", "AUX"}:
        return report
    after, cue = doc[report.end], doc[report.cue]
    classes = lexicon.attitudes().get((cue.lemma_.casefold(), "verb"), ())
    reasons = PREPOSITIONS_OF_REASONS if {"for", "against"} & {*classes} else set()
    if after.lower_ in reasons | {"by", "of"} and after.head.i == cue.i and not is_passive(cue):
        return replace(report, end=after.right_edge.i + 1)
    return report


def _with_mark(doc: Doc, report: Report) -> Report:
    before = doc[report.start - 1]
    if before.i < report.cue_end:
        return report
    if before.lower_ in MARKS_OF_CLAUSES_SAID or (before.lower_ == "to" and doc[report.start].tag_ == "VB"):
        return replace(report, start=before.i)
    return report


def _with_object(doc: Doc, report: Report) -> Report:
    """ "Urged [parties] to act", "accused [donors] of theft": somebody between the cue and what is said."""
    if report.kind in TELLING or doc[report.cue].pos_ != "VERB":
        return report
    between = doc[report.cue_end : report.start]
    phrases = (t for t in between if t.dep_ in ARCS_OF_OBJECTS and t.pos_ in PARTS_OF_NAMES)
    phrase = next((t for t in phrases if not _tells_when_or_how(t)), None)
    if phrase is None or phrase.left_edge.i < report.cue_end:
        return report
    if phrase.dep_ == "nsubj" and not report.start <= phrase.head.i < report.end:
        return report
    return replace(report, start=phrase.left_edge.i)


def _tells_when_or_how(phrase: Token) -> bool:
    """Whether a phrase after a preposition is nobody who is urged or blamed: "promised in [2004] to end it", "called on
    [Monday] for a vote"; not "lashed out at [Peru] for its levy"."""
    preposition = phrase.head
    after_particle = preposition.i > 0 and preposition.nbor(-1).dep_ == "prt"
    is_blamed = preposition.lower_ == "at" and after_particle and phrase.pos_ == "PROPN"
    urged = (preposition.lower_ in PREPOSITIONS_OF_THOSE_URGED or is_blamed) and phrase.ent_type_ not in TIMES
    return phrase.dep_ == "pobj" and not urged


def _with_noun(doc: Doc, report: Report) -> Report:
    """ "Stressed [the need for] reform": a noun with an article or an owner belongs to what is said; a bare one, as in
    "expressed concern", to the cue."""
    last = doc[report.cue_end - 1]
    if last.i == report.cue or last.pos_ != "NOUN" or doc[report.cue].pos_ != "VERB":
        return report
    owner: Token | None = next((c for c in last.children if c.dep_ in ARCS_OF_DETERMINERS), None)
    if owner is None:
        return report
    return replace(report, start=max(owner.left_edge.i, report.cue + 1), cue_end=report.cue + 1)
