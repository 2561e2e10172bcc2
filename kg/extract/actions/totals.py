"""What a measure comes to with those before it: "put $16m in tariffs in place, raising the total to $50m"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actions.amounts import Quantity
from kg.extract.actions.features import Telling
from kg.extract.words.amounts import amounts
from kg.extract.words.lexicon import word_set

__all__ = ["total"]

RAISING = word_set("verbs-of-raising")
TOTALS = word_set("nouns-of-totals")


def total(telling: Telling) -> Quantity | None:
    """The amount and unit of all such measures with this one, where its clause goes on to tell; None else."""
    amount, unit, _ = telling.quantity
    for verb in _raising(telling.verb):
        noun = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and _is_total(c)), None)
        if noun is None:
            continue
        for words in _after_to(verb, noun):
            found = next((a for a in amounts(words) if a.unit != "percent"), None)
            if found is not None and found.value != amount and (unit is None or found.unit == unit):
                return found.value, found.unit, None
            if found is None and unit is not None and not unit.isupper() and words.split()[0].isdigit():
                return float(words.split()[0]), unit, None
    return None


def _raising(verb: Token) -> Iterator[Token]:
    """The verbs of raising that hang on the measure's verb, or on what it is done to: "bringing", "which takes"."""
    for token in verb.doc[verb.i : verb.sent.end]:
        if token.lemma_ not in RAISING or token.dep_ not in {"advcl", "relcl", "acl", "conj", "ccomp"}:
            continue
        above = token.head
        while above.i > verb.i and above.dep_ in {"pobj", "prep", "dobj", "nmod", "appos", "npadvmod"}:
            above = above.head
        if above.i == verb.i and (token.tag_ == "VBG" or _relative(token)):
            yield token


def _relative(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.lower_ in {"which", "that"} for c in verb.children)


def _is_total(noun: Token) -> bool:
    return noun.lemma_.casefold() in TOTALS


def _after_to(verb: Token, noun: Token) -> Iterator[str]:
    """The words after the "to" of a verb or of its object: "bringing [to 46] the number freed"."""
    for place in (*verb.children, *noun.subtree):
        if place.dep_ == "prep" and place.lower_ == "to" and place.i > verb.i:
            yield str(verb.doc[place.i + 1 : place.right_edge.i + 1].text)
