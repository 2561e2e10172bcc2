"""Words that nobody is told to have said: what a text only asks, supposes or thinks possible, what is denied, and what
a speaker ascribes to others."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.frames.factuality.factuality import is_left_open, is_only_asked, is_told_untrue
from kg.extract.frames.factuality.hedges import is_presumed
from kg.extract.grammar.arcs import has_auxiliary, has_own_subject
from kg.extract.grammar.quotations import quoted
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.speech.reports import Report
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.words import lexicon

__all__ = ["is_unsaid"]

AUXILIARIES_OF_WHAT_MAY_BE = {"may", "might"}
ARCS_TO_PREDICATE = {"attr", "dobj"}
"""Arcs from a noun, such as an intention, to the verb that tells that somebody has it."""


def is_unsaid(doc: Doc, report: Report, sources: Sequence[Cluster]) -> bool:
    """Whether a text does not tell that the sources of a report have said, or want, what it gives as theirs: it only
    asks or supposes that ("if Peru [says] so", "has Ruiz [said] so?"), somebody denies it ("denied that Peru
    [planned] a levy"), or it may come ("may [say] so", "will probably [say] so"); or a speaker tells what others want
    ("Peru [plans] to leave"), which is the speaker's word."""
    if not report.sources:
        return False
    cue = doc[report.cue]
    predicate = _predicate_of(cue)
    return _is_open(predicate) or _is_asked(predicate, report) or _is_ascribed(doc, cue, sources)


def _predicate_of(cue: Token) -> Token:
    """The verb that tells that somebody has what a noun names: "it [is] Peru's intention"; else the cue itself."""
    tells = cue.pos_ == "NOUN" and cue.dep_ in ARCS_TO_PREDICATE and cue.head.pos_ in CLAUSAL
    return cue.head if tells else cue


def _is_open(predicate: Token) -> bool:
    """Whether what a predicate says may be, or is only supposed or denied."""
    if predicate.pos_ not in CLAUSAL | {"ADJ"}:
        return False
    words = (predicate, predicate.head) if predicate.dep_ == "acomp" else (predicate,)  # "[is] probably [willing]"
    may_be = any(has_auxiliary(word, AUXILIARIES_OF_WHAT_MAY_BE) or is_presumed(word) for word in words)
    # "Denied that it fired and [demanded] an apology": the parser may hang what is said beside a denial below it.
    is_beside = predicate.dep_ == "conj" and not has_own_subject(predicate)
    return may_be or is_left_open(predicate) or (is_told_untrue(predicate) and not is_beside)


def _is_asked(predicate: Token, report: Report) -> bool:
    """Whether a text asks whether something was said, or what; not where a question is what was said: "'Will it sail?'
    [asked] Ruiz"."""
    words = predicate.doc[predicate.left_edge.i : predicate.i]
    opens = any(t.dep_ == "aux" and t.head == predicate for t in words if not report.start <= t.i < report.end)
    stance = report.kind.startswith("stance-")
    return (stance or opens) and predicate.pos_ in CLAUSAL | {"ADJ"} and is_only_asked(predicate)


def _is_ascribed(doc: Doc, cue: Token, sources: Sequence[Cluster]) -> bool:
    """Whether whoever speaks a text in the first person tells what others want or plan."""
    if not NARRATED(doc) or quoted(doc)[cue.i]:
        return False
    part = lexicon.PARTS_OF_SPEECH.get(cue.pos_, "verb")
    if lexicon.attitudes().get((cue.lemma_.casefold(), part)) != ("want",):
        return False
    tellers = {c.id for i in SPEAKERS(doc).get(cue.i, ()) if (c := cluster_at(doc[i])) is not None}
    return bool(tellers) and bool(sources) and all(c.id not in tellers for c in sources)
