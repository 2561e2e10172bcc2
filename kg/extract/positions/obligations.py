"""Demands without "must": "the onus is on X to", "it is time for X to", "X has a duty to", "Free the hostages!"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.grammar.clause import grammatical_subjects, negated
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import SUBJECTS, is_infinitive
from kg.extract.positions.proposing.proposals import Proposals, reported, within
from kg.extract.speech.speakers import NARRATED
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_command", "from_duty"]

BEFORE = word_set("words-before-imperatives")
REQUIRING = {"be", "need", "obligate", "oblige", "require", "warrant"}
CLAUSES = {"ccomp", "xcomp", "csubj", "advcl", "acl", "relcl", "pcomp"}


def from_duty(found: Proposals, verb: Token) -> None:
    """What is said to be somebody's duty, or needed, or due: whoever says so demands it."""
    hit = _duty(verb) if verb.lemma_ in word_set("verbs-of-duty") else None
    hit = hit or _required(verb) or _in_whose_court(verb)
    if hit is None or negated(verb):
        hit = _not_to_be_allowed(verb)
    if hit is None:
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
    below += [g for b in below[1:] if b.lemma_ in word_set("choices") for g in b.children if g.lower_ == "but"]
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
    if verb.lemma_ == "have" and noun is not None:
        none_else = noun.lemma_ in word_set("choices") and any(c.lower_ == "no" for c in noun.children)
        if (noun.lemma_ in word_set("duty-nouns") or none_else) and not _said_of_oneself(subject):
            return "has", clause, cluster_at(subject) if subject is not None else None
    if subject is not None and subject.lemma_ == "time" and _due(verb):
        return "time", clause, _doer(clause)
    if subject is None or subject.lower_ not in {"it", "now"} or verb.lemma_ not in {"be", "fall", "remain", "become"}:
        return None
    words = {t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 5, len(verb.doc))]}
    if noun is not None and noun.lemma_.casefold() in word_set("duty-complements"):
        return noun.lemma_.casefold(), clause, _doer(clause) or _under(verb, {"for", "on", "upon"})
    if "up" in words and "to" in words:
        return "up-to", clause, _under(verb, {"to"})
    doer = _doer(clause) or _under(verb, {"to", "on", "upon"})
    if doer is not None and (verb.lemma_ == "fall" or word_at(verb.doc, verb.i + 1) == "for"):
        return "it-is-for", clause, doer
    return None


def _due(verb: Token) -> bool:
    """ "The time has come", "now is the time", "the time is ripe"."""
    ripe = any(c.lower_ == "now" or c.lemma_ in {"right", "ripe", "now"} for c in verb.children)
    return verb.lemma_ == "come" or (verb.lemma_ == "be" and ripe)


def _said_of_oneself(subject: Token | None) -> bool:
    """ "We have no choice but to leave" says what the speaker will do."""
    return subject is not None and subject.lower_ in word_set("first-person")


def _in_whose_court(verb: Token) -> tuple[str, Token, Cluster | None] | None:
    """ "The ball is in Peru's court": it is for Peru to act."""
    if not any(c.dep_ == "nsubj" and c.lower_ == "ball" for c in verb.children):
        return None
    courts = [p for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" for p in c.children]
    whose = [g for p in courts if p.lemma_ == "court" for g in p.children if g.dep_ == "poss"]
    doer = next((c for g in whose if (c := cluster_at(g)) is not None), None)
    return ("ball", verb, doer) if doer is not None else None


def _not_to_be_allowed(verb: Token) -> tuple[str, Token, Cluster | None] | None:
    """ "Peru cannot be allowed to keep it": the speaker wants it stopped."""
    if verb.lemma_ not in {"allow", "permit"} or not negated(verb) or not any(
        c.dep_ == "aux" and c.lower_ in {"can", "ca"} for c in verb.children
    ):  # fmt: skip
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    return ("not-allowed", verb, cluster_at(subject)) if subject is not None else None


def _required(verb: Token) -> tuple[str, Token, Cluster | None] | None:
    """ "More inspectors are needed", "a review is overdue", "there is a need for talks"."""
    if verb.lemma_ not in REQUIRING:
        return None
    auxiliary = any(c.dep_ == "auxpass" for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}), None)
    if auxiliary and verb.lemma_ in {"need", "require", "warrant"} and subject is not None:
        return "needed", verb, None
    if auxiliary and verb.lemma_ in {"oblige", "obligate"} and subject is not None:
        clause = next((c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
        return ("obliged", clause, cluster_at(subject)) if clause is not None else None
    if verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children):
        need = next(
            (c for c in verb.children if c.dep_ in {"attr", "nsubj"} and c.lemma_ in {"need", "necessity"}), None
        )
        if need is not None and not any(c.lower_ == "no" for c in need.children):
            return "there-is", verb, None
    return None


def from_command(found: Proposals, verb: Token) -> None:
    """ "Free the hostages!", "Let them pay": an imperative in a speaker's own words."""
    if verb.tag_ not in {"VB", "VBP"} or verb.dep_ not in {"ROOT", "ccomp", "advcl"} or verb.i not in found.speakers:
        return
    if NARRATED(found.doc):
        return
    ours = verb.lemma_ == "let" and _ourselves(verb)
    forbidding = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "do" and negated(verb)), None)
    said_to = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i and _before_comma(c)]
    others = [c for c in verb.children if c.dep_ in SUBJECTS | {"aux", "mark"} and c not in [*said_to, forbidding]]
    if others or verb.lemma_ in word_set("idle-imperatives"):
        return
    opening = said_to[0].right_edge.i + 1 if said_to else verb.left_edge.i
    first = next((t for t in found.doc[opening : verb.i + 1] if not t.is_punct), verb)
    if not ours and first.i != verb.i and first.lower_ not in BEFORE:
        return
    if verb.dep_ == "advcl" and not _opens_quotation(first):
        return
    if not any(
        c.dep_ in {"dobj", "ccomp", "xcomp", "prep", "prt"}
        or (c.dep_ == "advmod" and any(g.dep_ == "prep" for g in c.children))
        for c in verb.children
    ):
        return
    holding, _ = reported(found, verb)
    head, start_after = verb, forbidding.i if forbidding is not None else verb.i
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
        next((c for s in said_to if (c := cluster_at(s)) is not None), None),
        slot_name="deontic",
        extra={f"command={verb.lemma_}": 1.0},
    )


def _opens_quotation(word: Token) -> bool:
    """Whether a quotation begins with ``word``: where it is told before its verb, the parser takes it for a clause of
    circumstance."""
    return word_at(word.doc, word.i - 1) == '"'


def _before_comma(word: Token) -> bool:
    """Whether a word is set off from what follows: who is spoken to."""
    return word_at(word.doc, word.right_edge.i + 1) == ","


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
