"""Positions that refer back to another: "so did Peru", "Chile did not", "Japan shared this view", "Fiji disagreed"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.frames.stance_of_clause import evaluation_of
from kg.extract.grammar.arcs import has_auxiliary, own_subjects
from kg.extract.grammar.clause import conjuncts, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.occurrences import word_at
from kg.extract.positions.proposing.holder import Holder, holders_at, reported, subject_path
from kg.extract.positions.proposing.proposal import EarlierPosition, Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_denial", "from_ellipsis", "from_shared_view"]

TOKENS_TO_MATTER = 40
"""Tokens within which a position may refer back to an earlier one without naming its matter."""
PRO_VERBS = word_set("pro-verbs")
POSSIBILITY_AUXILIARIES = word_set("possibility-auxiliaries")
COMPLEMENTS = {"dobj", "xcomp", "ccomp", "attr", "acomp", "prep", "agent", "oprd", "advcl"}
MARKS_OF_CLAUSE_ENDS = {",", ".", ";", ":", ")", "—", "–"}
OPPOSITE = {
    Stance.SUPPORT: Stance.OPPOSE,
    Stance.ACCEPT: Stance.REJECT,
    Stance.PROPOSE: Stance.OPPOSE,
    Stance.DEMAND: Stance.OPPOSE,
    Stance.OFFER: Stance.REJECT,
    Stance.COMMIT: Stance.REJECT,
    Stance.OPPOSE: Stance.SUPPORT,
    Stance.REJECT: Stance.ACCEPT,
}
DETERMINERS_THAT_TAKE_UP = word_set("determiners-that-take-up")
OPENERS_OF_ELLIPSES = word_set("openers-of-ellipses")
PRONOUNS_OF_WHAT_WAS_SAID = word_set("pronouns-of-what-was-said")
VERBS_BEFORE_OTHERWISE = word_set("verbs-before-otherwise")
VERBS_OF_OPPOSING_VIEWS = word_set("verbs-of-opposing-views")
WORDS_OF_TRUTH = word_set("words-of-truth")


def from_ellipsis(proposals: Proposals, verb: Token) -> None:
    """A verb that replaces the one before: "Chile backed the ban, as did Peru", "the union agreed, Chile did not"."""
    if verb.lower_ not in PRO_VERBS or any(c.dep_ in COMPLEMENTS and c.i > verb.i for c in verb.children):
        return
    doc = proposals.doc
    if verb.dep_ in {"aux", "auxpass"} and word_at(doc, verb.i + 1) not in MARKS_OF_CLAUSE_ENDS:
        return
    holder_heads = own_subjects(verb.head if verb.dep_ in {"aux", "auxpass"} else verb)
    words = {doc[i].lower_ for i in range(max(0, verb.i - 2), verb.i)}
    inverted = bool(words & OPENERS_OF_ELLIPSES)
    if inverted:
        holder_heads = [t for t in doc[verb.i + 1 : verb.i + 4] if t.i in CLUSTER_OF(doc)][:1] or holder_heads
    if not holder_heads or (verb.lemma_ == "be" and not (inverted or is_negated(verb))):
        return
    earlier = _position_before(proposals, verb)
    if earlier is None or verb.i < earlier.matter[1] or "what" in words:
        return
    if not inverted and not _is_set_off(verb, earlier):
        return
    is_denied = is_negated(verb) and not words & {"nor", "neither"}
    stance = OPPOSITE.get(earlier.stance) if is_denied else earlier.stance
    if stance is None:
        return
    holders = holders_at(conjuncts(holder_heads), "ellipsis")
    extra = {"negated": float(is_denied), "inverted": float(inverted)}
    _refer_back(proposals, "position.ellipsis", verb, stance, holders, earlier, extra)


def from_shared_view(proposals: Proposals, verb: Token) -> None:
    """ "Peru shared this view", "Chile echoed the call", "Japan thought otherwise"."""
    lemma = verb.lemma_.casefold()
    if lemma in VERBS_BEFORE_OTHERWISE:
        otherwise = any(c.lower_ in {"otherwise", "differently"} and c.i == verb.i + 1 for c in verb.children)
        refers_to_view, opposite = otherwise, True
    else:
        taken_up = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.casefold() in word_set("view-nouns")]
        refers_to_view = lemma in word_set("sharing-verbs") and bool(taken_up) and _points_back(taken_up[0])
        opposite = lemma in VERBS_OF_OPPOSING_VIEWS
    earlier = _position_before(proposals, verb) if refers_to_view else None
    if earlier is None:
        return
    stance = OPPOSITE.get(earlier.stance) if opposite else earlier.stance
    if stance is not None:
        holders = holders_at(subjects(verb), subject_path(verb))
        _refer_back(proposals, "position.shared", verb, stance, holders, earlier, {"opposite": float(opposite)})
        proposals.tokens_read.add(verb.i)


def _is_set_off(verb: Token, earlier: EarlierPosition) -> bool:
    """Whether the clause of ``verb`` ends right after it and is not that of the position before: "France does not." """
    doc = verb.doc
    last = max([verb.i, *(c.i for c in verb.children if c.dep_ in {"neg", "advmod"})])
    return word_at(doc, last + 1) in MARKS_OF_CLAUSE_ENDS and any(
        t.text in MARKS_OF_CLAUSE_ENDS or t.dep_ == "cc" for t in doc[earlier.matter[1] : verb.i]
    )


def from_denial(proposals: Proposals, verb: Token) -> None:
    """ "That is not the case", "this is false": a denial of the last accusation; not "it could be a fake attack"."""
    if verb.lemma_ != "be" or verb.dep_ not in {"ROOT", "ccomp", "conj"} or not proposals.table.positions:
        return
    if has_auxiliary(verb, POSSIBILITY_AUXILIARIES) and not is_negated(verb):
        return
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    complement = next((c for c in verb.children if c.dep_ in {"acomp", "attr"}), None)
    if subject is None or complement is None or subject.lower_ not in PRONOUNS_OF_WHAT_WAS_SAID:
        return
    denies = complement.lemma_ in WORDS_OF_TRUTH if is_negated(verb) else evaluation_of(complement) == Stance.DENY
    charge = next((t for t in reversed(proposals.table.positions) if t.stance == Stance.ACCUSE), None)
    if not denies or charge is None or verb.i - charge.predicate.i > TOKENS_TO_MATTER:
        return
    holders, _ = reported(verb)
    _refer_back(proposals, "position.denial", verb, Stance.DENY, holders, charge, {f"denial={complement.lemma_}": 1.0})


def _points_back(noun: Token) -> bool:
    """Whether a noun refers back: it has "this", "the", "that" or "these", and no modifier that says what it is of."""
    words = {c.lower_ for c in noun.children}
    return bool(words & DETERMINERS_THAT_TAKE_UP) and not any(
        c.dep_ in {"prep", "acl", "relcl", "poss", "compound"} for c in noun.children
    )


def _position_before(proposals: Proposals, verb: Token) -> EarlierPosition | None:
    last = proposals.table.position_before(verb)
    return last if last is not None and verb.i - last.predicate.i < TOKENS_TO_MATTER else None


def _refer_back(
    proposals: Proposals,
    rule: str,
    verb: Token,
    stance: Stance,
    holders: list[Holder],
    earlier: EarlierPosition,
    extra: dict[str, float],
) -> None:
    """ "Peru backed the levy, and [so did Chile]": propose a stance of others on the matter of the position before."""
    others = [h for h in holders if h.cluster.id not in earlier.holder_ids]
    proposals.put(
        Proposal(
            rule,
            verb,
            stance,
            others,
            earlier.matter,
            earlier.head,
            slot="taken-up",
            reply_to=earlier.number,
            extra={**extra, f"before={earlier.stance}": 1.0},
        )
    )
