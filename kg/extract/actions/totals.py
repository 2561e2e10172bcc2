"""The total of a measure and those before it: "put $16m in tariffs in place, raising the total to $50m"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actions.amounts import Quantity
from kg.extract.actions.features import Telling
from kg.extract.grammar.arcs import logical_objects
from kg.extract.words.amounts import amounts
from kg.extract.words.lexicon import word_set

__all__ = ["total"]

VERBS_OF_RAISING = word_set("verbs-of-raising")
NOUNS_OF_TOTALS = word_set("nouns-of-totals")
TOKENS_TO_TOTAL = 16
"""Tokens after a verb of raising that may indicate the total."""


def total(telling: Telling) -> Quantity | None:
    """The total of such measures, this one included, and its unit, where the clause goes on to indicate it."""
    _, unit, _ = telling.quantity
    for verb in _verbs_of_raising(telling.verb):
        noun = next((c for c in logical_objects(verb) if c.lemma_.casefold() in NOUNS_OF_TOTALS), None)
        if noun is None:
            continue
        counting = unit is not None and not any(c.dep_ in {"compound", "amod", "poss"} for c in noun.children)
        for words in _after_to(verb):
            amount = next(iter(amounts(words)), None)
            if amount is not None:
                return amount.value, amount.unit, None
            first_word = (words.split() or [""])[0]
            if counting and first_word.isdigit():  # "bringing to 46 the number freed"
                return float(first_word), unit, None
    return None


def _verbs_of_raising(verb: Token) -> Iterator[Token]:
    """The verbs of raising attached to the measure's verb, or to what it is done to: "bringing", "which takes"."""
    for token in verb.doc[verb.i : verb.sent.end]:
        if token.lemma_ not in VERBS_OF_RAISING or token.dep_ not in {"advcl", "relcl", "acl", "conj", "ccomp"}:
            continue
        ancestor = token.head
        while ancestor.i > verb.i and ancestor.dep_ in {"amod", "pobj", "prep", "dobj", "nmod", "appos", "npadvmod"}:
            ancestor = ancestor.head
        if ancestor.i == verb.i and (token.tag_ == "VBG" or _is_relative(token)):
            yield token


def _is_relative(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.lower_ in {"which", "that"} for c in verb.children)


def _after_to(verb: Token) -> Iterator[str]:
    """The words after each "to" that follows a verb of raising, wherever the parser attached it: "bringing [to 46] the
    number freed", "raising the sum withheld since May [to $8 million]"."""
    doc = verb.doc
    for place in doc[verb.i + 1 : min(verb.sent.end, verb.i + TOKENS_TO_TOTAL)]:
        if place.dep_ == "prep" and place.lower_ == "to":
            yield str(doc[place.i + 1 : place.right_edge.i + 1].text)
