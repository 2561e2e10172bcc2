"""Reports corrected by what stands next to them: supporters and opponents ("X, supported by Y and opposed by Z,
proposed"), verbs that the parser attached to what is said ("noted that A but requested B"), and clauses of others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at, is_media
from kg.extract.frames.factuality.counterfactual import sign_of
from kg.extract.grammar.arcs import has_modal, has_own_subject, own_subject, own_subjects
from kg.extract.speech.reports import TELLING, Report
from kg.extract.speech.side_remarks import is_mere_ally, parts_another_clause, side_remarks
from kg.extract.speech.sources import kind_of_source
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import has_class, reports, says_or_takes_a_stance

__all__ = ["with_side_remarks", "with_verbs_regained", "without_clauses_of_others"]

CONJUNCTIONS_OF_TWO_SIDES = word_set("conjunctions-of-two-sides")
NOUNS_FOR_OUTLETS = word_set("bodies-that-publish") - {"agency", "court", "source"}
VERBS_OF_WHAT_EVENTS_DO = word_set("verbs-of-what-events-do")
TOKENS_TO_VERB = 45
"""The most tokens between a side remark and the verb to whose subject it belongs."""


def with_side_remarks(doc: Doc, reports: Sequence[Report]) -> list[Report]:
    """The reports with those of side remarks, which have the content of the verb after them.

    "X, with Y, proposed": Y is a source of the same report.
    """
    by_cue = {report.cue: report for report in reports}
    remarks_at = side_remarks(doc)
    for i, remarks in remarks_at.items():
        main_report = _main_report(doc, by_cue, i, remarks_at)
        if main_report is None:
            continue
        for word, actors in remarks:
            heads = tuple(t.i for t in actors)
            main_report = by_cue[main_report.cue]
            if is_mere_ally(doc, word, sign_of(doc[main_report.cue])):
                continue  # "Canada, backed by Japan, opposed the ban": Japan is no backer of the ban
            if word == "with":
                by_cue[main_report.cue] = replace(main_report, sources=(*main_report.sources, *heads))
            else:
                by_cue[i] = Report(i, i + 1, heads, main_report.content, main_report.start, main_report.end, "side")
    return [by_cue[cue] for cue in sorted(by_cue)]


def _main_report(doc: Doc, by_cue: Mapping[int, Report], remark_at: int, remarks: Container[int]) -> Report | None:
    """The report of the first finite verb after the side remark, with its subject before that, in its sentence."""
    sentence = doc[remark_at].sent
    opens = remark_at == sentence.start or (sentence.start in remarks and doc[remark_at].head.i == sentence.start)
    for i in range(remark_at + 1, min(sentence.end, remark_at + TOKENS_TO_VERB)):
        report = by_cue.get(i)
        if report is None or not report.sources or i in remarks or doc[i].tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
            continue
        if doc[i].dep_ in {"acl", "amod"}:
            continue
        if not opens and parts_another_clause(doc, remark_at, doc[i], [doc[n] for n in report.sources]):
            return None
        return report if min(report.sources) < remark_at or opens else None
    return None


def with_verbs_regained(doc: Doc, reports: Sequence[Report]) -> Iterator[Report]:
    """The reports, with verbs of saying that the parser coordinated with what is said given back to the speaker.

    "Norway noted that the text was long but requested time": a text requests nothing. Nor does it add anything in
    "noted that the text was long, adding that ...".
    """
    sources_of: dict[int, tuple[int, ...]] = {}
    end_of: dict[int, int] = {}
    for report in reports:
        if report.kind != "clause" or report.content < report.cue:
            continue
        for verb in doc[report.content].children:
            added = _adds(doc, verb) and not _is_of_others(doc, verb, report)
            if (verb.dep_ == "conj" and _goes_on_saying(doc, verb, report)) or added:
                sources_of[verb.i] = report.sources
                end_of[report.cue] = min(end_of.get(report.cue, report.end), _end_before(doc, verb, report))
    for report in reports:
        end = end_of.get(report.cue, report.end)
        sources = sources_of.get(report.cue, report.sources)
        yield replace(report, end=max(end, report.start + 1), sources=sources)


def without_clauses_of_others(doc: Doc, reports: Sequence[Report]) -> list[Report]:
    """The reports, each without an adjoining clause in which others say something in turn.

    "Peru said it would wait, while Chile hoped for a vote": what Chile hoped for is no part of what Peru said. Nor is
    what a relative clause says about whoever a noun names: "thanked Bo Ek, who had asked for it".
    """
    cues = [report.cue for report in reports]
    shortened = []
    for report in reports:
        inner = range(bisect_left(cues, max(report.start, report.cue + 1)), bisect_left(cues, report.end))
        start_by_clause: dict[int, int | None] = {}
        starts = (
            [_start_of_clause_apart(doc, cues[n], report, start_by_clause) for n in inner]
            if report.kind != "side"
            else []
        )
        end = min([s for s in starts if s is not None], default=report.end)
        while end < report.end and end - 1 > report.start and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc"):
            end -= 1
        shortened.append(replace(report, end=end))
    return shortened


def _start_of_clause_apart(doc: Doc, cue: int, report: Report, start_by_clause: dict[int, int | None]) -> int | None:
    """The start of the clause that holds the cue and ends the report's content without being a part of it; None if
    there is none.

    ``start_by_clause`` keeps the answer for each word on the way up the tree, which the report's other cues share.
    """
    clause = doc[cue]
    clauses: list[int] = []
    start_of_clause = None
    while clause.head.i != clause.i and report.start <= clause.i < report.end:
        if clause.i in start_by_clause:
            start_of_clause = start_by_clause[clause.i]
            break
        clauses.append(clause.i)
        start = clause.left_edge.i
        if clause.right_edge.i >= report.end - 1 and start > report.start + 1 and _is_apart(clause, start, report):
            start_of_clause = start
            break
        clause = clause.head
    start_by_clause.update(dict.fromkeys(clauses, start_of_clause))
    return start_of_clause


def _is_apart(clause: Token, start: int, report: Report) -> bool:
    token_before = clause.doc[start - 1]
    if clause.dep_ == "relcl":
        return (
            report.kind not in TELLING
            and token_before.text == ","
            and clause.doc[start].lower_ in {"who", "which", "whom"}
        )
    has_subject = has_own_subject(clause)
    if clause.dep_ == "advcl":
        first_word = clause.doc[start].lower_
        return (
            has_subject
            and token_before.text == ","
            and (
                first_word in CONJUNCTIONS_OF_TWO_SIDES
                or (first_word == "even" and token_before.nbor(2).lower_ == "as")
            )
        )
    after_comma = token_before.dep_ == "cc" and token_before.nbor(-1).text == ","
    return clause.dep_ == "conj" and has_subject and after_comma and report.kind == "clause"


def _goes_on_saying(doc: Doc, verb: Token, report: Report) -> bool:
    """Whether a verb coordinated with what is said is the speaker's: "noted that it was long but [requested] time"."""
    lemma = verb.lemma_.casefold()
    if not says_or_takes_a_stance(lemma) or verb.tag_ != doc[report.cue].tag_ or has_own_subject(verb):
        return False
    inner = own_subjects(doc[report.content])
    return not any(cluster_at(c) is not None for c in inner)


def _adds(doc: Doc, verb: Token) -> bool:
    """Whether the speaker goes on with a participle: ", adding that ..."."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or doc[verb.left_edge.i - 1].text != ",":
        return False
    lemma = verb.lemma_.casefold()
    return (reports(lemma) or has_class(lemma, "say")) and verb.left_edge.i == verb.i


def _is_of_others(doc: Doc, verb: Token, report: Report) -> bool:
    """Whether a participle after what is said tells what those or that of which it is said do."""
    return _is_reported_by_media(doc, verb, report) or _is_done_by_event(verb, doc[report.content])


def _is_done_by_event(verb: Token, content_head: Token) -> bool:
    """Whether an event does what a participle says: "said floods had come, [threatening] crops"; not "said talks had
    failed, threatening to leave", "said Peru had left, [threatening] Chile", "said the levy must end, [raising]
    doubts"."""
    event = own_subject(content_head)
    objects = {c.dep_ for c in verb.children}
    may_be_done = verb.lemma_ in VERBS_OF_WHAT_EVENTS_DO and "dobj" in objects and not objects & {"ccomp", "xcomp"}
    if not may_be_done or event is None or has_modal(content_head):
        return False
    return event.pos_ == "NOUN" and cluster_at(event) is None and kind_of_source(event) == "thing"


def _is_reported_by_media(doc: Doc, verb: Token, report: Report) -> bool:
    """Whether those of whom a news outlet reports accuse: "Reuters reported that Peru had left, [accusing] Chile of
    fraud"; not "[citing] a source", nor where the outlet may take sides: "the newspaper wrote that Peru had left"."""
    is_about_actor = any(cluster_at(c) is not None for c in own_subjects(doc[report.content]))
    accuses = verb.lemma_ == "accuse" and doc[report.cue].lemma_ in {"report", "say"}
    return is_about_actor and accuses and any(_is_outlet(doc[i]) for i in report.sources)


def _is_outlet(source: Token) -> bool:
    """Whether a source is a news outlet by its gazetteer entry or its noun: "the newspaper", "the Lima News Agency"."""
    cluster = cluster_at(source)
    if cluster is not None and is_media(cluster):
        return True
    news = source.i > 0 and source.nbor(-1).lower_ == "news"
    return source.lemma_.casefold() in NOUNS_FOR_OUTLETS or (source.lower_ == "agency" and news)


def _end_before(doc: Doc, verb: Token, report: Report) -> int:
    end = verb.left_edge.i
    while end - 1 > report.start and (doc[end - 1].dep_ == "cc" or doc[end - 1].is_punct or doc[end - 1].pos_ == "ADV"):
        end -= 1
    return end
