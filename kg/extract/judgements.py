"""Positions in judgements ("called it irresponsible") and in what is merely said."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors import cluster_at
from kg.extract.clause import (
    grammatical_subjects,
    negated,
    subjects,
    trimmed,
)
from kg.extract.clause_stance import evaluation_of
from kg.extract.lexicon import word_set
from kg.extract.predicates import match
from kg.extract.proposals import Proposals, actor_at_first, reported, subject_path, within
from kg.extract.sides import give_sides
from kg.model import Stance

__all__ = ["from_judgement", "from_plain"]

JUDGING = (Stance.ACCUSE, Stance.DENY, Stance.OPPOSE, Stance.SUPPORT)
"""What a judgement in unlisted words may be; the filter chooses."""
SAID = (Stance.ACCUSE, Stance.CONCERN, Stance.DEMAND, Stance.DENY, Stance.OPPOSE, Stance.REJECT, Stance.SUPPORT)
"""What words that are merely said may be; the filter chooses."""


def from_judgement(found: Proposals, verb: Token) -> None:
    """ "X called Y irresponsible", "X said Y was unacceptable": the judgement's word carries the stance."""
    if verb.lemma_ in {
        "call",
        "describe",
        "consider",
        "deem",
        "find",
        "characterize",
        "characterise",
        "label",
        "brand",
        "view",
        "regard",
        "dub",
        "think",
        "term",
        "see",
    }:
        holding = found.holders(subjects(verb), subject_path(verb))
        for child in verb.children:
            judged = None
            if child.dep_ in {"oprd", "acomp", "attr", "ccomp", "xcomp"}:
                judged = child
            elif child.dep_ == "prep" and child.lower_ == "as":
                judged = next(iter(child.children), None)
            if judged is None or not holding:
                continue
            stance = evaluation_of(judged)
            objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}] or [
                c for c in judged.children if c.dep_ == "nsubj"
            ]
            if not objects or (stance is None and verb.lemma_ in {"think", "find", "see", "consider"}):
                continue
            start = min([judged.left_edge.i, *(o.left_edge.i for o in objects)])
            end = judged.right_edge.i + 1
            for option in [stance] if stance is not None else JUDGING:
                found.put(
                    "position.judgement",
                    verb,
                    option,
                    holding,
                    (start, end),
                    judged,
                    actor_at_first(objects),
                    slot_name="judgement",
                    extra={
                        f"judge={verb.lemma_}": 1.0,
                        f"judge,stance={verb.lemma_},{option}": 1.0,
                        f"eval={judged.lemma_.casefold()}": 1.0,
                        "listed": float(stance is not None),
                        f"quoted,stance={judged.i in found.speakers},{option}": 1.0,
                    },
                )
    if verb.lemma_ in {"be", "seem", "remain", "represent", "constitute", "amount", "become"}:
        judged = next((c for c in verb.children if c.dep_ in {"acomp", "attr", "dobj"}), None)
        if judged is None:
            return
        if _ruled_out(verb, judged):
            start, end = trimmed(judged, drop={"punct", "cc", "relcl"})
            holding, _ = reported(found, verb)
            found.put(
                "position.ruled-out",
                verb,
                Stance.REJECT,
                holding,
                (start, end),
                judged,
                slot_name="judgement",
                extra={f"ruled-out={judged.lemma_.casefold()}": 1.0},
            )
            return
        stance = evaluation_of(judged)
        if stance is None:
            return
        holding, report = reported(found, verb)
        if not holding:
            return
        no = negated(verb)
        if no:
            stance = {Stance.SUPPORT: Stance.OPPOSE, Stance.ACCEPT: Stance.REJECT}.get(stance)
            if stance is None:
                return
        start, end = within(report, trimmed(verb, drop={"mark", "punct", "cc"}))
        found.put(
            "position.judgement-said",
            verb,
            stance,
            holding,
            (start, end),
            verb,
            actor_at_first(grammatical_subjects(verb)),
            slot_name="judgement",
            extra={
                f"eval={judged.lemma_.casefold()}": 1.0,
                "negated": float(no),
                f"report={found.doc[report.cue].lemma_ if report else 'quote'}": 1.0,
            },
        )


def from_plain(found: Proposals, verb: Token) -> None:
    """ "KUWAIT said the COP is the supreme body": what is merely said may be a position; the filter knows where."""
    report = found.by_content.get(verb.i)
    quoted = found.speakers.get(verb.i)
    if report is None and not (quoted and verb.dep_ == "ROOT"):
        return
    if report is not None and report.kind not in {"clause", "quote"}:
        return
    if match(verb) is not None and match(verb)[0].pos == "verb" and not (report and grammatical_subjects(verb) == []):  # type: ignore[index]
        return
    holding, _ = reported(found, verb)
    if not holding:
        return
    doc = found.doc
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    words = {t.lower_ for t in doc[start:end]} | {t.lemma_.casefold() for t in doc[start:end]}
    subject = grammatical_subjects(verb)
    about = next((c for s in subject if (c := cluster_at(s)) is not None), None)
    other = about is not None and about not in [h.cluster for h in holding]
    bad = bool(words & word_set("negative-words"))
    cue = doc[report.cue].lemma_.casefold() if report is not None else "quote"
    shared = {f"cue={cue}": 1.0, f"root={verb.lemma_.casefold()}": 1.0}
    numbers: list[int] = []
    for stance in SAID:
        extra = {
            **shared,
            f"other,stance={other},{stance}": 1.0,
            f"bad,stance={bad},{stance}": 1.0,
            f"both,stance={bad}{other},{stance}": 1.0,
            f"cue,stance={cue},{stance}": 1.0,
            f"subject,stance={about.type if about else '-'},{stance}": 1.0,
            f"negated,stance={negated(verb)},{stance}": 1.0,
            f"tag,stance={verb.tag_},{stance}": 1.0,
            f"root,stance={verb.lemma_.casefold()},{stance}": 1.0,
        }
        for t in doc[start:end]:
            if t.pos_ in {"ADJ", "VERB", "NOUN", "ADV"} and not t.is_stop:
                extra[f"word,stance={t.lemma_.casefold()},{stance}"] = 1.0
        numbers += found.put(
            "position.plain",
            verb,
            stance,
            holding,
            (start, end),
            verb,
            about if other else None,
            slot_name="plain",
            extra=extra,
        )
    if report is not None:
        give_sides(found, doc[report.cue], Stance.DEMAND, (start, end), verb, numbers[:1])


def _ruled_out(verb: Token, noun: Token) -> bool:
    """ "There will be no written pledge", "there can be no truce"."""
    return (
        verb.lemma_ == "be"
        and any(c.dep_ == "expl" for c in verb.children)
        and any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)
        and any(c.lower_ == "no" for c in noun.children)
    )
