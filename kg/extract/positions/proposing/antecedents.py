"""What "it", "this", "which" and "an idea that" stand for: matters that the text has put on the table before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.positions.proposing.clefts import set_apart
from kg.extract.positions.proposing.proposal import ASKING, Proposal
from kg.extract.positions.proposing.renamings import apposition, named_before
from kg.extract.speech.reports import Covering
from kg.extract.words.lexicon import word_set

__all__ = ["Table", "fronted", "stands_for"]

type Matter = tuple[tuple[int, int], Token]

PRONOUNS_FOR_MATTERS = word_set("pronouns-for-matters")


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the table: the matters so far, each with its predicate's token, in text order; and the reports over
    each token, the innermost first."""

    matters: Sequence[tuple[int, tuple[int, int], Token]]
    reports: Covering


def stands_for(table: Table, proposal: Proposal) -> Matter | None:
    """The matter that the words of a proposal stand for; None where they name one themselves."""
    predicate, matter, head = proposal.predicate, proposal.matter, proposal.head
    back = _antecedent(table, predicate, matter, head) or set_apart(predicate, head)
    if back is None and (noun := apposition(predicate, head)) is not None:
        back = _renamed(table, noun)
    if back is None and proposal.slot == "obj" and proposal.stance not in ASKING:
        back = _clause_before(table, predicate)
    if back is None and proposal.slot == "judgement" and predicate.doc[matter[0]].lower_ == "which":
        back = _clause_before(table, predicate)  # ", which Peru found excessive"
    return back


def _antecedent(table: Table, predicate: Token, matter: tuple[int, int], head: Token) -> Matter | None:
    """What "it", "this", "that" and "them" stand for: the matter that was last on the table."""
    if head.lower_ not in PRONOUNS_FOR_MATTERS or matter[1] - matter[0] > 1:
        return None
    if head.lower_ == "which" and (clause := _clause_before(table, predicate)) is not None:
        return clause
    for at, words, first in reversed(table.matters[-4:]):
        if at != predicate.i and words[1] <= matter[0] and predicate.i - at < 80:
            return words, first
    return None


def _renamed(table: Table, noun: Token) -> Matter | None:
    """What an apposition renames: "proposed a levy, an idea that Chile welcomed" - the levy."""
    before = noun.left_edge.i - 1
    for _, words, first in reversed(table.matters[-4:]):
        if words[0] >= noun.sent.start and words[0] < before and first.i != noun.i:
            return (words[0], min(words[1], before)), first
    for report in table.reports.over(before - 1):
        if report.content is not None and report.kind == "clause" and report.start < before - 2:
            return (report.start, before), noun.doc[report.content]
    return named_before(noun)


def fronted(verb: Token) -> bool:
    """Whether a clause takes up what is before it by a preposition: ", to which Peru agreed"."""
    first = verb.left_edge
    return verb.dep_ == "advcl" and first.dep_ == "prep" and first.i < verb.i and first.nbor(1).lower_ == "which"


def _clause_before(table: Table, verb: Token) -> Matter | None:
    """What ", which Peru opposed" is about: the matter, or the clause that somebody says, that the comma ends."""
    comma = verb.left_edge.i - 1
    if comma < 1 or verb.doc[comma].text != ",":
        return None
    if verb.dep_ != "relcl" and not fronted(verb):
        return None
    for at, words, first in sorted(table.matters[-4:], key=lambda matter: -matter[1][0]):  # the innermost
        if words[1] in {comma, comma + 1} or (words[0] < comma < words[1] and at != verb.i):
            return (words[0], comma), first
    for report in table.reports.over(comma - 1):
        if report.content is not None and report.kind == "clause" and report.start < comma - 2:
            return (report.start, comma), verb.doc[report.content]
    return None
