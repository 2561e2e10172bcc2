"""Find titles of posts in a text."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import lowered, occurrences
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.names_of_things import institution_named_for_ruler
from kg.extract.text.memo import once_a_document
from kg.extract.text.note import Note
from kg.extract.words import gazetteer, lexicon
from kg.extract.words.lexicon import word_set

__all__ = [
    "STATES_BY_TITLE",
    "TITLES",
    "acts_itself",
    "are_posts",
    "before_title",
    "is_title",
    "opens_title_of_state",
    "state_with_title",
    "title_at",
    "title_over",
    "title_tokens",
    "titles",
]

PREPOSITIONS_AFTER_POSTS = word_set("prepositions-after-posts")
TITLES_IN_NAMES = word_set("titles-in-names")
WORDS_INSIDE_TITLES = word_set("words-inside-titles")
JOINING = {"and", "&"}
LAST_WORDS_OF_CHIEFS = word_set("last-words-of-chiefs")
WORDS_OF_OFFICER = 7
"""Words, at most, in such a title as "Chief Data and Water Officer"."""
HOUR = re.compile(r"(?:.*[-–])?(?:0?\d|1[0-2])(?:[:.]\d\d)?")
"""An hour of a twelve-hour clock, or a range that ends with one: "9:00", "11.30", "7:00-9:00"; no year or date."""


TITLES: Note[tuple[tuple[int, int], ...]] = Note("titles", tuple)
"""The titles of posts: tokens ``[start, end)``, in text order."""


STATES_BY_TITLE = {row["title"]: row["state"] for row in lexicon.rows("actors/titles_of_states")}
"""The states of titles that only one state gives, or nearly so; with "|" between those of titles that few give."""
MINISTERS = {"minister", "secretary"}
LONGEST_TITLE_OF_STATE = max(len(title.split()) for title in STATES_BY_TITLE)


def acts_itself(doc: Doc, end: int) -> bool:
    """Whether the title that ends before token ``end`` is the subject of the verb that follows.

    "At the request of Ada Berg, the Queen dissolved parliament" is about two people.
    """
    head = doc[end - 1]
    follows = end < len(doc) and doc[end].pos_ in {"VERB", "AUX"}
    return follows and head.dep_ in NOUN_SUBJECTS and head.head.i >= end


def title_at(doc: Doc, start: int) -> tuple[int, lexicon.Title] | None:
    """The longest title of a post that begins at token ``start``: its end, and the title."""
    titles = lexicon.titles()
    token = doc[start]
    words = lowered(doc)
    first_word = words[start]
    plural = token.tag_ == "NNS" or _is_before_names(doc, start)
    if first_word not in titles and not plural:
        return None
    if first_word == "chief" and (officer := _officer_at(doc, start)) is not None:
        return None if _names_body(doc, start + 1, officer[0] - 1) else officer  # "Chief EU Negotiator" is of the EU
    for title in titles.get(first_word, ()):
        end = start + len(title.words)
        if words[start:end] == title.words:
            return end, title
    for singular in (token.lemma_.casefold(), first_word.removesuffix("s")) if plural else ():
        for title in titles.get(singular, ()):
            if len(title.words) == 1:
                return start + 1, title
    for title in titles.get(first_word, ()):  # "Co-Chairs", "foreign ministers"
        end = start + len(title.words)
        *first_words, last_word = title.words
        if words[start:end] == (*first_words, last_word + "s"):
            return end, title
    return None


def _officer_at(doc: Doc, start: int) -> tuple[int, lexicon.Title] | None:
    """The title of a chief officer, director or the like at a token, with its end: "Chief Data and Water Officer",
    "Chief Health Director"; its kind is that of its last word."""
    if _begins_listed(doc, start):
        return None  # "Chief Justice Ruiz and Officer Ek"
    for i in range(start + 1, min(start + WORDS_OF_OFFICER, len(doc))):
        if doc[i].ent_type_ == "PERSON" or not (doc[i].text[:1].isupper() or doc[i].lower_ in JOINING):
            return None
        if doc[i].lower_ in LAST_WORDS_OF_CHIEFS:
            words = tuple(lowered(doc)[start : i + 1])
            kind = next((t.kind for t in lexicon.titles().get(words[-1], ()) if t.words == words[-1:]), "business")
            return i + 1, lexicon.Title(words, kind, leads=False)
    return None


def _names_body(doc: Doc, start: int, end: int) -> bool:
    """Whether some of the tokens ``[start, end)`` name a listed body or state, or are a demonym."""
    return any(gazetteer.lookup(doc[i:j].text) for i in range(start, end) for j in range(i + 1, end + 1))


def _begins_listed(doc: Doc, start: int) -> bool:
    """Whether a listed title of several words begins at a token."""
    words = lowered(doc)
    return any(
        len(title.words) > 1 and title.words[-1] != "officer"
        for title in lexicon.titles().get(words[start], ())
        if words[start : start + len(title.words)] == title.words
    )


def _is_before_names(doc: Doc, i: int) -> bool:
    """Whether a plural tagged as a name is the post of the persons named next: "Presidents Ek and Ruiz"."""
    return doc[i].tag_ == "NNPS" and doc[i + 1 : i + 2].text.istitle() and doc[i + 1].ent_type_ == "PERSON"


def _is_given_name(doc: Doc, i: int) -> bool:
    """Whether a word that may be a title is the given name in a name of two words: "Secretary [Dean] Ek"."""
    is_in_name = doc[i].ent_type_ == "PERSON" and doc[i + 1 : i + 2].text.istitle() and doc[i + 1].ent_type_ == "PERSON"
    return is_in_name and doc[i].lower_ in TITLES_IN_NAMES


def _is_of_the_clock(doc: Doc, i: int) -> bool:
    """Whether "PM" indicates the time of day: "9:00 PM EST", "at 9 PM"; not "In 2014 PM Bo Ek"."""
    return doc[i].lower_ == "pm" and i > 0 and HOUR.fullmatch(doc[i - 1].text) is not None


def _is_size(doc: Doc, end: int, title: lexicon.Title) -> bool:
    """Whether "Major" says how big a thing is: "our Major Defence Partnership"; not "Major Ruiz", "the Major said"."""
    if title.words != ("major",) or end < 2 or end == len(doc):
        return False
    is_thing = doc[end].text[:1].isupper() and doc[end].ent_type_ != "PERSON"
    return is_thing and doc[end - 2].tag_ in {"DT", "PRP$"}


def _is_kin(doc: Doc, end: int, title: lexicon.Title) -> bool:
    """Whether "father" is no priest: "the father of Norway's seas"; not "Father Ruiz"."""
    return title.words == ("father",) and doc[end - 1].is_lower


@cache
def _openings() -> frozenset[str]:
    """The first words of titles, in the singular and in the plural with "s"."""
    return frozenset(word + ending for word in lexicon.titles() for ending in ("", "s"))


def titles(doc: Doc) -> tuple[tuple[int, int], ...]:
    """The tokens ``[start, end)`` of each title, in text order; adjacent titles are joined."""
    spans: list[tuple[int, int]] = []
    covered_to = 0
    for token in occurrences(doc, _openings(), lexicon.titles()):
        hit = title_at(doc, token.i) if token.i >= covered_to else None
        if hit is None or _is_given_name(doc, token.i) or _is_of_the_clock(doc, token.i) or _is_size(doc, *hit):
            continue
        if _is_kin(doc, *hit):
            continue
        if institution_named_for_ruler(doc, token.i) is not None:
            continue
        covered_to = hit[0]
        if spans and spans[-1][1] == token.i:
            spans[-1] = (spans[-1][0], covered_to)
        else:
            spans.append((token.i, covered_to))
    return tuple(spans)


@once_a_document
def _titles_by_token(doc: Doc) -> dict[int, tuple[int, int]]:
    return {i: title for title in TITLES(doc) for i in range(*title)}


def title_over(doc: Doc, at: int) -> tuple[int, int] | None:
    """The tokens ``[start, end)`` of the title in which a token stands."""
    return _titles_by_token(doc).get(at)


def title_tokens(doc: Doc) -> Set[int]:
    """The tokens that are in a title."""
    return _titles_by_token(doc).keys()


def is_title(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are part of a title of a post, whatever the tagger takes them for."""
    title = title_over(doc, start)
    return title is not None and end <= title[1]


def are_posts(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are a title and what follows a preposition after it, "Ministers of Trade", whatever the tagger
    takes them for."""
    title = title_over(doc, start)
    if title is None or title[0] != start or title[1] >= end:
        return False
    return doc[title[1]].lower_ in PREPOSITIONS_AFTER_POSTS


def state_with_title(doc: Doc, start: int, end: int) -> str | None:
    """The state of the title ``[start, end)``, as `STATES_BY_TITLE` has it: of a "Northern Ireland Secretary"."""
    return STATES_BY_TITLE.get(" ".join(word for word in lowered(doc)[start:end] if word != "-"))


def opens_title_of_state(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are the first ones of a title of ministers that only one state gives, and no body: "[Union]
    Minister"; the "[Senate] Majority Leader" leads a body."""
    longest = min(start + LONGEST_TITLE_OF_STATE, len(doc))
    stops = (stop for stop in range(end + 1, longest + 1) if doc[stop - 1].lower_ in MINISTERS)
    return any(state_with_title(doc, start, stop) is not None for stop in stops)


def before_title(doc: Doc, start: int, end: int) -> int:
    """Where an organization's name ends before a title tagged as its last words: "[UNDP] Associate Administrator"."""
    title = title_over(doc, end - 1)
    if title is None or title[0] <= start or doc[title[0] - 1].lower_ in WORDS_INSIDE_TITLES:
        return end
    return title[0] if doc[title[1] - 1].tag_ != "NNPS" else end
