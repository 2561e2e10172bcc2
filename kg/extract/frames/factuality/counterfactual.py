"""Stances that a text names but that nobody takes: "instead of [demanding] a refund", "stopped short of [demanding]
one", "nearly [demanded] one", "neither [accepted] nor [rejected] it", "had Peru [demanded] one", "would have [demanded]
one", "would be wrong to [demand] one", "both [disagree] over it"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import auxiliaries_of, first_joined_verb, has_auxiliary, objects_of
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.conditions.inversion import is_inverted
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import TIMES, is_infinitive
from kg.extract.words import lexicon
from kg.extract.words.lexicon import Predicate, word_set
from kg.model import Stance

__all__ = [
    "REFUSALS",
    "is_counterfactual",
    "is_left_undone",
    "is_not_yet_done",
    "is_opposed",
    "is_opposition_not_made",
    "is_refusal_not_made",
    "is_set_aside",
    "is_spoken_against",
    "is_under_consideration",
    "misses_chance",
    "only_acts_against",
    "refuses",
    "sign_of",
]

FORMS_OF_BE = word_set("forms-of-be")
PARTICLES = {"advmod", "prep", "prt"}
PERFECT = {"had", "has", "have"}
ADJECTIVES_OF_NEARNESS = {"close", "closer", "near"}
WISHES = word_set("verbs-of-wishing") | {"appreciate", "welcome"}
PROMISES = word_set("verbs-of-pledging") | {"demand"}
VERBS_OF_BEING_BOUND = word_set("verbs-of-being-bound")
NOUNS_OF_OCCASIONS = word_set("nouns-of-occasions")
VERBS_OF_LEAVING_UNDONE = word_set("verbs-of-leaving-undone")
VERBS_OF_MISSING = word_set("verbs-of-missing")
NOUNS_OF_CAUTION = word_set("nouns-of-caution")
VERBS_OF_CASTING_OFF = word_set("verbs-of-giving-up") | {"cast", "lose", "throw"}
VERBS_OF_COMING_OUT_FOR = word_set("verbs-of-coming-out-for")
VERBS_OF_REFUSING = word_set("verbs-of-refusing")
VERBS_OF_SPEAKING_AGAINST = word_set("verbs-of-speaking-against")
VERBS_OF_STANDING = word_set("verbs-of-standing")
VERBS_OF_TAKING_SIDES = word_set("verbs-of-taking-sides")
VERBS_OF_WEIGHING = word_set("verbs-of-weighing")
REFUSALS = {Stance.OPPOSE, Stance.REJECT}


def is_counterfactual(predicate: Token) -> bool:
    """Whether a predicate's stance is not taken: it was left undone, is still being considered or has not come yet, or
    it is not told which of two opposed stances is taken or by whom."""
    open_yet = is_under_consideration(predicate) or is_not_yet_done(predicate)
    return is_left_undone(predicate) or _is_undecided(predicate) or _disagree_with_each_other(predicate) or open_yet


def is_under_consideration(verb: Token) -> bool:
    """Whether somebody is still considering: "is considering a levy"; not "would consider one", which is an offer."""
    return verb.lemma_ in VERBS_OF_WEIGHING and verb.tag_ == "VBG" and has_auxiliary(verb, FORMS_OF_BE)


def is_left_undone(verb: Token) -> bool:
    """Whether the text says that what the verb names did not happen: "instead of demanding", "had Peru demanded",
    "nearly demanded", "would have demanded", "would be wrong to demand", "left it to others to demand", "missed a
    chance to demand", "urged caution in demanding"."""
    is_told = (
        _is_instead(verb)
        or _opens_with_condition(verb)
        or _nearly_happened(verb)
        or _would_have_happened(verb)
        or _is_only_judged(verb)
    )
    return is_told or _is_left_to_others(verb) or misses_chance(verb) or _is_done_with_caution(verb)


def is_set_aside(verb: Token) -> bool:
    """Whether a verb names what is not chosen or has not come about: "instead of demanding", "had Peru demanded"."""
    return _is_instead(verb) or _opens_with_condition(verb)


def is_not_yet_done(verb: Token) -> bool:
    """Whether somebody has not done what the verb names, without refusing it: "has not yet accepted it", "has yet to
    accept it", "is close to accepting it", "has not signed it", "has not endorsed it", "has not promised it", "never
    demanded it"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "to" and verb.head.head.lower_ in ADJECTIVES_OF_NEARNESS:
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "have":
        return any(c.lower_ == "yet" and c.i > verb.head.i for c in (*verb.head.children, *verb.children))
    dependents = {c.lower_ for c in verb.children if c.dep_ != "cc"}  # "has not signed it, yet it pays"
    auxiliaries = auxiliaries_of(verb)
    if not is_negated(verb) or not (verb.tag_ in {"VBD", "VBN"} or "did" in auxiliaries):
        return False
    perfect = not PERFECT.isdisjoint(auxiliaries)
    binding = verb.lemma_ in VERBS_OF_BEING_BOUND | VERBS_OF_COMING_OUT_FOR
    awaited = not dependents.isdisjoint({"far", "still", "yet"}) or (binding and "never" not in dependents)
    return (perfect and awaited) or (
        verb.lemma_ in PROMISES and (perfect or "never" in dependents or "did" in auxiliaries)
    )


def _is_instead(verb: Token) -> bool:
    """ "Instead of demanding", "rather than demand", "short of demanding", "without demanding"."""
    governor = verb.head
    if verb.dep_ == "pcomp" and governor.pos_ == "ADP":
        words_around = {governor.lower_, governor.head.lower_, *(c.lower_ for c in governor.children if c.i < verb.i)}
        return not words_around.isdisjoint(word_set("words-of-leaving-undone"))
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod", "prep", "cc"} and c.i < verb.i}
    return verb.dep_ in {"advcl", "conj", "xcomp"} and {"rather", "than"} <= marks


def _opens_with_condition(verb: Token) -> bool:
    """ "Had Peru demanded a vote, Chile would have agreed"."""
    return verb.dep_ == "advcl" and verb.i < verb.head.i and verb.left_edge.dep_ == "aux" and is_inverted(verb)


def _nearly_happened(verb: Token) -> bool:
    """ "Nearly rejected it"; not "nearly doubled it", which is done in part."""
    adverb = verb.nbor(-1) if verb.i else verb
    close = adverb.lower_ in {"almost", "nearly"} and adverb.head.i == verb.i
    return close and verb.pos_ == "VERB" and verb.lemma_ not in word_set("verbs-done-by-degrees")


def _would_have_happened(verb: Token) -> bool:
    """ "Would have rejected it"; not "would have preferred it"."""
    auxiliaries = auxiliaries_of(verb)
    return verb.tag_ == "VBN" and {"would", "have"} <= auxiliaries and verb.lemma_ not in WISHES


def _is_only_judged(verb: Token) -> bool:
    """ "Would be wrong to reject it", "would do well to accept it"."""
    governor = verb.head.head if verb.head.dep_ == "acomp" else verb.head
    if verb.i < governor.i or not is_infinitive(verb) or all(c.lower_ != "would" for c in governor.children):
        return False
    judgements = {c.lower_ for c in governor.children if c.dep_ in {"acomp", "advmod"}}
    return not judgements.isdisjoint(word_set("judgements-of-what-is-done"))


def _is_left_to_others(verb: Token) -> bool:
    """ "Left it to others to reject it"."""
    first_verb = first_joined_verb(verb)
    others = objects_of(first_verb.head, {"to"})
    return is_infinitive(first_verb) and first_verb.head.lemma_ == "leave" and any(t.i < first_verb.i for t in others)


def _is_done_with_caution(verb: Token) -> bool:
    """ "Urged caution in accepting it", "their reluctance about accepting it"; not "cast off restraint in doing so"."""
    first_verb = first_joined_verb(verb)
    governor = first_verb.head.head
    if first_verb.dep_ != "pcomp" or first_verb.tag_ != "VBG":
        return False
    nouns = [governor, *(c for c in governor.children if c.dep_ == "dobj" and c.i < first_verb.i)]
    return governor.lemma_ not in VERBS_OF_CASTING_OFF and any(noun.lemma_ in NOUNS_OF_CAUTION for noun in nouns)


def misses_chance(verb: Token) -> bool:
    """Whether a verb names a missed opportunity: "missed a chance to [reject] it", "passed on a chance to [reject]
    it"."""
    first_verb = first_joined_verb(verb)
    for noun in (first_verb.head, first_verb.head.head):
        governor = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.i < first_verb.i and noun.lemma_ in NOUNS_OF_OCCASIONS and governor.lemma_ in VERBS_OF_MISSING:
            return True
    return False


def _is_undecided(verb: Token) -> bool:
    """ "Neither accepted nor rejected the offer": of two opposed stances, neither is taken."""
    first_verb = verb.head if verb.dep_ == "conj" else verb
    if not any(c.lower_ == "neither" for c in first_verb.children):
        return False
    signs = {sign_of(each) for each in (first_verb, *(c for c in first_verb.children if c.dep_ == "conj"))}
    return {"against", "for"} <= signs


def _disagree_with_each_other(verb: Token) -> bool:
    """ "Peru and Chile [disagree] over it", "delegates [disagreed] on whether to pay": one of them may want it."""
    differing = grammatical_subjects(verb) if verb.lemma_ in word_set("verbs-of-disagreeing") else []
    several = len(differing) > 1 or any(t.tag_ == "NNS" for t in differing)
    prepositions = {
        c.lower_ for c in verb.children if c.dep_ == "prep" and not any(p.ent_type_ in TIMES for p in c.children)
    }
    return several and not prepositions.isdisjoint({"about", "on", "over"})


def is_spoken_against(verb: Token) -> bool:
    """Whether a gerund names what somebody is against: "argued against [imposing] tariffs", "opposed [imposing] them",
    "objected to [imposing] them"."""
    verb = first_joined_verb(verb)
    return verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "xcomp", "ccomp"} and is_opposed(verb)


def is_opposed(matter: Token) -> bool:
    """Whether the word that governs a matter is against it: "opposed [the text]", "objected to [it]"."""
    link = matter.head.lower_ if matter.dep_ in {"pcomp", "pobj"} else ""
    governor = matter.head.head if link else matter.head
    rows = lexicon.predicates_of(governor.lemma_, governor.pos_)
    return link == "against" or any(row.stance in REFUSALS and _takes(row, link) for row in rows)


def refuses(verb: Token) -> bool:
    """Whether to do what a verb names is only to refuse something, so that not to do it refuses nothing: "would not
    [rule out] a strike", "did not [vote] against the text"; not "did not [fight] against Peru"."""
    speaks = verb.lemma_ in VERBS_OF_SPEAKING_AGAINST and any(c.lower_ == "against" for c in _prepositions(verb))
    return verb.lemma_ in VERBS_OF_REFUSING or speaks


def is_refusal_not_made(verb: Token) -> bool:
    """Whether somebody does not do what a verb of refusing names: "did not [vote] against it", "decided not to [vote]
    against it", "refused to [vote] against it", "is not ready to [vote] against it"."""
    return verb.pos_ == "VERB" and refuses(verb) and _is_not_done(verb)


def is_opposition_not_made(preposition: Token) -> bool:
    """Whether "against" names what somebody is not against, as they do not do what its verb names: "did not fight
    [against] it"."""
    verb = _verb_over(preposition)
    return preposition.lower_ == "against" and verb.pos_ == "VERB" and _opposes(verb) and _is_not_done(verb)


def only_acts_against(preposition: Token) -> bool:
    """Whether "against" tells whom or what a deed is directed at, and no view: "defended Peru [against] a raid"; not
    "spoke [against] it", "is [against] it", "lawmakers [against] it"."""
    verb = _verb_over(preposition)
    views = verb.lemma_ in VERBS_OF_STANDING | VERBS_OF_TAKING_SIDES or _opposes(verb)
    return preposition.lower_ == "against" and verb.pos_ == "VERB" and not views


def _verb_over(preposition: Token) -> Token:
    """The verb of a preposition, above its particle where it has one: "[come] out against it"."""
    governor = preposition.head
    return governor.head if governor.dep_ in PARTICLES else governor


def _opposes(verb: Token) -> bool:
    """Whether what a verb names is to be against what follows "against"."""
    rows = lexicon.predicates_of(verb.lemma_, "VERB")
    return refuses(verb) or any(row.stance in REFUSALS and _takes(row, "against") for row in rows)


def _is_not_done(verb: Token) -> bool:
    """ "Did not vote", "refused to vote", "is not ready to vote"; not "did not fail to vote"."""
    governor = verb.head
    is_given_up = is_negated(governor) != (governor.lemma_ in VERBS_OF_LEAVING_UNDONE)
    return is_negated(verb) or (verb.dep_ == "xcomp" and is_given_up)


def _prepositions(verb: Token) -> list[Token]:
    """The prepositions of a verb, with one after its particle: "came out [against] it"."""
    particles = [c for c in verb.children if c.dep_ in PARTICLES]
    return [c for over in (verb, *particles) for c in over.children if c.dep_ == "prep"]


def _takes(row: Predicate, link: str) -> bool:
    """Whether a row of the lexicon allows its matter after the preposition ``link``, or without one where ``link`` is
    "": "objected [to] imposing"; not "objected [after] imposing"."""
    return row.words[1:] == (link,) or (len(row.words) == 1 and (not link or f":{link}" in row.matter))


def sign_of(verb: Token) -> str:
    """The sign, ``for`` or ``against``, of a verb's one-word entry in the lexicon; "" where it has none."""
    rows = lexicon.predicates_of(verb.lemma_, "VERB")
    return next((row.stance.sign for row in rows if len(row.words) == 1), "")
