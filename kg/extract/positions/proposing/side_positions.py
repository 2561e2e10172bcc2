"""Positions of actors named next to the main holder: "X, supported by Y and opposed by Z, proposed ..."."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.lists.lists import listed
from kg.extract.grammar.arcs import has_own_subject
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import FINITE
from kg.extract.positions.proposing.holder import holders_at, subject_path
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.speech.side_remarks import SIDE_STANCE, Remarks, is_mere_ally, parts_another_clause
from kg.model import Stance

__all__ = ["give_sides"]


def give_sides(
    proposals: Proposals,
    verb: Token,
    stance: Stance,
    matter: tuple[int, int],
    head: Token,
    main_numbers: list[int],
) -> None:
    """Propose positions on the same matter for the actors named next to the main holder, whose positions have the
    numbers ``main_numbers``."""
    sentence = verb.sent
    has_subject = has_own_subject(verb)
    may_share = has_subject or verb.dep_ in {"conj", "ROOT"}  # "backed the ban and, with Chile, opposed the levy"
    joined = verb.head if verb.dep_ == "conj" and not has_subject else None  # "asked why, and said that"
    reply = main_numbers[0] if main_numbers else None
    for i, remarks in proposals.side_remarks.items():
        if not sentence.start <= i < sentence.end:
            continue
        if i > verb.i:
            _give_further(proposals, verb, stance, i, remarks)
            continue
        if not may_share:
            continue
        if any(
            t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"} and t.lower_ not in SIDE_STANCE and t != joined
            for t in proposals.doc[i + 1 : verb.i]
        ):
            continue
        if parts_another_clause(proposals.doc, i, verb, subjects(verb)):
            continue
        for word, actors in remarks:
            if word == "with":
                side_stance = stance
            elif SIDE_STANCE[word] == Stance.SUPPORT:
                if is_mere_ally(proposals.doc, word, stance.sign):
                    continue  # "the rebels, backed by Peru, accused Chile": who backs them need not say the same
                side_stance = Stance.SUPPORT if stance.sign == "for" else stance
            else:
                side_stance = Stance.SUPPORT if stance.sign == "against" else SIDE_STANCE[word]
            holders, extra = holders_at(actors, f"side-{word}"), {f"side={word}": 1.0}
            answered = reply if word != "with" else None
            proposals.put(
                Proposal(
                    "position.side",
                    verb,
                    side_stance,
                    holders,
                    matter,
                    head,
                    slot="side",
                    reply_to=answered,
                    extra=extra,
                )
            )


def _give_further(proposals: Proposals, verb: Token, stance: Stance, remark_at: int, remarks: Remarks) -> None:
    """ "X called for a fund and, with Y, for a review": a further matter of X's that Y shares."""
    doc = proposals.doc
    if doc[remark_at - 1].text != "," or doc[remark_at - 2].lower_ not in {"and", "but"}:
        return
    if any(t.tag_ in FINITE for t in doc[verb.i + 1 : remark_at]):
        return
    for word, actors in remarks:
        _, end = listed(doc, remark_at + 1)
        if word != "with" or end + 1 >= len(doc) or doc[end + 1].tag_ in FINITE:
            continue
        top = doc[end + 1]
        if top.pos_ == "ADP":
            top = next(top.children, top)
        else:
            while top.head.i > end and top.head.i != top.i:
                top = top.head
        start, stop = trimmed(top, drop={"punct", "cc", "relcl", "preconj"})
        start = max(start, end + 1)
        holders = [*holders_at(subjects(verb), subject_path(verb)), *holders_at(actors, "side-with")]
        extra = {"side=with": 1.0}
        proposals.put(Proposal("position.side", verb, stance, holders, (start, stop), top, slot="further", extra=extra))
