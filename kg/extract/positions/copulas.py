"""Positions in copular clauses: "Peru's aim is to leave", "the union's main demand is a pledge", "is a critic of"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.predicates import noun_stance
from kg.extract.frames.stance_of_clause import evaluation_of, says_what_must_be_done, stance_by_own_words
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import CLAUSAL, is_infinitive
from kg.extract.positions.proposing.holder import holders_at
from kg.extract.positions.proposing.owners.nouns import noun_holders
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.words import lexicon
from kg.extract.words.lexicon import Predicate, word_set
from kg.model import Stance

__all__ = ["from_copula", "from_partisan"]

NAMED_BY_NOUN = {Stance.DEMAND, Stance.PROPOSE, Stance.OFFER, Stance.CONCERN, Stance.OPPOSE}
"""Stances whose matter a noun phrase after "is" may be: "its demand is a pledge"."""


def from_copula(proposals: Proposals, verb: Token) -> None:
    """A position named by its noun, "Peru's demand", "aim", "view" or "worry", whose matter follows "is"."""
    if verb.lemma_ not in {"be", "remain"}:
        return
    noun = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN" and c.i < verb.i), None)
    complement = next((c for c in verb.children if c.dep_ in {"attr", "ccomp", "xcomp"} and c.i > verb.i), None)
    if noun is not None and noun.lemma_ in word_set("nouns-of-response"):
        _responded(proposals, noun, verb)
        return
    stance = noun_stance(noun) if noun is not None else None
    if noun is None or complement is None or stance is None or is_negated(verb):
        return
    if says_what_must_be_done(complement):
        return  # a demand, whatever the noun
    heads, path = noun_holders(noun)
    holders = holders_at(heads, path)
    if complement.pos_ in CLAUSAL:
        if noun.lemma_ in word_set("view-nouns") and not is_infinitive(complement) and stance == Stance.SUPPORT:
            stance = stance_by_own_words(complement, {h.cluster.id for h in holders}) or Stance.SUPPORT
        matter = trimmed(complement, drop={"mark", "punct", "cc"}, skip_to=is_infinitive(complement))
    else:
        if (
            (stance not in NAMED_BY_NOUN and noun.lemma_ != "priority")
            or complement.pos_ != "NOUN"
            or evaluation_of(complement) is not None
        ):
            return
        matter = trimmed(complement, drop={"punct", "cc", "relcl"})
    extra = {f"copula={noun.lemma_.casefold()}": 1.0}
    addressee = cluster_at(complement)
    proposals.put(
        Proposal("position.copula", verb, stance, holders, matter, complement, addressee, slot="copula", extra=extra)
    )


def _responded(proposals: Proposals, noun: Token, verb: Token) -> None:
    """ "Moscow's response to the plan was cool"."""
    adjective = next((c for c in verb.children if c.dep_ in {"acomp", "attr"} and c.pos_ == "ADJ"), None)
    target = next(iter(objects_of(noun, {"to"})), None)
    if adjective is None or target is None or is_negated(verb):
        return
    rows = lexicon.predicates_of(noun.lemma_, "NOUN")
    row = next((r for r in rows if r.words[1:] == (adjective.lower_,)), None)
    if row is None:
        return
    heads, path = noun_holders(noun)
    proposals.put(Proposal(
        "position.copula", verb, row.stance, holders_at(heads, path), trimmed(target, drop={"punct", "cc", "relcl"}),
        target, slot="copula", extra={f"copula={noun.lemma_}": 1.0},
    ))  # fmt: skip


def from_partisan(proposals: Proposals, noun: Token) -> None:
    """ "A critic of the plan", "supporters of the ban": nouns that name somebody by a stance."""
    rows = lexicon.predicates().get((noun.lemma_.casefold(), "partisan"), ()) if noun.pos_ == "NOUN" else ()
    if not rows:
        return
    row, target = next(((r, p) for r in rows if (p := _target(noun, r)) is not None), (None, None))
    if row is None or target is None:
        return
    stance: Stance | None = row.stance
    holder_heads = [noun]
    if noun.dep_ == "attr":
        holder_heads = grammatical_subjects(noun.head)
        if is_negated(noun.head) or is_negated(noun):  # "is no friend of the levy"
            stance = row.negated
    if noun.lemma_ == "friend" and stance == row.stance:
        return  # to be a friend is no stance on a matter
    if noun.dep_ == "appos":
        holder_heads = [noun.head]
    elif noun.dep_ != "attr" and (cluster_at(noun) is None or (noun.dep_ == "pobj" and noun.head.lower_ == "of")):
        return  # "more of a critic"
    if stance is None:
        return
    addressee = cluster_at(target)
    holders = [h for h in holders_at(holder_heads, f"partisan-{noun.dep_}") if h.cluster is not addressee]
    if holder_heads == [noun]:
        holders = [h for h in holders if h.cluster is cluster_at(noun)]  # not Peru in "between Peru and its supporters"
    matter = trimmed(target, drop={"punct", "cc", "relcl"})
    extra = {f"partisan={noun.lemma_}": 1.0}
    proposals.put(
        Proposal("position.partisan", noun, stance, holders, matter, target, addressee, slot="copula", extra=extra)
    )


def _target(noun: Token, row: Predicate) -> Token | None:
    links = {name.lstrip(":") for name in row.matter}
    return next(iter(objects_of(noun, links)), None)
