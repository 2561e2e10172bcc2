"""Phrases for some members of a bloc, party or people and not the whole: "several LDCs", "39 Democrats"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import lowered, word_at
from kg.extract.mentions.gazetteer.spans import MODIFIERS
from kg.extract.words import gazetteer
from kg.extract.words.lexicon import word_set
from kg.extract.words.singular import singular
from kg.model import ActorType

__all__ = [
    "WORDS_FOR_ALL",
    "end_after_restriction",
    "is_not_all",
    "is_some_of_a_people",
    "some_of_a_bloc",
    "some_of_a_party",
    "start_of_share",
]

PEOPLES_THAT_ARE_STATES = word_set("peoples-that-are-states")
QUANTIFIERS = word_set("quantifiers")
WORDS_FOR_SOME = QUANTIFIERS | {"another", "other"}
WORDS_FOR_ALL = word_set("words-for-all")
WORDS_FOR_ALMOST = {"almost", "nearly", "virtually"}
DETERMINERS_OF_ALL = word_set("determiners-of-all")
NOUNS_OF_SHARES = word_set("nouns-of-shares")
COUNTING_NOUNS = word_set("counting-nouns")
ARTICLES_OF_ONE = {"a", "an"}
WORDS_BEFORE_NUMBERS = {("at", "least"), ("fewer", "than"), ("more", "than")}
PREPOSITIONS_OF_SPREAD = {"across", "around", "throughout"}
YEAR = re.compile(r"[12]\d\d\d")


def some_of_a_bloc(doc: Doc, start: int, end: int, name: str) -> int:
    """Where the phrase begins that refers to some members of the bloc ``name`` and not to the bloc: "[several] Annex I
    Parties", "[a number of] LDCs", "[one] Annex I Party"; ``start`` without a sign of that."""
    head, plural = doc[end - 1], name.split()[-1].casefold()
    is_singular = head.lower_ == singular(plural) != plural
    if not is_singular and head.tag_ not in {"NNS", "NNPS"} and not head.text.endswith("s"):
        return start
    if head.dep_ in MODIFIERS and end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"}:
        return start  # "two [LDC] proposals"
    phrase_start = start - 1 if is_singular and word_at(doc, start - 1) in ARTICLES_OF_ONE else _before_some(doc, start)
    return (
        start
        if _says_what_they_are(doc, phrase_start, end, single=is_singular or _begins_with_one_of(doc, phrase_start))
        else phrase_start
    )


def _says_what_they_are(doc: Doc, phrase_start: int, end: int, *, single: bool) -> bool:
    """Whether the words ``[phrase_start, end)`` say what those named beside them are, who act themselves: "Chad,
    [an LDC],", "Chad and Mali, [two LDCs],", "as [an LDC]"; not "Chad, [two LDCs] and Peru", a list."""
    word_before = word_at(doc, phrase_start - 1)
    if word_before == "as":
        return word_at(doc, phrase_start - 2) not in {"few", "many", "well"}
    if word_before not in {",", "("} or phrase_start < 2 or doc[phrase_start - 2].pos_ != "PROPN":
        return False
    index = phrase_start - 2
    while index > 0 and (doc[index].pos_ == "PROPN" or doc[index].lower_ == "the"):
        index -= 1
    closed = end == len(doc) or (doc[end].is_punct and word_at(doc, end + 1) != "and")
    return doc[end - 1].dep_ == "appos" or closed if single else closed and doc[index].lower_ in {"&", "and"}


def _begins_with_one_of(doc: Doc, phrase_start: int) -> bool:
    return word_at(doc, phrase_start) == "one" and word_at(doc, phrase_start + 1) == "of"


def _before_some(doc: Doc, start: int) -> int:
    """Where the words begin that pick some out of those named at ``start``: "[two other] LDCs", "[a number of] LDCs",
    "[all but one] LDC"; ``start`` where none stand there."""
    sentence_start = doc[start].sent.start
    phrase_start = start
    while phrase_start > sentence_start and (
        doc[phrase_start - 1].lower_ in WORDS_FOR_SOME or _counts(doc[phrase_start - 1], start)
    ):
        phrase_start -= 1
        if word_at(doc, phrase_start - 1) == "-" and doc[phrase_start - 2].like_num:
            phrase_start -= 2  # "thirty-eight"
    if (
        phrase_start < start
        and doc[phrase_start].like_num
        and lowered(doc)[max(phrase_start - 2, 0) : phrase_start] in WORDS_BEFORE_NUMBERS
    ):
        phrase_start -= 2
    share_start = start_of_share(doc, phrase_start)
    word_before, word_before_that = word_at(doc, phrase_start - 1), word_at(doc, phrase_start - 2)
    if share_start < phrase_start:
        phrase_start = share_start
    elif (word_before == "but" and word_before_that in WORDS_FOR_ALL) or (
        word_before == "all" and word_before_that in WORDS_FOR_ALMOST
    ):
        phrase_start -= 2
    elif word_before in DETERMINERS_OF_ALL and all(t.like_num for t in doc[phrase_start:start]):
        phrase_start = start  # "the two LDCs" are all of them
    elif word_before == "a" and phrase_start < start:
        phrase_start -= 1
    return max(sentence_start, phrase_start)


def _counts(number: Token, start: int) -> bool:
    """Whether a number counts those named at ``start``: "[38] LDCs", not "In [2001] LDCs met" or "At COP [21] LDCs"."""
    if not number.like_num or number.text.isalpha():
        return number.like_num
    of_name = number.i > number.sent.start and number.nbor(-1).pos_ == "PROPN"
    return number.head.i >= start and not of_name and not YEAR.fullmatch(number.text)


def start_of_share(doc: Doc, start: int, *, counted: bool = True) -> int:
    """Where a noun of quantity with "of" begins before those named at ``start``: "[a growing number of] LDCs", "[half
    of the] LDCs"; ``start`` where none stands there. ``counted``: also one that only counts, "[dozens of] LDCs"."""
    of_index = start - 1 - (word_at(doc, start - 1) == "the")
    if of_index < 1 or doc[of_index].lower_ != "of":
        return start
    share = doc[of_index - 1]
    if share.lemma_.casefold() not in COUNTING_NOUNS and share.lower_ not in QUANTIFIERS and not share.like_num:
        return start
    if not counted and share.lemma_.casefold() not in NOUNS_OF_SHARES:
        return start
    phrase_start = share.left_edge.i
    # "the number of LDCs has grown"
    is_count = share.lower_ == "number" and doc[phrase_start].lower_ not in ARTICLES_OF_ONE
    return start if is_count else phrase_start + (doc[phrase_start].lower_ == "the")


def some_of_a_party(doc: Doc, start: int, end: int, country: str | None) -> int:
    """Where the phrase begins that refers to some of a party's members and not the party: "[39] Democrats", "[some]
    other Republicans", "[young] Republicans", "[House] Democrats"; ``start`` without a sign of that. ``country`` is the
    party's."""
    if doc[end - 1].tag_ not in {"NNS", "NNPS"} or end - start > 1:
        return start
    members_start = _before_kind_of_member(doc[start], country)
    phrase_start = members_start - 1 - (word_at(doc, members_start - 1) == "other")
    if phrase_start < doc[start].sent.start:
        return members_start
    is_number = doc[phrase_start].like_num and not YEAR.fullmatch(doc[phrase_start].text)
    if is_number and word_at(doc, phrase_start - 1) == "-":
        phrase_start -= 2  # "thirty-nine"
    return phrase_start if is_number or doc[phrase_start].lower_ in QUANTIFIERS else members_start


def _before_kind_of_member(members: Token, country: str | None) -> int:
    """Where the modifiers begin that tell which members of a party are meant: "[gay] Republicans", "[Texas] Democrats";
    not "US Democrats", "ruling" or "furious Democrats", or "group" in "the group Free Democrats"."""
    phrase_start = members.i
    for modifier in reversed([*members.lefts]):
        if modifier.dep_ == "punct" and modifier.text == "-":
            continue
        tells_who = modifier.dep_ in MODIFIERS and modifier.ent_type_ not in {"DATE", "PERSON", "TIME"}
        is_of_all = modifier.lower_ in word_set("words-before-whole-parties") or any(
            match.entry.type == ActorType.STATE and match.entry.country == country
            for match in gazetteer.lookup(modifier.text)
        )
        if not tells_who or is_of_all:
            break
        phrase_start = modifier.left_edge.i
    return phrase_start


def end_after_restriction(doc: Doc, end: int) -> int:
    """The end of words that restrict a party's people: "Republicans [across the country]", "Republicans [who oppose
    it]"; ``end`` where none follow."""
    if word_at(doc, end) in PREPOSITIONS_OF_SPREAD and doc[end].head.i == end - 1:
        return doc[end].right_edge.i + 1
    clause = doc[end].head if word_at(doc, end) == "who" else None
    is_restrictive = clause is not None and clause.dep_ == "relcl" and clause.head.i == end - 1
    return clause.right_edge.i + 1 if clause is not None and is_restrictive else end


def is_some_of_a_people(doc: Doc, start: int, end: int) -> bool:
    """Whether a plural demonym refers to people and not to their state: "many Peruvians", "Peruvians"; not "the
    Peruvians" and "Peruvians and Chileans", which may be states."""
    head = doc[end - 1]
    if head.tag_ not in {"NNS", "NNPS"} or not head.text.endswith("s") or head.lower_ in PEOPLES_THAT_ARE_STATES:
        return False
    words_before, index = doc[max(start - 2, 0) : start], end
    while doc[index : index + 1].text == "," and doc[index + 1 : index + 2].text and doc[index + 1].tag_ == "NNPS":
        index += 2  # "Peruvians, Chileans and Bolivians"
    words_after = doc[index : index + 2]
    is_coordinated = any(
        len(words) == 2 and {t.tag_ for t in words} == {"CC", "NNPS"} for words in (words_before, words_after)
    )
    return not is_coordinated and word_at(doc, start - 1) != "the"


def is_not_all(doc: Doc, start: int) -> bool:
    """Whether those named at ``start`` are said not to be all: "not all [LDCs]", "not all of the [LDCs]"."""
    index = start - 1 - (word_at(doc, start - 1) == "the")
    index -= word_at(doc, index) == "of"
    return word_at(doc, index) in WORDS_FOR_ALL and word_at(doc, index - 1) == "not"
