"""The amount of a measure with its unit, and its rate, as given in its own clause."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from kg.extract.actions.measures.measures import DUTIES, Measure
from kg.extract.actions.measures.objects import done_to
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words.amounts import Amount, amounts
from kg.extract.words.lexicon import word_set
from kg.extract.words.number_words import ARTICLES, SCALES, number

__all__ = ["Quantity", "quantity"]

type Quantity = tuple[float | None, str | None, float | None]
"""Amount, unit and rate."""

DONE_BY_MANY = {"labour-strike", "walkout", "protest"}
"""Families whose amount may be the number of those who take part: "40,000 workers walked out"."""
WITHOUT_MONEY = {"assault", "killing"}
"""Families whose amount is never money: "to fend off the assault, another $800 million"."""
FAMILIES_WITHOUT_RATES = word_set("families-without-rates")
"""Families whose only percentage is the share of what they are done to: "deployed 20 percent of its troops"."""
NOUNS_OF_OTHER_NUMBERS = word_set("nouns-of-other-numbers")
VERBS_OF_RAISING = word_set("verbs-of-raising")
NOUNS_OF_TOTALS = word_set("nouns-of-totals")
VERBS_OF_STOPPING = word_set("verbs-of-stopping")
VERBS_OF_LEADING_TO = word_set("verbs-of-leading-to")
WORDS_BEFORE_UPPER_END = {"to", "or"}
LINKS_OF_AMOUNTS = WORDS_BEFORE_UPPER_END | {"and", "-", "–"}
"""Words between those of one number, or between the ends of a range."""
HALF = "half"
KINDS_OF_UNITS = {"cubic", "square"}
UNITS_OF_LENGTH = word_set("units-of-length")
PREPOSITIONS_BEFORE_THE_ANSWERED = {"against", "to"}
NOUNS_OF_ANSWERS = word_set("nouns-of-answers")
QUANTIFIERS = word_set("quantifiers")
RANGE = re.compile("[-–]")
TOKENS_TO_AMOUNT = 24
"""Tokens on either side of a measure's words that are searched for its amounts."""


def quantity(measure: Measure, verb: Token) -> Quantity:
    """Amount, unit and rate of a measure that ``verb`` governs."""
    token = measure.token
    start, end = sentence_bounds(token)
    low, high = max(start, min(token.i, verb.i) - TOKENS_TO_AMOUNT), min(end, max(token.i, verb.i) + TOKENS_TO_AMOUNT)
    if not any(t.like_num or t.pos_ in {"NUM", "SYM"} for t in token.doc[low:high]):
        return None, None, None
    money, rate, daily = _amounts_of(measure, verb, low, high)
    if money is not None and measure.family not in WITHOUT_MONEY:
        return money.value, money.unit, rate
    if daily is not None:
        return daily.value, daily.unit, rate
    amount, unit = _number_and_noun(measure)
    return amount, unit, rate


def _amounts_of(
    measure: Measure, verb: Token, low: int, high: int
) -> tuple[Amount | None, float | None, Amount | None]:
    """The nearest amount of money, the rate, and an amount a day, of those attached to the measure."""
    token = measure.token
    doc = token.doc
    offset = doc[low].idx
    parts = done_to(token, measure.verbal) if measure.family in FAMILIES_WITHOUT_RATES else None
    money: tuple[int, Amount] | None = None
    rate: float | None = None
    rated_verb: Token | None = None
    daily: Amount | None = None
    for amount in amounts(doc[low:high].text):
        span = doc.char_span(offset + amount.start, offset + amount.end, alignment_mode="expand")
        if span is None or not _belongs(span.root, token, verb) or _is_of_what_is_answered(span.root, token):
            continue
        distance = abs(span.root.i - token.i)
        word_before = doc[span.start - 1].lower_ if span.start else ""
        if amount.unit == "percent":
            if parts is not None and span.root not in parts:
                continue
            governor = _governing_verb(span.root)
            if rate is None or (word_before == "to" and governor == rated_verb):  # "from 10% to 25%": what it becomes
                rated_verb = governor
                rate = amount.upper if amount.upper is not None and word_before == "from" else amount.value
        elif amount.unit == "bpd":
            daily = daily or amount
        elif amount.unit is not None and amount.unit.isupper() and (money is None or distance < money[0]):
            money = distance, amount
    return money[1] if money is not None else None, rate, daily


def _is_of_what_is_answered(root: Token, token: Token) -> bool:
    """Whether an amount is that of duties that a measure answers: "retaliated against duties of [145%]", "raised its
    tariffs in response to duties of [145%]"; not of the measure itself: "went over to duties of [25%]"."""
    words_between: list[Token] = []
    for ancestor in root.ancestors:
        duties = any(t.lemma_ in DUTIES for t in words_between)
        if ancestor.i == token.i and (ancestor.lemma_ in DUTIES or duties):
            return duties and any(t.lower_ in PREPOSITIONS_BEFORE_THE_ANSWERED for t in words_between)
        if ancestor.lower_ in PREPOSITIONS_BEFORE_THE_ANSWERED and duties and ancestor.head.lemma_ in NOUNS_OF_ANSWERS:
            return True
        words_between.append(ancestor)
    return False


def _number_and_noun(measure: Measure) -> tuple[float | None, str | None]:
    """The number and noun of what the measure is done to or with, else of those who take part in it."""
    token = measure.token
    heads = done_to(token, measure.verbal)
    heads += objects_of(token, {"with"})
    if measure.verbal and measure.family in DONE_BY_MANY:
        heads += subjects(token)
    for head in heads:
        if head.lemma_.casefold() in NOUNS_OF_OTHER_NUMBERS or head.pos_ not in {"NOUN", "NUM"}:
            continue
        if head.pos_ == "NUM":
            things = [p for c in head.children if c.lower_ == "of" for p in c.children if p.pos_ == "NOUN"]
            value = _value(head)
            if value is not None and things:  # "nine of these boats"
                return value, str(things[0].lower_)
            continue
        nouns = (c for c in head.children if c.dep_ == "compound" and c.tag_ == "NN" and not c.ent_type_)
        words = [head, *(nouns if head.tag_ == "NNS" else ())]  # "5 million vaccine doses"
        numbers = [c for word in words for c in word.children if c.dep_ == "nummod"]
        value = _value(numbers[0]) if numbers else None
        if value is not None and not (1900 <= value <= 2100 and numbers[0].text.isdigit()):
            return value, _unit_of(head)
    return None, None


def _unit_of(noun: Token) -> str:
    """A noun as a unit: with what distinguishes an area or a volume from a length, "square kilometres"; not "metric
    tons"."""
    word_before = noun.nbor(-1).lower_ if noun.i else ""
    has_kind = word_before in KINDS_OF_UNITS and noun.lemma_ in UNITS_OF_LENGTH
    return f"{word_before} {noun.lower_}" if has_kind else str(noun.lower_)


def _value(word: Token) -> float | None:
    """The value of the number that a word belongs to ("2 million", "thirty-two"), or the lower end of a range ("5 to 6
    million"); None for a vague one."""
    total: float | None = None
    is_upper_end, is_scaled = False, False
    for token in _number_words(word):
        lower = token.lower_
        is_upper_end = is_upper_end or (total is not None and (lower in WORDS_BEFORE_UPPER_END or lower[:1].isdigit()))
        if lower in SCALES:
            if total is None and _is_vague(token):
                return None
            total = total if is_upper_end and is_scaled else (total or 1.0) * SCALES[lower]
            is_scaled = is_scaled or not is_upper_end
        elif not is_upper_end and (lower == HALF or token.dep_ != "advmod"):
            if lower in ARTICLES and total is not None:
                continue  # "half a million"
            lower_end, *upper_ends = RANGE.split(lower) if lower[:1].isdigit() else [lower]
            try:
                total = (total or 0.0) + (ARTICLES["half a"] if lower_end == HALF else number(lower_end))
            except ValueError:
                continue
            is_upper_end = bool(upper_ends)
    return total


def _is_vague(scale: Token) -> bool:
    """Whether a scale has only a vague number before it: "several [thousand]"; not "a thousand"."""
    return scale.i > 0 and scale.nbor(-1).lower_ in QUANTIFIERS


def _number_words(word: Token) -> Span:
    """The tokens of the number or range that a word belongs to."""
    doc, end = word.doc, word.i + 1
    while end < len(doc) and (doc[end].pos_ == "NUM" or doc[end].lower_ in LINKS_OF_AMOUNTS | {"a", HALF}):
        end += 1
    return doc[word.left_edge.i : end]


def _governing_verb(word: Token) -> Token:
    """The verb above a word, else the root."""
    ancestor = word.head
    while ancestor.pos_ not in {"VERB", "AUX"} and ancestor.head.i != ancestor.i:
        ancestor = ancestor.head
    return ancestor


def _belongs(root: Token, token: Token, verb: Token) -> bool:
    """Whether an amount is attached to the measure's noun or verb with no other clause between."""
    ancestor = root
    for _ in range(8):
        if ancestor.i in {token.i, verb.i}:
            return True
        if ancestor.lemma_ in VERBS_OF_RAISING and any(
            c.dep_ == "dobj" and c.lemma_ in NOUNS_OF_TOTALS for c in ancestor.children
        ):
            return False  # what that comes to is a total, of whatever it is told to be one
        if ancestor.pos_ in {"VERB", "AUX"}:
            hung = ancestor.head.i in {token.i, verb.i} and ancestor.dep_ in {"xcomp", "advcl", "relcl", "acl", "prep"}
            leads = ancestor.dep_ == "advcl" and ancestor.tag_ == "VBG" and ancestor.lemma_ in VERBS_OF_LEADING_TO
            stops = is_infinitive(ancestor) and ancestor.lemma_ in VERBS_OF_STOPPING
            return hung and not (leads or stops)  # not "giving Peru access to $3 billion", "to stop a $3 billion claim"
        if ancestor.dep_ == "ROOT":
            return False
        ancestor = ancestor.head
    return False
