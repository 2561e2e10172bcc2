"""What a judgement is about, without the judgement: "[a new body] was unnecessary", "it was premature [to vote]"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_mark
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import is_infinitive
from kg.extract.positions.proposing.antecedents import Matter, TabledMatter, of_pronoun
from kg.extract.speech.reports import Report
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["AGAINST", "is_plainly_told", "judged_by"]

AGAINST = {Stance.DENY, Stance.OPPOSE, Stance.REJECT}
"""Stances that repeat the judgement: who says that a vote is premature opposes the vote, not that it is premature; who
says that a report is false denies the report, not that it is false."""
ARCS_OF_INFINITIVES = {"acl", "advcl", "ccomp", "relcl", "xcomp"}
ARCS_WITHIN_JUDGEMENTS = word_set("arcs-within-judgements")
ARCS_OF_OTHERS = word_set("arcs-of-others")
MODALS_OF_POSSIBILITY = {"could", "may", "might"}
NEGATIVE_WORDS_IN_SUBJECTS = word_set("negative-words-in-subjects")
NOUNS_BEFORE_WHAT_IS_JUDGED = {"mistake", "time"}
"""Nouns of judgement whose infinitive is what is judged; not "the wrong [way] to cut emissions"."""
VERBS_OF_CLAIMING = word_set("verbs-of-claiming")
VERBS_OF_PLAIN_SAYING = word_set("verbs-of-plain-saying")


def is_plainly_told(verb: Token, report: Report | None, stance: Stance) -> bool:
    """Whether a speaker plainly says what the clause of ``verb`` says; not "denied", "did not say", "feared", nor what
    stands below another verb: "said it was not that [the levy was unacceptable]". For a denial a claim is as good:
    "claimed that the report was false"."""
    top = verb
    while top.dep_ == "conj":
        top = top.head
    cues = [top.head] if top.dep_ != "ROOT" else []
    cues += [verb.doc[report.cue]] if report is not None else []
    verbs = VERBS_OF_PLAIN_SAYING | VERBS_OF_CLAIMING if stance == Stance.DENY else VERBS_OF_PLAIN_SAYING
    return all(t.lemma_.casefold() in verbs and not is_negated(t) for t in cues)


def judged_by(verb: Token, words: Set[str], matters: Sequence[TabledMatter], stance: Stance) -> Matter | None:
    """What the clause of "is" judges by ``words``: its subject, or the clause that "it" announces, which has ``verb``
    as head. A subject keeps its clause if it is denied: "[the report that Peru paid] was false".

    None where the clause says more than that, "was unacceptable [without a levy]", "[no] vote was necessary", or names
    nothing but a pronoun whose antecedent is not among ``matters``.
    """
    subject = next(iter(grammatical_subjects(verb)), None)
    if subject is None:
        return None
    is_this = subject.lower_ == "this"
    if subject.lower_ == "it" or is_this:
        clause = _announced(verb, only_time=is_this)
        if clause is not None and _says_no_more(verb, words, (subject, clause)):
            return trimmed(clause, drop={"cc", "mark", "punct"}, skip_to=is_infinitive(clause)), verb
        if not is_this:
            return None
    elif subject.pos_ not in {"NOUN", "PROPN", "VERB"} or _is_denied(subject):
        return None
    span = trimmed(subject, drop={"punct", "cc"} if stance == Stance.DENY else {"punct", "cc", "relcl"})
    if not _says_no_more(verb, words, (subject,)) or (is_this and of_pronoun(matters, verb, span, subject) is None):
        return None
    return span, subject


def _announced(verb: Token, *, only_time: bool) -> Token | None:
    """The clause that "it" announces: "it was premature [to vote]", "a mistake [to vote]", "wrong [that they left]";
    with ``only_time`` that of a time: "this is not the time [to vote]"."""
    nouns = {"time"} if only_time else NOUNS_BEFORE_WHAT_IS_JUDGED
    for link in (verb, *verb.rights):
        for clause in link.rights:
            if link.pos_ == "NOUN" and link.lemma_ not in nouns:
                continue
            if clause.dep_ in ARCS_OF_INFINITIVES and is_infinitive(clause):
                of_more = any(c.dep_ in ARCS_OF_OTHERS for c in clause.children)
                return None if of_more or (only_time and link.pos_ != "NOUN") else clause
            if clause.dep_ in {"ccomp", "csubj"} and has_mark(clause, {"that"}):
                return clause
    return None


def _is_denied(subject: Token) -> bool:
    """ "No vote", "neither option", "none of the texts", "not voting"."""
    return any(t.lower_ in NEGATIVE_WORDS_IN_SUBJECTS for t in (subject.left_edge, *subject.lefts, subject))


def _says_no_more(verb: Token, words: Set[str], parts: Sequence[Token]) -> bool:
    """Whether a clause has nothing besides these parts but the judgement in ``words``."""
    expected = {t.i for part in parts for t in part.subtree}
    for child in verb.children:
        if child.i in expected or child.dep_ == "cc" or (child.dep_ == "conj" and _is_next_clause(child)):
            continue
        if child.dep_ == "parataxis" and child.lemma_ in VERBS_OF_PLAIN_SAYING:
            continue  # "the levy, Peru said, was unnecessary"
        for t in child.subtree:
            if t.lower_ in MODALS_OF_POSSIBILITY:
                return False
            if not (t.i in expected or t.is_punct or t.lower_ in words or t.dep_ in ARCS_WITHIN_JUDGEMENTS):
                return False
    return True


def _is_next_clause(conjunct: Token) -> bool:
    """Whether a conjunct is a clause with a verb of its own: "the sums were wrong, but Chile [disagreed]"."""
    return conjunct.pos_ in {"AUX", "VERB"} and bool(grammatical_subjects(conjunct))
