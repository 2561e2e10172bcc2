"""How firmly a text ascribes a position: asserted, possible, conditional, hearsay."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.frames.factuality.hedges import is_hearsay, is_presumed
from kg.extract.frames.factuality.unnamed_tellers import is_told_by_nobody
from kg.extract.grammar.arcs import complements, has_auxiliary, objects_of, possessors
from kg.extract.grammar.clause import is_passive, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import CLAUSAL, tense
from kg.extract.words.lexicon import word_set
from kg.model import PositionModality, Stance

__all__ = ["condition_verb", "is_averting", "modality_of"]

FIRST_PERSON = word_set("first-person")
VERBS_OF_ASSERTING = word_set("verbs-of-asserting")
VERBS_OF_SUPPOSING = word_set("verbs-of-supposing")
ADJECTIVES_OF_HEARSAY = word_set("adjectives-of-hearsay")
ADJECTIVES_OF_THE_POSSIBLE = word_set("adjectives-of-the-possible")
ADJECTIVES_OF_LIKELIHOOD = word_set("adjectives-of-likelihood")
WORDS_OF_AVERTING = word_set("words-of-averting")
VERBS_OF_FORESEEING = word_set("verbs-of-foreseeing")
WORDS_OF_SCHEDULES = word_set("words-of-schedules")
ADJECTIVES_OF_THE_PROBABLE = word_set("adjectives-of-the-probable")
TEXTS_TO_COME = word_set("tabled-nouns") | word_set("words-before-drafts") | {"alternative"}
LIGHT_VERBS = word_set("light-verbs")
FUNCTION_WORDS = {"ADP", "PART", "SCONJ"}
WORDS_OF_BEING_PLACED = {"equipped", "placed", "positioned"}
UNCONDITIONAL = {Stance.DEMAND, Stance.PROPOSE, Stance.CONCERN, Stance.ACCUSE, Stance.DENY}
"""Stances that are taken whether or not a condition attached to them is met."""
TOKENS_TO_DOUBT = 5
"""Tokens before a clause in which words of doubt are looked for."""


def modality_of(predicate: Token, stance: Stance, condition: Token | None) -> PositionModality:
    """How firmly a text ascribes the stance of ``predicate``, given the clause of its condition if there is one."""
    if condition is not None and stance not in UNCONDITIONAL:
        return PositionModality.CONDITIONAL
    if predicate.pos_ == "NOUN" and (hedged := _hedged(predicate)) is not None:
        return hedged
    chain = _chain(predicate)
    for word in chain:
        possible = has_auxiliary(word, word_set("possibility-auxiliaries")) and not _is_certain(word)
        is_open = is_presumed(word) or _is_doubted(word) or _is_foreseen(word) or _is_laid_down(word)
        if is_open or (possible and not is_negated(word)):
            return PositionModality.POSSIBLE
        above = word.head
        if is_hearsay(word) or is_told_by_nobody(word):
            return PositionModality.REPORTED_BELIEF
        if word.dep_ != "xcomp":
            continue
        if above.lemma_ in ADJECTIVES_OF_LIKELIHOOD or _is_ability(above, stance):
            return PositionModality.POSSIBLE
        seems = above.lemma_ in {"seem", "appear"} or (is_passive(above) and not subjects(above))
        if seems and above.lemma_ in VERBS_OF_SUPPOSING:
            return PositionModality.REPORTED_BELIEF
        is_scheduled = above.pos_ == "ADJ" or is_passive(above)
        if is_scheduled and not WORDS_OF_SCHEDULES.isdisjoint({above.lemma_, above.lower_}):
            return PositionModality.POSSIBLE  # "is set to", "is due to"
    return PositionModality.ASSERTED


def _is_ability(word: Token, stance: Stance) -> bool:
    """Whether by a word somebody only could take a stance: "is well [placed] to reject it"; "able", too, of refusals,
    while who is "able to accept it" accepts it. Who was able to reject it did, and who is not able to cannot."""
    if word.lower_ != "able":
        return word.lower_ in WORDS_OF_BEING_PLACED
    is_past = tense(word.head) == "VBD" or has_auxiliary(word.head, {"had", "has", "have"})
    return stance in {Stance.OPPOSE, Stance.REJECT} and not is_past and not is_negated(word.head)


def _chain(predicate: Token) -> list[Token]:
    """A predicate, or what a preposition depends on, with the verb that is one with it: "is [ready] to [pay]",
    "[voiced] its [concern]", "[is] against it"; not "rejected Peru's [concern]"."""
    while predicate.pos_ in FUNCTION_WORDS and predicate.head.i != predicate.i:
        predicate = predicate.head
    above = predicate.head
    is_own = predicate.pos_ == "NOUN" and all(owner.pos_ == "PRON" for owner in possessors(predicate))
    is_conveyed = is_own and predicate.dep_ == "dobj" and above.lemma_.casefold() in LIGHT_VERBS
    return [predicate, above] if is_conveyed or predicate.dep_ in {"xcomp", "acomp"} else [predicate]


def _hedged(noun: Token) -> PositionModality | None:
    """ "A [possible] endorsement", "their [alleged] support"; None where no adjective hedges a noun."""
    beside = {c.lower_ for c in noun.children if c.dep_ == "amod"}
    if not beside.isdisjoint(ADJECTIVES_OF_THE_POSSIBLE):
        return PositionModality.POSSIBLE
    return None if beside.isdisjoint(ADJECTIVES_OF_HEARSAY) else PositionModality.REPORTED_BELIEF


def _is_certain(verb: Token) -> bool:
    """Whether a "can" hedges nothing: "I [can] assure you that", "Peru [can] and must pay"."""
    sure = verb.lemma_ in VERBS_OF_ASSERTING and has_auxiliary(verb, {"can"})
    own = sure and any(s.lower_ in FIRST_PERSON for s in subjects(verb))
    return own or has_auxiliary(verb, {"must", "should"})


def _is_doubted(clause: Token) -> bool:
    """Whether words of doubt govern a clause: "It is far from clear that [Peru is ready to pay]", "unclear whether",
    "it is likely that"."""
    if clause.dep_ not in {"ccomp", "csubj"}:
        return False
    called = [c for c in clause.head.children if c.dep_ in {"acomp", "oprd"}]
    if any(c.lower_ in ADJECTIVES_OF_THE_PROBABLE for c in called) and not is_negated(clause.head):
        return True
    first = clause.left_edge.i
    before = {t.lower_ for t in clause.doc[max(clause.sent.start, first - TOKENS_TO_DOUBT) : first]}
    denied = not before.isdisjoint(word_set("words-against-certainty"))
    return not before.isdisjoint(word_set("words-of-doubt")) or (
        denied and not before.isdisjoint(word_set("words-of-certainty"))
    )


def _is_foreseen(clause: Token) -> bool:
    """ "Knowing that [Peru would refuse], Chile waited": what somebody foresees need not happen."""
    above = clause.head
    foresees = above.lemma_ in VERBS_OF_FORESEEING and above.dep_ == "advcl" and above.tag_ == "VBG"
    return clause.dep_ == "ccomp" and foresees and has_auxiliary(clause, {"'d", "would"})


def _is_laid_down(verb: Token) -> bool:
    """Whether a verb tells what somebody would do by a text not agreed yet: "Under the draft, Peru would [agree] to
    pay"."""
    texts = objects_of(verb, {"under"}) if has_auxiliary(verb, {"would"}) else []
    return any(not TEXTS_TO_COME.isdisjoint({t.lemma_, *(c.lower_ for c in t.lefts)}) for t in texts)


def is_averting(clause: Token) -> bool:
    """Whether a condition tells what averts a threat ("unless Peru pays"), not what makes it true ("if Peru sues")."""
    words = {
        clause.lower_,
        *(c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod", "neg"}),
    }
    return bool(words & WORDS_OF_AVERTING)


def condition_verb(clause: Token) -> Token | None:
    """The verb of a condition: its head, or what depends on "provided", "so long as", "subject to" or "on condition
    that"."""
    if clause.lower_ in {"provided", "providing", "long"}:
        below = (c for c in clause.children if c.dep_ in {"ccomp", "advcl", "pcomp"})
        return next(below, clause if clause.pos_ in CLAUSAL else None)
    if clause.lower_ in {"subject", "on"}:
        nouns = [p for c in (clause, *clause.children) for p in complements(c)]
        clauses = [c for n in nouns for c in n.children if c.dep_ in {"acl", "relcl"}]
        return next(iter(clauses if clause.lower_ == "on" else nouns), None)
    return clause if clause.pos_ in CLAUSAL else None
