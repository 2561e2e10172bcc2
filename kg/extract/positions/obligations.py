"""Demands without "must": "the onus is on X to", "it is time for X to", "X has a duty to", "Free the hostages!"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.frames.parts import PARTS, words_of_part
from kg.extract.frames.rules import Rule, fits
from kg.extract.frames.stance_of_clause import says_only
from kg.extract.grammar.arcs import has_mark, has_own_subject, own_subjects
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import SUBJECTS, is_infinitive
from kg.extract.positions.proposing.attribution import within
from kg.extract.positions.proposing.holder import actor_at_first, reported
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.positions.proposing.side_positions import give_sides
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_command", "from_duty", "is_read_as_duty"]

WORDS_BEFORE_IMPERATIVES = word_set("words-before-imperatives")
CLAUSES = {"ccomp", "xcomp", "csubj", "advcl", "acl", "relcl", "pcomp"}


def from_duty(proposals: Proposals, verb: Token) -> None:
    """A demand of whoever says that something is somebody's duty, needed or due (a row of ``obligations.toml``)."""
    duty = next(_duties(verb), None)
    if duty is None:
        return
    rule, clause, doer = duty
    if clause is not verb and says_only(clause):
        return  # "it is necessary to recall that"
    holders, report = reported(verb)
    if not holders:
        return
    if clause is verb:
        matter = within(report, trimmed(verb, drop={"mark", "punct", "cc"}))
    else:
        matter = within(report, trimmed(clause, drop={"mark", "punct", "cc"} | SUBJECTS, skip_to=True))
    numbers = proposals.put(
        Proposal(
            "position.duty",
            verb,
            rule.stance,
            [h for h in holders if h.cluster is not doer],
            matter,
            clause,
            doer,
            slot="deontic",
            extra={f"duty={rule.id}": 1.0, f"report={proposals.doc[report.cue].lemma_ if report else 'quote'}": 1.0},
            row=rule.id,
        )
    )
    if report is not None and numbers:
        give_sides(proposals, proposals.doc[report.cue], rule.stance, matter, clause, numbers)


def is_read_as_duty(verb: Token, stance: Stance) -> bool:
    """Whether `from_duty` reads a clause with this verb, which then is no judgement of this stance too: "it [was]
    necessary to act". A demand "that Chile act" may be: the matter of the duty lacks who is to do it."""
    duties = ((rule, clause) for rule, clause, _ in _duties(verb) if clause is not verb and not says_only(clause))
    return any(rule.stance != stance or is_infinitive(clause) for rule, clause in duties)


def _duties(verb: Token) -> Iterator[tuple[Rule, Token, Cluster | None]]:
    """The rows that fit, each with the clause of what is due and who is to do it."""
    for fit in fits("duty", verb):
        clause = _due_clause(verb) if fit.rule.matter == "clause" else verb
        if clause is not None:
            doer = next((c for place in fit.rule.doer if (c := _doer(place, verb, clause)) is not None), None)
            if doer is not None or not fit.rule.named:
                yield fit.rule, clause, doer


def _due_clause(verb: Token) -> Token | None:
    """What is due: "it is up to Chile [to act]", "is imperative [that Tonga ratify it]"."""
    below = [verb, *(c for c in verb.children if c.dep_ in {"attr", "acomp", "prep", "dobj", "nsubj"})]
    clauses = (c for b in below for c in b.children if c.dep_ in CLAUSES and (is_infinitive(c) or _is_full(c)))
    return next((c for c in clauses if c.i > verb.i), None)


def _doer(place: str, verb: Token, clause: Token) -> Cluster | None:
    """The actor that is to act, found at the place that a row names."""
    if place == "clause":
        return actor_at_first(grammatical_subjects(clause))
    if place in PARTS:
        return actor_at_first([*words_of_part(verb, place)])
    prepositions, _, part = place.partition(" ")
    return _after_preposition(verb, prepositions.split("|"), part)


def from_command(proposals: Proposals, verb: Token) -> None:
    """ "Free the hostages!", "Let them pay": an imperative in a speaker's own words."""
    if (
        verb.tag_ not in {"VB", "VBP"}
        or verb.dep_ not in {"ROOT", "ccomp", "advcl"}
        or verb.i not in SPEAKERS(proposals.doc)
    ):
        return
    if NARRATED(proposals.doc):
        return
    includes_speaker = verb.lemma_ == "let" and word_at(verb.doc, verb.i + 1) in {"us", "'s"}
    forbidding = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "do" and is_negated(verb)), None)
    vocatives = [c for c in own_subjects(verb) if c.i < verb.i and _is_before_comma(c)]
    others = [c for c in verb.children if c.dep_ in SUBJECTS | {"aux", "mark"} and c not in [*vocatives, forbidding]]
    if others or verb.lemma_ in word_set("idle-imperatives"):
        return
    opening = vocatives[0].right_edge.i + 1 if vocatives else verb.left_edge.i
    first_word = next((t for t in proposals.doc[opening : verb.i + 1] if not t.is_punct), verb)
    if not includes_speaker and first_word.i != verb.i and first_word.lower_ not in WORDS_BEFORE_IMPERATIVES:
        return
    if verb.dep_ == "advcl" and not _opens_quotation(first_word):
        return
    if not any(
        c.dep_ in {"dobj", "ccomp", "xcomp", "prep", "prt"}
        or (c.dep_ == "advmod" and any(g.dep_ == "prep" for g in c.children))
        for c in verb.children
    ):
        return
    holders, _ = reported(verb)
    head, start_after = verb, forbidding.i if forbidding is not None else verb.i
    let_clause = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i), None)
    if verb.lemma_ == "let" and let_clause is not None:
        head, start_after = let_clause, let_clause.i if includes_speaker else let_clause.left_edge.i
    start, end = trimmed(head, drop={"punct", "cc"})
    proposals.put(
        Proposal(
            "position.command",
            verb,
            Stance.PROPOSE if includes_speaker else Stance.DEMAND,
            holders,
            (max(start, start_after), end),
            head,
            actor_at_first(vocatives),
            slot="deontic",
            extra={f"command={verb.lemma_}": 1.0},
        )
    )


def _opens_quotation(word: Token) -> bool:
    """Whether a quotation begins with ``word``: the parser takes one before its verb of saying for an adverbial
    clause."""
    return word_at(word.doc, word.i - 1) == '"'


def _is_before_comma(word: Token) -> bool:
    """Whether a comma follows a phrase: a vocative."""
    return word_at(word.doc, word.right_edge.i + 1) == ","


def _is_full(clause: Token) -> bool:
    """Whether a clause has "that" or a subject: "imperative [that Tonga ratify it]"."""
    return has_mark(clause, {"that"}) or has_own_subject(clause)


def _after_preposition(verb: Token, prepositions: Collection[str], part: str) -> Cluster | None:
    """The first actor after one of the prepositions that follow the verb; with ``part``, the first in that part of the
    noun there (`kg.extract.frames.parts`): "The ball is in [Kenya]'s court"."""
    for prep in [c for c in verb.subtree if c.dep_ == "prep" and c.lower_ in prepositions and c.i > verb.i]:
        for noun in prep.children:
            cluster = actor_at_first([*words_of_part(noun, part)]) if part else cluster_at(noun)
            if cluster is not None:
                return cluster
    return None
