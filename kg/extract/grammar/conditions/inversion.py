"""Conditions without "if", which the word order tells: "should Peru pay", "were Peru to pay", "had Peru paid"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.grammar.arcs import has_modal, has_own_subject, own_subject
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.tense import CLAUSAL, NOUN_SUBJECTS
from kg.extract.words.lexicon import word_set

__all__ = ["attach_inverted_conditions", "is_inverted", "is_inverted_condition"]

OPENERS = ("had", "should", "were")
WORDS_OF_QUESTIONS = {"WDT", "WP", "WP$", "WRB"}
"""Tags of words before a question: "[why] should Peru pay?"."""
WORDS_OF_INVERSION = word_set("words-of-inversion")
MAIN_CLAUSES = {"ccomp", "conj", "parataxis", "xcomp"}
"""Arcs beside a condition to the clause that depends on it."""
ARCS_CLIMBED = 4


def is_inverted_condition(clause: Token) -> bool:
    """Whether the word order makes a clause a condition, which the parser may take for what is said: "should none be
    given"."""
    first = clause.left_edge
    return (
        clause.dep_ in {"advcl", "ccomp", "relcl"}
        and (clause.dep_ == "advcl" or clause.head.i < first.i)
        and first.head.i in {clause.i, clause.head.i}
        and is_inverted(clause)
    )


def is_inverted(clause: Token) -> bool:
    """Whether a clause opens with "had", "should" or "were", its subject after it: a condition without "if"."""
    return clause.left_edge.lower_ in OPENERS and has_own_subject(clause)


def attach_inverted_conditions(doc: Doc) -> None:
    """Attach each condition without "if" to the clause that depends on it, and a "that" before both to that clause, in
    place of the arcs by which the parser makes it what is said: "said that [should Peru pay], Chile would sign"."""
    for opener in occurrences(doc, OPENERS):
        clause = _clause_after(opener)
        if clause is None:
            continue
        joined = opener.i > opener.sent.start and opener.nbor(-1).dep_ == "cc"
        main = min(_main_clauses_after(clause, joined), key=_start, default=None)
        if main is None and not joined:
            main = _main_clause_before(clause, opener)
        if main is not None:
            _attach(clause, main, opener)


def _attach(clause: Token, main: Token, opener: Token) -> None:
    """Attach a condition to its main clause, which gets the place that the condition or what stands over it had."""
    reporter, doc = clause.head, opener.doc
    if main.head == clause:
        main.head, main.dep_ = clause.head if clause.head != clause else main, clause.dep_
    elif main.is_ancestor(reporter) and main.i > clause.i > reporter.i:
        top = next(t for t in (reporter, *reporter.ancestors) if t.head == main)
        top.head, top.dep_ = main.head if main.head != main else top, main.dep_
        main.head, main.dep_ = reporter, "ccomp"
    clause.head, clause.dep_ = main, "advcl"
    before = doc[opener.i - 1] if opener.i else opener
    if before.lower_ == "that" and main.i > clause.i:
        before.head, before.dep_ = main, "mark"
    elif before.text == "," and before.head == clause:
        before.head = main  # so that the condition begins with its opener


def _clause_after(opener: Token) -> Token | None:
    """The head of the clause that a word opens as a condition, its subject right after it; None of "why should Peru
    pay?", "nor should Peru pay"."""
    first = opener.i + 1
    if opener.lower_ == "were" and opener.dep_ not in {"aux", "auxpass"}:
        return _clause_after_were(opener)
    clause = opener.head
    if opener.dep_ not in {"aux", "auxpass"} or clause.pos_ not in CLAUSAL or clause.i < first:
        return None
    subject = next((c for c in clause.children if c.dep_ in NOUN_SUBJECTS and c.left_edge.i == first), None)
    return clause if subject is not None and _opens(opener, clause) else None


def _clause_after_were(were: Token) -> Token | None:
    """ "[Were] Peru to pay", with the infinitive below "were", where the parser may have it below "Peru"."""
    noun = next((c for c in were.children if c.dep_ in {"attr", "nsubj"} and c.left_edge.i == were.i + 1), None)
    if noun is None or not _opens(were, were):
        return None
    done = next((c for t in (noun, were) for c in t.children if c.i > noun.i and _is_to(c)), None)
    if done is None:
        return None
    noun.dep_ = "nsubj"
    done.head, done.dep_ = were, "xcomp"
    return were


def _is_to(verb: Token) -> bool:
    """Whether a verb is an infinitive (not `is_infinitive`, whose answers are kept: the tree is still to change)."""
    return verb.pos_ in CLAUSAL and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _opens(opener: Token, clause: Token) -> bool:
    """Whether nothing of a clause stands before a word but what may join it to another."""
    before = [c for c in clause.children if c.i < opener.i]
    last = opener.doc[opener.i - 1] if opener.i > opener.sent.start else None
    joined = all(c.dep_ in {"cc", "mark", "punct"} or c.lower_ == "that" for c in before if c.head.i != c.i)
    joined = joined or all(c.dep_ in MAIN_CLAUSES | {"punct"} for c in before)
    return joined and (last is None or not (last.tag_ in WORDS_OF_QUESTIONS or last.lower_ in WORDS_OF_INVERSION))


def _start(clause: Token) -> int:
    """The first token of a clause's own subject."""
    subject = own_subject(clause)
    return clause.i if subject is None else subject.left_edge.i


def _main_clauses_after(clause: Token, joined: bool) -> Iterator[Token]:
    """The clauses behind a condition that may depend on it: their subject follows a comma, "should Peru pay, [Chile
    would sign]". ``joined``: with an "and" before it, nothing before it depends on it, whatever its arcs are."""
    over = [t for _, t in zip(range(ARCS_CLIMBED), clause.ancestors, strict=False)]
    beside = [c for t in (clause, *over) for c in t.children] if joined else clause.head.children
    for main in (*beside, *over):
        if main.i <= clause.i or main.pos_ not in CLAUSAL or not has_own_subject(main):
            continue
        start = _start(main)
        before = next((t for t in reversed(clause.doc[clause.i : start]) if t.pos_ != "ADV"), clause)
        if start > clause.i and before.text == "," and _may_depend(main):
            yield main


def _may_depend(main: Token) -> bool:
    """Whether a clause tells what would come: "[will] sign", "[is] ready to sign"; not "said"."""
    return has_modal(main) or main.lemma_ == "be" or any(c.lemma_ == "be" for c in main.children if c.dep_ == "aux")


def _main_clause_before(clause: Token, opener: Token) -> Token | None:
    """The clause before a condition that depends on it: "[would sign], should Peru pay", "called on Chile [to sign]
    should Peru pay"."""
    head = clause.head
    beside = [c for t in {head, clause} for c in t.children if c.i < opener.i and c.dep_ in MAIN_CLAUSES]
    near = [c for c in beside if opener.i - c.right_edge.i in {1, 2} and c.pos_ in CLAUSAL]
    over = [t for _, t in zip(range(ARCS_CLIMBED), clause.ancestors, strict=False) if t.i < opener.i]
    verbs = [t for t in (*reversed(near), *over) if t.pos_ in CLAUSAL and (has_modal(t) or _is_to(t))]
    return next(iter(verbs), None)
