"""Whose a noun of stance is: "Peru's objection", "the demand of the unions", "mounting concern in Chile"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.grammar.clause import conjuncts, subjects
from kg.extract.positions.proposing.holder import actor_at_first
from kg.extract.words.lexicon import word_set

PREPOSITIONS_OF_HOLDERS = word_set("prepositions-of-holders")
VERBS_OF_PUTTING_FORWARD = word_set("verbs-of-putting-forward")


def _is_aim(noun: Token) -> bool:
    """Whether a noun says what something is done for: "marched [in protest] at the plan"."""
    bare = noun.dep_ == "pobj" and not any(c.dep_ in {"det", "poss"} for c in noun.children)
    return bare and noun.head.lower_ == "in" and noun.lemma_ in {"defiance", "opposition", "protest"}


def noun_holders(noun: Token) -> tuple[list[Token], str]:
    poss = [c for c in noun.children if c.dep_ == "poss"]
    if poss:
        return conjuncts(poss), "possessor"
    modifiers = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and cluster_at(c) is not None]
    if modifiers:
        return modifiers[-1:], "modifier"
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in {"by", "from"}:
            pobj = [c for c in prep.children if c.dep_ == "pobj"]
            if pobj:
                return conjuncts(pobj), f"noun-{prep.lower_}"
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lemma_ in VERBS_OF_PUTTING_FORWARD:
            agents = subjects(clause)
            if agents:
                return agents, "noun-acl"
    verb = noun.head
    if noun.dep_ == "pobj":
        if _is_aim(noun):
            above = verb.head.head if verb.head.dep_ == "dobj" else verb.head
            return subjects(above) if above.pos_ == "VERB" else [], "in-protest"
        verb = verb.head
    conveyed = verb.lemma_.casefold() in word_set("light-verbs") and actor_at_first(subjects(verb)) is not None
    if noun.lemma_ in word_set("nouns-of-their-holder") and not conveyed:
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                pobj = [c for c in prep.children if c.dep_ == "pobj" and cluster_at(c) is not None]
                if pobj:
                    return conjuncts(pobj), "noun-of"
    if noun.dep_ in {"dobj", "pobj"} and verb.pos_ == "VERB" and verb.lemma_.casefold() in word_set("light-verbs"):
        if verb.dep_ == "xcomp" and verb.head.lemma_ in word_set("verbs-of-asking"):
            return [], "asked-for"  # "invited the miners to submit proposals": they have submitted none
        return subjects(verb), f"light-{noun.dep_}"
    if noun.dep_ in {"nsubjpass"} and noun.head.lemma_ in word_set("light-verbs"):
        return subjects(noun.head), "light-passive"
    return _where_it_lives(noun)


def _where_it_lives(noun: Token) -> tuple[list[Token], str]:
    """Among whom or where a feeling or demand is said to be: "skepticism [among nurses]", "there is opposition [in
    Peru] to the levy"."""
    places = list(noun.children)
    if mounting(noun):
        places += [c for c in noun.head.children if c.i > noun.head.i]
    places += [c for p in places if p.dep_ == "prep" for m in p.children if m.dep_ == "pobj" for c in m.children]
    for words in (PREPOSITIONS_OF_HOLDERS, {"in", "across", "at"}):
        for place in places:
            if place.dep_ not in {"prep", "agent"} or place.lower_ not in words:
                continue
            if place.lower_ not in {"among", "amongst"} and place.head.dep_ == "pobj":
                continue
            who = [p for p in place.children if p.dep_ == "pobj" and cluster_at(p) is not None]
            if who:
                return conjuncts(who), f"noun-{'among' if 'among' in words else 'in'}"
    return [], "none"


def mounting(noun: Token) -> bool:
    """Whether a noun is what "there is", or what grows or remains."""
    verb = noun.head
    if verb.lemma_ not in word_set("verbs-of-mounting"):
        return False
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.children)
    return there or noun.dep_ in {"nsubj", "nsubjpass"}
