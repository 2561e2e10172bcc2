"""Who said what in which words, for every reporting or stance-bearing predicate."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.candidates.candidate import Candidate, propose
from kg.extract.candidates.values import StatementValues
from kg.extract.frames.factuality.factuality import is_only_urged
from kg.extract.frames.stance_of_clause import is_due
from kg.extract.grammar.arcs import has_determiner_no, has_mark, joined_auxiliaries
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.negation import is_negated, negates
from kg.extract.grammar.occurrences import stands_between
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.speech.reports import REPORTS, TELLING, Covering, Report
from kg.extract.speech.sources import kind_of_source, said_by
from kg.extract.speech.speakers import NARRATED
from kg.extract.statements.unasserted_reports import is_unsaid
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Polarity

__all__ = ["described", "statements"]

PRONOUNS_FOR_THINGS = word_set("pronouns-for-things")
"""Pronouns for what does not speak."""


def described(doc: Doc) -> tuple[tuple[Report, dict[str, float]], ...]:
    """The reports of `kg.extract.speech.reports.REPORTS` that may be statements, each with the filter's features."""
    reports = REPORTS(doc)
    covering = Covering(reports)
    described_reports = []
    for report in reports:
        outer_reports = [
            r for r in covering.over(report.cue) if r.cue != report.cue and not report.start <= r.cue < report.end
        ]
        if not any(_has_same_source(doc, report, outer) for outer in outer_reports) and not _is_by_nobody(doc, report):
            nested = any(outer.kind in TELLING for outer in outer_reports)
            described_reports.append((report, _features(doc, report, nested)))
    return tuple(described_reports)


def _is_denied(cue: Token, report: Report) -> bool:
    """Whether a cue is negated: "did not say". A "No" that begins the content does not count, though the parser
    attaches it to the cue."""
    nots = [c for c in cue.children if negates(c)]
    return is_negated(cue) and not (nots and all(report.start <= c.i < report.end for c in nots))


def _is_by_nobody(doc: Doc, report: Report) -> bool:
    """ "There is no state that [supports] the ban"."""
    sources = [doc[i] for i in report.sources]
    return bool(sources) and all(has_determiner_no(t) and t.is_ancestor(doc[report.cue]) for t in sources)


def _is_hypothetical(cue: Token) -> bool:
    return cue.dep_ == "advcl" and has_mark(cue, {"if", "unless", "until"})


def _has_same_source(doc: Doc, report: Report, outer: Report) -> bool:
    """Whether a report has a source in common with the one around it, and so repeats it: "she said that she hoped".

    A participle or relative clause adds a report of its own: "she said it was late, adding that ...".
    """
    if doc[report.cue].dep_ in {"advcl", "relcl"} and not _is_hypothetical(doc[report.cue]):
        return False
    inner_ids, outer_ids = ({c.id for i in r.sources if (c := cluster_at(doc[i])) is not None} for r in (report, outer))
    return bool(inner_ids & outer_ids)


def _features(doc: Doc, report: Report, nested: bool) -> dict[str, float]:
    """The filter's features of a statement: "class=say" for a verb of saying, "who=state" for a source that is one."""
    cue = doc[report.cue]
    lemma = cue.lemma_.casefold()
    source = doc[report.sources[0]] if report.sources else None
    cluster = cluster_at(source) if source is not None else None
    source_kind = (
        str(cluster.type) if cluster is not None else kind_of_source(source) if source is not None else "nobody"
    )
    tag = _tag(doc, report)
    sentence = cue.sent
    marks = stands_between(doc, '"', report.start, report.end)
    part = lexicon.PARTS_OF_SPEECH.get(cue.pos_, "verb")
    classes = lexicon.attitudes().get((lemma, part), ("-",))
    auxiliaries = joined_auxiliaries(cue)
    out = {f"class={c}": 1.0 for c in classes}
    out |= {f"class,kind={c},{report.kind}": 1.0 for c in classes}
    out |= {f"class,who={c},{source_kind}": 1.0 for c in classes}
    return out | {
        f"kind={report.kind}": 1,
        f"cue={lemma}": 1,
        f"kind,cue={report.kind},{lemma}": 1,
        f"tag={cue.tag_}": 1,
        f"dep={cue.dep_}": 1,
        f"kind,dep={report.kind},{cue.dep_}": 1,
        f"kind,source-tag={report.kind},{tag}": 1,
        f"who={source_kind}": 1,
        f"kind,who={report.kind},{source_kind}": 1,
        f"source-tag={tag}": 1,
        f"first={doc[report.start].tag_}": 1,
        f"aux={auxiliaries}": 1,
        "reports": float(lemma in lexicon.cues()),
        "stance": float((lemma, part) in lexicon.predicates()),
        "negated": float(_is_denied(cue, report)),
        f"pronoun={source.lower_ if source is not None and source.pos_ in {'PRON', 'DET'} else '-'}": 1,
        "conditional": float(conditional(cue) is not None or _is_hypothetical(cue)),
        "quotation": float(marks or doc[report.start - 1].text == '"'),
        "nested": float(nested),
        f"nested,part={nested},{part}": 1,
        "before": float(report.start < report.cue),
        "source-after": float(source is not None and source.i > report.cue),
        "distance": min(abs(source.i - report.cue), 20) / 10 if source is not None else 0.0,
        "length": min(report.end - report.start, 40) / 20,
        "one-word": float(report.end - report.start == 1),
        "share": min((report.end - report.start) / len(sentence), 1.0),
    }


def _tag(doc: Doc, report: Report) -> str:
    return doc[report.sources[0]].tag_ if report.sources else "-"


def _may_speak(token: Token) -> bool:
    """Whether a source without an actor may be somebody who speaks: "he", "Ruiz"; not a thing, the "who" of a question,
    or the "I" of a text told in the first person or by speakers in turn."""
    if token.pos_ not in {"PRON", "PROPN"} or token.tag_ == "WP" or token.lower_ in PRONOUNS_FOR_THINGS:
        return False
    return token.lower_ not in word_set("first-person") or not NARRATED(token.doc)


def statements(doc: Doc) -> Doc:
    """Propose statements: who said what in which words."""
    for report, features in described(doc):
        sources = said_by(doc, report)
        if not sources and not all(_may_speak(doc[i]) for i in report.sources):
            continue
        cue = doc[report.cue]
        if is_due(cue) or is_only_urged(cue) or is_unsaid(doc, report, sources):
            continue
        values: StatementValues = {
            "cue": (report.cue, max(report.cue + 1, report.cue_end)),
            "content": (report.start, report.end),
            "speakers": report.sources,
            "polarity": Polarity.NEGATIVE if _is_denied(cue, report) else Polarity.POSITIVE,
        }
        actors = {f"source{n}": cluster for n, cluster in enumerate(sources)}
        rule = f"statement.{report.kind}"
        source_features = {"unknown": float(not sources), f"unknown,tag={not sources},{_tag(doc, report)}": 1.0}
        propose(doc, Candidate("statements", rule, actors, values, sentence_bounds(cue), features | source_features))
    return doc
