"""Positions in judgements ("called it irresponsible") and in what is merely said."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.clause import (
    grammatical_subjects,
    negated,
    subjects,
    trimmed,
)
from kg.extract.clause_stance import evaluation_of, toned
from kg.extract.proposals import Proposals, actor_at_first, reported, subject_path, within
from kg.extract.sides import give_sides
from kg.model import Stance

__all__ = ["from_judgement", "from_plain"]


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
            unlisted = Stance.ACCUSE if actor_at_first(objects) is not None else Stance.OPPOSE
            for option in [stance or unlisted]:
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
        if not holding or any(c.dep_ == "mark" and c.lower_ in {"if", "whether"} for c in verb.children):
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
    """ "KUWAIT said the text undermines the fund": what is merely said is a position where it is bad or good."""
    report = found.by_content.get(verb.i)
    quoted = found.speakers.get(verb.i)
    if report is None and not (quoted and verb.dep_ == "ROOT" and not found.doc.user_data.get("kg_narrated")):
        return
    if report is not None and report.kind not in {"clause", "quote"}:
        return
    holding, _ = reported(found, verb)
    if not holding or found.doc[verb.sent.end - 1].text == "?":
        return
    stance = toned(verb, {h.cluster.id for h in holding})
    if stance not in {Stance.ACCUSE, Stance.DENY}:  # that things are good or bad is most often no more than reported
        return
    doc = found.doc
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    about = actor_at_first(grammatical_subjects(verb))
    cue = doc[report.cue].lemma_.casefold() if report is not None else "quote"
    numbers = found.put(
        "position.plain",
        verb,
        stance,
        holding,
        (start, end),
        verb,
        about,
        slot_name="plain",
        extra={
            f"cue={cue}": 1.0,
            f"cue,stance={cue},{stance}": 1.0,
            f"negated,stance={negated(verb)},{stance}": 1.0,
            f"subject,stance={about.type if about else '-'},{stance}": 1.0,
            f"tag,stance={verb.tag_},{stance}": 1.0,
        },
    )
    if report is not None:
        give_sides(found, doc[report.cue], stance, (start, end), verb, numbers[:1])


def _ruled_out(verb: Token, noun: Token) -> bool:
    """ "There will be no written pledge", "there can be no truce"."""
    return (
        verb.lemma_ == "be"
        and any(c.dep_ == "expl" for c in verb.children)
        and any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)
        and any(c.lower_ == "no" for c in noun.children)
    )
