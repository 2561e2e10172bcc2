"""Attacks that are only words: "attacked the mayor for raising the tax"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actions.measures.objects import classes_of
from kg.extract.actors.cluster import cluster_at, is_named_person, kind_of
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["is_attack_in_words"]

WORDS_FOR_ATTACKS_IN_WORDS = {"assail", "assault", "attack"}
WHAT_IS_ATTACKED_IN_WORDS = (
    word_set("tabled-nouns") | word_set("things-put-forward") | {"cut", "freeze", "record"}
) - {"position", "target"}
THOSE_WHO_ATTACK_IN_WORDS = word_set("those-who-attack-in-words")
THOSE_IN_ARMS = word_set("those-in-arms")
RULERS_IN_ARMS = {"junta", "regime"}
POSSESSIVES = word_set("possessives")
CLASSES_OF_PEOPLE = {f"@{kind}" for kind in (*ActorType,) if kind not in {ActorType.STATE, ActorType.BLOC}}


def is_attack_in_words(word: Token, objects: list[Token]) -> bool:
    """Whether "attack" only speaks of words: a plan or claim is attacked, "attacked the wage [freeze]", "joined attacks
    on it"; people are for what they do or over a thing, as in "attacked the mayor [for] raising the tax", "[over] her
    silence", and not by those in arms; or it is done by those who only speak: "senators attacked the port"."""
    if word.lemma_ not in WORDS_FOR_ATTACKS_IN_WORDS:
        return False
    if word.pos_ != "VERB":
        above = (word, word.head) if word.dep_ == "dobj" else (word,)
        return any(_is_attacked_in_words(t) for w in above for t in objects_of(w, {"against", "on"}))
    if any(map(_is_attacked_in_words, objects)):
        return True
    attackers = grammatical_subjects(word)
    if any(t.lemma_.casefold() in THOSE_WHO_ATTACK_IN_WORDS for t in attackers):
        return True
    if any(map(_are_in_arms, attackers)) or not any(map(_are_people, objects)):
        return False
    are_named = bool(attackers) and all(map(is_named_person, (*attackers, *objects)))
    return any(_is_ground_of_blame(c, are_named) for t in (word, *objects) for c in t.children if c.i > word.i)


def _is_attacked_in_words(noun: Token) -> bool:
    return noun.lemma_.casefold() in WHAT_IS_ATTACKED_IN_WORDS


def _are_in_arms(noun: Token) -> bool:
    """Whether a noun is for forces, a state or an armed group: "the rebels", "Peru", "Hamas", "the junta"."""
    names = {t.lemma_.casefold() for t in noun.subtree}
    cluster = cluster_at(noun)
    is_armed_group = cluster is not None and kind_of(cluster) == "armed"
    return (
        is_armed_group
        or not names.isdisjoint(THOSE_IN_ARMS | RULERS_IN_ARMS)
        or bool(classes_of(noun) & {"@forces", "@state"})
    )


def _are_people(noun: Token) -> bool:
    """Whether a noun is for people, a post or a body, such as the government of a state, and not for a place."""
    described = (c for c in noun.children if c.dep_ in {"amod", "compound"})
    classes = classes_of(noun).union(*map(classes_of, described))
    is_state = "@state" in classes_of(noun) and noun.pos_ == "PROPN"
    is_body = "@state" in classes_of(noun) and noun.pos_ == "NOUN"
    return not classes & {"@places", "@forces"} and not is_state and (is_body or bool(classes & CLASSES_OF_PEOPLE))


def _is_ground_of_blame(preposition: Token, are_named: bool) -> bool:
    """ "For raising the tax", "over the budget"; not "for hours", "over Peru". Between persons also "on taxes"."""
    grounds = [c for c in preposition.children if c.dep_ in {"pcomp", "pobj"}]
    if preposition.lower_ == "over" or (are_named and preposition.lower_ in {"for", "on"}):
        return any(cluster_at(c) is None and not c.ent_type_ for c in grounds)
    return preposition.lower_ == "for" and any(
        c.tag_ == "VBG" or any(p.lower_ in POSSESSIVES or p.dep_ == "poss" for p in c.children) for c in grounds
    )
