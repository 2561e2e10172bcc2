"""Verdicts in phrases: "is without foundation", "is a matter for us and nobody else", "no treaty will be signed"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import lexicon
from kg.extract.clause import SUBJECTS, grammatical_subjects, negated, passive, trimmed
from kg.extract.lexicon import word_set
from kg.extract.proposals import Proposals, actor_at_first, reported, within
from kg.model import Stance

__all__ = ["REQUESTING", "from_request", "from_verdict"]

ABSENT = {"nouns-of-proof": Stance.DENY, "nouns-of-reason": Stance.REJECT}
"""What "there is no ..." says of what follows, by the noun."""
REQUESTING = {"at", "on", "upon"}
LONGEST = 5
"""Words of a phrase that judges."""


def from_verdict(found: Proposals, verb: Token) -> None:
    """A prepositional phrase that judges, a matter kept from others, a thing that will not be done."""
    stance, word = _verdict(verb)
    if stance is None or (verb.lemma_ == "be" and negated(verb) and not word.startswith("no-")):
        return
    holding, report = reported(found, verb)
    start, end = within(report, trimmed(verb, drop={"mark", "punct", "cc"}))
    found.put(
        "position.verdict",
        verb,
        stance,
        [h for h in holding if not start <= h.token.i < end],
        (start, end),
        verb,
        actor_at_first(grammatical_subjects(verb)),
        slot_name="judgement",
        extra={f"verdict={word}": 1.0, f"report={found.doc[report.cue].lemma_ if report else 'quote'}": 1.0},
    )


def from_request(found: Proposals, preposition: Token) -> None:
    """ "The meeting was put off at Peru's request": what was done is what Peru had asked for."""
    if preposition.lower_ not in REQUESTING or preposition.dep_ != "prep" or preposition.head.pos_ != "VERB":
        return
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    verb = preposition.head
    if (
        noun is None
        or noun.lemma_ not in word_set("requests")
        or any(c.dep_ in {"acl", "relcl"} for c in noun.children)
    ):
        return
    by = [c for c in noun.children if c.dep_ == "poss"]
    by += [p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    if start <= preposition.i < end:
        start, end = (start, preposition.left_edge.i) if preposition.i > verb.i else (preposition.right_edge.i + 1, end)
    while start < verb.i and found.doc[start].is_punct:
        start += 1
    found.put(
        "position.request",
        verb,
        Stance.DEMAND,
        found.holders(by, "request"),
        (start, end),
        verb,
        slot_name="request",
        extra={f"request={noun.lemma_}": 1.0},
    )


def _verdict(verb: Token) -> tuple[Stance | None, str]:
    if verb.lemma_ in {"be", "remain", "seem"}:
        lacking = next(
            (c for c in verb.children if c.dep_ == "attr" and any(g.lower_ == "no" for g in c.children)), None
        )
        if lacking is not None and any(c.dep_ == "expl" for c in verb.children):
            for kind, stance in ABSENT.items():
                if lacking.lemma_ in word_set(kind):
                    return stance, f"no-{lacking.lemma_}"
        for child in verb.children:
            if child.dep_ == "prep" and child.i > verb.i:
                words = [t.lower_ for t in verb.doc[child.i : min(child.right_edge.i + 1, child.i + LONGEST)]]
                for end in range(len(words), 1, -1):
                    phrase = " ".join(words[:end])
                    if phrase in lexicon.evaluations():
                        return lexicon.evaluations()[phrase], phrase
            if child.dep_ == "attr" and child.lemma_ in {"matter", "affair", "business", "question", "issue"}:
                words = [t.lower_ for t in child.subtree]
                if {"alone", "else", "else's", "nobody", "only"} & {*words} and "for" in words:
                    return Stance.REJECT, "matter-for"
        return None, ""
    future = any(c.dep_ == "aux" and c.lower_ in word_set("future-auxiliaries") | {"can"} for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if future and passive(verb) and subject is not None and any(c.lower_ == "no" for c in subject.children):
        return Stance.REJECT, "nothing-done"
    return None, ""
