"""Treaties and deals of which a text does not tell that their parties talk: ended, left, or there only perhaps."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import logical_objects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.words.lexicon import word_set

__all__ = ["is_deal_left_open", "is_indefinite", "is_of_ended_treaty"]

TREATIES = word_set("treaties")
DETERMINERS_OF_ANY_TALKS = word_set("determiners-of-any-talks")
WITH_OR_WITHOUT = {"with", "without"}
VERBS_OF_ENDING_TREATIES = word_set("verbs-of-ending-treaties")
NOUNS_FOR_THE_END_OF_TREATIES = word_set("nouns-for-the-end-of-treaties")
NOUNS_OF_APPLYING_TREATIES = word_set("nouns-of-applying-treaties")


def is_of_ended_treaty(token: Token) -> bool:
    """Whether words name a treaty that is ended or left, or a party to it: "terminated its [treaty] with Peru", "the
    suspension of the pact". Ended talks were held."""
    child = token
    for word in (token, *token.ancestors):
        if word.pos_ in CLAUSAL:  # "suspended its pact with Peru", where the parser has "with" below the verb
            ended = any(_is_treaty(c) for c in logical_objects(word)) and not is_negated(word)
            governs = child is word or child.lower_ == "with"
            return ended and governs and word.lemma_ in VERBS_OF_ENDING_TREATIES
        if _is_treaty(word) and _is_ended(word):
            return True
        child = word
    return False


def _is_treaty(noun: Token) -> bool:
    """Whether a noun names a treaty, also in its name: "the Border [Treaty]"."""
    return noun.lemma_.casefold() in TREATIES


def _is_ended(treaty: Token) -> bool:
    """Whether a treaty is ended or left, or is no longer applied: "suspended its application of the [treaty]"."""
    governor = treaty.head
    if treaty.dep_ == "pobj" and governor.head.lemma_ in NOUNS_OF_APPLYING_TREATIES:
        application = governor.head
        return application.dep_ in {"dobj", "nsubjpass"} and _ends(application.head)
    if treaty.dep_ == "pobj" and governor.lower_ not in {"from", "of"}:
        return False
    while governor.pos_ in {"ADP", "ADV"} and governor.dep_ != "ROOT":  # "pulled out of the treaty"
        governor = governor.head
    return treaty.dep_ in {"dobj", "nsubjpass", "pobj"} and _ends(governor)


def _ends(word: Token) -> bool:
    """Whether a verb or noun is one for the end of a treaty, and not negated."""
    return word.lemma_ in VERBS_OF_ENDING_TREATIES | NOUNS_FOR_THE_END_OF_TREATIES and not is_negated(word)


def is_deal_left_open(token: Token) -> bool:
    """Whether words name a deal, or a party to it, that there may or may not be: "will leave with or without a [deal]",
    "regardless of a deal with [Peru]"."""
    for word in (token, *token.ancestors):
        if word.pos_ in CLAUSAL:
            return False
        if word.dep_ == "pobj" and _is_either_way(word):
            return True
    return False


def _is_either_way(noun: Token) -> bool:
    """Whether it makes no difference if there is what a noun names: "with or without a [deal]", "regardless of a
    [deal]"; not "regardless of its talks", which are held."""
    joined = {noun.head.lower_, *(t.lower_ for t in noun.head.conjuncts)}
    is_regardless = noun.head.head.lower_ in {"irrespective", "regardless"}
    return joined >= WITH_OR_WITHOUT or (is_regardless and is_indefinite(noun))


def is_indefinite(noun: Token) -> bool:
    """Whether a text speaks of any talks or deal: "[a] deal", "[any] talks"."""
    return any(c.dep_ == "det" and c.lower_ in DETERMINERS_OF_ANY_TALKS for c in noun.children)
