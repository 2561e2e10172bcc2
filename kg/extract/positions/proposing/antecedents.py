"""Antecedents of matters: what "it", "which", "an idea that" and "what Kenya wants" refer to."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.frames.slot_names import OBJECT
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import is_infinitive
from kg.extract.positions.proposing.proposal import ASKING, Proposal
from kg.extract.positions.proposing.renamings import apposition, named_before
from kg.extract.speech.reports import covering
from kg.extract.words.lexicon import word_set

__all__ = ["Matter", "TabledMatter", "antecedent", "is_fronted", "of_pronoun"]

type Matter = tuple[tuple[int, int], Token]
"""The tokens ``[start, end)`` of what a position is on, and their head."""
type TabledMatter = tuple[int, tuple[int, int], Token]
"""A matter on the table: the token of the predicate that put it there, then as `Matter`."""

COMPLEMENTS = {"attr", "ccomp", "xcomp", "acomp", "dobj"}
PRONOUNS_FOR_MATTERS = word_set("pronouns-for-matters")


def antecedent(matters: Sequence[TabledMatter], proposal: Proposal) -> Matter | None:
    """The matter that the words of a proposal refer to; None where they name one themselves."""
    predicate, matter, head = proposal.predicate, proposal.matter, proposal.head
    found = of_pronoun(matters, predicate, matter, head) or _focus_of_cleft(predicate, head)
    if found is None and (noun := apposition(predicate, head)) is not None:
        found = _of_apposition(matters, noun)
    if found is None and proposal.slot == OBJECT and proposal.stance not in ASKING:
        found = _clause_before(matters, predicate)
    if found is None and proposal.slot == "judgement" and predicate.doc[matter[0]].lower_ == "which":
        found = _clause_before(matters, predicate)  # ", which Peru found excessive"
    return found


def of_pronoun(
    matters: Sequence[TabledMatter], predicate: Token, matter: tuple[int, int], head: Token
) -> Matter | None:
    """The antecedent of "it", "this", "that" and "them": the last matter on the table."""
    if head.lower_ not in PRONOUNS_FOR_MATTERS or matter[1] - matter[0] > 1:
        return None
    if head.lower_ == "which" and (clause := _clause_before(matters, predicate)) is not None:
        return clause
    for predicate_at, span, antecedent_head in reversed(matters[-4:]):
        if span[1] <= matter[0] and predicate.i - predicate_at < 80:
            return span, antecedent_head
    return None


def _of_apposition(matters: Sequence[TabledMatter], noun: Token) -> Matter | None:
    """What an apposition renames: "proposed a levy, an idea that Chile welcomed" - the levy."""
    end = noun.left_edge.i - 1
    for _, span, antecedent_head in reversed(matters[-4:]):
        if noun.sent.start <= span[0] < end:
            return (span[0], min(span[1], end)), antecedent_head
    for report in covering(noun.doc).over(end - 1):
        if report.kind == "clause" and report.start < end - 2:
            return (report.start, end), noun.doc[report.content]
    return named_before(noun)


def is_fronted(verb: Token) -> bool:
    """Whether a relative clause begins with a preposition: ", to which Peru agreed"."""
    first = verb.left_edge
    return verb.dep_ == "advcl" and first.dep_ == "prep" and first.nbor(1).lower_ == "which"


def _clause_before(matters: Sequence[TabledMatter], verb: Token) -> Matter | None:
    """The antecedent of ", which Peru opposed": the matter, or the content of a report, that ends at the comma."""
    comma = verb.left_edge.i - 1
    if comma < 1 or verb.doc[comma].text != ",":
        return None
    if verb.dep_ != "relcl" and not is_fronted(verb):
        return None
    for _, span, antecedent_head in sorted(matters[-4:], key=lambda matter: -matter[1][0]):  # the innermost
        if span[0] < comma <= span[1]:
            return (span[0], comma), antecedent_head
    for report in covering(verb.doc).over(comma - 1):
        if report.kind == "clause" and report.start < comma - 2:
            return (report.start, comma), verb.doc[report.content]
    return None


def _focus_of_cleft(verb: Token, matter: Token) -> Matter | None:
    """The focus of a pseudo-cleft, which "what", "all" or "the one thing" refers to: "what Kenya wants is [a seat]";
    None where there is none."""
    if matter.lower_ == "what" and (focus := _focus_before(verb)) is not None:
        return trimmed(focus, drop={"punct", "cc", "relcl"}), focus
    clause = verb
    while clause.dep_ in {"xcomp", "ccomp"} and clause.head.i < clause.i and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head
    if clause.dep_ in {"csubj", "ccomp", "nsubj"} and clause.left_edge.lower_ == "what":
        link = clause.head
    elif clause.dep_ == "relcl" and clause.head.dep_ == "nsubj" and clause.head.lemma_ in word_set("heads-of-clefts"):
        link = clause.head.head
    else:
        return None
    if link.lemma_ != "be":
        return None
    for complement in link.children:
        if complement.dep_ in COMPLEMENTS and complement.i > link.i:
            bare = is_infinitive(complement)
            return trimmed(complement, drop={"punct", "cc", "mark", "relcl"}, skip_to=bare), complement
    return None


def _focus_before(verb: Token) -> Token | None:
    """ "[A seat] is what Kenya wants": the head of the focus."""
    link = verb.head
    if link.lemma_ != "be" or link.i > verb.i:
        return None
    return next((c for c in link.children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"}), None)
