"""Who says what: the reports around a word, the speakers of a quotation, and the chain of sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, clusters_among, is_of_same_state
from kg.extract.frames.factuality.factuality import is_asserted
from kg.extract.frames.stance_of_clause import is_due
from kg.extract.grammar.arcs import (
    first_conjunct,
    has_auxiliary,
    has_mark,
    has_own_subject,
    own_subjects,
    possessors,
)
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.quotations import quotations, quoted
from kg.extract.grammar.tense import CLAUSAL, tense
from kg.extract.speech.reports import Report, covering, telling
from kg.extract.speech.sources import on_whose_word
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.speech.spokespersons import body_of_post
from kg.extract.speech.turns import SPOKEN_FOR, delegate_of
from kg.extract.text.memo import once_a_document
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Stance

__all__ = [
    "inside_quotation",
    "is_only_foreseen",
    "report_over",
    "reports_by_content",
    "sources_of",
    "speakers_of",
    "told_between",
    "with_delegate",
    "within",
]

ADJECTIVES_OF_FORESEEING = word_set("adjectives-of-foreseeing")
ADJECTIVES_OF_GOOD_WILL = word_set("adjectives-of-good-will")
ARCS_WITHIN_PLANS = {"acomp", "attr", "conj", "xcomp"}
"""Arcs from a word of stance up to the verb of its clause: "will be [ready] to [sign]"."""
VERBS_OF_CONVEYING = word_set("verbs-of-conveying")
VERBS_OF_FORESEEING_OR_TRUST = word_set("verbs-of-foreseeing") | {"trust"}
VERBS_OF_MEETING_APPEALS = word_set("verbs-of-meeting-appeals")
KINDS_OF_WHOLE_CLAUSES = {"clause", "quote", "parenthetical"}
"""Kinds of reports whose content reaches as far as its clause does."""
ARCS_TO_CONTENT = 12
"""Arcs that are climbed from a word to the head of a report's content."""
LONGEST_CHAIN = 4
"""Nested reports in which sources are looked for."""


@once_a_document
def reports_by_content(doc: Doc) -> Mapping[int, Report]:
    """The reports of telling (`telling`) by the head of their content; the first where there are several."""
    found: dict[int, Report] = {}
    for report in telling(doc):
        found.setdefault(report.content, report)
    return found


def told_between(doc: Doc, start: int, end: int) -> Sequence[Report]:
    """The reports whose cue is one of the tokens ``[start, end)``, in text order."""
    reports = telling(doc)
    start_index, end_index = (bisect_left(reports, at, key=lambda r: r.cue) for at in (start, end))
    return reports[start_index:end_index]


def report_over(token: Token) -> Report | None:
    """The innermost report whose content includes ``token``; None where there is none."""
    by_content = reports_by_content(token.doc)
    ancestor, contrasting_clause = token, None
    for _ in range(ARCS_TO_CONTENT):
        report = by_content.get(ancestor.i)
        if report is not None and _reaches(report, token) and not _is_outside(report, token, contrasting_clause):
            return report
        if ancestor.dep_ == "ROOT":
            break
        contrasting_clause = ancestor if contrasting_clause is None and _is_contrast(ancestor) else contrasting_clause
        ancestor = ancestor.head
    return next((r for r in covering(token.doc).over(token.i) if not _is_outside(r, token, contrasting_clause)), None)


def _is_contrast(clause: Token) -> bool:
    """Whether a clause contrasts what another actor says or wants: "while Peru [rejects] it"."""
    lemma = clause.lemma_.casefold()
    stands = lemma in lexicon.cues() or bool(lexicon.predicates_of(lemma, "VERB"))
    against = clause.dep_ == "advcl" and has_mark(clause, {"while", "whilst", "whereas"})
    return against and stands and any(cluster_at(c) is not None for c in own_subjects(clause))


def _is_outside(report: Report, token: Token, contrasting_clause: Token | None) -> bool:
    """Whether a token is the cue of a report, or in a contrasting clause outside it, which has the tense of the cue:
    "Chile says it was shelled, while Peru [rejects] that"; not "Chile said Peru would pay, while it would [reject]
    that"."""
    if report.cue == token.i:
        return True
    return (
        contrasting_clause is not None
        and report.kind == "clause"
        and tense(contrasting_clause) == tense(token.doc[report.cue])
    )


def _reaches(report: Report, token: Token) -> bool:
    """Whether a word below the head of a report's content belongs to the content."""
    return report.kind in KINDS_OF_WHOLE_CLAUSES or report.start <= token.i < report.end


def speakers_of(token: Token) -> list[Token]:
    """The tokens of those who speak the word ``token``: the quotation's speakers, else the nearest report's sources."""
    doc = token.doc
    speakers = SPEAKERS(doc).get(token.i, ())
    report = report_over(token) if not speakers else None
    return [doc[i] for i in (speakers if report is None else report.sources)]


def sources_of(token: Token, holder: Cluster) -> tuple[Cluster, ...]:
    """The chain of sources of what ``token`` says, the nearest first, without the holder. Outside quotations a body
    that tells the text is none: the text is its own; of several ministers who sign it, only the holder's speaks."""
    doc = token.doc
    chain = _conveying(token, holder)
    for report in _reports_around(token):
        chain += [c for c in on_whose_word(doc, report, holder) if c not in chain]
    spokespersons = [p for c in token.children if c.lower_ == "through" and c.dep_ == "prep" for p in c.children]
    voices = [*(doc[i] for i in SPEAKERS(doc).get(token.i, ())), *spokespersons]
    if any(cluster_at(voice) is holder for voice in voices):
        return tuple(chain)  # the holder's own words, whoever speaks them with it
    narrated = NARRATED(doc) and not quoted(doc)[token.i]
    of_holder = [v for v in voices if (c := cluster_at(v)) is not None and body_of_post(doc, c) is holder]
    for voice in of_holder or voices:  # "the Bank insisted through its director"
        cluster = cluster_at(voice)
        if cluster is None or ((narrated or voice in spokespersons) and cluster.type != ActorType.PERSON):
            continue
        if cluster not in chain:
            chain.insert(0, cluster)
    return tuple(chain)


def is_only_foreseen(word: Token, holder: Cluster, stance: Stance) -> bool:
    """Whether it is only others who expect that a holder will do what he would commit himself to: "Peru is confident
    that Chile will [abide] by it", "if Chile wants peace, it will [abide] by it", of a threat, too; not "Peru is
    confident that it will [abide] by it", "believes that Chile will [reject] it"."""
    if stance not in {Stance.COMMIT, Stance.OFFER, Stance.THREATEN}:
        return False
    clause = word
    while clause.dep_ in ARCS_WITHIN_PLANS and not has_own_subject(clause):
        clause = clause.head
    if not has_auxiliary(clause, word_set("future-auxiliaries")):
        return False
    if _is_put_to_the_test(clause, holder):
        return True
    if stance == Stance.THREATEN:
        return False
    doers = conjuncts(grammatical_subjects(clause))
    first = first_conjunct(clause)
    above = first.head
    foreseen = above.lemma_ in VERBS_OF_FORESEEING_OR_TRUST or above.lower_ in ADJECTIVES_OF_FORESEEING
    if first.dep_ != "ccomp" or first.i < above.i or not foreseen or not any(cluster_at(t) is holder for t in doers):
        return False
    foreseers = conjuncts(grammatical_subjects(above.head if above.dep_ == "acomp" else above))
    ours = [t for foreseer in foreseers for t in _owners_or_speakers(foreseer)]
    return bool(foreseers) and not any(_is_of(holder, t) for t in ours)


def _is_put_to_the_test(clause: Token, holder: Cluster) -> bool:
    """Whether others tell by what a holder would show that he means it: "if Peru wants peace, it will [sign]"; not
    "if we want peace, we will [sign]"."""
    if any(t.lower_ in word_set("first-person") for t in grammatical_subjects(clause)):
        return False
    suppositions = (c for c in clause.children if c.dep_ == "advcl" and has_mark(c, {"if"}))
    if not any(_supposes_good_will(c, clause, holder) for c in suppositions):
        return False
    countries = {None if (c := cluster_at(t)) is None else c.country for t in speakers_of(clause)}
    return bool(countries) and holder.country is not None and not countries & {None, holder.country}


def _supposes_good_will(clause: Token, main_clause: Token, holder: Cluster) -> bool:
    """Whether a clause supposes what somebody wants: "if [Peru] is serious about peace", "if [it] wants peace". Behind
    the main clause "it" may be another: "Peru will lend Chile money if [it] wants peace"."""
    wants_something = clause.lemma_ == "want" and any(c.dep_ == "dobj" for c in clause.children)
    has_good_will = any(c.dep_ == "acomp" and c.lower_ in ADJECTIVES_OF_GOOD_WILL for c in clause.children)
    named = (t for t in grammatical_subjects(clause) if t.lower_ != "it" or clause.i < main_clause.i)
    return (wants_something or has_good_will) and any(cluster_at(t) is holder for t in named)


def _owners_or_speakers(foreseer: Token) -> list[Token]:
    """Who is named or meant by those who expect something: the speakers for "we", "our government"."""
    if any(t.lower_ in word_set("first-person") for t in (foreseer, *possessors(foreseer))):
        return [foreseer, *speakers_of(foreseer)]
    return [foreseer]


def _is_of(holder: Cluster, token: Token) -> bool:
    """Whether somebody is the holder or belongs to the same state, or may have a post in the body that holds."""
    somebody = cluster_at(token)
    if somebody is None:
        return False
    if is_of_same_state(somebody, holder):
        return True
    if somebody.type != ActorType.PERSON or holder.type not in {ActorType.BLOC, ActorType.ORGANIZATION}:
        return False
    body = body_of_post(token.doc, somebody)  # None for "Ana Ruiz is confident that the Bank will pay"
    return body is holder or (body is None and somebody.country is None)


def with_delegate(sources: tuple[Cluster, ...], token: Token, holder: Cluster) -> tuple[Cluster, ...]:
    """The sources with the delegate who speaks the word ``token`` for a state or body: last, as the farthest."""
    voices = SPEAKERS(token.doc).get(token.i, ())
    body = cluster_at(token.doc[voices[0]]) if len(voices) == 1 else None
    if body is None or body.type not in SPOKEN_FOR or quoted(token.doc)[token.i]:
        return sources
    delegate = delegate_of(token, voices[0])
    return sources if delegate is None or delegate is holder or delegate in sources else (*sources, delegate)


def _reports_around(token: Token) -> Iterator[Report]:
    """The reports around a word, the innermost first, without those that take a stance on it or deny it."""
    report = report_over(token)
    for _ in range(LONGEST_CHAIN):
        if report is None:
            return
        if not _is_answered(token, report):
            yield report
        report = report_over(token.doc[report.cue])


def _conveying(token: Token, holder: Cluster) -> list[Cluster]:
    """Those who tell of the holder's interest or readiness: the envoy in "the [envoy] conveyed Peru's readiness"."""
    noun = token.head if token.pos_ == "ADP" else token
    verb = noun.head
    conveyed = noun.pos_ == "NOUN" and noun.dep_ in {"dobj", "nsubjpass"}
    if not conveyed or verb.lemma_.casefold() not in VERBS_OF_CONVEYING or not is_asserted(verb):
        return []
    if has_auxiliary(verb, word_set("possibility-auxiliaries")) or is_due(verb):
        return []
    conveyors = clusters_among(subjects(verb))
    return conveyors if holder not in conveyors and any(cluster_at(t) is holder for t in noun.children) else []


def _is_answered(word: Token, report: Report) -> bool:
    """Whether a word is what the report's source takes a stance on, answers, denies or leaves unsaid, and not what it
    tells: in "Peru rejected Chile's [offer]", "Peru answered Chile's [call] for help", "Peru did not mention Chile's
    [offer]", "Peru demanded more than what Chile [promised]" it is the text that tells of the offer."""
    cue = word.doc[report.cue]
    if cue.lemma_ in word_set("verbs-that-deny") or (cue.pos_ == "VERB" and is_negated(cue)):
        return True
    if report.kind != "stance-verb":
        return False
    if word.pos_ == "NOUN":
        verb = word.head.head if word.dep_ == "pobj" else word.head
        answered = verb.i == report.cue and verb.lemma_ in VERBS_OF_MEETING_APPEALS
        return answered or word.i == report.content
    content = word.doc[report.content]
    clauses = (t for t in (word, *word.ancestors) if t.dep_ == "relcl" and content.is_ancestor(t))
    return content.pos_ not in CLAUSAL and any(clauses)


def inside_quotation(token: Token, bounds: tuple[int, int]) -> tuple[int, int]:
    """The tokens of a clause that are inside the quotation around ``token``; all where there is none."""
    start, end = bounds
    for a, b in quotations(token.doc):
        if a <= token.i < b:
            return max(start, a), min(end, b)
    return bounds


def within(report: Report | None, bounds: tuple[int, int]) -> tuple[int, int]:
    """The tokens of a clause without the "according to X" or ", X said," that the parser attached to it."""
    start, end = bounds
    if report is None or report.kind not in {"according-to", "parenthetical"}:
        return bounds
    return max(start, report.start), min(end, report.end)
