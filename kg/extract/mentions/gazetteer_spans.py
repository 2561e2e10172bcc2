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
    "WORDS_BEFORE_HOUSES_AND_PARTIES",
    "WORDS_FOR_ALL",
    "Span",
    "end_after_place",
    "ends_name_of_firm",
    "gazetteer_spans",
    "is_not_all",
    "is_some_of_a_people",
    "is_town",
    "some_of_a_bloc",
    "some_of_a_party",
    "start_of_share",
]

type Span = tuple[int, int, Match]
"""The tokens ``[start, end)`` of a name of the gazetteer, and what it matches."""

WORDS_OF_LANDSCAPE = word_set("words-of-landscape")
LARGER_REGIONS = word_set("larger-regions")
STATES_IN_NAMES_WITH_NEW = word_set("states-in-names-with-new")
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
WORDS_BEFORE_HOUSES_AND_PARTIES = word_set("words-before-houses-and-parties")
ARTICLES_OF_ONE = {"a", "an"}
WORDS_BEFORE_NUMBERS = {("at", "least"), ("fewer", "than"), ("more", "than")}
PREPOSITIONS_OF_SPREAD = {"across", "around", "throughout"}
YEAR = re.compile(r"[12]\d\d\d")
ENDS_EVERY_NAME = {'"', ";", ":"}


@dataclass(frozen=True, slots=True)
class _Shape:
    """What gazetteer forms with the same first word have in common: the words of the longest, counted, and, folded, the
    words after the first and the last two of each."""

    length: int
    later_words: frozenset[str]
    last_words: frozenset[str]


@lru_cache(maxsize=8)
def _shapes(names: Names) -> dict[str, _Shape]:
    """Shapes of the names by their first word, folded."""
    lengths: dict[str, int] = {}
    later_words: dict[str, set[str]] = {}
    last_words: dict[str, set[str]] = {}
    for form, _ in names.forms:
        parts = re.findall(r"[\w&]+|[^\w\s]", form)
        if parts[0].casefold() == "the" and len(parts) > 1:
            parts = parts[1:]
        first = _fold(parts[0])
        lengths[first] = max(lengths.get(first, 0), len(parts) + 2)
        later_words.setdefault(first, set()).update(_fold(part) for part in parts[1:])
        last_words.setdefault(first, set()).update(_fold(part) for part in parts[-2:])
    return {
        first: _Shape(most, frozenset(later_words[first]), frozenset(last_words[first]))
        for first, most in lengths.items()
    }


@lru_cache(maxsize=1 << 15)
def _fold(word: str) -> str:
    plain = without_diacritics(word.casefold())
    return re.split(r"[\W_]", plain.lstrip("([\"'"), maxsplit=1)[0] or plain


def gazetteer_spans(doc: Doc, project_names: Names | None) -> Iterator[Span]:
    """The longest gazetteer matches ``[start, end)`` from left to right, without overlaps; of equal ones, the one
    of ``project_names``, the project's own."""
    name_lists = [names for names in (project_names, gazetteer.shipped()) if names is not None]
    words = [token.text for token in doc]
    covered_to = 0
    for i in places(doc, lambda word: any(_fold(word) in _shapes(names) for names in name_lists)):
        if i < covered_to:
            continue
        matches = [
            (end, match)
            for names in name_lists
            for end, match in _longest(doc, i, words, names, is_own=names is project_names)
        ]
        if matches:
            covered_to, match = max(matches, key=lambda each: each[0])
            yield i, covered_to, match


def _longest(doc: Doc, i: int, words: list[str], names: Names, *, is_own: bool) -> Iterator[tuple[int, Match]]:
    """The end of the longest name that begins with token ``i``, and what it matches; at most one."""
    shape = _shapes(names).get(_fold(words[i]))
    if shape is None:
        return
    ends = [i + 1]
    for j, word in enumerate(words[i + 1 : i + shape.length], i + 2):
        folded = _fold(word) if word.isalpha() else ""
        if word in ENDS_EVERY_NAME or word.isspace() or (folded and folded not in shape.later_words):
            break
        if word not in {",", "'s"} and (not folded or folded in shape.last_words):
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
    of_new_place = start > 0 and doc[start - 1].text == "New" and doc[start].lower_ in STATES_IN_NAMES_WITH_NEW
    if of_new_place and demonym:
        of_new_place = not doc[start - 1].is_sent_start and word_at(doc, end) not in {"foreign", "president"}
    if of_new_place or (in_region and match.entry.type == ActorType.STATE and not doc[start - 1].is_lower):
        return False  # "New Mexico" is not Mexico, nor "Latin America" the United States
    if doc[start:end].text.casefold() in NATIONAL_ONES and _follows_state(doc, start):
        return False  # "Philippine Red Cross" is not the International Committee
    if match.entry.type == ActorType.BLOC and match.reason == MatchReason.ALIAS and _is_of_a_state(doc, start, end):
        return False
    next_token = doc[end] if end < len(doc) else None
    if (
        match.entry.type == ActorType.STATE
        and next_token is not None
        and next_token.text.istitle()
        and next_token.lower_ in WORDS_OF_LANDSCAPE
    ):
        return False  # "Niger Delta" is not Niger
    if match.entry.type == ActorType.STATE and end - start == 1 and _ends_name(doc, start):
        return False
    token = doc[start]
    if match.reason in {MatchReason.NAME, MatchReason.CAPITAL} and end - start == 1 and not _of_post(doc, start):
        previous_token = doc[start - 1] if start else None
        person = token.ent_type_ == "PERSON"
        if person and any(
            neighbour is not None and neighbour.ent_type_ == "PERSON" for neighbour in (previous_token, next_token)
        ):
            return False
    return True


def _is_people_within(modifier: Token) -> bool:
    """Whether the word before a demonym makes it a people within the state: "[Native] American"."""
    return modifier.text.istitle() and modifier.lower_ in word_set("peoples-within-states")


def _is_of_a_state(doc: Doc, start: int, end: int) -> bool:
    """Whether an alias of a bloc ends the name of a state's own body, "Syrian [Arab Coalition]"; not in "German [Group
    of Seven] officials", who are Germany's at the bloc."""
    matches_before = gazetteer.lookup(word_at(doc, start - 1).title()) if end - start > 1 else ()
    return doc[end - 1].text in {"Alliance", "Coalition"} and any(
        match.reason == MatchReason.DEMONYM for match in matches_before
    )


def _follows_state(doc: Doc, start: int) -> bool:
    """Whether a state's name or demonym, of one word or two, stands right before a token."""
    return any(start >= words and gazetteer.lookup(doc[start - words : start].text) for words in (1, 2))


def _ends_name(doc: Doc, index: int) -> bool:
    """Whether a state's name is the end of what the tagger took for an organization: "Ember Ghana" is no state, "North
    Korea" and "Trump's America" are."""
    if index == 0 or index in title_tokens(doc) or index - 1 in title_tokens(doc):
        return False
    previous, token = doc[index - 1], doc[index]
    is_tagged_name = (
        previous.ent_type_ == token.ent_type_ == "ORG" and token.ent_iob_ == "I" and previous.text[:1].isupper()
    )
    ends = is_tagged_name and previous.dep_ == "compound" and previous.head.i == index
    return ends and previous.lower_ not in word_set("words-before-states") and not in_heading(token)


def ends_name_of_firm(doc: Doc, index: int, reason: MatchReason) -> bool:
    """Whether a capital or demonym that stands by itself ends the name of a firm or club: "Anglo [American]", "Union
    [Berlin]"; not in "Official [Washington]" and "March [Kyiv]"."""
    previous, token = doc[index - 1], doc[index]
    if index == 0 or not previous.text.istitle() or token.tag_ != "NNP" or token.dep_ in MODIFIERS or in_heading(token):
        return False
    if index > 1 and doc[index - 2].pos_ in {"ADJ", "DET", "PROPN"}:
        return False  # "told the European Union [Berlin] agreed"
    return (reason == MatchReason.DEMONYM and previous.lower_ in WORDS_BEFORE_DEMONYMS_OF_FIRMS) or (
        reason == MatchReason.CAPITAL and previous.lower_ in WORDS_BEFORE_CAPITALS_OF_CLUBS
    )


def _of_post(doc: Doc, start: int) -> bool:
    """Whether a name tagged as part of a person's is that of a post: "President of [Chad] Bo Ek"."""
    is_one_person = start + 2 < len(doc) and all(t.ent_type_ == "PERSON" for t in doc[start : start + 3])
    return is_one_person and word_at(doc, start - 1) in {"of", "to"}


def is_town(doc: Doc, start: int, end: int) -> bool:
    """Whether a capital is the town itself and not its state, by an office of towns beside it: "Lima's mayor", "the
    mayor of Lima", "a Lima city councillor"."""
    index_after = end
    while is_possessive_mark(doc, index_after) or doc[index_after : index_after + 1].text == "city":
        index_after += 1
    of_index = start - 1 - (word_at(doc, start - 1) == "the")
    word_before_of = word_at(doc, of_index - 1) if word_at(doc, of_index) == "of" else ""
    return word_before_of in OFFICES_OF_TOWNS or word_at(doc, index_after) in OFFICES_OF_TOWNS


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
        if _says_what_they_are(doc, phrase_start, end, single=is_singular or _one_of(doc, phrase_start))
        else phrase_start
    )


def _says_what_they_are(doc: Doc, phrase_start: int, end: int, *, single: bool) -> bool:
    """Whether the words ``[first, end)`` say what those named beside them are, who act themselves: "Chad, [an LDC],",
    "Chad and Mali, [two LDCs],", "as [an LDC]"; not "Chad, [two LDCs] and Peru", a list."""
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


def _one_of(doc: Doc, phrase_start: int) -> bool:
    return word_at(doc, phrase_start) == "one" and word_at(doc, phrase_start + 1) == "of"


def _before_some(doc: Doc, start: int) -> int:
    """Where the words begin that pick some out of those named at ``start``: "[two other] LDCs", "[a number of] LDCs",
    "[all but one] LDC"; ``start`` where none stand there."""
    sentence_start = doc[start].sent.start
    phrase_start = start
    while phrase_start > sentence_start and (_picks(doc[phrase_start - 1]) or _counts(doc[phrase_start - 1], start)):
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


def _picks(word: Token) -> bool:
    """Whether a word picks some out of a group: "[certain] LDCs"; not "was quite [certain] LDCs would pay"."""
    if word.lower_ != "certain":
        return word.lower_ in WORDS_FOR_SOME
    index = word.i - 1
    while index > word.sent.start and word.doc[index].pos_ in {"ADV", "PART"}:
        index -= 1
    return index < word.sent.start or word.doc[index].lemma_ not in {"be", "feel", "make"}


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


def end_after_place(doc: Doc, end: int) -> int:
    """The end of words of place that restrict a party's people: "Republicans [across the country]"; ``end`` where none
    follow."""
    is_restrictive = word_at(doc, end) in PREPOSITIONS_OF_SPREAD and doc[end].head.i == end - 1
    return doc[end].right_edge.i + 1 if is_restrictive else end


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
