"""Who said what in which words, for every reporting or stance-bearing predicate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract import lexicon
from kg.extract.actors import Cluster, cluster_at
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import negated, slot, subjects
from kg.extract.lexicon import Predicate
from kg.extract.predicates import match
from kg.extract.quoting import asides, closing, labelled
from kg.extract.speech import Report, according_to, quotations
from kg.extract.unnamed import UnnamedSources
from kg.extract.voicing import spoken

__all__ = ["described", "voiced"]

FIRST = {"clause": 0, "quote": 1, "according-to": 1, "label": 3, "closing": 3, "parenthetical": 0}
"""Of what one reporting word may have for its content, which is what is said; whatever is not listed comes in between."""
TELLING = {"clause", "quote", "according-to", "parenthetical", "label", "closing"}
"""Contents in which others may say something in turn."""
FEW = 6
"""Tokens in quotation marks that are a word or a phrase, and no speech of their own."""
QUESTION_WORDS = {"what", "who", "whom", "which", "how", "why", "where", "when"}


def voiced(doc: Doc) -> tuple[Report, ...]:
    """What may be a statement, in text order: one a predicate, whether or not its source is a known actor.

    What a quoted speaker says, of itself or of others, belongs to the quotation, and is none.
    """
    inside = {i for start, end in quotations(doc) if end - start >= FEW for i in range(start, end)}
    best: dict[int, Report] = {}
    for report in (*_stances(doc), *spoken(doc), *_according(doc), *asides(doc), *labelled(doc), *closing(doc)):
        if report.end <= report.start or not report.sources or report.cue in inside:
            continue
        if report.start <= report.cue < report.end:
            continue
        if report.end - report.start == 1 and doc[report.start].lower_ in QUESTION_WORDS:
            continue
        known = best.get(report.cue)
        if known is None or FIRST.get(report.kind, 2) < FIRST.get(known.kind, 2):
            best[report.cue] = _whole(doc, report)
    return tuple(best[cue] for cue in sorted(best))


def _according(doc: Doc) -> Iterator[Report]:
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from according_to(token)


def _whole(doc: Doc, report: Report) -> Report:
    """With the "that" or "to" before what is said; "against" belongs to it, too."""
    start = report.start
    if doc[start - 1].lower_ == "against" and report.cue < start:
        return replace(report, cue_end=report.cue + 1, start=start - 1)
    if start - 1 >= report.cue_end and doc[start - 1].lower_ in {"that", "to"}:
        start -= 1
    return replace(report, start=start)


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
            kind = "clause" if name == "that" else f"stance-{predicate.pos}"
            yield Report(token.i, end, sources, place.head, place.start, place.end, kind)
            return


def _sources(token: Token) -> tuple[int, ...]:
    """Who acts in a verb, is what an adjective says, or owns a noun."""
    if token.pos_ in {"VERB", "AUX"}:
        return tuple(t.i for t in subjects(token) if t.i != token.i)
    if token.pos_ in {"ADJ", "ADV", "ADP"}:
        return tuple(t.i for t in subjects(token.head) if t.i != token.i) if token.head.pos_ in {"VERB", "AUX"} else ()
    owners = [c for c in token.children if c.dep_ == "poss"]
    owners += [p for c in token.children if c.dep_ == "prep" and c.lower_ in {"by", "from"} for p in c.children]
    return tuple(t.i for t in owners[:1])


def described(doc: Doc) -> tuple[tuple[Report, dict[str, float]], ...]:
    """What may be a statement (as `voiced`), each with its named features for the filter."""
    found = voiced(doc)
    over: dict[int, list[Report]] = {}
    for report in found:
        if report.kind in TELLING:
            for i in range(report.start, report.end):
                over.setdefault(i, []).append(report)
    out = []
    for report in found:
        above = [r for r in over.get(report.cue, []) if r.cue != report.cue and not report.start <= r.cue < report.end]
        if not any(_same_source(doc, report, outer) for outer in above):
            out.append((report, _features(doc, report, bool(above))))
    return tuple(out)


def _same_source(doc: Doc, report: Report, outer: Report) -> bool:
    """Whether whoever is told to think or want something tells it: "she said that she hoped"."""
    ours, theirs = ({c.id for i in r.sources if (c := cluster_at(doc[i])) is not None} for r in (report, outer))
    return bool(ours & theirs)


def _features(doc: Doc, report: Report, nested: bool) -> dict[str, float]:
    cue = doc[report.cue]
    lemma = cue.lemma_.casefold()
    source = doc[report.sources[0]]
    cluster = cluster_at(source)
    who = str(cluster.type) if cluster is not None else source.pos_
    sentence = cue.sent
    quoted = sum(t.text == '"' for t in doc[sentence.start : cue.i]) % 2
    marks = any(t.text == '"' for t in doc[report.start : report.end])
    part = {"NOUN": "noun", "ADJ": "adjective"}.get(cue.pos_, "verb")
    classes = lexicon.attitudes().get((lemma, part), ("-",))
    auxiliaries = "+".join(sorted(c.lower_ for c in cue.children if c.dep_ == "aux")) or "-"
    out = {f"class={c}": 1.0 for c in classes}
    out |= {f"class,kind={c},{report.kind}": 1.0 for c in classes}
    out |= {f"class,who={c},{who}": 1.0 for c in classes}
    return out | {
        f"kind={report.kind}": 1,
        f"cue={lemma}": 1,
        f"kind,cue={report.kind},{lemma}": 1,
        f"tag={cue.tag_}": 1,
        f"dep={cue.dep_}": 1,
        f"kind,dep={report.kind},{cue.dep_}": 1,
        f"kind,quoted={report.kind},{quoted}": 1,
        f"kind,source-tag={report.kind},{source.tag_}": 1,
        f"who={who}": 1,
        f"kind,who={report.kind},{who}": 1,
        f"source-lemma={source.lemma_.casefold()}": 1,
        f"source-tag={source.tag_}": 1,
        f"first={doc[report.start].tag_}": 1,
        f"aux={auxiliaries}": 1,
        "reports": float(lemma in lexicon.cues()),
        "stance": float((lemma, part) in lexicon.predicates()),
        "negated": float(negated(cue)),
        "pronoun": float(source.pos_ == "PRON"),
        "quotation": float(marks or doc[report.start - 1].text == '"'),
        "quoted": float(quoted),
        "nested": float(nested),
        f"nested,part={nested},{part}": 1,
        "before": float(report.start < report.cue),
        "source-after": float(source.i > report.cue),
        "distance": min(abs(source.i - report.cue), 20) / 10,
        "length": min(report.end - report.start, 40) / 20,
        "one-word": float(report.end - report.start == 1),
        "share": min((report.end - report.start) / len(sentence), 1.0),
    }


def _actors(doc: Doc, report: Report, unnamed: UnnamedSources) -> list[Cluster]:
    found: list[Cluster] = []
    for i in report.sources:
        cluster = cluster_at(doc[i]) or unnamed.at(doc[i])
        if cluster is not None and cluster not in found:
            found.append(cluster)
    return found


@Language.component("kg_statements")
def statements(doc: Doc) -> Doc:
    """Propose statements."""
    unnamed = UnnamedSources(doc)
    for report, features in described(doc):
        sources = _actors(doc, report, unnamed)
        if sources:
            cue = doc[report.cue]
            values = {
                "cue": (report.cue, max(report.cue + 1, report.cue_end)),
                "content": (report.start, report.end),
                "polarity": "negative" if negated(cue) else "positive",
            }
            actors = {f"source{n}": cluster for n, cluster in enumerate(sources)}
            rule = f"statement.{report.kind}"
            propose(doc, Candidate("statements", rule, actors, values, sentence_bounds(cue), features))
    return doc
