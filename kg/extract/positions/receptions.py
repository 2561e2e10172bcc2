"""Positions in how a matter is received: "has the backing of Norway", "drew criticism from unions", "angered Peru"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.factuality.factuality import is_nonfactual
from kg.extract.frames.predicates import noun_stance
from kg.extract.grammar.arcs import complement, complements, logical_objects, objects_of, possessors
from kg.extract.grammar.clause import conjuncts, grammatical_subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.phrase import trimmed
from kg.extract.positions.proposing.holder import holders_at
from kg.extract.positions.proposing.owners.nouns import noun_holders
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["DESPITE", "from_reception", "from_resistance"]

DESPITE = {"despite", "over"}
RESISTING = {Stance.OPPOSE, Stance.ACCUSE, Stance.CONCERN}
PREPOSITIONS_OF_RECEPTIONS_FROM = word_set("prepositions-of-receptions-from")
VERBS_OF_RECEPTION = word_set("verbs-of-reception")
STIRRED = (
    dict.fromkeys(word_set("verbs-that-please"), Stance.SUPPORT)
    | dict.fromkeys(word_set("verbs-that-anger"), Stance.ACCUSE)
    | dict.fromkeys(word_set("verbs-that-worry"), Stance.CONCERN)
)
"""Verbs whose object takes a stance on their subject."""
PREPOSITIONS_OF_RESISTANCE = word_set("prepositions-of-resistance")


def from_reception(proposals: Proposals, verb: Token) -> None:
    """Propose a stance on the subject for those who criticize or support it ("drew criticism from unions"), or
    whom it angers, worries or pleases."""
    lemma = verb.lemma_.casefold()
    received = lemma in VERBS_OF_RECEPTION
    stirred = STIRRED.get(lemma)
    if not received and stirred is None:
        return
    subject = next((t for t in grammatical_subjects(verb) if t.i < verb.i), None)
    if subject is None or (subject.pos_ == "PRON" and cluster_at(subject) is not None) or is_nonfactual(verb):
        return
    if received:
        _propose_by_nouns(proposals, verb, subject)
    if stirred is not None and cluster_at(subject) is None and not is_negated(verb):
        whom = [c for c in verb.children if c.dep_ == "dobj"]
        _propose_received(proposals, verb, stirred, conjuncts(whom), subject, f"stirred={lemma}")


def _propose_by_nouns(proposals: Proposals, verb: Token, subject: Token) -> None:
    nouns = [c for c in verb.children if c.dep_ == "dobj"]
    into = {"to"} if verb.lemma_ == "lead" else {"with", "into"}
    nouns += [p for c in verb.children if c.dep_ == "prep" and c.lower_ in into for p in c.children]
    nouns = [inner for noun in nouns for inner in _outpoured(noun)]
    for noun in nouns:
        stance = noun_stance(noun) if noun.pos_ == "NOUN" else None
        if stance != Stance.SUPPORT and cluster_at(subject) is not None:
            continue  # whoever runs into criticism is not what is criticised
        if stance is None or is_negated(verb) or any(c.lower_ == "no" for c in noun.children):
            continue
        links = [
            c for c in (*noun.children, *verb.children) if c.lower_ in PREPOSITIONS_OF_RECEPTIONS_FROM and c.i > noun.i
        ]
        links += [c for c in verb.children if c.dep_ == "agent"]
        links += [c for c in noun.children if c.lower_ == "of" and stance in {Stance.SUPPORT, Stance.ACCEPT}]
        holder_heads = [p for c in links for p in complements(c) if cluster_at(p) is not None]
        holder_heads += [c for c in possessors(noun) if c.pos_ != "PRON"]
        _propose_received(proposals, noun, stance, conjuncts(holder_heads), subject, f"received={noun.lemma_}")


def _outpoured(noun: Token) -> list[Token]:
    """ "A storm of [protest]", "howls of [outrage]"."""
    if noun.lemma_ not in word_set("nouns-of-outpouring"):
        return [noun]
    return objects_of(noun, {"of"}) or [noun]


def from_resistance(proposals: Proposals, preposition: Token) -> None:
    """ "Raised the toll despite criticism by Peru", "was passed over Peru's objections": a stance on what was done."""
    verb = preposition.head
    noun = complement(preposition)
    if verb.pos_ != "VERB" or noun is None or noun.pos_ != "NOUN" or is_nonfactual(verb):
        return
    stance = noun_stance(noun)
    if stance not in RESISTING:
        return
    if any(c.dep_ == "prep" and c.lower_ in PREPOSITIONS_OF_RESISTANCE for c in noun.children):
        return  # "despite Peru's opposition to the mine": another matter
    holder_heads, path = noun_holders(noun)
    if not holder_heads:
        holder_heads = objects_of(noun, {"of"})
    deed = next(iter(logical_objects(verb)), None)
    doers = [cluster_at(s) for s in grammatical_subjects(verb)]
    holders = [h for h in holders_at(holder_heads, f"resistance-{path}") if h.cluster not in doers]
    if deed is None or cluster_at(deed) is not None:
        return
    matter = trimmed(deed, drop={"punct", "cc", "relcl"})
    extra = {f"resisted={noun.lemma_}": 1.0, f"despite={preposition.lower_}": 1.0}
    proposals.put(Proposal("position.resistance", noun, stance, holders, matter, deed, slot="reception", extra=extra))


def _propose_received(
    proposals: Proposals, word: Token, stance: Stance, holder_heads: list[Token], subject: Token, feature: str
) -> None:
    matter = trimmed(subject, drop={"punct", "cc", "relcl"})
    holders, extra = holders_at(holder_heads, "reception"), {feature: 1.0}
    proposals.put(Proposal("position.reception", word, stance, holders, matter, subject, slot="reception", extra=extra))
