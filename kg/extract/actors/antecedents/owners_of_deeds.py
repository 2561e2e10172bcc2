"""Whose deed, feeling or wish a possessive pronoun owns, as far as the verb above it tells: the subject's, who voices
it ("the group stressed [its] readiness"), or the object's, who is judged by it ("thanked Peru for [its] support")."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, clusters_among
from kg.extract.grammar.arcs import first_of_list, objects_of
from kg.extract.grammar.clause import conjuncts, subjects, verb_of_telling_of
from kg.extract.words.lexicon import word_set

__all__ = ["actors_judged", "verb_of_voicing", "voicers"]

VERBS_OF_VOICING_ONES_OWN = word_set("verbs-of-voicing-ones-own")
VERBS_OF_FORWARDING = {"communicate", "convey", "relay"}
"""Verbs-of-conveying by which somebody may tell of what another wants."""
VERBS_OF_STRESSING = word_set("verbs-of-conveying") - VERBS_OF_FORWARDING
NOUNS_OF_THEIR_HOLDER = word_set("nouns-of-their-holder")
VERBS_OF_BLAMING_FOR_ONES_OWN_HARM = {"blame", "credit", "suspect"}
"""Verbs of praise and blame after which "its" may be the subject's: "blamed Chile for its losses"."""
VERBS_OF_JUDGING = word_set("praise-and-blame") - VERBS_OF_BLAMING_FOR_ONES_OWN_HARM
VERBS_OF_PUNISHING = word_set("verbs-of-punishing") - word_set("verbs-of-imposing")
PUNISHMENTS_AND_DUTIES = word_set("nouns-of-punishments") | word_set("duties")
VERBS_OF_RELEASING = word_set("verbs-of-releasing")
PREPOSITIONS_BEFORE_A_PUNISHED_DEED = word_set("prepositions-before-a-punished-deed")
NOUNS_OF_TIES_AND_WISHES = word_set("nouns-of-ties-and-wishes")
"""What may make somebody punish another, or be what the other is punished for: "sanctioned Peru due to its support"."""
FEARS = {"concern", "fear", "worry"}
"""What makes somebody act, and is no deed of another: "sanctioned Peru due to its fears"."""
OBJECTS = {"dative", "dobj", "nsubjpass"}
MODIFYING = {"amod", "compound", "poss"}


def voicers(pronoun: Token) -> list[Cluster]:
    """The actors who voice, or speak of, what a pronoun owns: "[Peru] thanked Chile and reiterated its support"."""
    verb = verb_of_voicing(pronoun) or (verb_of_telling_of(pronoun.head) if pronoun.dep_ == "poss" else None)
    return clusters_among(subjects(verb)) if verb is not None else []


def verb_of_voicing(pronoun: Token) -> Token | None:
    """The verb by whose subject a possessive pronoun owns what is voiced: "[reiterated] its support", "[stressed] its
    readiness to talk and its concern"; not "stressed its importance"."""
    noun = first_of_list(pronoun.head)
    if noun.dep_ == "acl" and noun is not pronoun.head:  # "its readiness to talk and its concern", misread
        noun = noun.head
    if pronoun.dep_ != "poss" or noun.dep_ != "dobj":
        return None
    verb = noun.head
    is_own_feeling = verb.lemma_ in VERBS_OF_STRESSING and pronoun.head.lemma_ in NOUNS_OF_THEIR_HOLDER
    return verb if is_own_feeling or verb.lemma_ in VERBS_OF_VOICING_ONES_OWN else None


def actors_judged(pronoun: Token) -> list[Cluster]:
    """The actors who are praised, blamed or punished for what a pronoun owns: "thanked [Peru] for its support", "a
    tariff on [Peru] due to its purchases", "sanctions on [Peruvian] goods over its raids"."""
    noun = first_of_list(pronoun.head)
    if noun.dep_ == "dobj" and noun.head.dep_ == "pcomp":  # "for keeping its word"
        noun = noun.head
    preposition, governor = noun.head, first_of_list(noun.head).head
    is_reason = noun.dep_ in {"pcomp", "pobj"} and preposition.lower_ in PREPOSITIONS_BEFORE_A_PUNISHED_DEED
    if pronoun.dep_ != "poss" or not is_reason or pronoun.head.lemma_ in FEARS:
        return []
    verb = next((t for t in (governor, *governor.ancestors) if t.pos_ == "VERB"), governor)
    objects = [c for c in verb.children if c.dep_ in OBJECTS and c.i < preposition.i]
    is_tie = pronoun.head.lemma_ in NOUNS_OF_TIES_AND_WISHES
    is_open = is_tie and preposition.lower_ != "for" and pronoun.tag_ == "PRP$"  # not "the country's"
    verbs = VERBS_OF_JUDGING if is_open else VERBS_OF_JUDGING | VERBS_OF_PUNISHING
    if verb.lemma_ in verbs and governor in (verb, *objects):
        return clusters_among(conjuncts(objects))
    if is_open or verb.lemma_ in VERBS_OF_RELEASING:
        return []
    nouns = (t for t in (governor, *objects, *objects_of(verb, {"with"})) if t.pos_ == "NOUN")
    punishments = (t for t in nouns if t.lemma_ in PUNISHMENTS_AND_DUTIES)
    return next((clusters_among(_hit_by(t)) for t in punishments if t.i < preposition.i), [])


def _hit_by(punishment: Token) -> list[Token]:
    """Those on whom a punishment is: "sanctions on [Peru]", "a tariff on [Peruvian] goods", "threatened [Peru] with
    tariffs"."""
    places = (punishment, punishment.head) if punishment.dep_ == "dobj" else (punishment,)
    hit = [t for place in places for t in objects_of(place, {"against", "on"})]
    if punishment.dep_ == "pobj" and punishment.head.lower_ == "with":
        hit += [c for c in punishment.head.head.children if c.dep_ in OBJECTS]
    return conjuncts(hit) + [c for t in hit for c in t.children if c.dep_ in MODIFYING]
