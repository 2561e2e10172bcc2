"""Who said what in which words, for every reporting or stance-bearing predicate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.lists import actors_of, before_verb
from kg.extract.candidates.candidate import Candidate, propose
from kg.extract.frames.predicates import heads, match
from kg.extract.frames.slots import slot
from kg.extract.grammar.clause import conditional, negated, subjects
from kg.extract.grammar.occurrences import occurrences, stands_between
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.speech.quotations import quotations
from kg.extract.speech.reports import VIEWS, Report, according_to, in_the_view_of, to_whom
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.statements.attitudes import spoken
from kg.extract.statements.contents import without_marks
from kg.extract.statements.exact_spans import exact
from kg.extract.statements.quoting import asides, closing, labelled
from kg.extract.statements.side_statements import divided, parted, sided
from kg.extract.statements.unnamed_sources import UnnamedSources, kind_of_source
from kg.extract.statements.unsourced import unsourced
from kg.extract.words import lexicon
from kg.extract.words.lexicon import Predicate, word_set
from kg.model import ActorType

__all__ = ["described", "voiced"]

FIRST = {"clause": 0, "quote": 1, "as": 1, "according-to": 1, "label": 3, "closing": 3, "parenthetical": 0}
"""Of what one reporting word may have for its content, which is what is said; what is not listed comes in between."""
TELLING = {"clause", "quote", "according-to", "parenthetical", "label", "closing"}
"""Contents in which others may say something in turn."""
FEW = 6
"""Tokens in quotation marks that are a word or a phrase, and no speech of their own."""
POLLS = {"poll", "polls", "survey", "surveys", "census", "polling"}
THINGS = {"it", "this", "that", "these", "which", "what", "itself"}
"""Pronouns for what does not speak."""
QUESTION_WORDS = {"what", "who", "whom", "which", "how", "why", "where", "when"}


def voiced(doc: Doc) -> tuple[Report, ...]:
    """What may be a statement, in text order: one a predicate, whether or not its source is a known actor.

    What a quoted speaker says, of itself or of others, belongs to the quotation, and is none.
    """
    inside = {i for start, end in quotations(doc) if end - start >= FEW for i in range(start, end)}
    best: dict[int, Report] = {}
    told = (_stances, spoken, _according, asides, labelled, closing, lambda doc: unsourced(doc, best))
    for report in chain.from_iterable(find(doc) for find in told):
        if not _says_something(doc, report) or report.cue in inside:
            continue
        known = best.get(report.cue)
        if known is None or (report.sources and FIRST.get(report.kind, 2) < FIRST.get(known.kind, 2)):
            best[report.cue] = exact(doc, report)
    found = parted(doc, sided(doc, list(divided(doc, [best[cue] for cue in sorted(best)]))))
    covered = {i: r for r in found if r.kind != "side" for i in range(r.cue + 1, max(r.cue_end, r.start + 1))}
    return tuple(r for r in found if r.kind == "side" or not _part_of(r, covered.get(r.cue)))


def _says_something(doc: Doc, report: Report) -> bool:
    if report.end <= report.start or report.start <= report.cue < report.end:
        return False
    if report.end - report.start == 1 and doc[report.start].lower_ in QUESTION_WORDS:
        return False
    return not (doc[report.cue].lemma_ == "speak" and doc[report.cue_end - 1].lower_ == "for")


def _part_of(report: Report, other: Report | None) -> bool:
    """Whether the word is part of another's cue, or the preposition or noun before the same content."""
    return other is not None and other is not report and report.start < other.end and other.start < report.end


def _according(doc: Doc) -> Iterator[Report]:
    for token in occurrences(doc, {"according", "to", "for", *VIEWS, *POLLS}):
        if token.lower_ in {"to", "for"}:
            yield from (r for r in to_whom(token) if _is_somebody(doc[r.sources[0]]))
        elif token.lower_ in POLLS:
            yield from _found_in(token)
        elif token.lower_ in VIEWS:
            if 1 < token.i < len(doc) - 2:
                yield from in_the_view_of(token)
        elif token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from according_to(token)


def _is_somebody(token: Token) -> bool:
    cluster = cluster_at(token)
    return kind_of_source(token) == "people" if cluster is None else cluster.type != ActorType.STATE


def _found_in(poll: Token) -> Iterator[Report]:
    """ "In a Herald poll, most voters were against the toll": the rest of the sentence is the poll's."""
    start, end = sentence_bounds(poll)
    doc = poll.doc
    comma = poll.right_edge.i + 1
    if (
        poll.dep_ != "pobj"
        or poll.head.i != start
        or poll.head.lower_ != "in"
        or comma >= end
        or doc[comma].text != ","
    ):
        return
    first, last = without_marks(doc, comma + 1, end)
    if last - first > 2:
        yield Report(start, start + 1, (poll.i,), poll.sent.root.i, first, last, "according-to")


def _stances(doc: Doc) -> Iterator[Report]:
    for token in occurrences(doc, heads(), heads()):
        found = match(token)
        if found is not None and not _is_done(token, found[0]):
            yield from _filled(token, found[0], found[1])


def _is_done(token: Token, predicate: Predicate) -> bool:
    """Whether a stance is in what somebody does: "joined the pact", "is running against the mayor".

    What a noun makes of the verb may be a view: "took issue with the pact".
    """
    if any((w, "noun") in lexicon.attitudes() or w in word_set("nouns-of-taking") for w in predicate.words[1:]):
        return False
    if token.lower_ == "against":
        return token.head.lemma_ not in word_set("verbs-of-standing")
    return token.lemma_.casefold() in word_set("stances-of-conduct")


def _filled(token: Token, predicate: Predicate, last: Token) -> Iterator[Report]:
    sources = _sources(token)
    for name in predicate.matter if sources else ():
        places = [p for p in slot(token, name, last) if not p.start <= token.i < p.end]
        place = next((p for p in places if p.start > token.i), None if name == "that" else next(iter(places), None))
        if place is not None:
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
    over: dict[int, list[Report]] = {report.cue: [] for report in found}
    for report in found:
        for i in range(report.start, report.end):
            if i in over:
                over[i].append(report)
    out = []
    for report in found:
        above = [r for r in over[report.cue] if r.cue != report.cue and not report.start <= r.cue < report.end]
        if not any(_same_source(doc, report, outer) for outer in above):
            nested = any(outer.kind in TELLING for outer in above)
            out.append((report, _features(doc, report, nested)))
    return tuple(out)


def _hypothetical(cue: Token) -> bool:
    return cue.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "until"} for c in cue.children)


def _same_source(doc: Doc, report: Report, outer: Report) -> bool:
    """Whether whoever is told to think or want something tells it: "she said that she hoped".

    What a participle or relative clause adds is no part of what was said: "she said it was late, adding that ...".
    """
    if doc[report.cue].dep_ in {"advcl", "relcl"} and not _hypothetical(doc[report.cue]):
        return False
    ours, theirs = ({c.id for i in r.sources if (c := cluster_at(doc[i])) is not None} for r in (report, outer))
    return bool(ours & theirs)


def _features(doc: Doc, report: Report, nested: bool) -> dict[str, float]:
    cue = doc[report.cue]
    lemma = cue.lemma_.casefold()
    source = doc[report.sources[0]] if report.sources else None
    cluster = cluster_at(source) if source is not None else None
    who = str(cluster.type) if cluster is not None else kind_of_source(source) if source is not None else "nobody"
    tag = _tag(doc, report)
    sentence = cue.sent
    marks = stands_between(doc, '"', report.start, report.end)
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
        f"kind,source-tag={report.kind},{tag}": 1,
        f"who={who}": 1,
        f"kind,who={report.kind},{who}": 1,
        f"source-tag={tag}": 1,
        f"first={doc[report.start].tag_}": 1,
        f"aux={auxiliaries}": 1,
        "reports": float(lemma in lexicon.cues()),
        "stance": float((lemma, part) in lexicon.predicates()),
        "negated": float(negated(cue)),
        f"pronoun={source.lower_ if source is not None and source.pos_ in {'PRON', 'DET'} else '-'}": 1,
        "conditional": float(conditional(cue) is not None or _hypothetical(cue)),
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


def _only_told(doc: Doc, report: Report) -> bool:
    """Whether whoever does what the cue says speaks or writes: a thing may show that something is so, not say it."""
    if report.kind == "according-to":
        return True
    cue = doc[report.cue]
    classes = {*lexicon.attitudes().get((cue.lemma_.casefold(), "verb"), ())}
    telling = report.kind in {"clause", "quote", "parenthetical", "closing"} and cue.pos_ == "VERB"
    return telling and "say" in classes and "show" not in classes


def _actors(doc: Doc, report: Report, unnamed: UnnamedSources) -> list[Cluster]:
    """The actors that the sources name, each once: those who speak, then those for whom they speak."""
    found: dict[str, Cluster] = {}
    tokens = [doc[i] for i in report.sources]
    tells = _only_told(doc, report)
    if all(cluster_at(token) is None for token in tokens) and doc[report.cue].pos_ == "VERB":
        tokens = before_verb(doc[report.cue]) or tokens
    if any(token.lower_ in word_set("first-person") for token in tokens):
        tokens = [doc[i] for token in tokens for i in SPEAKERS(doc).get(token.i, ()) or (token.i,)]
    for token in tokens:
        known = list(actors_of([token]))
        for one, cluster, how in known:
            own = cluster_at(one) if how == "on-behalf" else None
            for actor in (own, cluster):
                if actor is not None:
                    found.setdefault(actor.id, actor)
        other = unnamed.at(token, tells=tells) if not known else None
        if other is not None:
            found.setdefault(other.id, other)
    return list(found.values())


def _may_speak(token: Token) -> bool:
    """Whether somebody may be meant of whom the text does not tell who it is: "he", "Ruiz", and no thing."""
    return token.pos_ in {"PRON", "PROPN"} and token.lower_ not in THINGS


def statements(doc: Doc) -> Doc:
    """Propose statements."""
    unnamed = UnnamedSources(doc)
    for report, features in described(doc):
        sources = _actors(doc, report, unnamed) if report.sources else []
        if not sources and not all(_may_speak(doc[i]) for i in report.sources):
            continue
        cue = doc[report.cue]
        values = {
            "cue": (report.cue, max(report.cue + 1, report.cue_end)),
            "content": (report.start, report.end),
            "speakers": report.sources,
            "polarity": "negative" if negated(cue) else "positive",
        }
        actors = {f"source{n}": cluster for n, cluster in enumerate(sources)}
        rule = f"statement.{report.kind}"
        told = {"unknown": float(not sources), f"unknown,tag={not sources},{_tag(doc, report)}": 1.0}
        propose(doc, Candidate("statements", rule, actors, values, sentence_bounds(cue), features | told))
    return doc
