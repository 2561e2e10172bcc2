"""Who said what in which words, for every reporting or stance-bearing predicate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract import lexicon
from kg.extract.actors import Cluster, cluster_at
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import SUBJECTS, negated, slot, subjects
from kg.extract.lexicon import Predicate
from kg.extract.predicates import match
from kg.extract.speech import Report, quotations, reports

__all__ = ["described", "voiced"]

ORDER = {"clause": 0, "that-clause": 0, "quote": 1, "infinitive": 2, "preposition": 3, "object": 4, "according-to": 5}
"""Of what one reporting word has after it, which is what is said."""
OWN_VOICE = {"i", "we", "you"}
QUESTION_WORDS = {"what", "who", "whom", "which", "how", "why", "where", "when"}
COMPLEMENTS = {"ccomp", "xcomp", "dobj"}
LONGEST_ASIDE = 12
"""Words of a clause that stands beside what is said."""
NEAR_QUOTE = 3
"""Words between a reporting word and the quotation that it introduces or closes."""


def voiced(doc: Doc) -> tuple[Report, ...]:
    """What may be a statement, in text order: one a predicate, whether or not its source is a known actor.

    Beside `kg.extract.speech.reports` these are predicates that carry a stance, and verbs of speaking about a topic.
    What a quoted speaker says of itself ("I think") belongs to the quotation, and is none.
    """
    inside = {i for start, end in quotations(doc) for i in range(start, end)}
    best: dict[int, Report] = {}
    for report in (
        *(r for r in reports(doc) if _plausible(doc, r)),
        *_stances(doc),
        *_topics(doc),
        *_clauses(doc),
        *_parenthetical(doc),
    ):
        if report.end <= report.start or not report.sources or _own_voice(doc, report, inside):
            continue
        if report.end - report.start == 1 and doc[report.start].lower_ in QUESTION_WORDS:
            continue
        known = best.get(report.cue)
        if known is None or ORDER.get(report.kind, 9) < ORDER.get(known.kind, 9):
            best[report.cue] = _whole(doc, report)
    return tuple(best[cue] for cue in sorted(best))


def _plausible(doc: Doc, report: Report) -> bool:
    if report.kind != "quote":
        return True
    distance = report.start - 1 - report.cue if report.start > report.cue else report.cue - report.end
    return distance <= NEAR_QUOTE or (doc[report.start - 2].text in {":", ","} and distance < 20)


def _own_voice(doc: Doc, report: Report, inside: set[int]) -> bool:
    return report.cue in inside and any(doc[i].lower_ in OWN_VOICE for i in report.sources)


def _whole(doc: Doc, report: Report) -> Report:
    """With the "that" or "to" before what is said; "against" belongs to it, too."""
    start = report.start
    if report.kind == "preposition" and doc[start - 1].lower_ == "against":
        return replace(report, cue_end=report.cue + 1, start=start - 1)
    if start - 1 >= report.cue_end and doc[start - 1].lower_ in {"that", "to"}:
        start -= 1
    return replace(report, start=start)


def _sources(token: Token) -> tuple[int, ...]:
    """Who acts in a verb, is what an adjective says, or owns a noun."""
    if token.pos_ in {"VERB", "AUX"}:
        return tuple(t.i for t in subjects(token) if t.i != token.i)
    if token.pos_ in {"ADJ", "ADV", "ADP"}:
        return tuple(t.i for t in subjects(token.head) if t.i != token.i) if token.head.pos_ in {"VERB", "AUX"} else ()
    owners = [c for c in token.children if c.dep_ == "poss"]
    owners += [p for c in token.children if c.dep_ == "prep" and c.lower_ in {"by", "from"} for p in c.children]
    return tuple(t.i for t in owners[:1])


def _stances(doc: Doc) -> Iterator[Report]:
    for token in doc:
        found = match(token)
        if found is not None:
            yield from _filled(token, found[0], found[1])


def _filled(token: Token, predicate: Predicate, last: Token) -> Iterator[Report]:
    sources = _sources(token)
    for name in predicate.matter if sources else ():
        place = next(slot(token, name, last), None)
        if place is not None and not place.start <= token.i < place.end:
            end = last.i + 1 if token.i < last.i < place.start else token.i + 1
            yield Report(token.i, end, sources, place.head, place.start, place.end, f"stance-{predicate.pos}")
            return


def _topics(doc: Doc) -> Iterator[Report]:
    """ "discussed X", "spoke about X": what is said is only named."""
    for token in doc:
        slots = lexicon.topics().get(token.lemma_.casefold(), ()) if token.pos_ == "VERB" else ()
        sources = _sources(token) if slots else ()
        for name in slots if sources else ():
            place = next(slot(token, name), None)
            if place is not None and not place.start <= token.i < place.end:
                yield Report(token.i, token.i + 1, sources, place.head, place.start, place.end, "topic")
                break


def _clauses(doc: Doc) -> Iterator[Report]:
    """A verb that no list holds, with a that-clause: "made it clear that", "took the line that"."""
    for token in doc:
        if token.pos_ != "VERB" or token.lemma_.casefold() in lexicon.cues():
            continue
        for child in token.children:
            if child.dep_ != "ccomp" or child.i < token.i or not any(c.dep_ in SUBJECTS for c in child.children):
                continue
            if any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
                start, end = child.left_edge.i, child.right_edge.i + 1
                yield Report(token.i, token.i + 1, _sources(token), child.i, start, end, "that-clause")


def _parenthetical(doc: Doc) -> Iterator[Report]:
    """ "..., she said, ..." and "as she noted, ...": the words around them are what is said."""
    for token in doc:
        if token.dep_ not in {"parataxis", "advcl"} or token.lemma_.casefold() not in lexicon.cues():
            continue
        own = (token.left_edge.i, token.right_edge.i + 1)
        if own[1] - own[0] > LONGEST_ASIDE or any(c.dep_ in COMPLEMENTS for c in token.children):
            continue
        if token.dep_ == "advcl" and doc[own[0]].lower_ != "as":
            continue
        sentence = token.sent
        before, after = (sentence.start, own[0]), (own[1], sentence.end)
        start, end = before if before[1] - before[0] >= after[1] - after[0] else after
        while start < end and (doc[start].is_punct or doc[start].is_space) and doc[start].text != '"':
            start += 1
        while start < end and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text != '"':
            end -= 1
        yield Report(token.i, token.i + 1, _sources(token), token.head.i, start, end, "parenthetical")


def described(doc: Doc, report: Report) -> dict[str, float]:
    """Named features of what may be a statement, for the filter."""
    cue = doc[report.cue]
    lemma = cue.lemma_.casefold()
    source = doc[report.sources[0]]
    cluster = cluster_at(source)
    kind = cluster.type if cluster is not None else "-"
    sentence = cue.sent
    quoted = sum(t.text == '"' for t in doc[sentence.start : cue.i]) % 2
    marks = any(t.text == '"' for t in doc[report.start : report.end])
    return {
        f"kind={report.kind}": 1,
        f"cue={lemma}": 1,
        f"kind,cue={report.kind},{lemma}": 1,
        f"tag={cue.tag_}": 1,
        f"dep={cue.dep_}": 1,
        f"kind,dep={report.kind},{cue.dep_}": 1,
        f"kind,quoted={report.kind},{quoted}": 1,
        f"kind,source-tag={report.kind},{source.tag_}": 1,
        f"source={kind}": 1,
        f"source-lemma={source.lemma_.casefold()}": 1,
        f"source-tag={source.tag_}": 1,
        f"source-entity={source.ent_type_ or '-'}": 1,
        f"first={doc[report.start].tag_}": 1,
        f"aux={'+'.join(sorted(c.lower_ for c in cue.children if c.dep_ == 'aux')) or '-'}": 1,
        "reports": float(lemma in lexicon.cues()),
        "stance": float((lemma, "verb") in lexicon.predicates()),
        "negated": float(negated(cue)),
        "pronoun": float(source.pos_ == "PRON"),
        "quotation": float(marks or doc[report.start - 1].text == '"'),
        "quoted": float(quoted),
        "before": float(report.start < report.cue),
        "source-after": float(source.i > report.cue),
        "distance": min(abs(source.i - report.cue), 20) / 10,
        "length": min(report.end - report.start, 40) / 20,
        "share": min((report.end - report.start) / len(sentence), 1.0),
    }


def _actors(doc: Doc, report: Report) -> list[Cluster]:
    found: list[Cluster] = []
    for i in report.sources:
        cluster = cluster_at(doc[i])
        if cluster is not None and cluster not in found:
            found.append(cluster)
    return found


@Language.component("kg_statements")
def statements(doc: Doc) -> Doc:
    """Propose statements."""
    for report in voiced(doc):
        sources = _actors(doc, report)
        if sources:
            cue = doc[report.cue]
            values = {
                "cue": (report.cue, max(report.cue + 1, report.cue_end)),
                "content": (report.start, report.end),
                "polarity": "negative" if negated(cue) else "positive",
            }
            actors = {f"source{n}": cluster for n, cluster in enumerate(sources)}
            rule = f"statement.{report.kind}"
            propose(doc, Candidate("statements", rule, actors, values, sentence_bounds(cue), described(doc, report)))
    return doc
