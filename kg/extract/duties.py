"""Demands without "must": "the onus is on X to", "it is time for X to", "X has a duty to", "Free the hostages!"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors import Cluster, cluster_at
from kg.extract.clause import SUBJECTS, grammatical_subjects, is_infinitive, negated, trimmed
from kg.extract.lexicon import word_set
from kg.extract.proposals import Proposals, reported, within
from kg.model import Stance

__all__ = ["from_command", "from_duty"]

BEFORE = word_set("words-before-imperatives")
CLAUSES = {"ccomp", "xcomp", "csubj", "advcl", "acl", "relcl", "pcomp"}


def from_duty(found: Proposals, verb: Token) -> None:
    """What is said to be somebody's duty, or needed, or due: whoever says so demands it."""
    hit = _duty(verb) if verb.lemma_ in {"be", "have", "fall", "lie", "rest", "do", "remain", "become"} else None
    hit = hit or _required(verb)
    if hit is None or negated(verb):
        return
    kind, clause, doer = hit
    holding, report = reported(found, verb)
    if not holding:
        return
    if clause is verb:
        start, end = within(report, trimmed(verb, drop={"mark", "punct", "cc"}))
    else:
        start, end = within(report, trimmed(clause, drop={"mark", "punct", "cc"} | SUBJECTS, skip_to=True))
    found.put(
        "position.duty",
        verb,
        Stance.DEMAND,
        [h for h in holding if h.cluster is not doer],
        (start, end),
        clause,
        doer,
        slot_name="deontic",
        extra={f"duty={kind}": 1.0, f"report={found.doc[report.cue].lemma_ if report else 'quote'}": 1.0},
    )


def _duty(verb: Token) -> tuple[str, Token, Cluster | None] | None:
    """By which words, the clause of what is due, and who is to do it."""
    below = [verb, *(c for c in verb.children if c.dep_ in {"attr", "acomp", "prep", "dobj", "nsubj"})]
    clauses = [c for b in below for c in b.children if c.dep_ in CLAUSES and (is_infinitive(c) or _subjunctive(c))]
    clause = next((c for c in clauses if c.i > verb.i), None)
    if clause is None:
        return None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "expl"}), None)
    noun = next((c for c in verb.children if c.dep_ in {"attr", "dobj", "acomp"} and c.i > verb.i), None)
    if (
        subject is not None
        and subject.lemma_ in word_set("duty-nouns")
        and verb.lemma_ in {"be", "fall", "lie", "rest"}
    ):
        doer = _under(verb, {"on", "upon", "with", "to"})
        return ("onus", clause, doer) if doer is not None else None
    if verb.lemma_ == "have" and noun is not None and noun.lemma_ in word_set("duty-nouns"):
        return "has", clause, cluster_at(subject) if subject is not None else None
    if subject is None or subject.lower_ not in {"it", "now"} or verb.lemma_ not in {"be", "fall", "remain", "become"}:
        return None
    words = {t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 5, len(verb.doc))]}
    if noun is not None and noun.lemma_.casefold() in word_set("duty-complements"):
        return noun.lemma_.casefold(), clause, _doer(clause) or _under(verb, {"for", "on", "upon"})
    if "up" in words and "to" in words:
        return "up-to", clause, _under(verb, {"to"})
    return None


def _required(verb: Token) -> tuple[str, Token, Cluster | None] | None:
    """ "More inspectors are needed", "a review is overdue", "there is a need for talks"."""
    auxiliary = any(c.dep_ == "auxpass" for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}), None)
    if auxiliary and verb.lemma_ in {"need", "require", "warrant"} and subject is not None:
        return "needed", verb, None
    if verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children):
        need = next(
            (c for c in verb.children if c.dep_ in {"attr", "nsubj"} and c.lemma_ in {"need", "necessity"}), None
        )
        if need is not None and not any(c.lower_ == "no" for c in need.children):
            return "there-is", verb, None
    return None


def from_command(found: Proposals, verb: Token) -> None:
    """ "Free the hostages!", "Let them pay": an imperative in a speaker's own words."""
    if verb.tag_ not in {"VB", "VBP"} or verb.dep_ not in {"ROOT", "ccomp"} or verb.i not in found.speakers:
        return
    if found.doc.user_data.get("kg_narrated"):
        return
    ours = verb.lemma_ == "let" and _ourselves(verb)
    said_to = [c for c in verb.children if c.dep_ in SUBJECTS and ours and _before_comma(c)]
    others = [c for c in verb.children if c.dep_ in SUBJECTS | {"aux", "mark"} and c not in said_to]
    if others or verb.lemma_ in word_set("idle-imperatives"):
        return
    first = next((t for t in found.doc[verb.left_edge.i : verb.i + 1] if not t.is_punct), verb)
    if not ours and first.i != verb.i and first.lower_ not in BEFORE:
        return
    if not any(c.dep_ in {"dobj", "ccomp", "xcomp", "prep", "prt"} for c in verb.children):
        return
    holding, _ = reported(found, verb)
    head, start_after = verb, verb.i
    inner = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i), None)
    if verb.lemma_ == "let" and inner is not None:
        head, start_after = inner, inner.i if ours else inner.left_edge.i
    start, end = trimmed(head, drop={"punct", "cc"})
    found.put(
        "position.command",
        verb,
        Stance.PROPOSE if verb.lemma_ == "let" and _ourselves(verb) else Stance.DEMAND,
        holding,
        (max(start, start_after), end),
        head,
        slot_name="deontic",
        extra={f"command={verb.lemma_}": 1.0},
    )


def _before_comma(word: Token) -> bool:
    """Whether a word is set off from what follows: who is spoken to."""
    return bool(word.doc[word.right_edge.i + 1].text == ",")


def _ourselves(verb: Token) -> bool:
    return any(t.lower_ in {"us", "'s"} for t in verb.doc[verb.i + 1 : verb.i + 2])


def _subjunctive(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children) or any(
        c.dep_ in SUBJECTS for c in clause.children
    )


def _doer(clause: Token) -> Cluster | None:
    return next((c for s in grammatical_subjects(clause) if (c := cluster_at(s)) is not None), None)


def _under(verb: Token, prepositions: set[str]) -> Cluster | None:
    for prep in [c for c in verb.subtree if c.dep_ == "prep" and c.lower_ in prepositions and c.i > verb.i]:
        for noun in prep.children:
            cluster = cluster_at(noun)
            if cluster is not None:
                return cluster
    return None
