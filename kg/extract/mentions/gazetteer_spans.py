"""Find names of the gazetteer in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import is_possessive_mark, lowered, places, word_at
from kg.extract.mentions.names_of_things import is_part_of_text
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.text.layout import in_heading
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import Match, MatchReason, Names
from kg.extract.words.lexicon import word_set
from kg.extract.words.singular import singular
from kg.folding import without_diacritics
from kg.model import ActorType

__all__ = [
    "WORDS_FOR_ALL",
    "Span",
    "ends_name_of_firm",
    "gazetteer_spans",
    "is_not_all",
    "is_some_of_a_people",
    "is_town",
    "past_place",
    "some_of_a_bloc",
    "some_of_a_party",
    "start_of_share",
]

type Span = tuple[int, int, Match]
"""The tokens ``[start, end)`` of a name of the gazetteer, and what it matches."""

WORDS_OF_LANDSCAPE = word_set("words-of-landscape")
LARGER_REGIONS = word_set("larger-regions")
NATIONAL_ONES = {"red crescent", "red cross"}
"""Names of international bodies that are those of national ones as well."""
PEOPLES_THAT_ARE_STATES = word_set("peoples-that-are-states")
OFFICES_OF_TOWNS = word_set("offices-of-towns")
QUANTIFIERS = word_set("quantifiers")
WORDS_FOR_SOME = QUANTIFIERS | {"another", "other"}
WORDS_FOR_ALL = word_set("words-for-all")
WORDS_FOR_ALMOST = {"almost", "nearly", "virtually"}
DETERMINERS_OF_ALL = word_set("determiners-of-all")
NOUNS_OF_SHARES = word_set("nouns-of-shares")
COUNTING_NOUNS = word_set("counting-nouns")
WORDS_BEFORE_DEMONYMS_OF_FIRMS = word_set("words-before-demonyms-of-firms")
WORDS_BEFORE_CAPITALS_OF_CLUBS = word_set("words-before-capitals-of-clubs")
MODIFIERS = {"amod", "compound", "nmod"}
ARTICLES_OF_ONE = {"a", "an"}
WORDS_BEFORE_NUMBERS = {("at", "least"), ("fewer", "than"), ("more", "than")}
PREPOSITIONS_OF_SPREAD = {"across", "around", "throughout"}
YEAR = re.compile(r"[12]\d\d\d")
ENDS_EVERY_NAME = {'"', ";", ":"}


@dataclass(frozen=True, slots=True)
class _Shape:
    """What gazetteer forms with the same first word have in common: the most words that one has, and, folded, the words
    after the first and the last two of each."""

    most: int
    others: frozenset[str]
    lasts: frozenset[str]


@lru_cache(maxsize=8)
def _shapes(names: Names) -> dict[str, _Shape]:
    """Shapes of the names by their first word, folded."""
    longest: dict[str, int] = {}
    others: dict[str, set[str]] = {}
    lasts: dict[str, set[str]] = {}
    for form, _ in names.forms:
        parts = re.findall(r"[\w&]+|[^\w\s]", form)
        if parts[0].casefold() == "the" and len(parts) > 1:
            parts = parts[1:]
        first = _fold(parts[0])
        longest[first] = max(longest.get(first, 0), len(parts) + 2)
        others.setdefault(first, set()).update(_fold(part) for part in parts[1:])
        lasts.setdefault(first, set()).update(_fold(part) for part in parts[-2:])
    return {first: _Shape(most, frozenset(others[first]), frozenset(lasts[first])) for first, most in longest.items()}


@lru_cache(maxsize=1 << 15)
def _fold(word: str) -> str:
    plain = without_diacritics(word.casefold())
    return re.split(r"[\W_]", plain.lstrip("([\"'"), maxsplit=1)[0] or plain


def gazetteer_spans(doc: Doc, own: Names | None) -> Iterator[Span]:
    """The longest gazetteer matches ``[start, end)`` from left to right, without overlaps; of equal ones, that of the
    project's ``own`` names."""
    books = [names for names in (own, gazetteer.shipped()) if names is not None]
    words = [token.text for token in doc]
    done = 0
    for i in places(doc, lambda word: any(_fold(word) in _shapes(names) for names in books)):
        if i < done:
            continue
        found = [(end, match) for names in books for end, match in _longest(doc, i, words, names, is_own=names is own)]
        if found:
            done, match = max(found, key=lambda each: each[0])
            yield i, done, match


def _longest(doc: Doc, i: int, words: list[str], names: Names, *, is_own: bool) -> Iterator[tuple[int, Match]]:
    """The end of the longest name that begins with token ``i``, and what it matches; at most one."""
    shape = _shapes(names).get(_fold(words[i]))
    if shape is None:
        return
    ends = [i + 1]
    for j, word in enumerate(words[i + 1 : i + shape.most], i + 2):
        folded = _fold(word) if word.isalpha() else ""
        if word in ENDS_EVERY_NAME or word.isspace() or (folded and folded not in shape.others):
            break
        if word not in {",", "'s"} and (not folded or folded in shape.lasts):
            ends.append(j)
    for j in reversed(ends):
        matches = names.lookup(doc[i:j].text) if is_own else gazetteer.lookup(doc[i:j].text)
        if matches and (is_own or (_plausible(doc, i, j, matches[0]) and not is_part_of_text(doc, i, j))):
            yield j, matches[0]
            return


def _plausible(doc: Doc, start: int, end: int, match: Match) -> bool:
    """Whether a match is the gazetteer's actor, and not part of another name or expression."""
    in_region = start > 0 and doc[start - 1].lower_ in LARGER_REGIONS
    demonym = match.reason == MatchReason.DEMONYM
    if demonym and (in_region or (start > 0 and _is_people_within(doc[start - 1]))):
        return False  # "Latin American", "East African", "Native American" are of no state
    if in_region and match.entry.type == ActorType.STATE and not doc[start - 1].is_lower:
        return False  # "Latin America" is not the United States
    if doc[start:end].text.casefold() in NATIONAL_ONES and _follows_state(doc, start):
        return False  # "Philippine Red Cross" is not the International Committee
    if match.entry.type == ActorType.BLOC and match.reason == MatchReason.ALIAS and _is_of_a_state(doc, start, end):
        return False
    after = doc[end] if end < len(doc) else None
    if (
        match.entry.type == ActorType.STATE
        and after is not None
        and after.text.istitle()
        and after.lower_ in WORDS_OF_LANDSCAPE
    ):
        return False  # "Niger Delta" is not Niger
    if match.entry.type == ActorType.STATE and end - start == 1 and _ends_name(doc, start):
        return False
    token = doc[start]
    if match.reason in {MatchReason.NAME, MatchReason.CAPITAL} and end - start == 1 and not _of_post(doc, start):
        before = doc[start - 1] if start else None
        person = token.ent_type_ == "PERSON"
        if person and any(beside is not None and beside.ent_type_ == "PERSON" for beside in (before, after)):
            return False
    return True


def _is_people_within(before: Token) -> bool:
    """Whether the word before a demonym makes it a people within the state: "[Native] American"."""
    return before.text.istitle() and before.lower_ in word_set("peoples-within-states")


def _is_of_a_state(doc: Doc, start: int, end: int) -> bool:
    """Whether an alias of a bloc ends the name of a state's own body, "Syrian [Arab Coalition]"; not in "German [Group
    of Seven] officials", who are Germany's at the bloc."""
    of = gazetteer.lookup(word_at(doc, start - 1).title()) if end - start > 1 else ()
    return doc[end - 1].text in {"Alliance", "Coalition"} and any(match.reason == MatchReason.DEMONYM for match in of)


def _follows_state(doc: Doc, start: int) -> bool:
    """Whether a state's name or demonym, of one word or two, stands right before a token."""
    return any(start >= words and gazetteer.lookup(doc[start - words : start].text) for words in (1, 2))


def _ends_name(doc: Doc, at: int) -> bool:
    """Whether a state's name is the end of what the tagger took for an organization: "Ember Ghana" is no state, "North
    Korea" and "Trump's America" are."""
    if at == 0 or at in title_tokens(doc) or at - 1 in title_tokens(doc):
        return False
    before, token = doc[at - 1], doc[at]
    named = before.ent_type_ == token.ent_type_ == "ORG" and token.ent_iob_ == "I" and before.text[:1].isupper()
    ends = named and before.dep_ == "compound" and before.head.i == at
    return ends and before.lower_ not in word_set("words-before-states") and not in_heading(token)


def ends_name_of_firm(doc: Doc, at: int, reason: MatchReason) -> bool:
    """Whether a capital or demonym that stands by itself ends the name of a firm or club: "Anglo [American]", "Union
    [Berlin]"; not in "Official [Washington]" and "March [Kyiv]"."""
    before, token = doc[at - 1], doc[at]
    if at == 0 or not before.text.istitle() or token.tag_ != "NNP" or token.dep_ in MODIFIERS or in_heading(token):
        return False
    if at > 1 and doc[at - 2].pos_ in {"ADJ", "DET", "PROPN"}:
        return False  # "told the European Union [Berlin] agreed"
    return (reason == MatchReason.DEMONYM and before.lower_ in WORDS_BEFORE_DEMONYMS_OF_FIRMS) or (
        reason == MatchReason.CAPITAL and before.lower_ in WORDS_BEFORE_CAPITALS_OF_CLUBS
    )


def _of_post(doc: Doc, start: int) -> bool:
    """Whether a name tagged as part of a person's is that of a post: "President of [Chad] Bo Ek"."""
    whole = start + 2 < len(doc) and all(t.ent_type_ == "PERSON" for t in doc[start : start + 3])
    return whole and word_at(doc, start - 1) in {"of", "to"}


def is_town(doc: Doc, start: int, end: int) -> bool:
    """Whether a capital is the town itself and not its state, by an office of towns beside it: "Lima's mayor", "the
    mayor of Lima", "a Lima city councillor"."""
    after = end
    while is_possessive_mark(doc, after) or doc[after : after + 1].text == "city":
        after += 1
    of = start - 1 - (word_at(doc, start - 1) == "the")
    before = word_at(doc, of - 1) if word_at(doc, of) == "of" else ""
    return before in OFFICES_OF_TOWNS or word_at(doc, after) in OFFICES_OF_TOWNS


def some_of_a_bloc(doc: Doc, start: int, end: int, name: str) -> int:
    """Where the phrase begins that refers to some members of the bloc ``name`` and not to the bloc: "[several] Annex I
    Parties", "[a number of] LDCs", "[one] Annex I Party"; ``start`` without a sign of that."""
    last, plural = doc[end - 1], name.split()[-1].casefold()
    single = last.lower_ == singular(plural) != plural
    if not single and last.tag_ not in {"NNS", "NNPS"} and not last.text.endswith("s"):
        return start
    if last.dep_ in MODIFIERS and end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"}:
        return start  # "two [LDC] proposals"
    first = start - 1 if single and word_at(doc, start - 1) in ARTICLES_OF_ONE else _before_some(doc, start)
    return start if _says_what_they_are(doc, first, end, single=single or _one_of(doc, first)) else first


def _says_what_they_are(doc: Doc, first: int, end: int, *, single: bool) -> bool:
    """Whether the words ``[first, end)`` tell what those named beside them are, who act themselves: "Chad, [an LDC],",
    "Chad and Mali, [two LDCs],", "as [an LDC]"; not "Chad, [two LDCs] and Peru", a list."""
    before = word_at(doc, first - 1)
    if before == "as":
        return word_at(doc, first - 2) not in {"few", "many", "well"}
    if before not in {",", "("} or first < 2 or doc[first - 2].pos_ != "PROPN":
        return False
    at = first - 2
    while at > 0 and (doc[at].pos_ == "PROPN" or doc[at].lower_ == "the"):
        at -= 1
    closed = end == len(doc) or (doc[end].is_punct and word_at(doc, end + 1) != "and")
    return doc[end - 1].dep_ == "appos" or closed if single else closed and doc[at].lower_ in {"&", "and"}


def _one_of(doc: Doc, first: int) -> bool:
    return word_at(doc, first) == "one" and word_at(doc, first + 1) == "of"


def _before_some(doc: Doc, start: int) -> int:
    """Where the words begin that pick some out of those named at ``start``: "[two other] LDCs", "[a number of] LDCs",
    "[all but one] LDC"; ``start`` where none stand there."""
    least = doc[start].sent.start
    first = start
    while first > least and (_picks(doc[first - 1]) or _counts(doc[first - 1], start)):
        first -= 1
        if word_at(doc, first - 1) == "-" and doc[first - 2].like_num:
            first -= 2  # "thirty-eight"
    if first < start and doc[first].like_num and lowered(doc)[max(first - 2, 0) : first] in WORDS_BEFORE_NUMBERS:
        first -= 2
    share = start_of_share(doc, first)
    before, earlier = word_at(doc, first - 1), word_at(doc, first - 2)
    if share < first:
        first = share
    elif (before == "but" and earlier in WORDS_FOR_ALL) or (before == "all" and earlier in WORDS_FOR_ALMOST):
        first -= 2
    elif before in DETERMINERS_OF_ALL and all(t.like_num for t in doc[first:start]):
        first = start  # "the two LDCs" are all of them
    elif before == "a" and first < start:
        first -= 1
    return max(least, first)


def _picks(word: Token) -> bool:
    """Whether a word picks some out of a group: "[certain] LDCs"; not "was quite [certain] LDCs would pay"."""
    if word.lower_ != "certain":
        return word.lower_ in WORDS_FOR_SOME
    at = word.i - 1
    while at > word.sent.start and word.doc[at].pos_ in {"ADV", "PART"}:
        at -= 1
    return at < word.sent.start or word.doc[at].lemma_ not in {"be", "feel", "make"}


def _counts(number: Token, start: int) -> bool:
    """Whether a number counts those named at ``start``: "[38] LDCs", not "In [2001] LDCs met" or "At COP [21] LDCs"."""
    if not number.like_num or number.text.isalpha():
        return number.like_num
    of_name = number.i > number.sent.start and number.nbor(-1).pos_ == "PROPN"
    return number.head.i >= start and not of_name and not YEAR.fullmatch(number.text)


def start_of_share(doc: Doc, start: int, *, counted: bool = True) -> int:
    """Where a noun of quantity with "of" begins before those named at ``start``: "[a growing number of] LDCs", "[half
    of the] LDCs"; ``start`` where none stands there. ``counted``: also one that only counts, "[dozens of] LDCs"."""
    of = start - 1 - (word_at(doc, start - 1) == "the")
    if of < 1 or doc[of].lower_ != "of":
        return start
    share = doc[of - 1]
    if share.lemma_.casefold() not in COUNTING_NOUNS and share.lower_ not in QUANTIFIERS and not share.like_num:
        return start
    if not counted and share.lemma_.casefold() not in NOUNS_OF_SHARES:
        return start
    first = share.left_edge.i
    is_count = share.lower_ == "number" and doc[first].lower_ not in {"a", "an"}  # "the number of LDCs has grown"
    return start if is_count else first + (doc[first].lower_ == "the")


def some_of_a_party(doc: Doc, start: int, end: int) -> int:
    """Where the phrase begins that refers to some of a party's members and not the party: "[39] Democrats", "[some]
    other Republicans"; ``start`` without a sign of that."""
    if doc[end - 1].tag_ not in {"NNS", "NNPS"} or end - start > 1:
        return start
    first = start - 1 - (word_at(doc, start - 1) == "other")
    if first < doc[start].sent.start:
        return start
    counted = doc[first].like_num and not YEAR.fullmatch(doc[first].text)
    if counted and word_at(doc, first - 1) == "-":
        first -= 2  # "thirty-nine"
    return first if counted or doc[first].lower_ in QUANTIFIERS else start


def past_place(doc: Doc, end: int) -> int:
    """The end of words of place that restrict a party's people: "Republicans [across the country]"; ``end`` where none
    follow."""
    tells = word_at(doc, end) in PREPOSITIONS_OF_SPREAD and doc[end].head.i == end - 1
    return doc[end].right_edge.i + 1 if tells else end


def is_some_of_a_people(doc: Doc, start: int, end: int) -> bool:
    """Whether a plural demonym refers to people and not to their state: "many Peruvians", "Peruvians"; not "the
    Peruvians" and "Peruvians and Chileans", which may be states."""
    last = doc[end - 1]
    if last.tag_ not in {"NNS", "NNPS"} or not last.text.endswith("s") or last.lower_ in PEOPLES_THAT_ARE_STATES:
        return False
    before, at = doc[max(start - 2, 0) : start], end
    while doc[at : at + 1].text == "," and doc[at + 1 : at + 2].text and doc[at + 1].tag_ == "NNPS":
        at += 2  # "Peruvians, Chileans and Bolivians"
    after = doc[at : at + 2]
    joined = any(len(two) == 2 and {t.tag_ for t in two} == {"CC", "NNPS"} for two in (before, after))
    return not joined and word_at(doc, start - 1) != "the"


def is_not_all(doc: Doc, start: int) -> bool:
    """Whether those named at ``start`` are said not to be all: "not all [LDCs]", "not all of the [LDCs]"."""
    at = start - 1 - (word_at(doc, start - 1) == "the")
    at -= word_at(doc, at) == "of"
    return word_at(doc, at) in WORDS_FOR_ALL and word_at(doc, at - 1) == "not"
