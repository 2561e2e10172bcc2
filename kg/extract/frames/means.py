"""Means that somebody asks for in order to do something himself: "requested [more time] to negotiate"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words.lexicon import word_set

__all__ = ["is_means_to", "use_of"]

NOUNS_OF_MEANS = word_set("nouns-of-means")
NOUNS_OF_LEAVE = {"chance", "permission", "time"}
ARCS_OF_USES = {"acl", "advcl", "relcl", "xcomp"}
VERBS_OF_REQUESTING_MEANS = {"request", "solicit"}


def is_means_to(verb: Token, noun: Token, infinitive: Token) -> bool:
    """Whether an infinitive tells what ``verb`` asks a noun for, as the noun can do nothing: "requested [weapons] to
    defend itself", "wants [time] to think"; not "requested [the fund] to pay", "requested [aid] to be sent", "wants
    [aid] to reach Lima"."""
    if noun.i in CLUSTER_OF(noun.doc) or is_passive(infinitive):
        return False
    if verb.lemma_ not in VERBS_OF_REQUESTING_MEANS:
        return noun.lower_ in NOUNS_OF_LEAVE
    if any(c.lower_ == "the" for c in noun.children):  # "the fund", "the authority"; but "the funds to pay"
        return noun.tag_ == "NNS" and noun.lemma_.casefold() in NOUNS_OF_MEANS
    return noun.pos_ == "NOUN"


def use_of(verb: Token, noun: Token) -> Token | None:
    """The infinitive for which ``verb`` asks a noun as a means, hung on either; None where there is none."""
    below = [c for c in (*noun.children, *verb.children) if c.i > noun.i and c.dep_ in ARCS_OF_USES]
    return next((c for c in below if is_infinitive(c) and is_means_to(verb, noun, c)), None)
