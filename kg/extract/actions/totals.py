"""The total of a measure and those before it: "put $16m in tariffs in place, raising the total to $50m"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actions.amounts import Quantity
from kg.extract.actions.features import Telling
from kg.extract.grammar.arcs import complements, logical_objects, possessors
from kg.extract.words.amounts import amounts
from kg.extract.words.lexicon import word_set

__all__ = ["total"]

VERBS_OF_RAISING = word_set("verbs-of-raising")
NOUNS_OF_TOTALS = word_set("nouns-of-totals")
NOUNS_OF_BARE_TOTALS = word_set("nouns-of-bare-totals")
TOKENS_TO_TOTAL = 16
"""Tokens after a verb of raising that may tell the total."""


def total(telling: Telling) -> Quantity | None:
    """The total of such measures, this one included, and its unit, where the clause goes on to tell it."""
    amount, unit, _ = telling.quantity
    for verb in _raising(telling.verb):
        noun = next((c for c in logical_objects(verb) if _is_total(c)), None)
        if noun is None or not _of_the_same(noun, telling.verb, unit):
            continue
        for words in _after_to(verb):
            found = next((a for a in amounts(words) if a.unit != "percent"), None)
            if found is not None and found.value != amount and (unit is None or found.unit == unit):
                return found.value, found.unit, None
            counted = unit is not None and not unit.isupper() and _counts(noun, unit)
            if found is None and counted and words and words.split()[0].isdigit():
                return float(words.split()[0]), unit, None
    return None


def _raising(verb: Token) -> Iterator[Token]:
    """The verbs of raising attached to the measure's verb, or to what it is done to: "bringing", "which takes"."""
    for token in verb.doc[verb.i : verb.sent.end]:
        if token.lemma_ not in VERBS_OF_RAISING or token.dep_ not in {"advcl", "relcl", "acl", "conj", "ccomp"}:
            continue
        above = token.head
        while above.i > verb.i and above.dep_ in {"amod", "pobj", "prep", "dobj", "nmod", "appos", "npadvmod"}:
            above = above.head
        if above.i == verb.i and (token.tag_ == "VBG" or _relative(token)):
            yield token


def _relative(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.lower_ in {"which", "that"} for c in verb.children)


def _is_total(noun: Token) -> bool:
    return noun.lemma_.casefold() in NOUNS_OF_TOTALS


def _of_the_same(noun: Token, verb: Token, unit: str | None) -> bool:
    """Whether a total is one of such measures: "the total", "the sum of the tariffs", "the value of the goods shut
    out"; not "the value of its goods"."""
    if any(c.dep_ == "relcl" for c in noun.children) or (unit is None and noun.lemma_ not in NOUNS_OF_BARE_TOTALS):
        return False
    own = {t.lemma_ for t in verb.subtree if t.i < noun.i and t.pos_ == "NOUN"}
    return all(
        (of.lemma_ in own or (unit is not None and _is_such(of, noun)))
        and not possessors(of)
        and not any(c.dep_ == "relcl" for c in of.children)
        for of in _parts(noun)
    )


def _is_such(goods: Token, total: Token) -> bool:
    """Whether what was done to goods describes them, perhaps attached to the total: "the goods shut out since May"."""
    return any(c.dep_ == "acl" for word in (goods, total) for c in word.children if c.i > goods.i)


def _counts(noun: Token, unit: str) -> bool:
    """Whether a total without a unit counts what the measure counts: "the number freed", "the number of tanks"."""
    bare = not any(c.dep_ in {"compound", "amod", "poss"} for c in noun.children)
    return bare and all(of.lower_ == unit.casefold() for of in _parts(noun))


def _parts(noun: Token) -> list[Token]:
    """What a total is said to be one of."""
    return [of for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for of in complements(c)]


def _after_to(verb: Token) -> Iterator[str]:
    """The words after each "to" that follows a verb of raising, wherever the parser attached it: "bringing [to 46] the
    number freed", "raising the sum withheld since May [to $8 million]"."""
    doc = verb.doc
    for place in doc[verb.i + 1 : min(verb.sent.end, verb.i + TOKENS_TO_TOTAL)]:
        if place.dep_ == "prep" and place.lower_ == "to":
            yield str(doc[place.i + 1 : place.right_edge.i + 1].text)
