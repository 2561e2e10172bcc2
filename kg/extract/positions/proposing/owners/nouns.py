"""The holders of a stance that a noun expresses: "Peru's objection", "the demand of the unions", "concern in Chile"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.grammar.arcs import complements, objects_of, possessors
from kg.extract.grammar.clause import conjuncts, subjects
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.positions.proposing.holder import Holder, actor_at_first, holders_at
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["is_aim", "is_noted_of_others", "is_of_another", "is_said_to_exist", "noun_holders", "verb_over"]

type Owners = tuple[list[Token], str]
"""The tokens of the holders, and the construction that names them."""

ADJECTIVES_OF_SPREAD = word_set("adjectives-of-spread")
FEELINGS = word_set("feelings-of-concern") | word_set("feelings-of-anger")
NOUNS_OF_REQUESTS = word_set("nouns-of-requests")
NOUNS_OF_SIDES = word_set("nouns-of-sides")
VERBS_OF_EMPHASIS = word_set("verbs-of-emphasis")
VERBS_OF_MEETING_WITH = {"draw", "earn", "receive"}
VERBS_OF_NOTING = word_set("verbs-of-noting")
PREPOSITIONS_OF_HOLDERS = word_set("prepositions-of-holders")
PREPOSITIONS_OF_CIRCUMSTANCE = {"amid", "amidst", "despite"}
"""Prepositions before what others than the verb's subject feel."""
VERBS_OF_CONVEYING = word_set("verbs-of-conveying")
VERBS_OF_PUTTING_FORWARD = word_set("verbs-of-putting-forward")


def is_aim(noun: Token) -> bool:
    """Whether a noun says what something is done for: "marched [in protest] at the plan"."""
    bare = noun.dep_ == "pobj" and not any(c.dep_ in {"det", "poss"} for c in noun.children)
    return bare and noun.head.lower_ == "in" and noun.lemma_ in {"defiance", "opposition", "protest"}


def noun_holders(noun: Token) -> Owners:
    """The holders of a noun of stance, and the construction that names them; nobody where nothing does."""
    return next((owners for find in FINDERS if (owners := find(noun)) is not None), ([], "none"))


def _possessor(noun: Token) -> Owners | None:
    poss = possessors(noun)
    return (conjuncts(poss), "possessor") if poss else None


def _modifier(noun: Token) -> Owners | None:
    modifiers = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and cluster_at(c) is not None]
    return (modifiers[-1:], "modifier") if modifiers else None


def _author(noun: Token) -> Owners | None:
    """ "An objection by Peru"."""
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in {"by", "from"}:
            pobj = complements(prep)
            if pobj:
                return conjuncts(pobj), f"noun-{prep.lower_}"
    return None


def _presenter(noun: Token) -> Owners | None:
    """ "The proposal tabled by Peru"."""
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lemma_ in VERBS_OF_PUTTING_FORWARD:
            agents = subjects(clause)
            if agents:
                return agents, "noun-acl"
    return None


def _protester(noun: Token) -> Owners | None:
    """ "Nurses marched in protest"."""
    if not is_aim(noun):
        return None
    verb = noun.head.head
    above = verb.head if verb.dep_ == "dobj" else verb
    return subjects(above) if above.pos_ == "VERB" else [], "in-protest"


def verb_over(noun: Token) -> Token:
    """The word that a noun depends on, or its preposition does."""
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def _after_of(noun: Token) -> Owners | None:
    """ "The demand of the unions", unless somebody else conveys it."""
    if noun.lemma_ not in word_set("nouns-of-their-holder"):
        return None
    verb = verb_over(noun)
    conveyed = verb.lemma_.casefold() in word_set("light-verbs") and actor_at_first(subjects(verb)) is not None
    if conveyed and not is_noted_of_others(noun):
        return None
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            pobj = [c for c in complements(prep) if cluster_at(c) is not None]
            if pobj:
                return conjuncts(pobj), "noun-of"
    return None


def _conveyor(noun: Token) -> Owners | None:
    """ "Peru voiced concern", "concern was voiced by Peru"."""
    verb = verb_over(noun)
    if is_noted_of_others(noun):
        return [], "noted"  # nor does the place hold it: "noted agreement in Lima"
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and verb.lemma_ == "come":
        return subjects(verb), "light-pobj"  # "came with an offer"
    if noun.dep_ == "pobj" and noun.head.lower_ in PREPOSITIONS_OF_CIRCUMSTANCE:
        return None  # "raised the cap despite fears"
    if noun.dep_ == "dobj" and verb.lemma_ in VERBS_OF_MEETING_WITH:
        return None  # "drew criticism", "received praise": that of others
    if noun.dep_ in {"dobj", "pobj"} and verb.pos_ == "VERB" and verb.lemma_.casefold() in word_set("light-verbs"):
        if verb.dep_ == "xcomp" and verb.head.lemma_ in word_set("verbs-of-asking"):
            return [], "asked-for"  # "invited the miners to submit proposals": they have submitted none
        return subjects(verb), f"light-{noun.dep_}"
    if noun.dep_ == "nsubjpass" and verb.lemma_ in word_set("light-verbs"):
        return subjects(verb), "light-passive"
    return None


def is_noted_of_others(noun: Token) -> bool:
    """Whether a stance is one that somebody only takes note of: "noted support for the levy", "recalled a request for
    it", "highlighted widespread concern"; not "noted its support", "noted concern", "noted agreement with Peru",
    "voiced widespread concern"."""
    verb = noun.head.lemma_.casefold()
    if noun.dep_ != "dobj" or verb not in VERBS_OF_NOTING | VERBS_OF_EMPHASIS or possessors(noun):
        return False
    if any(cluster_at(other) is not None for other in objects_of(noun, {"with"})):
        return False
    spread = any(c.lower_ in ADJECTIVES_OF_SPREAD for c in noun.children)
    return (spread and noun.lemma_ in NOUNS_OF_SIDES | FEELINGS) or (
        verb in VERBS_OF_NOTING and noun.lemma_ in NOUNS_OF_SIDES | NOUNS_OF_REQUESTS
    )


def is_of_another(noun: Token, verb: Token, holders: Sequence[Holder]) -> bool:
    """Whether a verb only conveys a stance that its object says is another's: "the envoy reiterated Peru's
    [commitment]", "stressed US [support]"; not "reiterated its commitment", "welcomed Peru's support"."""
    if noun.dep_ != "dobj" or noun.head.i != verb.i or verb.lemma_.casefold() not in VERBS_OF_CONVEYING:
        return False
    owners, construction = _possessor(noun) or _modifier(noun) or ([], "none")
    named = [h.cluster for h in holders_at((t for t in owners if t.pos_ != "PRON"), construction)]
    own = {h.cluster.id for h in holders}
    return any(c.type != ActorType.GROUP for c in named) and all(c.id not in own for c in named)


def _place(noun: Token) -> Owners | None:
    """The people or place that have a feeling or demand: "skepticism [among nurses]", "there is opposition [in Peru] to
    the levy"."""
    places = list(noun.children)
    if is_said_to_exist(noun):
        places += [c for c in noun.head.children if c.i > noun.head.i]
    places += [c for p in places if p.dep_ == "prep" for m in complements(p) for c in m.children]
    for words in (PREPOSITIONS_OF_HOLDERS, {"in", "across", "at"}):
        for place in places:
            if place.dep_ not in {"prep", "agent"} or place.lower_ not in words:
                continue
            if place.lower_ not in {"among", "amongst"} and place.head.dep_ == "pobj":
                continue
            who = [p for p in complements(place) if cluster_at(p) is not None]
            if who:
                return conjuncts(who), f"noun-{'among' if 'among' in words else 'in'}"
    return None


def is_said_to_exist(noun: Token) -> bool:
    """Whether a noun is said to exist, "there is concern", to grow or to remain."""
    verb = noun.head
    if verb.lemma_ not in word_set("verbs-of-mounting"):
        return False
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.children)
    return there or noun.dep_ in NOUN_SUBJECTS


FINDERS: Sequence[Callable[[Token], Owners | None]] = (
    _possessor,
    _modifier,
    _author,
    _presenter,
    _protester,
    _after_of,
    _conveyor,
    _place,
)
"""The constructions that name the holders of a noun, the surest first."""
