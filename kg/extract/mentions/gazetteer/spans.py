"""Find names of the gazetteer in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import is_possessive_mark, places, word_at
from kg.extract.mentions.names_of_things import is_part_of_text
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.text.layout import is_in_heading
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import Match, MatchReason, Names
from kg.extract.words.lexicon import word_set
from kg.folding import without_diacritics
from kg.model import ActorType

__all__ = ["MODIFIERS", "WORDS_BEFORE_HOUSES_AND_PARTIES", "Span", "ends_name_of_firm", "gazetteer_spans", "is_town"]

type Span = tuple[int, int, Match]
"""The tokens ``[start, end)`` of a name of the gazetteer, and what it matches."""

WORDS_OF_LANDSCAPE = word_set("words-of-landscape")
LARGER_REGIONS = word_set("larger-regions")
STATES_IN_NAMES_WITH_NEW = word_set("states-in-names-with-new")
NATIONAL_ONES = {"red crescent", "red cross"}
"""Names of international bodies that are those of national ones as well."""
OFFICES_OF_TOWNS = word_set("offices-of-towns")
WORDS_BEFORE_DEMONYMS_OF_FIRMS = word_set("words-before-demonyms-of-firms")
WORDS_BEFORE_CAPITALS_OF_CLUBS = word_set("words-before-capitals-of-clubs")
MODIFIERS = {"amod", "compound", "nmod"}
WORDS_BEFORE_HOUSES_AND_PARTIES = word_set("words-before-houses-and-parties")
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
        if matches and (is_own or (_is_plausible(doc, i, j, matches[0]) and not is_part_of_text(doc, i, j))):
            yield j, matches[0]
            return


def _is_plausible(doc: Doc, start: int, end: int, match: Match) -> bool:
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
    if match.reason in {MatchReason.NAME, MatchReason.CAPITAL} and end - start == 1 and not _is_of_post(doc, start):
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
    return ends and previous.lower_ not in word_set("words-before-states") and not is_in_heading(token)


def ends_name_of_firm(doc: Doc, index: int, reason: MatchReason) -> bool:
    """Whether a capital or demonym that stands by itself ends the name of a firm or club: "Anglo [American]", "Union
    [Berlin]"; not in "Official [Washington]" and "March [Kyiv]"."""
    previous, token = doc[index - 1], doc[index]
    if (
        index == 0
        or not previous.text.istitle()
        or token.tag_ != "NNP"
        or token.dep_ in MODIFIERS
        or is_in_heading(token)
    ):
        return False
    if index > 1 and doc[index - 2].pos_ in {"ADJ", "DET", "PROPN"}:
        return False  # "told the European Union [Berlin] agreed"
    return (reason == MatchReason.DEMONYM and previous.lower_ in WORDS_BEFORE_DEMONYMS_OF_FIRMS) or (
        reason == MatchReason.CAPITAL and previous.lower_ in WORDS_BEFORE_CAPITALS_OF_CLUBS
    )


def _is_of_post(doc: Doc, start: int) -> bool:
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
