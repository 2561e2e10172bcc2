"""Talks that somebody only asks for, fears, tries to bring about or looks forward to, and those that words indicate
were held."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_auxiliary, own_subjects
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.occurrences import stands_between
from kg.extract.grammar.tense import FINITE, is_infinitive, tense
from kg.extract.negotiations.future_talks import PREPOSITIONS_OF_TALKS_BEFORE, lays_down, round_of
from kg.extract.words.lexicon import word_set

__all__ = [
    "is_asked_for",
    "is_held",
    "is_looked_forward_to",
    "is_open_yet",
    "is_past_occasion",
    "is_tried",
    "is_unproven",
    "is_worth_doing",
    "tells_of_past",
]

ADJECTIVES_OF_THE_POSSIBLE = word_set("adjectives-of-the-possible")
ADJECTIVES_OF_TALKS_HELD = word_set("adjectives-of-talks-held")
DETERMINERS_OF_ANY_TALKS = word_set("determiners-of-any-talks")
NOUNS_OF_ASKING_FOR_TALKS = word_set("nouns-of-asking-for-talks")
NOUNS_OF_WHAT_IS_OWED = word_set("nouns-of-what-is-owed")
NOUNS_OF_THE_WORTH_OF_TALKS = word_set("nouns-of-the-worth-of-talks")
VERBS_OF_BRINGING_ABOUT_TALKS = word_set("verbs-of-bringing-about-talks")
VERBS_OF_RESUMING = word_set("verbs-of-resuming")
VERBS_OF_TALKS_AS_SUBJECT = word_set("verbs-of-taking-place") | VERBS_OF_RESUMING | {"continue", "go", "proceed"}
"""Verbs by which talks that are their subject are held."""
WORDS_OF_FEARING_HOPING_OR_GUESSING = word_set("words-of-fearing-hoping-or-guessing")
VERBS_OF_HOPING_FOR_TALKS = word_set("verbs-of-hoping-for-talks")
PREPOSITIONS_OF_AIMS = {"for", "toward", "towards"}
WORDS_OF_PLANNING = word_set("words-of-planning") - {"agree"}
WORDS_OF_TRYING_TO_BRING_ABOUT_TALKS = word_set("words-of-trying-to-bring-about-talks")
WORDS_OF_DECIDING_ABOUT_TALKS = word_set("words-of-deciding-about-talks")
TALKS = word_set("talks")
VERBS_OF_ALLUDING = {"allude", "hint"}
VERBS_OF_STAYING_SO = {"be", "remain", "stay"}


def is_open_yet(planned: Token) -> bool:
    """Whether talks that somebody will hold depend on a condition, or are only feared, hoped for or foretold: "will
    [meet] if Peru pays", "traders fear that Peru will [meet] Chile"; not "will meet without mediators", nor where what
    is hoped for only comes of the talks: "traders hope that the talks will [end] the dispute"."""
    condition = conditional(planned)
    guess = planned.head if planned.dep_ == "ccomp" else None
    is_guessed = guess is not None and guess.lemma_ in WORDS_OF_FEARING_HOPING_OR_GUESSING
    are_talks = any(t.lemma_ in TALKS for t in own_subjects(planned))
    is_possible = any(c.lower_ in ADJECTIVES_OF_THE_POSSIBLE for c in planned.children)
    is_guessed = is_guessed and not (are_talks and not is_possible and planned.lemma_ not in VERBS_OF_TALKS_AS_SUBJECT)
    return is_guessed or (condition is not None and condition.lower_ != "without")


def is_asked_for(noun: Token, talks: Token) -> bool:
    """Whether a noun over talks only asks for them, or tries to bring them about: "sent a [request] for talks", "made
    an [offer] of talks", "its [efforts] towards talks"; not "the offer of the talks"."""
    if is_held(talks):
        return False
    prepositions = {c.lower_ for c in noun.children if c.dep_ == "prep" and c.is_ancestor(talks)}
    if noun.lemma_ in NOUNS_OF_ASKING_FOR_TALKS and not prepositions.isdisjoint({"for", "of"}):
        return True
    is_tried_for = noun.lemma_ in WORDS_OF_TRYING_TO_BRING_ABOUT_TALKS and _is_still_open(noun)
    return is_tried_for and not prepositions.isdisjoint(PREPOSITIONS_OF_AIMS)


def is_tried(word: Token, talks: Token, verb: Token) -> bool:
    """Whether a word over the verb of talks says that somebody only tries to bring them about: "its [efforts] to
    revive the talks", "[tried] to open a dialogue"; not "succeeded in its efforts to"."""
    is_aimed_at = talks.dep_ == "dobj" and talks.head.i == verb.i and is_infinitive(verb) and verb.head.i == word.i
    return (
        word.lemma_ in WORDS_OF_TRYING_TO_BRING_ABOUT_TALKS
        and is_aimed_at
        and _is_still_open(word)
        and _brings_about(talks, verb)
    )


def _is_still_open(attempt: Token) -> bool:
    """Whether the words over an attempt do not say that it succeeded."""
    return all(t.lemma_ != "succeed" for t in (attempt.head, attempt.head.head))


def _brings_about(talks: Token, verb: Token) -> bool:
    return verb.lemma_ in VERBS_OF_RESUMING or (verb.lemma_ in VERBS_OF_BRINGING_ABOUT_TALKS and not is_held(talks))


def is_past_occasion(preposition: Token) -> bool:
    """Whether a preposition says that the talks below it go before something else, or last as long as that: "paid
    [after] talks", "for the duration [of] the talks"."""
    if preposition.lower_ == "of":
        return preposition.head.lemma_ == "duration" and preposition.head.dep_ == "pobj"
    return preposition.lower_ in PREPOSITIONS_OF_TALKS_BEFORE


def tells_of_past(chain: list[Token]) -> bool:
    """Whether the first finite verb from a verb up says what was done, so that talks that go before it were held:
    "[agreed] to pay after talks", "[has] paid"; not "[will] pay after talks", "[planned] to pay after talks"."""
    finite = next((word for word in chain if tense(word) in FINITE), None)
    if finite is None or finite.lemma_ in WORDS_OF_PLANNING:
        return False
    return tense(finite) == "VBD" or (tense(finite) != "MD" and has_auxiliary(finite, {"has", "have"}))


def is_worth_doing(token: Token, verb: Token) -> bool:
    """Whether a noun calls talks needed or important: "the need to hold talks", "to negotiate", "to resume the talks",
    "the importance of opening a dialogue"; not "the need to implement an agreement", "to show progress in talks"."""
    noun = verb.head.head if verb.dep_ == "pcomp" else verb.head
    is_holding = token.i == verb.i or (token.dep_ in {"dobj", "nsubjpass"} and _brings_about(token, verb))
    return (
        is_holding
        and verb.dep_ in {"acl", "pcomp"}
        and noun.lemma_ in NOUNS_OF_WHAT_IS_OWED | NOUNS_OF_THE_WORTH_OF_TALKS
    )


def is_unproven(talks: Token, verb: Token) -> bool:
    """Whether the verb over talks leaves open whether there are any: "[alluded] to a meeting", "[requested] talks",
    "[worked] for talks", "pledged to [be] neutral during talks"; not "alluded to the meeting", "requested the talks",
    nor "pledged to [pay] during talks", at which it may have been said. ``talks`` are the verb where they are found by
    it."""
    if talks.i == verb.i:
        objects = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_ in TALKS]
        return bool(objects) and verb.lemma_ in VERBS_OF_HOPING_FOR_TALKS and not any(map(is_held, objects))
    talks = round_of(talks)
    if talks.dep_ != "pobj" or talks.head.head.i != verb.i or is_held(talks):
        return False
    if verb.lemma_ in VERBS_OF_ALLUDING:
        return any(c.lower_ in DETERMINERS_OF_ANY_TALKS for c in talks.children)
    if talks.head.lower_ in PREPOSITIONS_OF_AIMS and verb.lemma_ in WORDS_OF_TRYING_TO_BRING_ABOUT_TALKS:
        return True
    is_pledged = is_infinitive(verb) and verb.head.lemma_ in WORDS_OF_DECIDING_ABOUT_TALKS
    return talks.head.lower_ == "during" and verb.lemma_ in VERBS_OF_STAYING_SO and is_pledged


def is_held(talks: Token) -> bool:
    """Whether the words around talks presuppose that they exist: "the talks", "its talks", "ongoing talks", "talks held
    in May"."""
    return any(
        (c.dep_ == "det" and c.lower_ not in DETERMINERS_OF_ANY_TALKS)
        or c.dep_ == "poss"
        or (c.dep_ == "acl" and c.tag_ in {"VBD", "VBN"} and not lays_down(c))
        or (c.dep_ == "amod" and c.lower_ in ADJECTIVES_OF_TALKS_HELD)
        for c in talks.children
    )


def is_looked_forward_to(token: Token) -> bool:
    """Whether talks are looked forward to: "looks forward to meeting Peru", "to the next round of talks with it"."""
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
        token = token.head.head
    if token.tag_ == "VBG" and token.head.lemma_ == "look" and any(c.lower_ == "to" for c in token.lefts):
        return stands_between(token.doc, "forward", token.head.i, token.i)
    if token.dep_ not in {"pcomp", "pobj"} or token.head.lower_ != "to":
        return False
    governor = token.head.head
    if "look" in {governor.lemma_, governor.head.lemma_ if governor.lower_ == "forward" else ""}:
        return True
    looks = next((t for t in governor.ancestors if t.lemma_ == "look"), None)  # "look forward in May to meeting"
    return looks is not None and stands_between(token.doc, "forward", looks.i, token.i)
