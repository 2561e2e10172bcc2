"""The reports of a document: who says what, found once for all headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.actors.genre import is_bulletin
from kg.extract.frames.courtesies import VERBS_OF_CALLING_SOMEBODY, is_aim_of_a_call
from kg.extract.frames.predicates import heads, match
from kg.extract.frames.slot_names import CLAUSE
from kg.extract.frames.slots import slot
from kg.extract.grammar.arcs import possessors
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.grammar.quotations import TOKENS_OF_SPEECH, quotations
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.speech.attitudes import spoken
from kg.extract.speech.contents import without_marks
from kg.extract.speech.exact_spans import exact
from kg.extract.speech.quoting import asides, closing, labelled
from kg.extract.speech.reports import NOUNS_FOR_VIEWS, REPORTS, Report, according_to, in_the_view_of, to_whom
from kg.extract.speech.side_statements import with_side_remarks, with_verbs_regained, without_clauses_of_others
from kg.extract.speech.sources import kind_of_source
from kg.extract.speech.unsourced_reports import unsourced_reports
from kg.extract.words import lexicon
from kg.extract.words.lexicon import Predicate, word_set
from kg.model import ActorType

__all__ = ["find_reports", "speech"]

PREFERENCE = {"clause": 0, "quote": 1, "as": 1, "according-to": 1, "label": 3, "closing": 3, "parenthetical": 0}
"""Which of a reporting word's contents is what is said: the kind with the least number; one not listed has 2."""
WORDS_FOR_POLLS = word_set("words-for-polls")
QUESTION_WORDS = word_set("question-words")


def speech(doc: Doc) -> Doc:
    """Write down the reports of a document."""
    REPORTS.put(doc, find_reports(doc))
    return doc


def find_reports(doc: Doc) -> tuple[Report, ...]:
    """Who says what, in text order: one report for each cue, whether or not its source is a known actor.

    What a quoted speaker says, of itself or of others, belongs to the quotation, and is no report.
    """
    quoted_tokens = {i for start, end in quotations(doc) if end - start >= TOKENS_OF_SPEECH for i in range(start, end)}
    report_by_cue: dict[int, Report] = {}
    finders = (
        _stances,
        spoken,
        _according,
        asides,
        labelled,
        closing,
        lambda doc: unsourced_reports(doc, report_by_cue),
    )
    for report in chain.from_iterable(find(doc) for find in finders):
        if not _says_something(doc, report) or report.cue in quoted_tokens:
            continue
        earlier = report_by_cue.get(report.cue)
        if earlier is None or (report.sources and PREFERENCE.get(report.kind, 2) < PREFERENCE.get(earlier.kind, 2)):
            report_by_cue[report.cue] = exact(doc, report)
    regained = list(with_verbs_regained(doc, [report_by_cue[cue] for cue in sorted(report_by_cue)]))
    reports = without_clauses_of_others(doc, with_side_remarks(doc, regained))
    report_of_cue_word = {
        i: r for r in reports if r.kind != "side" for i in range(r.cue + 1, max(r.cue_end, r.start + 1))
    }
    return tuple(r for r in reports if r.kind == "side" or not _is_in_cue_of(r, report_of_cue_word.get(r.cue)))


def _says_something(doc: Doc, report: Report) -> bool:
    if report.end <= report.start or report.start <= report.cue < report.end:
        return False
    if report.end - report.start == 1 and doc[report.start].lower_ in QUESTION_WORDS:
        return False
    spoken_for = doc[report.cue].lemma_ == "speak" and doc[report.cue_end - 1].lower_ == "for"
    return not spoken_for and not _is_only_reached(doc, report)


def _is_only_reached(doc: Doc, report: Report) -> bool:
    """Whether the words are only whom somebody calls, or why: "called [Bo Ek] to thank him"; not "called [Bo Ek a
    hero]"."""
    cue, head = doc[report.cue], doc[report.content]
    actor = cluster_at(head)
    is_called = cue.lemma_ in VERBS_OF_CALLING_SOMEBODY and actor is not None and actor.type == ActorType.PERSON
    is_judged = any(c.dep_ == "oprd" and c.i != head.i for c in cue.children)
    return is_aim_of_a_call(cue, head) or (is_called and not is_judged)


def _is_in_cue_of(report: Report, other: Report | None) -> bool:
    """Whether a report's cue is a part of the other's cue, or the preposition or noun before the same content."""
    return other is not None and report.start < other.end and other.start < report.end


def _according(doc: Doc) -> Iterator[Report]:
    for token in occurrences(doc, {"according", "to", "for", *NOUNS_FOR_VIEWS, *WORDS_FOR_POLLS}):
        if token.lower_ in {"to", "for"}:
            report = to_whom(token)
            report = report if report is not None and _is_person_or_body(doc[report.sources[0]]) else None
        elif token.lower_ in WORDS_FOR_POLLS:
            report = _of_poll(token)
        elif token.lower_ in NOUNS_FOR_VIEWS:
            report = in_the_view_of(token)
        else:
            report = according_to(token)
            report = None if report is not None and _is_by_measure(token, doc[report.content], report) else report
        if report is not None:
            yield report


def _is_by_measure(according: Token, main: Token, report: Report) -> bool:
    """Whether "according to" tells by what something is done, and not who says so: "allows people to be treated
    according to their identity"; not "Ten died, according to their families", "according to its website". In a
    bulletin any thing may be such a measure: "states should pay according to their means"."""
    token_before = according.nbor(-1) if according.i else according
    if token_before.text in {",", "("} or token_before.i == according.i:
        return False
    sources = [according.doc[i] for i in report.sources]
    are_things = all(cluster_at(t) is None and kind_of_source(t) == "thing" for t in sources)
    has_pronoun = any(c.dep_ == "poss" and c.pos_ == "PRON" for token in sources for c in token.children)
    return are_things and (is_bulletin(according.doc) or (has_pronoun and according.head.i != main.i))


def _is_person_or_body(token: Token) -> bool:
    cluster = cluster_at(token)
    return kind_of_source(token) == "people" if cluster is None else cluster.type != ActorType.STATE


def _of_poll(poll: Token) -> Report | None:
    """ "In a Herald poll, most voters were against the toll": the rest of the sentence is what the poll says."""
    start, end = sentence_bounds(poll)
    doc = poll.doc
    comma = poll.right_edge.i + 1
    if poll.dep_ != "pobj" or poll.head.i != start or poll.head.lower_ != "in" or word_at(doc, comma) != ",":
        return None
    content_start, content_end = without_marks(doc, comma + 1, end)
    if content_end - content_start <= 2:
        return None
    return Report(start, start + 1, (poll.i,), poll.sent.root.i, content_start, content_end, "according-to")


def _stances(doc: Doc) -> Iterator[Report]:
    for token in occurrences(doc, heads(), heads()):
        found = match(token)
        if found is not None and not _is_conduct(token, found[0]):
            yield from _of_stance(token, found[0], found[1])


def _is_conduct(token: Token, predicate: Predicate) -> bool:
    """Whether a stance is shown by what somebody does: "joined the pact", "is running against the mayor".

    With a noun the phrase may express a view: "took issue with the pact".
    """
    if any((w, "noun") in lexicon.attitudes() or w in word_set("nouns-of-taking") for w in predicate.words[1:]):
        return False
    if token.lower_ == "against":
        return token.head.lemma_ not in word_set("verbs-of-standing")
    return token.lemma_.casefold() in word_set("stances-of-conduct")


def _of_stance(token: Token, predicate: Predicate, last: Token) -> Iterator[Report]:
    """ "Peru [rejected] the levy": what fills the first slot that has a filler, after the stance or before it."""
    sources = _sources(token)
    for name in predicate.matter if sources else ():
        places = [p for p in slot(token, name, last) if not p.start <= token.i < p.end]
        place = next((p for p in places if p.start > token.i), None if name == CLAUSE else next(iter(places), None))
        if place is not None:
            end = last.i + 1 if token.i < last.i < place.start else token.i + 1
            kind = "clause" if name == CLAUSE else f"stance-{predicate.pos}"
            yield Report(token.i, end, sources, place.head, place.start, place.end, kind)
            return


def _sources(token: Token) -> tuple[int, ...]:
    """The subjects of a verb or of an adjective's verb, or the owner of a noun."""
    if token.pos_ in {"VERB", "AUX"}:
        return tuple(t.i for t in subjects(token))
    if token.pos_ in {"ADJ", "ADV", "ADP"}:
        return tuple(t.i for t in subjects(token.head) if t.i != token.i) if token.head.pos_ in {"VERB", "AUX"} else ()
    owners = possessors(token)
    owners += [p for c in token.children if c.dep_ == "prep" and c.lower_ in {"by", "from"} for p in c.children]
    return tuple(t.i for t in owners[:1])
