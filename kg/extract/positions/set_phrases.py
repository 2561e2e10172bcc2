"""Verdicts in phrases: "is without foundation", "is a matter for us and nobody else", "no treaty will be signed"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.frames.factuality import veiled
from kg.extract.frames.predicates import evaluation_at
from kg.extract.grammar.clause import grammatical_subjects, negated, passive
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.positions.proposing.proposals import Proposals, actor_at_first, reported, within
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["REQUESTING", "from_request", "from_verdict"]

ABSENT = {"nouns-of-proof": Stance.DENY, "nouns-of-reason": Stance.REJECT, "nouns-of-choice": Stance.SUPPORT}
"""What "there is no ..." says of what follows, by the noun."""
REQUESTING = {"at", "on", "upon"}
MAIN = {"ROOT", "ccomp", "conj", "parataxis"}
LACKS = {"no", "nothing"}
LONGEST = 5
"""Words of a phrase that judges."""
ANSWERED = {"no": Stance.REJECT, "yes": Stance.ACCEPT}


def from_verdict(found: Proposals, verb: Token) -> None:
    """A prepositional phrase that judges, a matter kept from others, a thing that will not be done."""
    stance, word = _verdict(verb)
    main = verb.dep_ in MAIN and (verb.dep_ == "conj" or any(c.dep_ in SUBJECTS for c in verb.children))
    phrase = evaluation_at(verb) if stance is None and main else None
    if phrase is not None and not veiled(verb):
        turned = negated(verb) and not LACKS & {*phrase.words}
        stance, word = (phrase.negated if turned else phrase.stance), "-".join(phrase.words)
        if stance == Stance.ACCUSE and "nothing" in phrase.words and not _somebody(verb):
            stance = Stance.CONCERN  # "the plan would do nothing for farmers"
        if (stance == Stance.DENY) != _of_oneself(found, verb):
            return
    if stance is None or _asked(verb):
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


def _asked(verb: Token) -> bool:
    """Whether a clause, or the sentence it stands in, ends in a question mark."""
    doc, last = verb.doc, verb.right_edge.i
    after = {doc[i].text for i in (last, min(last + 1, len(doc) - 1), verb.sent.end - 1)}
    return "?" in after or any(c.text == "?" for c in verb.children)


def _somebody(verb: Token) -> bool:
    heads = grammatical_subjects(verb)
    return any(cluster_at(s) is not None or s.lower_ in {"he", "she", "they", "you", "who", "nobody"} for s in heads)


def _of_oneself(found: Proposals, verb: Token) -> bool:
    """Whether a speaker speaks of itself: what "we" have done is no verdict, but for what they deny."""
    held = {h.cluster.id for h in reported(found, verb)[0]}
    return bool({h.cluster.id for h in found.holders(grammatical_subjects(verb), "")} & held)


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
        return _of_being(verb)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None:
        return None, ""
    future = any(c.dep_ == "aux" and c.lower_ in word_set("future-auxiliaries") | {"can"} for c in verb.children)
    if future and passive(verb) and any(c.lower_ == "no" for c in subject.children):
        return Stance.REJECT, "nothing-done"
    thing = cluster_at(subject) is None and subject.lower_ not in word_set("first-person")
    if thing and negated(verb):
        able = any(c.dep_ == "aux" and c.lower_ in {"can", "ca", "could"} for c in verb.children)
        on = verb.lemma_ not in {"go", "drag"} or any(c.lower_ == "on" for c in verb.children)
        if able and on and verb.lemma_ in word_set("verbs-of-lasting"):
            return Stance.DEMAND, "cannot-last"  # "this cannot go on"
        if verb.lemma_ in word_set("verbs-of-working"):
            return Stance.OPPOSE, "does-not-work"
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if subject.lower_ == "time" and verb.lemma_ == "come" and perfect and not negated(verb):
        return Stance.DEMAND, "time-has-come"
    if subject.lemma_ in word_set("nouns-of-fault") and verb.lemma_ in {"lie", "rest"}:
        return Stance.ACCUSE, "fault-lies"
    return None, ""


def _of_being(verb: Token) -> tuple[Stance | None, str]:
    no = negated(verb)
    there = any(c.dep_ == "expl" for c in verb.children)
    lacking = next(
        (c for c in verb.children if c.dep_ == "attr" and {"no", "little"} & {g.lower_ for g in c.children}), None
    )
    if lacking is not None and there:
        below = [c for c in lacking.children if c.dep_ in {"relcl", "acl", "ccomp"}]
        if lacking.lemma_ == "way" and below:
            planned = any(a.lower_ in word_set("future-auxiliaries") for c in below for a in c.children)
            return (Stance.REJECT if planned else Stance.DENY), "no-way"
        if lacking.lemma_ == "question" and not any(c.lower_ == "of" for c in lacking.children):
            return None, ""  # "there is no question that the fund is empty"
        for kind, stance in ABSENT.items():
            if lacking.lemma_ in word_set(kind):
                return stance, f"no-{lacking.lemma_}"
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is not None and subject.lemma_ in {"answer", "reply", "response"}:
        said = next((ANSWERED[c.lower_] for c in verb.children if c.i > verb.i and c.lower_ in ANSWERED), None)
        return said, "answer-is"
    for child in verb.children:
        if child.dep_ in {"prep", "advmod", "acomp"} and child.i > verb.i:
            words = [t.lower_ for t in verb.doc[child.left_edge.i : min(child.right_edge.i + 1, child.i + LONGEST)]]
            for end in range(len(words), 1, -1):
                phrase = " ".join([*["not"][: int(no)], *words[:end]])
                if phrase in lexicon.evaluations() and (child.dep_ != "acomp" or end > 1):
                    return lexicon.evaluations()[phrase], phrase
        if child.dep_ == "prep" and (interest := _of_interest(child)) is not None:
            against = interest == "against"
            return (Stance.OPPOSE if against != no else Stance.SUPPORT), f"{interest}-interest"
        if child.dep_ == "attr" and not no and child.lemma_ in {"matter", "affair", "business", "question", "issue"}:
            words = [t.lower_ for t in child.subtree]
            if {"alone", "else", "else's", "nobody", "only"} & {*words} and "for" in words:
                return Stance.REJECT, "matter-for"
        fault = subject is not None and subject.lemma_ in word_set("nouns-of-fault")
        if fault and child.dep_ == "prep" and child.lower_ == "with" and not no:
            return Stance.ACCUSE, "fault-lies"
    return None, ""


def _of_interest(preposition: Token) -> str | None:
    """ "In Peru's interest", "against the interests of farmers": the preposition; None where it is something else."""
    noun = next((c for c in preposition.children if c.dep_ == "pobj" and c.lemma_ == "interest"), None)
    whose = noun is not None and any(c.dep_ == "poss" or c.lower_ == "of" for c in noun.children)
    return preposition.lower_ if whose and preposition.lower_ in {"in", "against"} else None
