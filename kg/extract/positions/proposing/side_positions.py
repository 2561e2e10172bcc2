"""Positions of actors named beside the main holder: "X, supported by Y and opposed by Z, proposed ..."."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.lists import listed
from kg.extract.grammar.arcs import has_own_subject, own_subjects
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import FINITE
from kg.extract.positions.proposing.holder import holders_at, subject_path
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.speech.side_remarks import SIDE_STANCE, Remarks, is_mere_ally
from kg.model import Stance

__all__ = ["give_sides"]

TOKENS_TO_SUBJECT = 45
"""Tokens between a side remark and the subject after it."""


def give_sides(
    found: Proposals,
    verb: Token,
    stance: Stance,
    matter: tuple[int, int],
    head: Token,
    main: list[int],
) -> None:
    """Propose positions on the same matter for the actors beside the main holder, whose positions have the numbers
    ``main``."""
    sentence = verb.sent
    first = next((c.i for c in own_subjects(verb)), None)
    if first is None and verb.dep_ == "conj":  # "backed the ban and, with Chile, opposed the levy"
        first = verb.head.i + 1
    if first is None and verb.dep_ == "ROOT":  # the parser took the main holder for the topic
        first = sentence.start
    joined = verb.head if verb.dep_ == "conj" and not has_own_subject(verb) else None  # "asked why, and said that"
    reply = main[0] if main else None
    for i, remarks in found.sides.items():
        if not sentence.start <= i < sentence.end:
            continue
        if i > verb.i:
            _give_further(found, verb, stance, i, remarks)
            continue
        if i != sentence.start and (first is None or i < first - TOKENS_TO_SUBJECT):
            continue
        if any(
            t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"} and t.lower_ not in SIDE_STANCE and t != joined
            for t in found.doc[i + 1 : verb.i]
        ):
            continue
        for word, who in remarks:
            side = SIDE_STANCE.get(word)
            if word == "with":
                own = stance
            elif side == Stance.SUPPORT:
                if is_mere_ally(found.doc, word, stance.sign):
                    continue  # "the rebels, backed by Peru, accused Chile": who backs them need not say the same
                own = Stance.SUPPORT if stance.sign == "for" else stance
            elif side is not None and stance.sign == "against":
                own = Stance.SUPPORT
            else:
                own = side or Stance.OPPOSE
            holders, extra = holders_at(who, f"side-{word}"), {f"side={word}": 1.0}
            answered = reply if word != "with" else None
            found.put(
                Proposal("position.side", verb, own, holders, matter, head, slot="side", reply_to=answered, extra=extra)
            )


def _give_further(found: Proposals, verb: Token, stance: Stance, at: int, remarks: Remarks) -> None:
    """ "X called for a fund and, with Y, for a review": a further matter of X's that Y shares."""
    doc = found.doc
    if doc[at - 1].text != "," or doc[at - 2].lower_ not in {"and", "but"}:
        return
    if any(t.tag_ in FINITE and t.lower_ not in SIDE_STANCE for t in doc[verb.i + 1 : at]):
        return
    for word, who in remarks:
        _, end = listed(doc, at + 1)
        if word != "with" or end + 1 >= len(doc) or doc[end].text != ",":
            continue
        first = doc[end + 1]
        if first.tag_ in FINITE or first.pos_ == "ADV":
            continue
        if first.pos_ == "ADP" and any(c.pos_ not in {"VERB", "AUX"} for c in first.children):
            top = next(c for c in first.children if c.pos_ not in {"VERB", "AUX"})
        else:
            top = first
            while top.head.i > end and top.head.i != top.i and top.dep_ != "ROOT":
                top = top.head
        if top.tag_ in FINITE or top.sent.start != verb.sent.start:
            continue
        start, stop = trimmed(top, drop={"punct", "cc", "relcl", "preconj"})
        start = max(start, end + 1)
        if doc[start].pos_ == "ADP":
            start += 1
        holders = [*holders_at(subjects(verb), subject_path(verb)), *holders_at(who, "side-with")]
        extra = {"side=with": 1.0}
        found.put(Proposal("position.side", verb, stance, holders, (start, stop), top, slot="further", extra=extra))
