"""Why a document was read as it was: every proposal of the rules, sentence by sentence, and what became of it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster
from kg.extract.candidates.candidate import Candidate
from kg.extract.candidates.decisions import ADJUSTMENTS, Decision, decide
from kg.extract.candidates.facts import told_body
from kg.extract.candidates.filter import DOUBTFUL, contributions, log_odds_of
from kg.extract.candidates.negated_matters import with_negation_once
from kg.extract.grammar.phrase import passage
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.reader import STORED, Reader
from kg.extract.text.document import document_of
from kg.extract.text.superfluous_characters import REDUCED
from kg.model import Document, Passage, PositionModality

__all__ = ["Explained", "Verdict", "explain"]

TAUGHT = "taught"
"""The feature under which `_contributions` reports what a graph's judgements add to a reranker's log-odds."""
CHARACTERS_OF_SPAN = 100
"""The most characters of a span that a summary quotes."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A proposal of a rule, and what became of it.

    ``confidence`` and ``threshold`` (of the heading, or the reader's own) lie between 0 and 1. ``kept`` proposals are
    facts, and `kg.ingesting.ingest` records those that are ``recorded``; ``reason`` says why this one is kept, or is
    not. ``row`` is the row of ``kg/extract/data/stances`` that the rule followed, "" where its words stand elsewhere.
    ``summary`` is the proposed fact on one line, names as the document gives them. ``strongest`` are the features that
    moved the filter, with what each adds to the log-odds (against where negative), the strongest first; those without
    a weight are left out.
    """

    heading: str
    rule: str
    confidence: float
    threshold: float
    kept: bool
    reason: str
    summary: str
    strongest: tuple[tuple[str, float], ...]
    row: str = ""
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence of a document's text, without the white space around it, and the proposals of which it is the evidence
    or the first sentence of the evidence: the kept ones first, each group by falling confidence."""

    sentence: Passage
    proposals: tuple[Verdict, ...]


def explain(reader: Reader, document: Document) -> tuple[Explained, ...]:
    """The sentences of a document in order, including those for which nothing was proposed.

    What is kept here is what `Reader.read` returns. Raises `kg.errors.UnreadableTextError` when there are no words in
    the document.
    """
    doc = reader.parse(document)
    least = STORED if reader.options.threshold is None else reader.options.threshold
    recorded = {id(decision.candidate) for decision in decide(doc, least) if decision.kept}
    by_sentence: dict[int, list[Verdict]] = {}
    for decision in decide(doc):
        first, _ = sentence_bounds(doc[decision.candidate.evidence[0]])
        verdict = replace(_verdict(doc, decision), recorded=id(decision.candidate) in recorded)
        by_sentence.setdefault(first, []).append(verdict)
    out = []
    for sentence in doc.sents:
        if sentence.text.strip():
            bounds = sentence_bounds(sentence[0])
            proposals = sorted(by_sentence.get(bounds[0], ()), key=lambda v: (not v.kept, -v.confidence))
            out.append(Explained(_sentence(doc, bounds), tuple(proposals)))
    return tuple(out)


def _sentence(doc: Doc, tokens: tuple[int, int]) -> Passage:
    sentence, reduced = passage(doc, *tokens, document_of(doc).text), REDUCED(doc)
    return sentence if reduced is None else reduced.passage(sentence)


def _verdict(doc: Doc, decision: Decision) -> Verdict:
    candidate = decision.candidate
    contributed = _contributions(doc, decision)
    moved = [(f, c) for f, c in contributed.items() if c]
    return Verdict(
        heading=candidate.heading,
        rule=candidate.rule,
        confidence=decision.confidence,
        threshold=decision.threshold,
        kept=decision.kept,
        reason=_reason(decision),
        summary=_summary(doc, candidate),
        strongest=tuple(sorted(moved, key=lambda m: -abs(m[1]))),
        row=candidate.row,
    )


def _contributions(doc: Doc, decision: Decision) -> Mapping[str, float]:
    """What each feature adds to the log-odds of a proposal: by the reranker where it has judged it, else the filter."""
    candidate, reranked = decision.candidate, decision.candidate.reranked
    if reranked is not None:
        taught = log_odds_of(decision.confidence) - log_odds_of(reranked.probability)
        return {**reranked.contributions, TAUGHT: taught} if ADJUSTMENTS(doc) else reranked.contributions
    return contributions(candidate.heading, candidate.features, ADJUSTMENTS(doc))


def _reason(decision: Decision) -> str:
    if decision.confidence < decision.threshold:
        doubt = (
            ": of what its rule was sure of, fewer than six in ten were right"
            if decision.confidence == DOUBTFUL
            else ""
        )
        return f"below the threshold of {decision.threshold:g}{doubt}"
    if decision.candidate.denied:
        return "the words say that there are no such talks"
    reranked = decision.candidate.reranked
    if reranked is not None and reranked.contradicted:
        return "the grammar of its sentence contradicts it"
    if reranked is not None and reranked.overlapped:
        return "a surer one of the same holder has some of the same words"
    if decision.surer is None:
        return f"at or above the threshold of {decision.threshold:g}"
    better, confidence = decision.surer
    comparison = "surer" if confidence > decision.confidence else "as sure, and first,"
    return f"{better.rule} is {comparison} with the same actors and words ({confidence:.3f})"


def _summary(doc: Doc, candidate: Candidate) -> str:  # noqa: PLR0911 - a line each heading
    actors, values = candidate.actors, candidate.values
    match candidate.heading:
        case "roles":
            return f"{_name(actors['person'])}: {values['title']}{_name(told_body(candidate), ', ')}"
        case "affiliations":
            return f"{_name(actors['member'])} belongs to {_name(actors['of'])}"
        case "leads":
            return f"{_name(actors['leader'])} leads {_name(actors['of'])}"
        case "negotiates_with":
            return f"{_name(actors['a'])} with {_name(actors['b'])}, {values['modality'] or 'denied'}"
        case "positions":
            modality = "" if values["modality"] == PositionModality.ASSERTED else f", {values['modality']}"
            sources_note = ", by " + ", ".join(c.name for c in values["sources"]) if values["sources"] else ""
            head = doc[values["matter_head"]]
            matter = _quoted(doc, with_negation_once(doc, values["matter"], values["stance"], head))
            addressee = _name(actors["addressee"], " to ")
            return f"{_name(actors['holder'])}: {values['stance']} {matter}{addressee}{modality}{sources_note}"
        case "statements":
            sources = ", ".join(_name(c) for _, c in sorted(actors.items())) or "nobody"
            no = "not " if values["polarity"] == "negative" else ""
            return f"{sources}: {no}{_quoted(doc, values['cue'])} {_quoted(doc, values['content'])}"
        case "labels":
            return f"{_name(actors['actor'])}: {values['label']}{_name(actors['source'], ', by ')}"
        case "actions":
            what = f"{_name(actors['actor'])}: {values['kind']}{_name(actors['target'], ' on ')}"
            amount, unit, rate = values["amount"], values["unit"], values["rate"]
            sizes = [f"{amount:,.12g} {unit or ''}".rstrip()] if amount is not None else []
            sizes += [f"{rate:g} percent"] if rate is not None else []
            return ", ".join([what, *sizes, str(values["status"])])
        case _:
            return ", ".join(_name(c) for c in actors.values() if c is not None)


def _name(cluster: Cluster | None, prefix: str = "") -> str:
    return prefix + " ".join(cluster.name.split()) if cluster is not None else ""


def _quoted(doc: Doc, tokens: tuple[int, int]) -> str:
    span = passage(doc, *tokens, document_of(doc).text).text
    return f"“{textwrap.shorten(span, CHARACTERS_OF_SPAN, placeholder=' …')}”"
